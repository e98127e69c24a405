"""Share out the comparison of all papers with all, in blocks of rows."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.enrich.related.groups import Groups
from sitegen.enrich.related.ranking import find_rows
from sitegen.enrich.related.vectors import Vectors
from sitegen.work import Chunk
from sitegen.workspace.arrays import load_arrays, save_arrays
from sitegen.workspace.cache import cache_key, text_hash
from sitegen.workspace.files import ensure_folder, remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.related.groups import Matches
    from sitegen.enrich.related.ranking import Find
    from sitegen.work import Engine

    Rows = NDArray[np.int64]
    Arrays = dict[str, NDArray[Any]]
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

    def find_in_groups(self, groups: Groups, count: int) -> Iterator[Matches]:
        """Yield the nearest rows of all rows, some groups after others."""
        path = self._write(groups)
        chunks = [
            self._chunk(
                path, (numbers, count), partial(_find_in_groups, groups), _find_in_groups_of_file
            )
            for numbers in _split(groups)
        ]
        for matches in self._run(chunks):
            yield matches["rows"], matches["indices"], matches["products"]

    def _find(self, vectors: Vectors, rows: Rows, count: int) -> Block:
        step = max(1, _BLOCK_CELLS // max(1, vectors.size))
        if len(rows) <= step:
            return find_rows(vectors.products, vectors.size, rows, count)
        path = self._write(vectors)
        chunks = [
            self._chunk(
                path, (rows[start : start + step], count), partial(_find, vectors), _find_of_file
            )
            for start in range(0, len(rows), step)
        ]
        blocks = [(block["indices"], block["products"]) for block in self._run(chunks)]
        indices, products = zip(*blocks, strict=True)
        return np.concatenate(indices), np.concatenate(products)

    def _run(self, chunks: Sequence[Chunk]) -> Iterator[Arrays]:
        results = self._engine.run(chunks, self._folder / "chunks", self._workspace)
        return (_load(self._folder / name) for _, name in results)

    def _write(self, values: Vectors | Groups) -> Path:
        """Write vectors to a file that is named by them, unless it is there."""
        ensure_folder(self._folder)
        arrays = values.arrays()
        digest = text_hash("".join(text_hash(array.tobytes()) for array in arrays.values()))
        path = self._folder / f"vectors-{digest}"
        if not path.exists():
            save_arrays(path, cache_key(_RECORD), arrays)
        return path

    def _chunk(
        self,
        path: Path,
        part: tuple[Rows, int],
        find: Callable[[Rows, int], Arrays],
        find_portably: Callable[[str, Rows, int], Arrays],
    ) -> Chunk:
        """Return a chunk that finds as many nearest rows as a part says.

        Args:
            path: file of the values.
            part: numbers of rows or groups, and how many nearest rows each row gets.
            find: with the values of this process.
            find_portably: with those of the file.
        """
        numbers, count = part
        key = cache_key(path.name, numbers.tolist(), count)
        target = self._folder / f"block-{key}"
        return Chunk(
            step="neighbours",
            key=key,
            compute=partial(_write_block, find, numbers, count, target),
            is_current=partial(_is_block, target),
            portable=partial(
                _write_block, partial(find_portably, str(path)), numbers, count, target
            ),
        )


def _split(groups: Groups) -> Iterator[Rows]:
    """Yield the numbers of groups whose comparison is a block."""
    sizes = np.array([len(rows) for rows in groups.members])
    numbers: list[int] = []
    n_cells = 0
    for number in np.flatnonzero(sizes).tolist():
        numbers.append(number)
        n_cells += int(sizes[groups.closest[groups.members[number]]].sum())
        if n_cells >= _BLOCK_CELLS:
            yield np.array(numbers)
            numbers, n_cells = [], 0
    if numbers:
        yield np.array(numbers)


def _find(vectors: Vectors, rows: Rows, count: int) -> Arrays:
    # Each worker is one process of several.
    indices, products = find_rows(vectors.products, vectors.size, rows, count, threads=1)
    return {"indices": indices, "products": products}


def _find_in_groups(groups: Groups, numbers: Rows, count: int) -> Arrays:
    matches = [groups.find(number, count) for number in numbers.tolist()]
    rows, indices, products = (np.concatenate(arrays) for arrays in zip(*matches, strict=True))
    return {"rows": rows, "indices": indices, "products": products}


def _find_of_file(path: str, rows: Rows, count: int) -> Arrays:
    return _find(_load_vectors(path), rows, count)


def _find_in_groups_of_file(path: str, numbers: Rows, count: int) -> Arrays:
    return _find_in_groups(_load_groups(path), numbers, count)


# A worker gets one block after another of the same file.
@lru_cache(maxsize=1)
def _load_vectors(path: str) -> Vectors:
    return Vectors.of(_load(Path(path)))


@lru_cache(maxsize=1)
def _load_groups(path: str) -> Groups:
    return Groups.of(_load(Path(path)))


def _write_block(
    find: Callable[[Rows, int], Arrays], numbers: Rows, count: int, target: Path
) -> str:
    """Find the nearest rows of a part, write them to a file, and return its name."""
    # Whole by its checksum: a part of a file is no block.
    save_arrays(target, cache_key(_RECORD), find(numbers, count))
    return target.name


def _is_block(target: Path, name: str) -> bool:
    return name == target.name and load_arrays(target, cache_key(_RECORD)) is not None


def _load(path: Path) -> Arrays:
    """Return the arrays of a file.

    Raises:
        OSError: the file is gone.
    """
    arrays = load_arrays(path, cache_key(_RECORD))
    if arrays is None:
        raise FileNotFoundError(path)
    return arrays
