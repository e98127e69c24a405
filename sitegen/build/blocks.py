"""Share out the comparison of all papers with all, in blocks of rows."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.ranking import find_rows
from sitegen.enrich.related.vectors import Vectors
from sitegen.work import Chunk
from sitegen.workspace.arrays import load_arrays, save_arrays
from sitegen.workspace.cache import cache_key, text_hash
from sitegen.workspace.files import ensure_folder, remove

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sitegen.enrich.related.ranking import Find
    from sitegen.work import Engine

    Rows = NDArray[np.int64]
    #: (rows, n) nearest rows, and their products.
    Block = tuple[Rows, NDArray[np.float32]]

_FOLDER: Final = "blocks"
_RECORD: Final = "block"
#: Products of a block: one or two seconds of work.
_BLOCK_CELLS: Final = 100_000_000


class BlockFinder:
    """Lets an engine find the nearest rows of vectors.

    Args:
        engine: computes the blocks.
        workspace: the folder of the build.
    """

    def __init__(self, engine: Engine, workspace: Path) -> None:
        self._engine = engine
        self._workspace = workspace
        self._folder = workspace / _FOLDER

    def __call__(self, vectors: Vectors) -> Find:
        """Return a function that finds the nearest rows of some rows."""
        return partial(self._find, vectors)

    def forget(self) -> None:
        """Remove the blocks of a ranking that is complete."""
        remove(self._folder)

    def _find(self, vectors: Vectors, rows: Rows, count: int) -> Block:
        step = max(1, _BLOCK_CELLS // max(1, vectors.size))
        if len(rows) <= step:
            return find_rows(vectors.products, vectors.size, rows, count)
        ensure_folder(self._folder)
        path = self._write(vectors)
        chunks = [
            self._chunk(vectors, path, rows[start : start + step], count)
            for start in range(0, len(rows), step)
        ]
        results = self._engine.run(chunks, self._folder / "chunks", self._workspace)
        blocks = [_load_block(self._folder / name) for _, name in results]
        indices, products = zip(*blocks, strict=True)
        return np.concatenate(indices), np.concatenate(products)

    def _write(self, vectors: Vectors) -> Path:
        """Write vectors to a file that is named by them, unless it is there."""
        arrays = vectors.arrays()
        digest = text_hash("".join(text_hash(array.tobytes()) for array in arrays.values()))
        path = self._folder / f"vectors-{digest}"
        if not path.exists():
            save_arrays(path, cache_key(_RECORD), arrays)
        return path

    def _chunk(self, vectors: Vectors, path: Path, rows: Rows, count: int) -> Chunk:
        key = cache_key(path.name, rows.tolist(), count)
        target = self._folder / f"block-{key}"
        find_portably = partial(_find_of_file, str(path))
        return Chunk(
            step="neighbours",
            key=key,
            compute=partial(_write_block, partial(_find, vectors), rows, count, target),
            is_current=partial(_is_block, target),
            portable=partial(_write_block, find_portably, rows, count, target),
        )


def _find(vectors: Vectors, rows: Rows, count: int) -> Block:
    # Each worker is one process of several.
    return find_rows(vectors.products, vectors.size, rows, count, threads=1)


def _find_of_file(path: str, rows: Rows, count: int) -> Block:
    return _find(_load_vectors(path), rows, count)


@lru_cache(maxsize=1)
def _load_vectors(path: str) -> Vectors:
    """Return the vectors of a file; a worker gets one block of them after another.

    Raises:
        OSError: the file is gone.
    """
    arrays = load_arrays(Path(path), cache_key(_RECORD))
    if arrays is None:
        raise FileNotFoundError(path)
    return Vectors.of(arrays)


def _write_block(find: Callable[[Rows, int], Block], rows: Rows, count: int, target: Path) -> str:
    """Find the nearest rows of some rows, write them to a file, and return its name."""
    indices, products = find(rows, count)
    # Whole by its checksum: a part of a file is no block.
    save_arrays(target, cache_key(_RECORD), {"indices": indices, "products": products})
    return target.name


def _is_block(target: Path, name: str) -> bool:
    return name == target.name and load_arrays(target, cache_key(_RECORD)) is not None


def _load_block(path: Path) -> Block:
    """Return the arrays of a block.

    Raises:
        OSError: the file is gone.
    """
    arrays = load_arrays(path, cache_key(_RECORD))
    if arrays is None:
        raise FileNotFoundError(path)
    return arrays["indices"], arrays["products"]
