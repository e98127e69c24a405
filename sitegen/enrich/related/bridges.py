"""Name a phrase of each of two papers that are close in meaning, where they share none.

Each paper has a few candidates, its most salient specific phrases. The vector of a phrase is the
sum of its words' vectors, those of common words damped (Arora et al. 2017, "A simple but
tough-to-beat baseline for sentence embeddings", section 3); else "robot design" would be close to
"robot motion". Of all pairs of two papers' candidates, the closest is named. Where two phrases have
a word in common, the rest must be close as well: "decision trees" and "tree loss" are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.static import encode_words
from sitegen.enrich.scientific_english import shipped_phrases
from sitegen.enrich.topics.lexicon import stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.topics.phrases import Concepts

#: Candidates of a paper.
_MAX_CANDIDATES: Final = 12
#: Pairs of candidates that are tried, the closest first.
_MAX_TRIES: Final = 6
#: Share of abstracts at which a word has half of its weight.
_HALF_SHARE: Final = 0.003
_LEAST_NORM: Final = 1e-9
#: Cosine from which two phrases are near in meaning, and the rests of phrases with a common word.
_MIN_COSINE: Final = 0.5
_MIN_REST_COSINE: Final = 0.2
_CHUNK_PAIRS: Final = 2_000
_DIGITS: Final = 5


def bridge_candidates(
    concepts: Concepts, allowed: NDArray[np.bool_], salience: NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """Return (papers, 12) the most salient allowed concepts of each paper, padded with -1.

    Args:
        concepts: of the collection.
        allowed: (concepts,) whether a concept may be named.
        salience: (pairs,) of each concept in each paper.
        size: number of papers.
    """
    used = np.flatnonzero(allowed[concepts.concept])
    paper, concept = concepts.paper[used], concepts.concept[used]
    # ``lexsort`` sorts by its last key first: by paper, salience, concept.
    order = np.lexsort((concept, -np.round(salience[used], _DIGITS), paper))
    paper, concept = paper[order], concept[order]
    rank = np.arange(len(paper)) - np.searchsorted(paper, paper)
    is_candidate = rank < _MAX_CANDIDATES
    candidates = np.full((size, _MAX_CANDIDATES), -1)
    candidates[paper[is_candidate], rank[is_candidate]] = concept[is_candidate]
    return candidates


class Bridges:
    """The closest candidates of pairs of papers.

    Args:
        candidates: (papers, 12) concepts, padded with -1.
        names: of the concepts.
    """

    def __init__(self, candidates: NDArray[np.int64], names: Mapping[int, str]) -> None:
        self._candidates = candidates
        self._phrases = _Phrases(names)

    def of_pairs(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (pairs, 2) the concepts of each two papers that are closest in meaning, or -1.

        Args:
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
        """
        bridges = np.full((len(left), 2), -1)
        for start in range(0, len(left), _CHUNK_PAIRS):
            left_candidates = self._candidates[left[start : start + _CHUNK_PAIRS]]
            right_candidates = self._candidates[right[start : start + _CHUNK_PAIRS]]
            cosines = np.round(self._phrases.cosines(left_candidates, right_candidates), _DIGITS)
            cosines = cosines.reshape(len(left_candidates), -1)
            for pair in np.flatnonzero(cosines.max(axis=1, initial=0) >= _MIN_COSINE).tolist():
                # Stable, so that of equal cosines the more salient candidates win.
                best = np.argsort(-cosines[pair], kind="stable")[:_MAX_TRIES]
                for flat in best[cosines[pair, best] >= _MIN_COSINE].tolist():
                    left_rank, right_rank = divmod(flat, _MAX_CANDIDATES)
                    numbers = (
                        int(left_candidates[pair, left_rank]),
                        int(right_candidates[pair, right_rank]),
                    )
                    if self._phrases.are_close(*numbers):
                        bridges[start + pair] = numbers
                        break
        return bridges


class _Phrases:
    """The vectors of phrases and of their words."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._words = {number: name.split() for number, name in names.items()}
        words = sorted({word for parts in self._words.values() for word in parts})
        self._stems = {word: stems(word) for word in words}
        share = shipped_phrases().shares(["".join(self._stems[word]) for word in words])
        weights = _HALF_SHARE / (_HALF_SHARE + share)
        self._word_vectors = encode_words(words) * weights[:, None].astype(np.float32)
        self._rows = {word: row for row, word in enumerate(words)}
        numbers = sorted(names)
        # Concept -> row of the vectors; the last row, of zeros, is that of the padding.
        self._row_of = np.full(max(numbers, default=0) + 2, len(numbers))
        self._row_of[numbers] = np.arange(len(numbers))
        zero = np.zeros(self._word_vectors.shape[1], dtype=np.float32)
        vectors = [self._unit(self._words[number]) for number in numbers]
        self._vectors = np.vstack([*vectors, zero])
        self._closeness: dict[tuple[int, int], bool] = {}

    def cosines(
        self, left_candidates: NDArray[np.int64], right_candidates: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return (pairs, 12, 12) cosines of the candidates of pairs of papers."""
        left, right = (
            self._vectors[self._row_of[left_candidates]],
            self._vectors[self._row_of[right_candidates]],
        )
        cosines: NDArray[np.float32] = np.matmul(left, right.transpose(0, 2, 1))
        return cosines

    def are_close(self, left: int, right: int) -> bool:
        """Return whether two phrases are close without the words that both have."""
        pair = (min(left, right), max(left, right))
        if pair not in self._closeness:
            self._closeness[pair] = self._is_rest_close(*pair)
        return self._closeness[pair]

    def _is_rest_close(self, left: int, right: int) -> bool:
        left_words, right_words = self._words[left], self._words[right]
        left_stems = {stem for word in left_words for stem in self._stems[word]}
        right_stems = {stem for word in right_words for stem in self._stems[word]}
        if not left_stems & right_stems:
            return True
        rests = [
            [word for word in words if not other_stems.intersection(self._stems[word])]
            for words, other_stems in ((left_words, right_stems), (right_words, left_stems))
        ]
        # "Entity recognition" within "named entity recognition" says nothing of both papers.
        if not all(rests):
            return False
        return float(self._unit(rests[0]) @ self._unit(rests[1])) >= _MIN_REST_COSINE

    def _unit(self, words: Sequence[str]) -> NDArray[np.float32]:
        vector = self._word_vectors[[self._rows[word] for word in words]].sum(axis=0)
        unit: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), _LEAST_NORM)
        return unit
