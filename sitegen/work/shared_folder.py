"""Workers that share a folder, without any program between them: ``--worker I/N``.

The worker that has the lock of the workspace leads: it runs the build, and puts assignments into a
queue, a folder of files. Each worker takes those that are its by their number, then the others. Who
computes one holds a lock on its file, which ends with the process; the file is removed when the
result is there. When the leader ends, another worker gets the lock of the workspace: it comes upon
a site that is finished, or leads, and skips what has a result.
"""

from __future__ import annotations

import logging
import os
import pickle
import re
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError, describe_error
from sitegen.work.assignment import Assignment, Release
from sitegen.work.chunk import compute_result, load_result
from sitegen.work.claims import Watch, beating, claimed
from sitegen.work.engine import run_remotely
from sitegen.work.progress import announce
from sitegen.workspace.cache import load_record, save_record
from sitegen.workspace.files import ensure_folder, write_file
from sitegen.workspace.guard import share_lock
from sitegen.workspace.processes import PROCESSES_LOCK, QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sitegen.work.chunk import Chunk

_log = logging.getLogger(__name__)

#: What the leader says of itself, in the queue.
_RELEASE: Final = "release.json"
_SUFFIX: Final = ".chunk"
_POLL_S: Final = 0.05
#: Chunks per worker that wait or are in work.
_WINDOW: Final = 3
_FORM: Final = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Worker:
    """One of several workers.

    Attributes:
        number: from 1 on.
        count: number of all workers; some may come late, or never.
    """

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Worker:
        """Return the worker that ``I/N`` names.

        Raises:
            ValueError: the text names none.
        """
        match = _FORM.fullmatch(text)
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"worker {self.number}/{self.count}"

    def rank(self, path: Path) -> tuple[bool, str]:
        """Return a key that sorts assignments: first those of this worker, in their order."""
        return int(path.stem) % self.count != self.number % self.count, path.name


class SharedFolder:
    """The engine of the worker that leads.

    Args:
        worker: the one that leads.
        workspace: the folder of the build.
        progress: where it says how far a step is.
    """

    is_shared = True

    def __init__(self, worker: Worker, workspace: Path, progress: Callable[[str], None]) -> None:
        self._worker = worker
        self._progress = progress
        self._queue = workspace / QUEUE
        self._count = 0
        self._waiting: dict[Path, tuple[Chunk, Path]] = {}
        self._watch = Watch()

    @property
    def limit(self) -> int:
        """Number of chunks that may wait or be in work at a time."""
        return _WINDOW * self._worker.count

    def run(
        self, chunks: Iterable[Chunk], folder: Path, _workspace: Path
    ) -> Iterator[tuple[Chunk, Any]]:
        """Yield each chunk with its result, and say how far the step is."""
        ensure_folder(self._queue)
        save_record(self._queue / _RELEASE, _RELEASE, asdict(Release.current()))
        results = run_remotely(chunks, folder, self)
        return announce(results, chunks, lambda: f"{self._worker.name} leads", self._progress)

    def submit(self, chunk: Chunk, folder: Path) -> Path:
        """Put an assignment into the queue; return its file."""
        self._count += 1
        path = self._queue / f"{self._count:08}{_SUFFIX}"
        # First under another name: workers read it as soon as it has this one.
        temporary = path.with_suffix(".new")
        write_file(temporary, pickle.dumps(Assignment.of(chunk, folder)))
        temporary.replace(path)
        self._waiting[path] = chunk, folder
        return path

    def is_over(self, handle: Path) -> bool:
        """Return whether an assignment has left the queue."""
        return not handle.exists()

    def wait(self, handle: Path) -> None:
        """Compute what nobody has taken, until an assignment has left the queue."""
        while handle.exists():
            # What the build waits for, then what belongs to this worker.
            for path in [handle, *sorted(self._waiting, key=self._worker.rank)]:
                if self._compute(path):
                    break
            else:
                time.sleep(_POLL_S)
        self._forget(handle)

    def cancel(self, handle: Path) -> None:
        """Take an assignment out of the queue; wait for a worker that has begun with it."""
        self._waiting.pop(handle, None)
        while True:
            with claimed(handle) as is_ours:
                if is_ours or self._watch.is_silent(handle):
                    handle.unlink(missing_ok=True)
                if not handle.exists():
                    break
            time.sleep(_POLL_S)
        self._forget(handle)

    def _compute(self, path: Path) -> bool:
        """Compute a chunk unless another worker does; return whether it was computed."""
        with claimed(path) as is_ours:
            if not is_ours:
                if self._watch.is_silent(path):
                    _log.warning("a worker hangs; %s goes on in its place", self._worker.name)
                elif path.exists():
                    return False
                else:
                    self._forget(path)
                    return False
            # The values are in this process.
            chunk, folder = self._waiting[path]
            try:
                if load_result(folder, chunk) is None:
                    compute_result(folder, chunk)
            finally:
                self._forget(path)
                path.unlink(missing_ok=True)
            return True

    def _forget(self, path: Path) -> None:
        self._waiting.pop(path, None)
        self._watch.forget(path)


def help_build(workspace: Path, worker: Worker) -> int:
    """Compute what is in the queue of a workspace until it is empty; return how many chunks.

    Raises:
        BuildError: the build that leads has another release.
        OSError: the folder can't be read.
    """
    count = 0
    queue = workspace / QUEUE
    while True:
        paths = [path for path in _list_queue(queue) if path.suffix == _SUFFIX]
        if paths:
            _check_release(queue, worker)
        # One by one: others take some meanwhile.
        if not any(
            _compute_assignment(workspace, path, worker) for path in sorted(paths, key=worker.rank)
        ):
            return count
        count += 1


def _list_queue(queue: Path) -> list[Path]:
    try:
        return list(queue.iterdir())
    except FileNotFoundError:
        return []


def _check_release(queue: Path, worker: Worker) -> None:
    content = load_record(queue / _RELEASE, _RELEASE, lambda values: Release(**values))
    # A leader that has just begun has not written it yet, and removes the queue of another.
    if content is not None:
        content.check(Release.current(), worker.name)


def _compute_assignment(workspace: Path, path: Path, worker: Worker) -> bool:
    """Compute an assignment unless another worker does; return whether it was computed."""
    # First this lock: a leader that begins waits until nobody works in the folder, after it has
    # emptied the queue.
    handle = share_lock(str(workspace / PROCESSES_LOCK))
    try:
        with claimed(path) as is_ours:
            if not is_ours:
                return False
            try:
                assignment: Assignment = pickle.loads(path.read_bytes())  # noqa: S301
                with beating(path, worker.name):
                    assignment.run(worker.name)
            except BuildError:
                raise
            except Exception as error:  # noqa: BLE001 - the leader computes it, and raises the error
                _log.debug("%s: %s", path, describe_error(error))
            path.unlink(missing_ok=True)
            return True
    finally:
        os.close(handle)
