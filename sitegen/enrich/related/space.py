"""Similarity of papers: a weighted sum of a lexical and a semantic cosine.

The lexical cosine compares TF-IDF vectors of stems (``terms``). The semantic one compares vectors
of "title. abstract", plus a share of the title's vector, each then moved toward its five nearest
neighbours: one step of graph smoothing, which brings papers of one topic together whichever words
they use (Zhou et al. 2003, "Learning with local and global consistency", one iteration). Removing
the collection's mean or its first principal components agreed worse with human rankings.

The cosines have different spreads, so each is divided by its standard deviation before they are
added, with weight 0.8 for meaning (Lee 1997, "Analyses of multiple evidence combination":
z-scores). The weights are scaled to sum to 1, so a score is at most 1.

What the collection decides is rounded to steps: the rarity of a stem (``terms``) and the weights.
So a score moves only if one of its two papers does, or if a value crosses a step. The steps of
rarity are as wide as CSFCube's rankings bear: a factor of 1.5 leaves MAP as it is, 2 and 3 cost 0.4
and 0.8 in the mean of four offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.related.ranking import LENGTH, PRINT_BYTES, row_prints, whole
from sitegen.enrich.related.search import rank_papers
from sitegen.enrich.related.static import unit_rows
from sitegen.enrich.related.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.related.ranking import Ranking
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.related.vectors import Share
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
#: The weight is rounded to multiples of this, so that papers that come seldom move it.
_WEIGHT_STEP: Final = 0.05
#: A stem in more than this share of the papers is common: its column is stored densely.
_MAX_RARE_SHARE: Final = 0.06
#: Papers whose neighbours' vectors are gathered at once.
_CHUNK_PAPERS: Final = 1024
#: Pairs of papers whose vectors are gathered at once.
_CHUNK_PAIRS: Final = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The papers of a collection as vectors; rows have length 1, or 0 if nothing is known.

    Attributes:
        words: (papers, stems) weights and the stem of each column.
        meaning: (papers, dimensions), or None if only words are compared.
        word_weight: weight of the lexical cosine.
        meaning_weight: weight of the semantic cosine; both weights sum to 1.
        vectors: the most common stems and the meaning side by side, densely, each times the
            square root of its weight, so that a dot product of two rows is their weighted sum; the
            remaining stems sparsely, also times the square root of their weight.
        smoothing: the neighbours toward which the vectors of meaning were moved; None without.
    """

    words: Terms
    meaning: NDArray[np.float32] | None
    word_weight: float
    meaning_weight: float
    vectors: Vectors
    smoothing: Ranking | None

    @property
    def size(self) -> int:
        """Number of papers."""
        return int(self.words.matrix.shape[0])

    def scores(self, start: int, end: int) -> NDArray[np.float32]:
        """Return (end - start, papers) scores of a range of papers with all papers."""
        return self.products(np.arange(start, end)) / np.float32(LENGTH**2)

    def rank(self, count: int, earlier: Ranking | None, share: Share | None) -> Ranking:
        """Return the nearest papers of each; see ``rank_papers``."""
        meaning = None if self.meaning is None else whole(self.meaning)
        return rank_papers(self.vectors, self.prints(), count, meaning, earlier, share)

    def products(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return (rows, papers) exact products of whole numbers: scores times a constant."""
        return self.vectors.products(rows)

    def prints(self) -> list[bytes]:
        """Return a hash of what the products of each paper depend on."""
        # Columns are numbered by the collection, so that stems count by their text.
        stems = b"".join(row_prints([name.encode() for name in self.words.names]))
        numbers = np.frombuffer(stems, dtype=f"V{PRINT_BYTES}")
        words = _weigh(self.words.matrix, self.word_weight)
        values, ends = words.data.astype(np.int16), words.indptr.tolist()
        names = numbers[words.indices]
        meaning = np.zeros((self.size, 0), dtype=np.int16)
        if self.meaning is not None:
            meaning = _weigh(self.meaning, self.meaning_weight).astype(np.int16)
        return row_prints(
            [
                b"".join((names[start:end].tobytes(), values[start:end].tobytes(), row.tobytes()))
                for start, end, row in zip(ends[:-1], ends[1:], meaning, strict=True)
            ]
        )

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


def build_space(  # noqa: PLR0913, PLR0917
    papers: Sequence[Paper],
    corpus: Corpus,
    words: Terms,
    encoder: Encoder | None,
    earlier: Ranking | None = None,
    share: Share | None = None,
) -> Space:
    """Build the space of a collection; without an encoder, only words are compared.

    Args:
        papers: the collection.
        corpus: its words.
        words: its term vectors.
        encoder: maps papers to vectors.
        earlier: ``Space.smoothing`` of an earlier collection.
        share: lets other machines find the nearest papers; None if this one does.
    """
    if encoder is None or len(papers) == 0:
        return _build_space(words, None, 1.0, None)
    texts, titles = encoder(papers, corpus)
    vectors = unit_rows(unit_rows(texts) + _TITLE_WEIGHT * unit_rows(titles))
    smoothing = _rank_meaning(vectors, earlier, share)
    meaning = _smooth(vectors, smoothing)
    sample = slice(0, _MAX_SAMPLE_PAPERS)
    by_words = (words.matrix[sample] @ words.matrix[sample].T).toarray()
    by_meaning = meaning[sample] @ meaning[sample].T
    word_weight = (1 - _MEANING_WEIGHT) / _spread(by_words)
    meaning_weight = _MEANING_WEIGHT / _spread(by_meaning)
    measured = word_weight / (word_weight + meaning_weight)
    # A few papers say little about the spreads, so the measured weight is averaged with the prior.
    count = min(len(papers), _MAX_SAMPLE_PAPERS)
    total = count * measured + _PRIOR_PAPERS * _PRIOR_WORD_WEIGHT
    word_weight = _WEIGHT_STEP * round(total / (count + _PRIOR_PAPERS) / _WEIGHT_STEP)
    return _build_space(words, meaning, word_weight, smoothing)


def _build_space(
    words: Terms,
    meaning: NDArray[np.float32] | None,
    word_weight: float,
    smoothing: Ranking | None,
) -> Space:
    """Split the stems: a dense product is faster for common ones, a sparse product for the rest."""
    size = words.matrix.shape[0]
    by_column = _weigh(words.matrix, word_weight).tocsc()
    common = np.flatnonzero(words.df > _MAX_RARE_SHARE * size)
    rare = np.flatnonzero(words.df <= _MAX_RARE_SHARE * size)
    dense_parts = [by_column[:, common].toarray()]
    if meaning is not None:
        dense_parts.append(_weigh(meaning, 1 - word_weight))
    rare_matrix = by_column[:, rare].tocsr()
    return Space(
        words=words,
        meaning=meaning,
        word_weight=word_weight,
        meaning_weight=1 - word_weight,
        vectors=Vectors(np.hstack(dense_parts).astype(np.float32), rare_matrix),
        smoothing=smoothing,
    )


def _weigh(vectors: Any, weight: float) -> Any:
    """Return vectors times the square root of a weight, as whole numbers.

    Both factors of a product carry the square root, so the product carries the weight.
    """
    weighted = vectors * np.float32(weight**0.5 * LENGTH)
    return weighted.rint() if sparse.issparse(weighted) else np.rint(weighted)


def _spread(cosines: NDArray[np.float32]) -> float:
    """Return the standard deviation of the cosines of distinct papers, or 1 if it is 0."""
    # The diagonal holds the cosine of each paper with itself.
    distinct = cosines[~np.eye(len(cosines), dtype=np.bool_)]
    return float(distinct.std()) if len(distinct) > 1 and distinct.std() > 0 else 1.0


def _rank_meaning(
    vectors: NDArray[np.float32], earlier: Ranking | None, share: Share | None
) -> Ranking:
    rows = whole(vectors)
    prints = row_prints([row.tobytes() for row in rows.astype(np.int16)])
    return rank_papers(Vectors(rows), prints, _SMOOTHING_NEIGHBOURS, rows, earlier, share)


def _smooth(vectors: NDArray[np.float32], smoothing: Ranking) -> NDArray[np.float32]:
    """Move each vector toward its nearest neighbours, and scale it to length 1."""
    indices, scores = smoothing.nearest
    count = indices.shape[1]
    if count < 1:
        return vectors
    smoothed = np.zeros(vectors.shape, dtype=np.float32)
    for start in range(0, len(vectors), _CHUNK_PAPERS):
        part = slice(start, start + _CHUNK_PAPERS)
        # (papers, count, dimensions); in a small collection a "neighbour" may point the other way.
        neighbours = vectors[indices[part]] * (scores[part] > 0)[:, :, None]
        share = np.float32(_SMOOTHING_WEIGHT / count)
        smoothed[part] = unit_rows(vectors[part] + share * neighbours.sum(axis=1))
    return smoothed
