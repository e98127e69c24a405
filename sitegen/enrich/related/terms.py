"""Each paper as a vector of weighted stems.

TF-IDF with damped counts, 1 + log(tf), the title counted several times (Manning et al. 2008,
"Introduction to Information Retrieval", section 6.4). Hyphens part words, so that
"question-answering" shares stems with "answers to questions". Weights of rare stems are damped by
a power below 1, and pairs of stems are left out: both ranked human judgements better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.corpus import ABSTRACT, KEYWORD
from sitegen.enrich.topics.lexicon import is_function_stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures

_TITLE_WEIGHT: Final = 3
_RARITY_POWER: Final = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The collection as term vectors.

    Attributes:
        matrix: (papers, stems) weights; rows of length 1, or 0 where a paper shares no stem.
        names: of the stems, one a column.
        df: (stems,) number of papers.
    """

    matrix: sparse.csr_matrix
    names: list[str]
    df: NDArray[np.int64]


def find_terms(corpus: Corpus, features: WordFeatures) -> Terms:
    """Weigh the stems of each paper; those of one paper alone are left out."""
    names, stem, owner, heavy = _stems_in_place(corpus, features)
    cell, where = np.unique(owner * max(1, len(names)) + stem, return_inverse=True)
    counts = np.bincount(where, np.where(heavy, _TITLE_WEIGHT, 1), minlength=len(cell))
    row, column = np.divmod(cell, max(1, len(names)))
    df = np.bincount(column, minlength=len(names))
    telling = np.array([not is_function_stem(name) for name in names], dtype=np.bool_)
    used = np.flatnonzero((df > 1) & telling)
    number = np.full(len(names), -1)
    number[used] = np.arange(len(used))
    kept = number[column] >= 0
    column = number[column[kept]]
    idf = (np.log((1 + corpus.size) / (1 + df[used])) + 1) ** _RARITY_POWER
    weights = (1 + np.log(counts[kept])) * idf[column]
    matrix = sparse.csr_matrix((weights, (row[kept], column)), shape=(corpus.size, len(used)))
    matrix = unit_rows(matrix).astype(np.float32)
    return Terms(matrix, [names[i] for i in used.tolist()], df[used])


def _stems_in_place(
    corpus: Corpus, features: WordFeatures
) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return all stems, and for each place where one stands: which, whose, in the title or not."""
    numbers: dict[str, int] = {}
    parts = [[numbers.setdefault(stem, len(numbers)) for stem in p] for p in features.stems]
    length = np.array([len(p) for p in parts], dtype=np.int64)
    flat = np.array([stem for p in parts for stem in p], dtype=np.int64)
    offset = np.cumsum(length) - length
    text = np.flatnonzero(corpus.field != KEYWORD)
    word = corpus.word[text]
    repeats = length[word]
    token = np.repeat(text, repeats)
    inner = np.arange(len(token)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    stem = flat[np.repeat(offset[word], repeats) + inner]
    owner = corpus.paper[token].astype(np.int64)
    return list(numbers), stem, owner, corpus.field[token] != ABSTRACT


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Scale rows to length 1; empty ones stay empty."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(norms > 0, norms, 1)) @ matrix).tocsr()
