"""Engines: who computes the chunks of a build."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from sitegen.work.chunk import compute_result, load_result
from sitegen.work.run import run_chunks
from sitegen.workspace.files import ensure_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.work.chunk import Chunk


class Engine(Protocol):
    """Computes chunks, and yields their results in the order of the chunks."""

    @property
    def is_shared(self) -> bool:
        """Whether other machines may compute, so that values have to be in files."""

    def run(
        self, chunks: Iterable[Chunk], folder: Path, workspace: Path
    ) -> Iterator[tuple[Chunk, Any]]:
        """Yield each chunk with its result; see ``run_chunks``."""


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes on this machine that are forked for each chunk.

    Attributes:
        jobs: their number; None for one per core.
    """

    jobs: int | None = None

    @property
    def is_shared(self) -> bool:
        """No: a fork has the values of this process."""
        return False

    def run(
        self, chunks: Iterable[Chunk], folder: Path, workspace: Path
    ) -> Iterator[tuple[Chunk, Any]]:
        """Yield each chunk with its result."""
        return run_chunks(chunks, folder, workspace, self.jobs)


#: Processes on this machine, one per core.
LOCAL: Final = Processes()


class Remote(Protocol):
    """Computes chunks elsewhere."""

    @property
    def limit(self) -> int:
        """Number of chunks that may wait or be in work at a time."""

    def submit(self, chunk: Chunk, folder: Path) -> Any:
        """Hand out a chunk whose result is in a folder; return what stands for it."""

    def is_over(self, handle: Any) -> bool:
        """Return whether nobody works on a chunk any more."""

    def wait(self, handle: Any) -> None:
        """Wait until nobody works on a chunk any more."""

    def cancel(self, handle: Any) -> None:
        """Take a chunk back, if nobody has begun with it."""


@dataclass(slots=True)
class _Task:
    """A chunk with its result, or with what stands for it elsewhere."""

    chunk: Chunk
    result: Any = None
    handle: Any = None

    def is_over(self, remote: Remote) -> bool:
        return self.handle is None or remote.is_over(self.handle)


def run_remotely(
    chunks: Iterable[Chunk], folder: Path, remote: Remote
) -> Iterator[tuple[Chunk, Any]]:
    """Yield each chunk with its result, in the order of the chunks.

    Small chunks, and those that only this process can compute, are computed here; so is a chunk
    that failed elsewhere: the error is raised here, where it is handled.
    """
    ensure_folder(folder)
    tasks: deque[_Task] = deque()
    try:
        for chunk in chunks:
            while _count_open(tasks) >= remote.limit:
                yield _finish(folder, tasks, remote)
            tasks.append(_begin(chunk, folder, remote))
            while tasks and tasks[0].is_over(remote):
                yield _finish(folder, tasks, remote)
        while tasks:
            yield _finish(folder, tasks, remote)
    finally:
        for task in tasks:
            if task.handle is not None:
                remote.cancel(task.handle)


def _count_open(tasks: Iterable[_Task]) -> int:
    return sum(task.handle is not None for task in tasks)


def _begin(chunk: Chunk, folder: Path, remote: Remote) -> _Task:
    """Hand a chunk out, unless it has a result or is computed here."""
    result = load_result(folder, chunk)
    if result is not None:
        return _Task(chunk, result)
    if chunk.portable and chunk.is_large:
        return _Task(chunk, handle=remote.submit(chunk, folder))
    return _Task(chunk, compute_result(folder, chunk))


def _finish(folder: Path, tasks: deque[_Task], remote: Remote) -> tuple[Chunk, Any]:
    """Return the first chunk with its result, which is waited for or computed here."""
    task = tasks[0]
    if task.handle is not None:
        remote.wait(task.handle)
        task.handle, task.result = None, load_result(folder, task.chunk)
    if task.result is None:
        task.result = compute_result(folder, task.chunk)
    tasks.popleft()
    return task.chunk, task.result
