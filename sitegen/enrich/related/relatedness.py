"""Judge whether neighbours are related, or only of one broad field.

A reader opens a paper that has the rare words and the phrases of the one at hand, and that stands
out from what both are close to anyway. These are the features of a logistic model:

- ``words``: the cosine of the term vectors with rare stems stressed;
- ``phrases``: the cosine of vectors of phrases, weighted by count and rarity;
- ``nearness``: the score of the pair, divided by the mean score of the ten nearest papers of both.
  Conneau et al. 2018, "Word translation without parallel data", section 2.3, correct scores of
  dense regions by the same mean;
- ``meaning``: the cosine of the vectors of meaning, from the table of token vectors.

The score itself says less: in a collection of one field all papers are close. The weights were
fitted by tools/fit_relatedness.py to readers' verdicts on pairs of three collections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.related.terms import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.topics.phrases import Concepts

    #: (pairs,) indexes of two papers each -> (pairs,) whether they share an author.
    Shared = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]

#: Feature -> weight, in the order of the columns of ``measure_pairs``.
WEIGHTS: Final = {"words": 8.2, "phrases": 2.1, "nearness": 3.6, "meaning": 3.5}
CONSTANT: Final = -7.94
#: Probabilities from which a neighbour is in the list of a paper: of one with which it shares
#: something that can be named, and of one that shares an author.
_MIN_NAMED: Final = 0.19
_MIN_GROUP: Final = 0.12
#: What is added to these in a small collection, whose nearest papers need not be near: all of it up
#: to the first number of papers, nothing from the second. Readers called 24% of the entries of a
#: collection of 119 papers unrelated, and 6% at this limit, which leaves 80% of the related ones;
#: of a collection of 2,000 papers 5% without it.
_SMALL_GAIN: Final = 0.28
_SMALL_PAPERS: Final = (120, 1_000)
#: The same for papers that share nothing to name: of any neighbour, and of the only one.
MIN_SILENT: Final = 0.7
MIN_LONE_SILENT: Final = 0.5
#: The same for papers of which only a topic, or a single word, is named.
MIN_BROAD: Final = 0.4
#: The stress of rare stems: an exponent of the inverse document frequency, on top of that of the
#: term vectors.
_RARITY_EXPONENT: Final = 0.8
#: A phrase of one paper only can't be shared.
_MIN_PAPERS: Final = 2
#: Nearest papers whose scores say how close a paper is to others anyway.
_NEAREST: Final = 10
_LEAST_SCORE: Final = 1e-6
#: Probabilities are compared after rounding: sums in another order differ in the last bits.
_DIGITS: Final = 4
#: Pairs of papers whose vectors are gathered at once.
_CHUNK_PAIRS: Final = 5_000


class Relatedness:
    """The features of pairs of papers.

    Args:
        terms: the collection as term vectors.
        concepts: of the collection.
        allowed: (concepts,) whether a concept says what a paper is about.
        nearest_scores: (papers, n) scores of the nearest neighbours, the highest first.
        vectors: (papers, dimensions) unit vectors of meaning.
    """

    def __init__(
        self,
        terms: Terms,
        concepts: Concepts,
        allowed: NDArray[np.bool_],
        nearest_scores: NDArray[np.float32],
        vectors: NDArray[np.float32],
    ) -> None:
        size = terms.matrix.shape[0]
        rarity = (np.log((1 + size) / (1 + terms.df)) + 1) ** _RARITY_EXPONENT
        self._words = unit_rows(terms.matrix @ sparse.diags(rarity)).tocsr()
        self._phrases = _weigh_phrases(concepts, allowed, size)
        self._vectors = vectors
        self._usual = nearest_scores[:, :_NEAREST].mean(axis=1)  # (papers,)
        self._gain = find_gain(size)

    def find_possible(
        self,
        neighbours: NDArray[np.int64],
        scores: NDArray[np.float32],
        have_shared_authors: Shared,
    ) -> NDArray[np.bool_]:
        """Return (papers, n) which neighbours are related, if they share something to name.

        Args:
            neighbours: (papers, n) nearest neighbours of each paper.
            scores: (papers, n) their scores.
            have_shared_authors: maps two (pairs,) arrays of papers to (pairs,) flags.
        """
        left = np.repeat(np.arange(len(neighbours)), neighbours.shape[1])
        right = neighbours.ravel()
        flat = self.judge(left, right, scores.ravel())
        is_close = flat >= _MIN_NAMED + self._gain
        doubtful = np.flatnonzero(~is_close & (flat >= _MIN_GROUP + self._gain))
        is_close[doubtful] = have_shared_authors(left[doubtful], right[doubtful])
        return is_close.reshape(neighbours.shape)

    def measure(
        self, left: NDArray[np.int64], right: NDArray[np.int64], scores: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Return (pairs, features), in the order of ``WEIGHTS``.

        Args:
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
            scores: (pairs,) their similarity.
        """
        usual = np.maximum(_LEAST_SCORE, (self._usual[left] + self._usual[right]) / 2)
        columns = [_cosines(matrix, left, right) for matrix in (self._words, self._phrases)]
        return np.stack([*columns, scores / usual, self._meaning(left, right)], axis=1)

    def _meaning(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return (pairs,) the cosines of the vectors of meaning."""
        cosines = np.zeros(len(left))
        for start in range(0, len(left), _CHUNK_PAIRS):
            chunk = slice(start, start + _CHUNK_PAIRS)
            vectors = self._vectors[left[chunk]], self._vectors[right[chunk]]
            cosines[chunk] = np.einsum("ij,ij->i", *vectors)
        return cosines

    def judge(
        self, left: NDArray[np.int64], right: NDArray[np.int64], scores: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Return (pairs,) the probability that readers call two papers related."""
        logit = self.measure(left, right, scores) @ np.array(list(WEIGHTS.values())) + CONSTANT
        probability: NDArray[np.float64] = np.round(1 / (1 + np.exp(-logit)), _DIGITS)
        return probability


def find_gain(size: int) -> float:
    """Return what is added to the probabilities from which papers of a collection are related.

    It is rounded, so that a paper that comes or goes seldom changes it.
    """
    first, last = np.log(_SMALL_PAPERS)
    share = np.interp(np.log(max(1, size)), [first, last], [1, 0])
    return round(float(share) * _SMALL_GAIN, 2)


def _weigh_phrases(concepts: Concepts, allowed: NDArray[np.bool_], size: int) -> sparse.csr_matrix:
    """Return (papers, concepts) unit vectors of damped counts times inverse document frequency."""
    is_used = (allowed & (concepts.df >= _MIN_PAPERS))[concepts.concept]
    concept, paper = concepts.concept[is_used], concepts.paper[is_used]
    idf = np.log((1 + size) / (1 + concepts.df[concept]))
    weights = (1 + np.log(concepts.weight[is_used])) * idf
    shape = (size, len(concepts.keys))
    return unit_rows(sparse.csr_matrix((weights, (paper, concept)), shape=shape))


def _cosines(
    matrix: sparse.csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return (pairs,) dot products of rows."""
    cosines = np.zeros(len(left))
    for start in range(0, len(left), _CHUNK_PAIRS):
        chunk = slice(start, start + _CHUNK_PAIRS)
        product = matrix[left[chunk]].multiply(matrix[right[chunk]])
        cosines[chunk] = np.asarray(product.sum(axis=1)).ravel()
    return cosines
