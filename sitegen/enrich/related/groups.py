"""Find the nearest neighbours of rows among the groups of rows that are closest to each.

Exact search compares all rows with all, so that its time grows with the square of their number.
Here k-means puts rows of one meaning into a group, and a row is compared with the rows of the
groups whose centres are closest to it, with the exact products. How many groups are needed is
measured on a sample of rows whose true neighbours are known. Source: Jégou et al. 2011, "Product
Quantization for Nearest Neighbor Search", section IV (the inverted file).

Rows and centres are whole numbers, so that all sums are exact: the groups depend on the rows alone,
not on threads or machines.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from sitegen.enrich.related.nearest import best_of_rows, split_rows
from sitegen.enrich.related.ranking import LENGTH, find_rows
from sitegen.enrich.related.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    #: (rows,) indexes, (rows, n) their nearest rows, and the products of these.
    Matches = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]

#: Neighbours whose recall is measured, and the recall that is aimed at.
RECALL_NEIGHBOURS: Final = 10
_TARGET_RECALL: Final = 0.985
#: Rows of the sample; a half chooses the number of groups, the other measures the recall.
_SAMPLE_ROWS: Final = 800
#: Groups per square root of the number of rows.
_GROUPS_FACTOR: Final = 2
#: Rows per group from which the centres are computed, and how often these are moved.
_TRAINING_ROWS: Final = 64
_ROUNDS: Final = 4
#: If a row is compared with a larger share of all, exact search takes no longer: it multiplies
#: larger matrices, and looks for the best of a row once.
_MAX_SHARE: Final = 0.2


@dataclass(frozen=True, eq=False)
class Groups:
    """Vectors in groups.

    Attributes:
        vectors: all rows.
        closest: (rows, n) the groups in which each row is compared, its own group first.
        recall: share of the nearest rows that are in these groups, measured on a sample.
    """

    vectors: Vectors
    closest: NDArray[np.int32]
    recall: float = 1.0

    @cached_property
    def members(self) -> list[NDArray[np.int64]]:
        """The rows of each group."""
        group = self.closest[:, 0]
        order = np.argsort(group, kind="stable")
        ends = np.cumsum(np.bincount(group, minlength=int(self.closest.max()) + 1))
        return np.split(order, ends[:-1])

    def find(self, group: int, count: int) -> Matches:
        """Return the ``count`` nearest rows of each row of a group, without the row itself.

        Highest product first; each row has so many.
        """
        rows = self.members[group]
        n_columns = sum(len(self.members[number]) for number in self._used(rows).tolist())
        parts = [self._find_part(group, part, count) for part in split_rows(len(rows), n_columns)]
        indices, products = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        return rows, indices, products

    def _used(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        return np.unique(self.closest[rows])

    def _find_part(
        self, group: int, part: range, count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        rows = self.members[group][part.start : part.stop]
        used = self._used(rows)
        columns = [self.members[number] for number in used.tolist()]
        starts = np.cumsum([0, *map(len, columns)])
        scores = np.full((len(rows), starts[-1]), -np.inf, dtype=np.float32)
        for number, start, end in zip(used.tolist(), starts[:-1], starts[1:], strict=True):
            compared = np.flatnonzero((self.closest[rows] == number).any(axis=1))
            dense = self.vectors.dense_products(rows[compared], self.members[number])
            scores[compared, start:end] = dense
        joined = np.concatenate(columns)
        # Of all columns at once: what is not compared stays at minus infinity.
        self.vectors.add_rare_products(scores, rows, joined)
        start = starts[np.searchsorted(used, group)]
        # The column of a row itself must never win.
        scores[np.arange(len(rows)), start + np.arange(part.start, part.stop)] = -np.inf
        best, products = best_of_rows(scores, count, digits=0)
        return joined[best], products

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the numbers as named arrays."""
        return self.vectors.arrays() | {"closest": self.closest}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the groups of named arrays.

        Raises:
            LookupError: an array is missing.
        """
        return cls(Vectors.of(arrays), arrays["closest"])


def find_in_groups(groups: Groups, count: int) -> Iterator[Matches]:
    """Yield the nearest rows of all rows, group by group."""
    numbers = [number for number, rows in enumerate(groups.members) if len(rows)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda number: groups.find(number, count), numbers)


def group_rows(vectors: Vectors, meaning: NDArray[np.float32], count: int) -> Groups | None:
    """Put rows into groups; None if too many groups would have to be searched.

    Args:
        vectors: what is compared.
        meaning: (rows, dimensions) whole numbers, by which rows are grouped.
        count: neighbours of each row that the groups must have.
    """
    centres = _find_centres(meaning)
    closest, recall = _measure(vectors, meaning, centres)
    while closest < len(centres) * _MAX_SHARE:
        groups = Groups(vectors, _find_closest(meaning, centres, closest), recall)
        sizes = np.array([len(rows) for rows in groups.members])
        n_compared = np.zeros(len(meaning), dtype=np.int64)
        for column in groups.closest.T:
            n_compared += np.append(sizes, 0)[column]
        if n_compared.mean() > _MAX_SHARE * len(meaning):
            return None
        if n_compared.min() > count:
            return groups
        # Groups of few rows stand together.
        closest *= 2
    return None


def _find_centres(meaning: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (groups, dimensions) centres, by spherical k-means on some of the rows."""
    n_groups = round(_GROUPS_FACTOR * len(meaning) ** 0.5)
    training = meaning[_spread(len(meaning), n_groups * _TRAINING_ROWS)]
    centres = training[_spread(len(training), n_groups)]
    for _ in range(_ROUNDS):
        group = _find_closest(training, centres, 1)[:, 0]
        sums = np.zeros(centres.shape, dtype=np.int64)
        np.add.at(sums, group, training.astype(np.int64))
        # Divided first: squares of sums would need more than 64 bits.
        means = np.rint(sums / np.maximum(1, np.bincount(group, minlength=n_groups))[:, None])
        lengths = np.sqrt(np.square(means.astype(np.int64)).sum(axis=1))[:, None]
        moved = np.rint(means * (LENGTH / np.maximum(1, lengths))).astype(np.float32)
        centres = np.where(lengths > 0, moved, centres)
    return centres


def _find_closest(
    meaning: NDArray[np.float32], centres: NDArray[np.float32], count: int
) -> NDArray[np.int32]:
    """Return the (rows, count) closest centres of each row, the closest first."""
    closest = np.zeros((len(meaning), count), dtype=np.int32)
    for part in split_rows(len(meaning), len(centres)):
        products = meaning[part.start : part.stop] @ centres.T
        closest[part.start : part.stop] = best_of_rows(products, count, digits=0)[0]
    return closest


def _measure(
    vectors: Vectors, meaning: NDArray[np.float32], centres: NDArray[np.float32]
) -> tuple[int, float]:
    """Return how many groups must be searched, and the recall of the nearest rows with so many."""
    sample = _spread(vectors.size, _SAMPLE_ROWS)
    nearest, _ = find_rows(vectors.products, vectors.size, sample, RECALL_NEIGHBOURS)
    distinct, at = np.unique(nearest, return_inverse=True)
    group = _find_closest(meaning[distinct], centres, 1)[at.reshape(nearest.shape), 0]
    products = meaning[sample] @ centres.T
    order = np.argsort(-products, axis=1, kind="stable")
    rank = np.argsort(order, axis=1)
    ranks = np.take_along_axis(rank, group, axis=1)
    chosen = np.sort(ranks[::2], axis=None)
    closest = 1 + int(chosen[int(_TARGET_RECALL * (len(chosen) - 1))])
    return closest, float((ranks[1::2] < closest).mean())


def _spread(size: int, count: int) -> NDArray[np.int64]:
    """Return so many of the first whole numbers, at equal distances."""
    count = min(size, count)
    return np.arange(count) * size // max(1, count)
