"""How close in meaning a phrase is to a paper that mentions it, by static token vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.static import count_tokens, shipped_table, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

#: Pairs are compared in parts, as all their vectors together would take gigabytes.
_CHUNK_PAIRS: Final = 20_000


def measure_closeness(
    corpus: Corpus,
    concepts: Concepts,
    papers: NDArray[np.float32],
    tokens: sparse.csr_matrix | None = None,
) -> NDArray[np.float64]:
    """Return (pairs,) cosine of the vectors of a concept and a paper; 0 where one has none.

    Args:
        corpus: the collection.
        concepts: of the collection.
        papers: (papers, dimensions) unit vectors, by the table of token vectors.
        tokens: ``count_tokens`` of the words of the corpus, if they are known.
    """
    tokens = count_tokens(corpus.words) if tokens is None else tokens
    phrases = unit_rows(_encode_concepts(corpus, concepts, tokens))
    closeness = np.zeros(len(concepts.concept))
    for start in range(0, len(closeness), _CHUNK_PAIRS):
        part = slice(start, start + _CHUNK_PAIRS)
        closeness[part] = np.einsum(
            "ij,ij->i", phrases[concepts.concept[part]], papers[concepts.paper[part]]
        )
    return closeness


def _encode_concepts(
    corpus: Corpus, concepts: Concepts, tokens: sparse.csr_matrix
) -> NDArray[np.float32]:
    """Return (concepts, dimensions) sums of the vectors of the words of one spelling each.

    The spelling is the first in code point order, so that it does not depend on the papers' order.
    """
    rank = np.argsort(np.argsort(np.array(corpus.words, dtype=object), kind="stable"))
    length = np.minimum(concepts.length, 4)
    last = len(corpus.word) - 1
    columns = [
        np.where(length > k, rank[corpus.word[np.minimum(concepts.start + k, last)]], -1)
        for k in range(4)
    ]
    order = np.lexsort((*reversed(columns), concepts.phrase))
    first = order[np.searchsorted(concepts.phrase[order], np.arange(len(concepts.keys)))]
    # Only the words of the samples are encoded, not the whole vocabulary.
    used = np.zeros(len(corpus.words), dtype=np.bool_)
    for k in range(4):
        longer = first[length[first] > k]
        used[corpus.word[concepts.start[longer] + k]] = True
    row = np.cumsum(used) - 1
    vectors: NDArray[np.float32] = tokens[np.flatnonzero(used)] @ shipped_table().vectors
    sums = np.zeros((len(first), vectors.shape[1]), dtype=np.float32)
    for k in range(4):
        has_word = length[first] > k
        sums[has_word] += vectors[row[corpus.word[concepts.start[first[has_word]] + k]]]
    return sums
