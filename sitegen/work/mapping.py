"""A ``map`` whose calls are chunks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sitegen.work.chunk import Chunk
from sitegen.workspace.files import remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sitegen.work.engine import Engine


def shared_map(
    engine: Engine, step: str, folder: Path, workspace: Path
) -> Callable[[Callable[[Any], Any], Iterable[Any]], list[Any]]:
    """Return a replacement for ``map`` for picklable functions and values.

    Results are values of JSON. None outlives the call, since files that it names may not.

    Args:
        engine: computes the chunks.
        step: name of the step.
        folder: where the results are; it is emptied first, and removed at the end.
        workspace: the folder of the build.
    """

    def map_chunks(function: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
        remove(folder)
        chunks = [
            _chunk(step, number, partial(function, value)) for number, value in enumerate(values)
        ]
        results = [result for _, result in engine.run(chunks, folder, workspace)]
        remove(folder)
        return results

    return map_chunks


def _chunk(step: str, number: int, compute: Callable[[], Any]) -> Chunk:
    return Chunk(
        step=step,
        key=str(number),
        compute=compute,
        is_current=lambda _: True,
        portable=compute,
    )
