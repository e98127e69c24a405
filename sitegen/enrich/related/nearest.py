"""Find the nearest rows of each row, exactly, a chunk of rows at a time.

Chunks are shared out to threads: nearly all is work of numpy and scipy, which let others run.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    #: (start, end) -> (end - start, all) scores of some rows with all rows.
    Scores = Callable[[int, int], NDArray[np.float32]]

#: Scores held at once by a thread: 64 MB.
_CELLS: Final = 16_000_000
_BLOCK: Final = 64


def nearest(scores: Scores, size: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return (size, count) rows nearest to each row, itself left out, and their scores.

    Best first; of equal scores the one with the lower number. Scores are rounded to 6 digits, as
    sums in another order differ in the last bits.
    """
    count = min(count, size - 1)
    found = np.zeros((size, max(count, 0)), dtype=np.int64)
    values = np.zeros((size, max(count, 0)), dtype=np.float32)
    if count < 1:
        return found, values
    step = max(1, min(1024, _CELLS // size))

    def fill(start: int) -> None:
        end = min(size, start + step)
        chunk = scores(start, end)
        chunk[np.arange(end - start), np.arange(start, end)] = -np.inf
        found[start:end], values[start:end] = best_of_rows(chunk, count)

    with ThreadPoolExecutor(os.cpu_count() if size > step else 1) as threads:
        list(threads.map(fill, range(0, size, step)))
    return found, values


def best_of_rows(
    chunk: NDArray[np.float32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return (rows, count) columns of the highest values of each row, and those values.

    The best are in the blocks of columns whose own maxima are highest: so most columns are looked
    at once only, by a plain maximum.
    """
    rows, width = chunk.shape
    blocks = -(-width // _BLOCK)
    if count + 1 < blocks // 4:
        padded = chunk
        if width % _BLOCK:
            padded = np.full((rows, blocks * _BLOCK), -np.inf, dtype=chunk.dtype)
            padded[:, :width] = chunk
        # A block is every ``blocks``-th column: maxima of whole stretches of memory are fast.
        cells = padded.reshape(rows, _BLOCK, blocks)
        # One block more than wanted, so that a tie at the edge is seen whole in nearly all cases.
        top = np.argpartition(-cells.max(axis=1), count, axis=1)[:, : count + 1]
        columns = (top[:, None, :] + np.arange(_BLOCK)[:, None] * blocks).reshape(rows, -1)
        values = np.take_along_axis(padded, columns, axis=1)
    else:
        columns = np.broadcast_to(np.arange(width), chunk.shape)
        values = chunk
    values = np.round(values, 6)
    # One more than wanted shows whether the edge is a tie; then all that tie are looked at.
    kept = min(count + 1, values.shape[1])
    part = np.argpartition(-values, kept - 1, axis=1)[:, :kept]
    edge = np.take_along_axis(values, part, axis=1).min(axis=1)
    found, best = _sorted(columns, values, part, count)
    for row in np.flatnonzero(best[:, -1] == edge).tolist():
        tied = np.flatnonzero(values[row] >= edge[row])[None, :]
        more, high = _sorted(columns[row : row + 1], values[row : row + 1], tied, count)
        found[row], best[row] = more[0], high[0]
    return found, best


def _sorted(
    columns: NDArray[np.int64],
    values: NDArray[np.float32],
    places: NDArray[np.int64],
    count: int,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    numbers = np.take_along_axis(columns, places, axis=1)
    chosen = np.take_along_axis(values, places, axis=1)
    order = np.lexsort((numbers, -chosen), axis=1)[:, :count]
    return np.take_along_axis(numbers, order, axis=1), np.take_along_axis(chosen, order, axis=1)
