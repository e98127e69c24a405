"""Find the nearest neighbours of each row exactly, one chunk of rows at a time.

Chunks are processed by a thread pool: nearly all work is done in numpy and scipy, which release the
global interpreter lock.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    #: (start, end) -> (end - start, all rows) scores of a range of rows with all rows.
    Scores = Callable[[int, int], NDArray[np.float32]]

#: Scores that a thread holds at once: 64 MB of float32.
_MAX_CHUNK_SCORES: Final = 16_000_000
_MAX_CHUNK_ROWS: Final = 1024
#: Columns per block; ``best_of_rows`` reads one maximum per block first.
_BLOCK_COLUMNS: Final = 64
#: Blocks pay off if fewer than a quarter of them have to be read again.
_MIN_BLOCKS_PER_RESULT: Final = 4
#: Scores are compared after rounding: sums in another order differ in the last bits.
_SCORE_DIGITS: Final = 6


def find_nearest(  # noqa: PLR0913
    scores: Scores,
    size: int,
    count: int,
    rows: NDArray[np.int64] | None = None,
    *,
    digits: int = _SCORE_DIGITS,
    threads: int | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the ``count`` nearest rows of each row, without the row itself, and their scores.

    Both arrays have the shape (rows, count), highest score first, ties by index.

    Args:
        scores: computes the scores of a range of ``rows``; its result is overwritten.
        size: number of all rows.
        count: neighbours per row; at most ``size - 1`` are returned.
        rows: indexes of the rows whose neighbours are returned; all if None.
        digits: to which scores are rounded; 0 for whole numbers.
        threads: their number; None for one per core.
    """
    rows = np.arange(size) if rows is None else rows
    count = min(count, size - 1)
    indices = np.zeros((len(rows), max(count, 0)), dtype=np.int64)
    values = np.zeros((len(rows), max(count, 0)), dtype=np.float32)
    if count < 1 or not len(rows):
        return indices, values

    def fill(part: range) -> None:
        start, end = part.start, part.stop
        chunk = scores(start, end)
        # The column of a row itself must never win.
        chunk[np.arange(end - start), rows[start:end]] = -np.inf
        indices[start:end], values[start:end] = best_of_rows(chunk, count, digits)

    parts = list(split_rows(len(rows), size))
    # Threads write to disjoint rows, so no lock is needed. ``list`` re-raises their exceptions.
    with ThreadPoolExecutor((threads or os.cpu_count()) if len(parts) > 1 else 1) as pool:
        list(pool.map(fill, parts))
    return indices, values


def split_rows(count: int, size: int) -> Iterator[range]:
    """Yield ranges of ``count`` rows; the scores of one with ``size`` rows fit into memory."""
    step = max(1, min(_MAX_CHUNK_ROWS, _MAX_CHUNK_SCORES // max(1, size)))
    for start in range(0, count, step):
        yield range(start, min(count, start + step))


def best_of_rows(
    chunk: NDArray[np.float32], count: int, digits: int = _SCORE_DIGITS
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the columns of the ``count`` highest values of each row, and those values.

    Both arrays have the shape (rows, count), highest value first, ties by column. Only a value that
    is tied for the last place in more than ``count`` blocks may be represented by a higher column.
    """
    columns, values = _candidate_columns(chunk, count)
    values = np.round(values, digits)
    # One value more than needed shows whether the last place is tied.
    size = min(count + 1, values.shape[1])
    top = np.argpartition(-values, size - 1, axis=1)[:, :size]
    lowest = np.take_along_axis(values, top, axis=1).min(axis=1)
    best_columns, best_values = _sort_by_value(columns, values, top, count)
    # ``argpartition`` picks any of the tied columns, but the lowest is needed: compare them all.
    for row in np.flatnonzero(best_values[:, -1] == lowest).tolist():
        tied = np.flatnonzero(values[row] >= lowest[row])[None, :]
        row_columns, row_values = _sort_by_value(
            columns[row : row + 1], values[row : row + 1], tied, count
        )
        best_columns[row], best_values[row] = row_columns[0], row_values[0]
    return best_columns, best_values


def _candidate_columns(
    chunk: NDArray[np.float32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return columns, (rows, n), that contain the highest values of each row, and their values.

    The highest values lie in the blocks with the highest maxima. So most columns are read only
    once, by a plain maximum, which is much faster than a partition.
    """
    rows, width = chunk.shape
    blocks = -(-width // _BLOCK_COLUMNS)  # rounded up
    if count + 1 >= blocks // _MIN_BLOCKS_PER_RESULT:
        return np.broadcast_to(np.arange(width), chunk.shape), chunk
    padded = chunk
    if width % _BLOCK_COLUMNS:
        padded = np.full((rows, blocks * _BLOCK_COLUMNS), -np.inf, dtype=chunk.dtype)
        padded[:, :width] = chunk
    # Block b has the columns b, b + blocks, b + 2 * blocks, …: the maximum over axis 1 then runs
    # along contiguous memory.
    cells = padded.reshape(rows, _BLOCK_COLUMNS, blocks)
    # One block more than needed, so that nearly all ties at the last place are seen in full.
    top = np.argpartition(-cells.max(axis=1), count, axis=1)[:, : count + 1]
    # (rows, 1, blocks read) + (block columns, 1) -> (rows, block columns, blocks read), flattened.
    columns = (top[:, None, :] + np.arange(_BLOCK_COLUMNS)[:, None] * blocks).reshape(rows, -1)
    return columns, np.take_along_axis(padded, columns, axis=1)


def _sort_by_value(
    columns: NDArray[np.int64],
    values: NDArray[np.float32],
    positions: NDArray[np.int64],
    count: int,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the first ``count`` columns and values at (rows, n) positions, sorted.

    Highest value first, ties by column: ``lexsort`` sorts by its last key first.
    """
    selected_columns = np.take_along_axis(columns, positions, axis=1)
    selected_values = np.take_along_axis(values, positions, axis=1)
    order = np.lexsort((selected_columns, -selected_values), axis=1)[:, :count]
    return (
        np.take_along_axis(selected_columns, order, axis=1),
        np.take_along_axis(selected_values, order, axis=1),
    )
