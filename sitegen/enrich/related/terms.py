"""Represent each paper as a vector of weighted stems.

TF-IDF with damped counts, 1 + log(tf), the title counted several times (Manning et al. 2008,
"Introduction to Information Retrieval", section 6.4). Words are split at hyphens, so that
"question-answering" shares stems with "answers to questions". The weights of rare stems are damped
by an exponent below 1, and pairs of stems are not used: both choices agreed better with human
rankings.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.corpus import ABSTRACT, KEYWORD
from sitegen.enrich.topics.lexicon import is_function_stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures

#: A word of the title counts as often as this many words of the abstract.
_TITLE_WEIGHT: Final = 3
_IDF_EXPONENT: Final = 0.7
#: The ratio of all papers to those with a stem is rounded to a power of this, so that a paper that
#: comes or goes changes the vectors of few others.
_RATIO_STEP: Final = 1.5
#: So is the number of papers, which would otherwise move the limits between the powers.
_SIZE_STEP: Final = 1.3
#: Papers whose words are counted at once.
_BLOCK_PAPERS: Final = 4096
#: A stem of one paper only relates it to no other.
_MIN_PAPERS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The collection as term vectors.

    Attributes:
        matrix: (papers, stems) weights; rows have length 1, or 0 if a paper shares no stem.
        names: the stem of each column.
        df: (stems,) number of papers with the stem.
    """

    matrix: sparse.csr_matrix
    names: list[str]
    df: NDArray[np.int64]


def build_terms(corpus: Corpus, features: WordFeatures) -> Terms:
    """Weight the stems of each paper; stems of a single paper and function words are left out."""
    names, row, column, counts = _count_stems(corpus, features)
    # Pairs are distinct, so the occurrences of a stem among them are its papers.
    df = np.bincount(column, minlength=len(names))
    is_content = np.array([not is_function_stem(name) for name in names], dtype=np.bool_)
    used = np.flatnonzero((df >= _MIN_PAPERS) & is_content)
    # Columns are in the order of the stems, so that a row does not depend on other papers' words.
    used = used[np.argsort(np.array(names, dtype=object)[used], kind="stable")]
    # Renumber the columns without gaps; -1 marks stems that are left out.
    new_column = np.full(len(names), -1)
    new_column[used] = np.arange(len(used))
    is_used = new_column[column] >= 0
    column = new_column[column[is_used]]
    idf = (round_rarity(corpus.size, df[used]) + 1) ** _IDF_EXPONENT
    weights = (1 + np.log(counts[is_used])) * idf[column]
    matrix = sparse.csr_matrix((weights, (row[is_used], column)), shape=(corpus.size, len(used)))
    matrix.sort_indices()
    return Terms(unit_rows(matrix).astype(np.float32), [names[i] for i in used.tolist()], df[used])


def round_rarity(size: int, df: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logarithm of papers per paper with a stem, in few levels; at least 0.

    Args:
        size: number of papers.
        df: (stems,) number of papers that have each stem.
    """
    step, size_step = np.log(_RATIO_STEP), np.log(_SIZE_STEP)
    log_size = np.round(np.log(1 + size) / size_step) * size_step
    levels: NDArray[np.float64] = np.round((log_size - np.log(1 + df)) / step)
    rarity: NDArray[np.float64] = np.maximum(0, levels) * step
    return rarity


def _count_stems(
    corpus: Corpus, features: WordFeatures
) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Count the stems in the title and abstract of each paper.

    Returns:
        All stems; for each pair of a paper and a stem that it has, in this order, the index of the
        paper, that of the stem, and the count.
    """
    indices: dict[str, int] = {}
    parts = [[indices.setdefault(stem, len(indices)) for stem in stems] for stems in features.stems]
    # Ragged lists as flat arrays: the stems of word w are flat[offset[w] : offset[w] + length[w]].
    length = np.array([len(stems) for stems in parts], dtype=np.int64)
    flat = np.array([stem for stems in parts for stem in stems], dtype=np.int64)
    offset = np.cumsum(length) - length
    # ``max`` avoids a division by zero in a collection without words.
    width = max(1, len(indices))
    pairs: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    counts: list[NDArray[Any]] = [np.zeros(0)]
    # The papers of a block at once: each token takes 60 bytes meanwhile.
    bounds = np.searchsorted(corpus.paper, np.arange(0, corpus.size + _BLOCK_PAPERS, _BLOCK_PAPERS))
    for start, end in pairwise(bounds.tolist()):
        text = start + np.flatnonzero(corpus.field[start:end] != KEYWORD)
        word = corpus.word[text]
        # A token yields one occurrence per stem of its word; ``inner`` counts 0, 1, … in a token.
        repeats = length[word]
        token = np.repeat(text, repeats)
        inner = np.arange(len(token)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        stem = flat[np.repeat(offset[word], repeats) + inner]
        # One number per (paper, stem) pair, so that a single sort counts all pairs.
        numbers = corpus.paper[token].astype(np.int64) * width + stem
        pair, inverse = np.unique(numbers, return_inverse=True)
        weights = np.where(corpus.field[token] != ABSTRACT, _TITLE_WEIGHT, 1)
        pairs.append(pair)
        counts.append(np.bincount(inverse, weights, minlength=len(pair)))
    row, column = np.divmod(np.concatenate(pairs), width)
    return list(indices), row, column, np.concatenate(counts)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Scale rows to length 1; empty rows stay empty."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(norms > 0, norms, 1)) @ matrix).tocsr()
