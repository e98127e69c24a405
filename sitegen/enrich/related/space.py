"""Where each paper of a collection lies: how alike any two are, by words and by meaning.

Two parts, each a cosine. By words: TF-IDF vectors of stems (``terms``). By meaning: vectors of
"title. abstract", with some of the title's own vector, each then moved toward its five nearest: a
step of graph smoothing that brings papers of one topic together whatever words they use (Zhou et
al. 2003, "Learning with local and global consistency", one iteration). Taking off the collection's
mean, or its first principal components, ranked human judgements worse.

The parts are added with weights that make up for their unlike spreads, 0.8 for meaning (Lee 1997,
"Analyses of multiple evidence combination": z-scores), scaled to sum to 1: a score is at most 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.related.terms import Terms
    from sitegen.paper import Paper

    #: Papers and their words -> (papers, dimensions) vectors of title and abstract together, and of
    #: the titles; zeros for a text that it can say nothing of.
    Encoder = Callable[[Sequence[Paper], Corpus], tuple[NDArray[np.float32], NDArray[np.float32]]]

_MEANING: Final = 0.8
_TITLE: Final = 0.3
_NEIGHBOURS: Final = 5
_PULL: Final = 0.65
_SAMPLE: Final = 500
_USUAL_AFTER: Final = 20
#: Share of the papers from which a stem is common.
_COMMON: Final = 0.06


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """A collection as vectors; all rows of length 1, or 0 where nothing is known.

    Attributes:
        words: (papers, stems) and what each column is.
        meaning: (papers, dimensions), or None where words alone count.
        word_weight, meaning_weight: of the two cosines; they sum to 1.
        dense: (papers, columns) meaning and the commonest stems side by side, times the roots of
            their weights; with ``rare`` it makes the scores.
        rare, turned: (papers, stems) the other stems, likewise; and the same, rows for columns.
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
        """Return (end - start, papers) scores of some papers with all."""
        found: NDArray[np.float32] = self.dense[start:end] @ self.dense.T
        found += (self.rare[start:end] @ self.rare_transposed).toarray()
        return found

    def parts(
        self, one: NDArray[np.int64], other: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return (pairs,) cosine by words and (pairs,) cosine by meaning of pairs of papers."""
        by_words, by_meaning = np.zeros(len(one)), np.zeros(len(one))
        for at in range(0, len(one), _CHUNK):
            rows, others = one[at : at + _CHUNK], other[at : at + _CHUNK]
            product = self.words.matrix[rows].multiply(self.words.matrix[others])
            by_words[at : at + _CHUNK] = np.asarray(product.sum(axis=1)).ravel()
            if self.meaning is not None:
                by_meaning[at : at + _CHUNK] = np.einsum(
                    "ij,ij->i", self.meaning[rows], self.meaning[others]
                )
        return by_words, by_meaning


_CHUNK: Final = 50_000


def make_space(
    papers: Sequence[Paper], corpus: Corpus, words: Terms, encoder: Encoder | None
) -> Space:
    """Place the papers of a collection; without an encoder, by words alone."""
    if encoder is None or len(papers) == 0:
        return _space(words, None, 1.0)
    texts, titles = encoder(papers, corpus)
    meaning = _smoothed(_unit(_unit(texts) + _TITLE * _unit(titles)))
    sample = slice(0, _SAMPLE)
    by_words = (words.matrix[sample] @ words.matrix[sample].T).toarray()
    by_meaning = meaning[sample] @ meaning[sample].T
    word_weight = (1 - _MEANING) / _spread(by_words)
    meaning_weight = _MEANING / _spread(by_meaning)
    # What few papers tell of the spreads is mixed with what is usual: half and half.
    known = min(len(papers), _SAMPLE)
    share = word_weight / (word_weight + meaning_weight)
    return _space(words, meaning, (known * share + _USUAL_AFTER / 2) / (known + _USUAL_AFTER))


def _space(words: Terms, meaning: NDArray[np.float32] | None, word_weight: float) -> Space:
    """Split the stems: a dense product is faster for common ones, a sparse one for the others."""
    n = words.matrix.shape[0]
    by_column = words.matrix.tocsc()
    common = np.flatnonzero(words.df > _COMMON * n)
    rare = np.flatnonzero(words.df <= _COMMON * n)
    root = np.float32(word_weight**0.5)
    parts = [by_column[:, common].toarray() * root]
    if meaning is not None:
        parts.append(meaning * np.float32((1 - word_weight) ** 0.5))
    others = (by_column[:, rare] * root).tocsr()
    return Space(
        words=words,
        meaning=meaning,
        word_weight=word_weight,
        meaning_weight=1 - word_weight,
        dense=np.hstack(parts).astype(np.float32),
        rare=others,
        rare_transposed=others.T.tocsr(),
    )


def _spread(cosines: NDArray[np.float32]) -> float:
    """Return the standard deviation of the cosines of different papers; 1 where it is 0."""
    apart = cosines[~np.eye(len(cosines), dtype=np.bool_)]
    return float(apart.std()) if len(apart) > 1 and apart.std() > 0 else 1.0


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)


def _smoothed(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    count = min(_NEIGHBOURS, len(vectors) - 1)
    if count < 1:
        return vectors
    around, scores = nearest(lambda start, end: vectors[start:end] @ vectors.T, len(vectors), count)
    near = vectors[around] * (scores > 0)[:, :, None]
    smoothed = _unit(vectors + np.float32(_PULL / count) * near.sum(axis=1))
    return smoothed.astype(np.float32)
