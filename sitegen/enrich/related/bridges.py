"""Name a phrase of each of two papers that are kinds of one thing, where they share no phrase.

"Monotone linear complementarity ~ nonlinear complementarity" says more than "complementarity". Each
paper has some candidates, the noun phrases that are closest to it in meaning. Two phrases are named
if their last word is the same, a term of science that few papers of the collection have, or if both
contain the same phrase, as "video question answering" and "visual question answering" do. Readers
judged 95 bridges of wider rules: of those without a common word, with a common modifier ("web
servers ~ web developers") or with a word that is last in one phrase only ("academic job ~ job
satisfaction"), hardly any was good. Of phrases whose other words are far from each other ("strip
magnets ~ moving magnets"), the last word alone is named, if it is specific.

Of all pairs of two papers' candidates, the pair that is named has the highest sum of three: the
cosine of the phrases, half the cosines of each phrase and the paper of the other, and a quarter of
those of each phrase and its own paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.related.heads import Heads
    from sitegen.enrich.related.noun_phrases import NounPhrases

#: Candidates of a paper.
_MAX_CANDIDATES: Final = 12
_OTHER_WEIGHT: Final = 0.5
_OWN_WEIGHT: Final = 0.25
#: The least sum of a bridge, and of one whose phrases are kinds of one thing.
_MIN_SUM: Final = 0.5
_MIN_KINDS_SUM: Final = 0.9
#: The least cosine of what stands before the last word of two phrases that are named in full.
_MIN_MODIFIER_COSINE: Final = 0.15
_CHUNK_PAIRS: Final = 1_000
_DIGITS: Final = 5


class Bridges:
    """The closest phrases of pairs of papers.

    Args:
        phrases: of the collection.
        heads: what the phrases are kinds of.
        papers: (papers, dimensions) unit vectors of meaning, in the space of the phrases'.
        modifiers: (phrases, dimensions) those of the words before the last of each phrase.
    """

    def __init__(
        self,
        phrases: NounPhrases,
        heads: Heads,
        papers: NDArray[np.float32],
        modifiers: NDArray[np.float32],
    ) -> None:
        self._modifiers = modifiers
        self._papers = papers
        # The last row, of zeros, is that of the padding.
        zero = np.zeros((1, papers.shape[1]), dtype=np.float32)
        self._vectors = np.vstack([phrases.vectors, zero])
        self._candidates, self._closeness = _choose_candidates(phrases, papers)
        self._heads = heads

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
        is_bridge = self._judge(phrases, values)
        pair, values, phrases = pair[is_bridge], values[is_bridge], phrases[is_bridge]
        # ``lexsort`` sorts by its last key first; the order of candidates breaks ties.
        order = np.lexsort((np.arange(len(pair)), -values, pair))
        named, first = np.unique(pair[order], return_index=True)
        bridges = np.full((len(left), 2), -1)
        bridges[named] = phrases[order][first]
        return bridges

    def share_head_alone(self, phrases: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return (pairs,) whether the phrases of a bridge have only their last word in common."""
        share: NDArray[np.bool_] = ~(self._have_core(phrases) | self._are_near(phrases))
        return share

    def _are_near(self, phrases: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return (pairs,) whether what stands before the last words of two phrases is close."""
        left, right = self._modifiers[phrases.T]
        cosine = np.round(np.einsum("ij,ij->i", left, right), _DIGITS)
        are_near: NDArray[np.bool_] = cosine >= _MIN_MODIFIER_COSINE
        return are_near

    def _have_core(self, phrases: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return (pairs,) whether a concept is within both phrases of a pair."""
        left, right = self._heads.cores[phrases.T]
        first, second = left[:, :, None], right[:, None, :]
        have_core: NDArray[np.bool_] = ((first == second) & (first >= 0)).any(axis=(1, 2))
        return have_core

    def _to_papers(
        self, vectors: NDArray[np.float32], papers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return (pairs, 12) half the cosines of candidates and the other paper."""
        cosines: NDArray[np.float32] = np.einsum("ijk,ik->ij", vectors, self._papers[papers])
        return _OTHER_WEIGHT * cosines

    def _judge(self, phrases: NDArray[np.int64], sums: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Return (candidates,) whether two phrases may be named together.

        Args:
            phrases: (candidates, 2) the phrases.
            sums: (candidates,) by which bridges are chosen.
        """
        heads = self._heads
        left, right = phrases.T
        are_kinds = (heads.head[left] == heads.head[right]) & heads.is_term[left]
        are_kinds &= sums >= _MIN_KINDS_SUM
        # Few candidates come so far: vectors are compared last.
        doubtful = np.flatnonzero(are_kinds & ~heads.is_specific[left])
        are_kinds[doubtful] = self._are_near(phrases[doubtful])
        have_core = self._have_core(phrases)
        # A phrase that is in the other one is shared, and has been said.
        differ = heads.key[left] != heads.key[right]
        for inner, outer in ((left, right), (right, left)):
            core = heads.core[inner][:, None]
            differ &= ~((heads.cores[outer] == core) & (core >= 0)).any(axis=1)
        agree = heads.is_negated[left] == heads.is_negated[right]
        judged: NDArray[np.bool_] = (are_kinds | have_core) & differ & agree
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
