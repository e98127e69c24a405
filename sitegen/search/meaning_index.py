"""What papers mean, for lists of papers like one of them: small vectors in clusters.

The vectors are the first dimensions of those that sitegen ships (``enrich/related/static.py``),
which are sorted by how much they tell; each number is rounded to 4 bits. Papers of one cluster are
close to each other, so a browser loads only the clusters that are nearest to a paper (an
inverted file: Jégou et al. 2011, "Product quantization for nearest neighbor search", section 4).

All sums are of small whole numbers, which float32 holds exactly: the result does not depend on the
order in which a library adds them, so the same papers have the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: 32 bytes a paper, 37 as text.
DIMENSIONS: Final = 64
#: Codes are from -7 to 7; the largest stands for so many standard deviations of a vector.
MAX_CODE: Final = 7
_MAX_DEVIATIONS: Final = 2.5
_MAX_INT8: Final = 127
#: Up to so many papers are one cluster.
_MIN_CLUSTERED: Final = 3000
_CLUSTER_PAPERS: Final = 150
_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class MeaningIndex:
    """The meaning of papers.

    Attributes:
        codes: (papers, DIMENSIONS) from -7 to 7, by the number of the page.
        is_known: (papers,) whether a paper has a known word.
        clusters: (papers,) the cluster of each.
        centroids: (clusters, DIMENSIONS) int8.
    """

    codes: NDArray[np.int8]
    is_known: NDArray[np.bool_]
    clusters: NDArray[np.int64]
    centroids: NDArray[np.int8]


def build_meaning_index(
    vectors: NDArray[np.float32], urls: Sequence[str], numbers: Mapping[str, int]
) -> MeaningIndex:
    """Index vectors of papers.

    Args:
        vectors: (papers, dimensions) a vector of each of ``urls``; zeros if no word is known.
        urls: the URL of each paper's page.
        numbers: the number of each page in the search index, by its URL.
    """
    number = np.array([numbers.get(url, -1) for url in urls], dtype=np.int64)
    codes = np.zeros((len(numbers), DIMENSIONS), dtype=np.int8)
    codes[number[number >= 0]] = _quantize(vectors[number >= 0, :DIMENSIONS])
    is_known = np.asarray(codes.any(axis=1))
    clusters, centroids = _cluster(codes, is_known)
    return MeaningIndex(codes, is_known, clusters, centroids)


def _quantize(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return codes of rows, each in a unit that is its own: only directions are compared."""
    scales = vectors.astype(np.float64).std(axis=1) * _MAX_DEVIATIONS / MAX_CODE
    rounded = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None])
    codes: NDArray[np.int8] = np.clip(rounded, -MAX_CODE, MAX_CODE).astype(np.int8)
    return codes


def _cluster(
    codes: NDArray[np.int8], is_known: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return the cluster of each paper, and the centroids: k-means of directions."""
    count = 1
    if len(codes) > _MIN_CLUSTERED:
        count = max(1, int(is_known.sum()) // _CLUSTER_PAPERS)
    known = codes[is_known].astype(np.float32)
    if not len(known):
        return np.zeros(len(codes), dtype=np.int64), np.zeros((1, DIMENSIONS), dtype=np.int8)
    # Start with papers of all times: pages are numbered by date.
    first = np.linspace(0, len(known) - 1, count).astype(np.int64)
    centroids = _round_rows(known[first].astype(np.float64))
    nearest = np.zeros(len(known), dtype=np.int64)
    for _ in range(_ROUNDS if count > 1 else 0):
        nearest = _nearest(known, centroids)
        sums = np.zeros((count, DIMENSIONS))
        np.add.at(sums, nearest, known)
        # A cluster that lost all papers stays where it is.
        has_papers = sums.any(axis=1)
        centroids[has_papers] = _round_rows(sums[has_papers])
    clusters = np.zeros(len(codes), dtype=np.int64)
    clusters[is_known] = _nearest(known, centroids) if count > 1 else nearest
    return clusters, centroids


def _nearest(known: NDArray[np.float32], centroids: NDArray[np.int8]) -> NDArray[np.int64]:
    exact = centroids.astype(np.float32)
    # Products below 2**24 are exact in float32; lengths differ a little by rounding.
    products = (known @ exact.T).astype(np.float64)
    lengths = np.sqrt((exact.astype(np.float64) ** 2).sum(axis=1))
    nearest: NDArray[np.int64] = (products / np.where(lengths > 0, lengths, 1)).argmax(axis=1)
    return nearest


def _round_rows(rows: NDArray[np.float64]) -> NDArray[np.int8]:
    largest = np.maximum(1e-9, np.abs(rows).max(axis=1, keepdims=True))
    rounded: NDArray[np.int8] = np.rint(rows / largest * _MAX_INT8).astype(np.int8)
    return rounded
