"""Run chunks: skip those that have a result, and compute the others in processes or in this one.

A process is forked for each chunk, so that it shares the values of the chunk with this process:
nothing is copied or encoded for it, and all of its memory is free again when the chunk is done.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError
from sitegen.work.chunk import compute_result, load_result
from sitegen.workspace.files import ensure_folder
from sitegen.workspace.processes import KILLED, start_worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import ForkProcess
    from pathlib import Path

    from sitegen.work.chunk import Chunk

#: Whether processes are forked. Libraries of macOS end a process that was forked and uses them.
IS_FORK_SAFE: Final = sys.platform == "linux"
#: Standard input, output, errors.
_STREAMS: Final = 3


@dataclass(slots=True)
class _Task:
    """A chunk with its result, or with the process that computes it."""

    chunk: Chunk
    result: Any = None
    process: ForkProcess | None = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.is_alive()


def run_chunks(
    chunks: Iterable[Chunk], folder: Path, workspace: Path, jobs: int | None = None
) -> Iterator[tuple[Chunk, Any]]:
    """Yield each chunk with its result, in the order of the chunks.

    A chunk is asked for while those in front of it are computed, but not long before a process can
    start with it: only some hold their values in memory at a time.

    Args:
        chunks: of a step.
        folder: where the results are; it is created.
        workspace: the folder of the build; the next one waits until no process works in it.
        jobs: number of processes; None for one per core; with 1, this process computes, and so it
            does on systems other than Linux.

    Raises:
        BuildError: a process was killed.
    """
    ensure_folder(folder)
    count = (jobs or os.cpu_count() or 1) if IS_FORK_SAFE else 1
    tasks: deque[_Task] = deque()
    with _ended(tasks):
        for chunk in chunks:
            task = _Task(chunk, load_result(folder, chunk))
            if task.result is None and count > 1 and chunk.is_large:
                while sum(earlier.is_running for earlier in tasks) >= count:
                    yield _finish(folder, tasks)
                chunk.prepare()
                task.process = _start(folder, chunk, workspace)
            elif task.result is None:
                task.result = compute_result(folder, chunk)
            tasks.append(task)
            while tasks and not tasks[0].is_running:
                yield _finish(folder, tasks)
        while tasks:
            yield _finish(folder, tasks)


def _finish(folder: Path, tasks: deque[_Task]) -> tuple[Chunk, Any]:
    """Return the first chunk with its result, which is waited for or computed here."""
    task = tasks[0]
    if task.process:
        task.process.join()
        if (task.process.exitcode or 0) < 0:
            raise BuildError(KILLED)
        task.result = load_result(folder, task.chunk)
    if task.result is None:
        # A process that failed has no result: the error is raised here, where it is handled.
        task.result = compute_result(folder, task.chunk)
    tasks.popleft()
    return task.chunk, task.result


@contextmanager
def _ended(tasks: deque[_Task]) -> Iterator[None]:
    """End the processes that still run when the block is left: nobody will use their results."""
    try:
        yield
    finally:
        for process in [task.process for task in tasks if task.process]:
            process.kill()
            process.join()


def _start(folder: Path, chunk: Chunk, workspace: Path) -> ForkProcess:
    process = get_context("fork").Process(target=_run, args=(folder, chunk, workspace), daemon=True)
    with warnings.catch_warnings():
        # Python warns of locks that other threads hold. Ours draws a progress bar, or serves a
        # site; chunks do neither. Libraries look after theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return process


def _run(folder: Path, chunk: Chunk, workspace: Path) -> None:
    """Compute a chunk in a forked process, and end it without any handler of the build's."""
    code = 1
    try:
        _close_files()
        for number in (signal.SIGTERM, signal.SIGHUP):
            # A command handles them; ``nohup`` ignores one.
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        start_worker(workspace)
        # Searches for garbage would touch, and so copy, all that is shared.
        gc.freeze()
        compute_result(folder, chunk)
        code = 0
    finally:
        # Streams are left alone: their buffers belong to the build.
        os._exit(code)


def _close_files() -> None:
    """Close the files of the build, among them its lock, which must end with the build."""
    parent = parent_process()
    # The standard streams stay, and the pipe that is closed when the build ends.
    first = _STREAMS
    if parent:
        os.closerange(first, parent.sentinel)
        first = parent.sentinel + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
