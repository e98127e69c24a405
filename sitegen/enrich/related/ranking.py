"""Rank the nearest neighbours of each paper, and update the ranking of an earlier collection.

Vectors are rounded to whole numbers, so that all sums of products are exact: a score depends on
its two rows alone, not on the order of the sums. So the scores of rows that have not changed are
those of the earlier collection, and only rows that have changed are compared with all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.nearest import find_nearest, split_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    #: (rows,) indexes -> (rows, all rows) products of some rows of whole numbers with all rows.
    Products = Callable[[NDArray[np.int64]], NDArray[np.float32]]
    #: (rows,) indexes and a count n -> (rows, n) nearest rows and their products.
    Find = Callable[[NDArray[np.int64], int], tuple[NDArray[np.int64], NDArray[np.float32]]]

#: Length of a row of whole numbers. The sums of products of two rows stay below 2 ** 24, up to
#: which float32 holds all whole numbers, also if rounding makes rows longer.
LENGTH: Final = 4000
PRINT_BYTES: Final = 16
#: Neighbours beyond those that are asked for; they take the places of rows that change.
EXTRA: Final = 16
#: If more rows have changed, all are compared.
_MAX_CHANGED_SHARE: Final = 0.4
_MIN_ROWS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The nearest neighbours of each row, highest product first.

    Attributes:
        prints: of each row: equal for equal rows.
        count: neighbours that are asked for.
        indices: (rows, n) neighbours, padded with -1; n is larger than ``count``.
        products: (rows, n) their products, -inf for the padding.
        floor: (rows,) no row that is left out has a higher product.
        recall: share of the nearest rows that are in the lists; below 1, it was measured on a
            sample, and ``floor`` is not exact.
    """

    prints: Sequence[bytes]
    count: int
    indices: NDArray[np.int32]
    products: NDArray[np.float32]
    floor: NDArray[np.float32]
    recall: float = 1.0

    @property
    def nearest(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The (rows, count) nearest neighbours of each row and their cosines."""
        count = min(self.count, max(0, len(self.prints) - 1))
        return (
            self.indices[:, :count].astype(np.int64),
            self.products[:, :count] / np.float32(LENGTH**2),
        )


def whole(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors of length 1 or less as whole numbers."""
    numbers: NDArray[np.float32] = np.rint(vectors * np.float32(LENGTH))
    return numbers


def row_prints(rows: Sequence[bytes]) -> list[bytes]:
    """Return a hash of each row."""
    return [blake2b(row, digest_size=PRINT_BYTES).digest() for row in rows]


def rank_neighbours(
    products: Products,
    prints: Sequence[bytes],
    count: int,
    earlier: Ranking | None = None,
    find: Find | None = None,
) -> Ranking:
    """Return the nearest neighbours of each row, without the row itself.

    Args:
        products: computes products, which are overwritten.
        prints: of each row: equal for equal rows, and for no others.
        count: neighbours of each row.
        earlier: of a collection that has some of the rows.
        find: finds the nearest rows, as ``find_rows`` does, where more machines compute.
    """
    size = len(prints)
    find = find or partial(find_rows, products, size)
    is_small = size < _MIN_ROWS or size - 1 <= count + EXTRA
    if earlier is None or earlier.count != count or is_small:
        return _rank_all(find, prints, count)
    new_of_old = _match(earlier.prints, prints)
    is_changed = np.ones(size, dtype=np.bool_)
    is_changed[new_of_old[new_of_old >= 0]] = False
    if is_changed.sum() > _MAX_CHANGED_SHARE * size:
        return _rank_all(find, prints, count)
    return _update(products, find, prints, earlier, new_of_old, is_changed)


def _rank_all(find: Find, prints: Sequence[bytes], count: int) -> Ranking:
    indices, values = find(np.arange(len(prints)), count + EXTRA)
    return Ranking(prints, count, indices.astype(np.int32), values, _floor_of(values, len(prints)))


def find_rows(
    products: Products,
    size: int,
    rows: NDArray[np.int64],
    count: int,
    threads: int | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the (rows, count) nearest rows of some rows, and their products.

    Args:
        products: computes products, which are overwritten.
        size: number of all rows.
        rows: (rows,) indexes.
        count: neighbours of each; at most ``size - 1`` are returned.
        threads: their number; None for one per core.
    """
    return find_nearest(
        lambda start, end: products(rows[start:end]), size, count, rows, digits=0, threads=threads
    )


def _floor_of(values: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return the lowest scores of full lists, or -inf if they have all rows."""
    if values.shape[1] >= size - 1:
        return np.full(len(values), -np.inf, dtype=np.float32)
    return values[:, -1].copy()


def _match(old: Sequence[bytes], new: Sequence[bytes]) -> NDArray[np.int64]:
    """Return (old,) index of each old row among the new ones, or -1; equal rows in their order."""
    numbers: defaultdict[bytes, list[int]] = defaultdict(list)
    for index in range(len(new) - 1, -1, -1):
        numbers[new[index]].append(index)
    return np.array(
        [numbers[print_].pop() if numbers.get(print_) else -1 for print_ in old], dtype=np.int64
    )


def _update(  # noqa: PLR0913, PLR0917
    products: Products,
    find: Find,
    prints: Sequence[bytes],
    earlier: Ranking,
    new_of_old: NDArray[np.int64],
    is_changed: NDArray[np.bool_],
) -> Ranking:
    """Compare the rows that have changed with all, and merge them into the lists of the others."""
    size, count = len(prints), earlier.count
    width = count + EXTRA
    floor = np.full(size, -np.inf, dtype=np.float32)
    survivors = np.flatnonzero(new_of_old >= 0)
    floor[new_of_old[survivors]] = earlier.floor[survivors]
    cells = [
        _surviving_cells(earlier, new_of_old, survivors),
        _new_cells(products, np.flatnonzero(is_changed), ~is_changed, floor),
    ]
    row, column, value = (np.concatenate(parts) for parts in zip(*cells, strict=True))
    # ``lexsort`` sorts by its last key first: by row, product and index.
    order = np.lexsort((column, -value, row))
    row, column, value = row[order], column[order], value[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    n_cells = np.bincount(row, minlength=size)
    indices = np.full((size, width), -1, dtype=np.int32)
    values = np.full((size, width), -np.inf, dtype=np.float32)
    fits = rank < width
    indices[row[fits], rank[fits]] = column[fits]
    values[row[fits], rank[fits]] = value[fits]
    is_cut = n_cells > width
    floor[is_cut] = values[is_cut, -1]
    # What is left of a list may be too short, or end within ties.
    incomplete = np.flatnonzero(is_changed | (n_cells < count))
    indices[incomplete], values[incomplete] = find(incomplete, count + EXTRA)
    floor[incomplete] = _floor_of(values[incomplete], size)
    return Ranking(prints, count, indices, values, floor)


def _surviving_cells(
    earlier: Ranking, new_of_old: NDArray[np.int64], survivors: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Return the row, column and product of earlier neighbours, those of the floor left out."""
    indices, values = earlier.indices[survivors], earlier.products[survivors]
    # The last row is that of the padding.
    column = np.append(new_of_old, -1)[indices]
    is_left = (column >= 0) & (values > earlier.floor[survivors][:, None])
    row = np.broadcast_to(new_of_old[survivors][:, None], column.shape)
    return row[is_left], column[is_left], values[is_left]


def _new_cells(
    products: Products,
    changed: NDArray[np.int64],
    is_same: NDArray[np.bool_],
    floor: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Return the cells of rows that are the same, in columns that have changed, above the floor."""
    # No product is above it.
    limit = np.where(is_same, floor, np.inf)
    rows, columns, values = [], [], []
    for part in split_rows(len(changed), len(floor)):
        chunk = products(changed[part.start : part.stop])
        column, row = np.nonzero(chunk > limit)
        rows.append(row)
        columns.append(changed[part.start : part.stop][column])
        values.append(chunk[column, row])
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0, dtype=np.float32)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
