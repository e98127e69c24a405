"""Name a phrase of each of two papers that are close in meaning, where they share none.

"Structured pruning ~ token pruning" says more than "pruning", and "surgical tools ~ invasive
surgery" says what no shared word does. Each paper has some candidates, the noun phrases that are
closest to it in meaning. Of all pairs of two papers' candidates, the pair that is named has the
highest sum of three: the cosine of the phrases, half the cosines of each phrase and the paper of
the other, and a quarter of those of each phrase and its own paper.

Two phrases without a word in common are named if they are near in meaning. Where they have one in
common, cosines say little: it must be a term itself ("pruning"), or the last word, what both
are kinds of ("dense attention ~ local attention"), and not one that much of the collection has.
The limits let 2 or 3 of 100 random pairs of papers have a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.scientific_english import shipped_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.noun_phrases import NounPhrases

#: Candidates of a paper.
_MAX_CANDIDATES: Final = 12
_OTHER_WEIGHT: Final = 0.5
_OWN_WEIGHT: Final = 0.25
#: The sum from which pairs are looked at, and those of phrases without a common word and with two.
_MIN_SUM: Final = 0.6
_MIN_SUM_APART: Final = 0.8
_MIN_SUM_TWO: Final = 0.7
#: Cosine from which phrases without a common word are near in meaning.
_MIN_COSINE: Final = 0.45
#: A common word may be in this share of the papers of the collection,
_MAX_PAPERS_SHARE: Final = 0.1
#: and in these shares of the abstracts of science: as a term itself, and as the last word.
_MAX_TERM_SHARE: Final = 0.02
_MAX_HEAD_SHARE: Final = 0.08
#: Titles per abstract of a term; "model" has 0.2, "challenge" 0.01.
_MIN_RATIO: Final = 0.12
#: Stems of a phrase that are compared.
_MAX_STEMS: Final = 5
_PREFIX_TEXT: Final = """
    anti auto bi co cross de deep end fine full general high in inter intra large long low macro
    meta micro mid multi near non off on one open out over per post pre pseudo quasi re real self
    semi short single small state sub super to top tri two ultra un under uni zero
"""
_PREFIXES: Final = frozenset(_PREFIX_TEXT.split())
_CHUNK_PAIRS: Final = 1_000
_DIGITS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Stems:
    """The stems of phrases; arrays are (stems,).

    Attributes:
        of_phrase: (phrases, 5) ids of the stems of each phrase, padded with -1.
        last: (phrases,) id of the last stem.
        is_term: names what both papers are about, wherever it stands.
        is_head: does so as the last word of both phrases.
        is_apart: is not in too many papers of the collection.
    """

    of_phrase: NDArray[np.int64]
    last: NDArray[np.int64]
    is_term: NDArray[np.bool_]
    is_head: NDArray[np.bool_]
    is_apart: NDArray[np.bool_]


class Bridges:
    """The closest phrases of pairs of papers.

    Args:
        phrases: of the collection.
        features: of its words.
        papers_of_stem: stem -> share of the papers that have it.
        papers: (papers, dimensions) unit vectors of meaning, in the space of the phrases'.
    """

    def __init__(
        self,
        phrases: NounPhrases,
        features: WordFeatures,
        papers_of_stem: Mapping[str, float],
        papers: NDArray[np.float32],
    ) -> None:
        self._papers = papers
        # The last row, of zeros, is that of the padding.
        zero = np.zeros((1, papers.shape[1]), dtype=np.float32)
        self._vectors = np.vstack([phrases.vectors, zero])
        self._candidates, self._closeness = _choose_candidates(phrases, papers)
        self._stems = _read_stems(phrases, features, papers_of_stem)

    def of_pairs(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (pairs, 2) the phrase of each two papers, or -1 where no two are close.

        Args:
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
        """
        bridges = np.full((len(left), 2), -1)
        for start in range(0, len(left), _CHUNK_PAIRS):
            part = slice(start, start + _CHUNK_PAIRS)
            bridges[part] = self._of_chunk(left[part], right[part])
        return bridges

    def _of_chunk(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        left_phrase, right_phrase = self._candidates[left], self._candidates[right]  # (pairs, 12)
        left_vector, right_vector = self._vectors[left_phrase], self._vectors[right_phrase]
        cosine = np.matmul(left_vector, right_vector.transpose(0, 2, 1))  # (pairs, 12, 12)
        left_sum = self._closeness[left] + self._to_papers(left_vector, right)
        right_sum = self._closeness[right] + self._to_papers(right_vector, left)
        sums = cosine + left_sum[:, :, None] + right_sum[:, None, :]
        is_real = (left_phrase >= 0)[:, :, None] & (right_phrase >= 0)[:, None, :]
        pair, row, column = np.nonzero(is_real & (sums >= _MIN_SUM))
        phrases = np.stack([left_phrase[pair, row], right_phrase[pair, column]], axis=1)
        values = np.round(sums[pair, row, column], _DIGITS)
        is_bridge = self._judge(phrases, cosine[pair, row, column], values)
        pair, values, phrases = pair[is_bridge], values[is_bridge], phrases[is_bridge]
        # ``lexsort`` sorts by its last key first; the order of candidates breaks ties.
        order = np.lexsort((np.arange(len(pair)), -values, pair))
        named, first = np.unique(pair[order], return_index=True)
        bridges = np.full((len(left), 2), -1)
        bridges[named] = phrases[order][first]
        return bridges

    def _to_papers(
        self, vectors: NDArray[np.float32], papers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return (pairs, 12) half the cosines of candidates and the other paper."""
        cosines: NDArray[np.float32] = np.einsum("ijk,ik->ij", vectors, self._papers[papers])
        return _OTHER_WEIGHT * cosines

    def _judge(
        self, phrases: NDArray[np.int64], cosine: NDArray[np.float32], values: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        """Return (candidates,) whether two phrases may be named together.

        Args:
            phrases: (candidates, 2) the phrases.
            cosine: (candidates,) of the phrases.
            values: (candidates,) the sums by which bridges are chosen.
        """
        stems = self._stems
        left, right = stems.of_phrase[phrases[:, 0]], stems.of_phrase[phrases[:, 1]]
        # (candidates, 5, 5) whether two stems are equal.
        equal = (left[:, :, None] == right[:, None, :]) & (left >= 0)[:, :, None]
        in_left, in_right = equal.any(axis=2), equal.any(axis=1)
        n_common = in_left.sum(axis=1)
        has_rest = ((left >= 0) & ~in_left).any(axis=1)
        has_right_rest = ((right >= 0) & ~in_right).any(axis=1)
        # Index -1 reads the last stem; ``in_left`` is False there.
        has_term = (in_left & stems.is_term[left]).any(axis=1)
        has_apart = (in_left & stems.is_apart[left]).any(axis=1)
        last, right_last = stems.last[phrases].T
        are_kinds = (last == right_last) & stems.is_head[last] & has_rest & has_right_rest
        are_near = (n_common == 0) & (cosine >= _MIN_COSINE) & (values >= _MIN_SUM_APART)
        have_two = (n_common > 1) & has_apart & (values >= _MIN_SUM_TWO)
        # Phrases of the same words are one phrase.
        differ = has_rest | has_right_rest
        judged: NDArray[np.bool_] = are_near | are_kinds | (differ & (has_term | have_two))
        return judged


def _choose_candidates(
    phrases: NounPhrases, papers: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return (papers, 12) the phrases closest to each paper, padded with -1, and their weights.

    The weights are the shares of the phrases in the sum of a bridge.
    """
    closeness = np.zeros(len(phrases.paper), dtype=np.float32)
    for start in range(0, len(closeness), _CHUNK_PAIRS * _MAX_CANDIDATES):
        part = slice(start, start + _CHUNK_PAIRS * _MAX_CANDIDATES)
        closeness[part] = np.einsum(
            "ij,ij->i", phrases.vectors[phrases.phrase[part]], papers[phrases.paper[part]]
        )
    order = np.lexsort((phrases.phrase, -np.round(closeness, _DIGITS), phrases.paper))
    paper, phrase = phrases.paper[order], phrases.phrase[order]
    rank = np.arange(len(paper)) - np.searchsorted(paper, paper)
    is_candidate = rank < _MAX_CANDIDATES
    candidates = np.full((len(papers), _MAX_CANDIDATES), -1)
    weights = np.zeros((len(papers), _MAX_CANDIDATES), dtype=np.float32)
    cells = paper[is_candidate], rank[is_candidate]
    candidates[cells] = phrase[is_candidate]
    weights[cells] = _OWN_WEIGHT * closeness[order][is_candidate]
    return candidates, weights


def _read_stems(
    phrases: NounPhrases, features: WordFeatures, papers_of_stem: Mapping[str, float]
) -> _Stems:
    ids: dict[str, int] = {}
    of_phrase = np.full((len(phrases.words), _MAX_STEMS), -1)
    last = np.zeros(len(phrases.words), dtype=np.int64)
    for row, words in enumerate(phrases.words.tolist()):
        stems = [stem for word in words if word >= 0 for stem in _content(features.stems[word])]
        numbers = [ids.setdefault(stem, len(ids)) for stem in stems]
        of_phrase[row, : len(numbers)] = numbers[:_MAX_STEMS]
        last[row] = numbers[-1]
    names = list(ids)
    table = shipped_phrases()
    share, ratio = table.shares(names), table.title_ratios(names)
    papers = np.array([papers_of_stem.get(name, 0.0) for name in names])
    is_apart = papers <= _MAX_PAPERS_SHARE
    is_title_word = ratio >= _MIN_RATIO
    return _Stems(
        of_phrase,
        last,
        is_term=is_apart & ((share == 0) | (share <= _MAX_TERM_SHARE) & is_title_word),
        is_head=is_apart & (share <= _MAX_HEAD_SHARE) & is_title_word,
        is_apart=is_apart & (share <= _MAX_HEAD_SHARE),
    )


def _content(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a word without the prefixes of a hyphenated one: "cross-lingual"."""
    return tuple(stem for stem in stems[:-1] if stem not in _PREFIXES) + stems[-1:]
