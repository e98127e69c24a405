"""Similarity of papers: a weighted sum of a lexical and a semantic cosine.

The lexical cosine compares TF-IDF vectors of stems (``terms``). The semantic one compares vectors
of "title. abstract", plus a share of the title's vector, each then moved toward its five nearest
neighbours: one step of graph smoothing, which brings papers of one topic together whichever words
they use (Zhou et al. 2003, "Learning with local and global consistency", one iteration). Removing
the collection's mean or its first principal components agreed worse with human rankings.

The cosines have different spreads, so each is divided by its standard deviation before they are
added, with weight 0.8 for meaning (Lee 1997, "Analyses of multiple evidence combination":
z-scores). The weights are scaled to sum to 1, so a score is at most 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.nearest import find_nearest
from sitegen.enrich.related.static import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.related.terms import Terms
    from sitegen.paper import Paper

    #: Papers and their corpus -> (papers, dimensions) vectors of title and abstract together, and
    #: of the titles; a row of zeros for a text that can't be encoded.
    Encoder = Callable[[Sequence[Paper], Corpus], tuple[NDArray[np.float32], NDArray[np.float32]]]

_MEANING_WEIGHT: Final = 0.8
#: Weight of the title's vector beside the vector of title and abstract.
_TITLE_WEIGHT: Final = 0.3
_SMOOTHING_NEIGHBOURS: Final = 5
#: Weight of the neighbours' sum beside the paper's vector, if all are used.
_SMOOTHING_WEIGHT: Final = 0.65
#: Papers whose cosines are measured for the standard deviations.
_MAX_SAMPLE_PAPERS: Final = 500
#: Prior of the lexical weight, and how many papers of evidence it counts for.
_PRIOR_WORD_WEIGHT: Final = 0.5
_PRIOR_PAPERS: Final = 20
#: A stem in more than this share of the papers is common: its column is stored densely.
_MAX_RARE_SHARE: Final = 0.06
#: Pairs of papers whose vectors are gathered at once.
_CHUNK_PAIRS: Final = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The papers of a collection as vectors; rows have length 1, or 0 if nothing is known.

    Attributes:
        words: (papers, stems) weights and the stem of each column.
        meaning: (papers, dimensions), or None if only words are compared.
        word_weight: weight of the lexical cosine.
        meaning_weight: weight of the semantic cosine; both weights sum to 1.
        dense: (papers, columns) the most common stems and the meaning side by side, each times the
            square root of its weight, so that a dot product of two rows is their weighted sum.
        rare: (papers, stems) the remaining stems, also times the square root of their weight.
        rare_transposed: (stems, papers) the same, transposed.
    """

    words: Terms
    meaning: NDArray[np.float32] | None
    word_weight: float
    meaning_weight: float
    dense: NDArray[np.float32]
    rare: sparse.csr_matrix
    rare_transposed: sparse.csr_matrix

    @property
    def size(self) -> int:
        """Number of papers."""
        return int(self.words.matrix.shape[0])

    def scores(self, start: int, end: int) -> NDArray[np.float32]:
        """Return (end - start, papers) scores of a range of papers with all papers."""
        scores: NDArray[np.float32] = self.dense[start:end] @ self.dense.T
        scores += (self.rare[start:end] @ self.rare_transposed).toarray()
        return scores

    def parts(
        self, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the lexical and the semantic cosines of pairs of papers.

        Args:
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second paper.
        """
        by_words, by_meaning = np.zeros(len(left)), np.zeros(len(left))
        for start in range(0, len(left), _CHUNK_PAIRS):
            chunk = slice(start, start + _CHUNK_PAIRS)
            # Rows have length 1, so the dot product is the cosine.
            product = self.words.matrix[left[chunk]].multiply(self.words.matrix[right[chunk]])
            by_words[chunk] = np.asarray(product.sum(axis=1)).ravel()
            if self.meaning is not None:
                by_meaning[chunk] = np.einsum(
                    "ij,ij->i", self.meaning[left[chunk]], self.meaning[right[chunk]]
                )
        return by_words, by_meaning


def build_space(
    papers: Sequence[Paper], corpus: Corpus, words: Terms, encoder: Encoder | None
) -> Space:
    """Build the space of a collection; without an encoder, only words are compared."""
    if encoder is None or len(papers) == 0:
        return _build_space(words, None, 1.0)
    texts, titles = encoder(papers, corpus)
    meaning = _smooth(unit_rows(unit_rows(texts) + _TITLE_WEIGHT * unit_rows(titles)))
    sample = slice(0, _MAX_SAMPLE_PAPERS)
    by_words = (words.matrix[sample] @ words.matrix[sample].T).toarray()
    by_meaning = meaning[sample] @ meaning[sample].T
    word_weight = (1 - _MEANING_WEIGHT) / _spread(by_words)
    meaning_weight = _MEANING_WEIGHT / _spread(by_meaning)
    measured = word_weight / (word_weight + meaning_weight)
    # A few papers say little about the spreads, so the measured weight is averaged with the prior.
    count = min(len(papers), _MAX_SAMPLE_PAPERS)
    total = count * measured + _PRIOR_PAPERS * _PRIOR_WORD_WEIGHT
    return _build_space(words, meaning, total / (count + _PRIOR_PAPERS))


def _build_space(words: Terms, meaning: NDArray[np.float32] | None, word_weight: float) -> Space:
    """Split the stems: a dense product is faster for common ones, a sparse product for the rest."""
    size = words.matrix.shape[0]
    by_column = words.matrix.tocsc()
    common = np.flatnonzero(words.df > _MAX_RARE_SHARE * size)
    rare = np.flatnonzero(words.df <= _MAX_RARE_SHARE * size)
    # Both factors of a product carry the square root, so the product carries the weight.
    root = np.float32(word_weight**0.5)
    dense_parts = [by_column[:, common].toarray() * root]
    if meaning is not None:
        dense_parts.append(meaning * np.float32((1 - word_weight) ** 0.5))
    rare_matrix = (by_column[:, rare] * root).tocsr()
    return Space(
        words=words,
        meaning=meaning,
        word_weight=word_weight,
        meaning_weight=1 - word_weight,
        dense=np.hstack(dense_parts).astype(np.float32),
        rare=rare_matrix,
        rare_transposed=rare_matrix.T.tocsr(),
    )


def _spread(cosines: NDArray[np.float32]) -> float:
    """Return the standard deviation of the cosines of distinct papers, or 1 if it is 0."""
    # The diagonal holds the cosine of each paper with itself.
    distinct = cosines[~np.eye(len(cosines), dtype=np.bool_)]
    return float(distinct.std()) if len(distinct) > 1 and distinct.std() > 0 else 1.0


def _smooth(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Move each vector toward its nearest neighbours, and scale it to length 1."""
    count = min(_SMOOTHING_NEIGHBOURS, len(vectors) - 1)
    if count < 1:
        return vectors
    indices, scores = find_nearest(
        lambda start, end: vectors[start:end] @ vectors.T, len(vectors), count
    )
    # (papers, count, dimensions); in a small collection a "neighbour" may point the other way.
    neighbours = vectors[indices] * (scores > 0)[:, :, None]
    smoothed = unit_rows(vectors + np.float32(_SMOOTHING_WEIGHT / count) * neighbours.sum(axis=1))
    return smoothed.astype(np.float32)
