"""A chunk: a part of a step that is computed from frozen values, and the file of its result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.workspace.cache import cache_key, load_record, save_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_RECORD: Final = "chunk"


def _do_nothing() -> None:
    """Prepare a chunk that shares nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A part of a step.

    A result is small, since the coordinator reads all of them: what is large, ``compute`` writes to
    separate files, and returns their stamps.

    Attributes:
        step: name of the step.
        key: stands for all that the result is computed from, apart from sitegen's code.
        compute: a pure function from frozen values, bound to them; it returns a value of JSON.
        is_current: whether what a result says of files is still true.
        prepare: computes what it shares with other chunks, before a process is forked for it.
        is_large: whether it takes longer than to start a process.
        portable: a picklable function that gives the same result on any machine that sees the same
            files; None if only this process and its forks can compute it.
    """

    step: str
    key: str
    compute: Callable[[], Any]
    is_current: Callable[[Any], bool]
    prepare: Callable[[], None] = _do_nothing
    is_large: bool = True
    portable: Callable[[], Any] | None = None


def result_path(folder: Path, chunk: Chunk) -> Path:
    """Return where the result of a chunk is: it is named by its inputs and sitegen's code."""
    return folder / f"{chunk.step}-{cache_key(_RECORD, chunk.key)}.json"


def load_result(folder: Path, chunk: Chunk) -> Any | None:
    """Return the result of a chunk; None if it is missing, damaged or outdated."""
    result = load_record(result_path(folder, chunk), cache_key(_RECORD))
    try:
        return result if result is not None and chunk.is_current(result) else None
    except (LookupError, TypeError, ValueError):
        # It has another shape.
        return None


def compute_result(folder: Path, chunk: Chunk) -> Any:
    """Compute a chunk, write its result, whole, to its file, and return it."""
    result = chunk.compute()
    save_result(result_path(folder, chunk), result)
    return result


def save_result(path: Path, result: Any) -> None:
    """Write a result, whole, to its file."""
    save_record(path, cache_key(_RECORD), result)
