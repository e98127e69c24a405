"""Processes of a build: workers that share out its work, and programs that it runs.

They end with the build, also if it is killed, so that the next build never meets one that still
writes into its workspace. While they run, they share a lock on a file of the workspace; a new build
waits until it can have the lock alone.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from typing import IO, TYPE_CHECKING, Any, Final, Self

from sitegen.errors import BuildError
from sitegen.workspace import guard
from sitegen.workspace.files import remove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: What a build says when a process of it was killed.
KILLED: Final = (
    "a process of this build was killed, most likely because memory is short; close other "
    "programs, or build with --jobs 1"
)
#: The file whose lock all processes share that work in a workspace.
PROCESSES_LOCK: Final = "processes"
#: Folder of the chunks that workers in other processes may take; see ``sitegen.work``.
QUEUE: Final = "queue"
WAIT_S: Final = 30.0
_POLL_S: Final = 0.02


@contextmanager
def pool_map(jobs: int | None, *, parallel: bool, workspace: Path | None = None) -> Iterator[Any]:
    """Yield a ``map`` that runs in ``jobs`` processes, or the built-in one.

    Args:
        jobs: number of processes; None for one per core.
        parallel: whether there is more work than the processes take to start.
        workspace: the folder that they write into, if it is one that later builds use.

    Raises:
        BuildError: a process was killed.
    """
    count = jobs or os.cpu_count() or 1
    if count == 1 or not parallel:
        yield map
        return
    others = set(active_children())
    try:
        # "spawn": a fork would copy the locks of threads that numpy and Pagefind's runner hold.
        with ProcessPoolExecutor(
            count, get_context("spawn"), initializer=start_worker, initargs=(workspace,)
        ) as processes:
            try:
                yield processes.map
            except BaseException:
                # Don't wait for results that nobody will use.
                for worker in set(active_children()) - others:
                    worker.terminate()
                raise
    except BrokenProcessPool as error:
        raise BuildError(KILLED) from error


class Programs:
    """Runs other programs; leaving the ``with`` block ends those that still run.

    Args:
        workspace: the folder that they write into.
    """

    def __init__(self, workspace: Path) -> None:
        self._lock_path = workspace / PROCESSES_LOCK
        self._guard = threading.Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._is_open = False
            for process in self._running:
                process.terminate()

    def run(
        self, command: Sequence[str], environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, from any thread, and return its output.

        Raises:
            BuildError: the block has been left.
        """
        prefix = [sys.executable, "-I", "-S", guard.__file__, str(self._lock_path)]
        with self._guard:
            if not self._is_open:
                raise BuildError("the build was stopped")
            process = subprocess.Popen(  # noqa: S603
                [*prefix, str(os.getpid()), *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env=dict(environment),
            )
            self._running.add(process)
        with process:
            output, errors = process.communicate()
        with self._guard:
            self._running.discard(process)
        return subprocess.CompletedProcess(command, process.returncode, output, errors)


def wait_for_processes(workspace: Path, timeout_s: float = WAIT_S) -> None:
    """Wait until the processes of an earlier build that was killed have ended.

    Raises:
        BuildError: one goes on.
        OSError: the lock can't be written.
    """
    path = workspace / PROCESSES_LOCK
    if path.is_dir():
        remove(path)
    end = time.monotonic() + timeout_s
    with path.open("w") as lock:
        while not _is_lockable(lock):
            if time.monotonic() > end:
                raise BuildError(
                    f"{workspace}: a process of an earlier build still works here; end it"
                )
            time.sleep(_POLL_S)


def _is_lockable(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start_worker(workspace: Path | None) -> None:
    """Prepare a worker process: share the workspace's lock, and end with the parent."""
    # Ctrl+C reaches all processes of a terminal; the parent ends the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if workspace:
        # First the lock, then the look at the parent: it keeps the next build waiting meanwhile.
        guard.share_lock(str(workspace / PROCESSES_LOCK))
    parent = parent_process()
    if parent is None or not parent.is_alive():
        os._exit(1)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the parent, whose side of a pipe the system closes, and exit."""
    parent = parent_process()
    if parent:
        parent.join()
    os._exit(1)
