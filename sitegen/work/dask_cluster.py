"""The engine that lets the workers of a Dask cluster compute: ``--dask ADDRESS``.

Only descriptions of chunks and paths go over the network. The workers read and write files in the
workspace, which all machines see at the same path.
"""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError, count_of
from sitegen.work.assignment import Assignment, Release
from sitegen.work.engine import run_remotely
from sitegen.work.progress import announce
from sitegen.workspace.files import ensure_folder
from sitegen.workspace.guard import share_lock
from sitegen.workspace.processes import PROCESSES_LOCK, QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from distributed import Client, Future

    from sitegen.work.chunk import Chunk

_log = logging.getLogger(__name__)

#: Seconds until a scheduler has to answer.
_CONNECT_S: Final = 10
#: Seconds between two looks at whether there are workers.
_LOOK_S: Final = 5
#: Seconds that chunks of a step that failed may take to end.
_SETTLE_S: Final = 120
#: Chunks that wait or are in work, per thread of a worker; a worker fetches the next meanwhile.
_WINDOW: Final = 2
_PROBE: Final = "probe"


@contextmanager
def open_cluster(
    address: str, workspace: Path, progress: Callable[[str], None]
) -> Iterator[DaskCluster]:
    """Connect to a scheduler, and check that its workers can take part in a build.

    Raises:
        BuildError: Dask is not installed, nobody answers, there is no worker, or one has another
            release or sees another folder.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise BuildError("--dask needs Dask: pip install 'sitegen[dask]'") from error
    # What it logs, an error says.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"{address}: no scheduler of Dask answers; start one with dask scheduler"
        ) from error
    with client:
        _check_workers(client, address, workspace)
        ticket = workspace / QUEUE / f"dask-{secrets.token_hex(8)}"
        ensure_folder(ticket.parent)
        ticket.touch()
        try:
            yield DaskCluster(client, progress, ticket)
        finally:
            ticket.unlink(missing_ok=True)


class DaskCluster:
    """The engine.

    Args:
        client: connected to the scheduler.
        progress: where it says how far a step is.
        ticket: a file in the queue; workers begin with a chunk only while it is there.
    """

    is_shared = True

    def __init__(self, client: Client, progress: Callable[[str], None], ticket: Path) -> None:
        self._client = client
        self._progress = progress
        self._ticket = ticket
        self._is_alone = False

    @property
    def limit(self) -> int:
        """Number of chunks that may wait or be in work at a time."""
        return 2 + _WINDOW * self._count_threads()

    def run(
        self, chunks: Iterable[Chunk], folder: Path, _workspace: Path
    ) -> Iterator[tuple[Chunk, Any]]:
        """Yield each chunk with its result, and say how far the step is."""
        results = run_remotely(chunks, folder, self)
        return announce(results, chunks, self._describe_workers, self._progress)

    def submit(self, chunk: Chunk, folder: Path) -> Future:
        """Hand a chunk to the scheduler."""
        assignment = Assignment.of(chunk, folder)
        # A key that no earlier build has used: its result may be gone.
        key = f"{assignment.path.stem}-{secrets.token_hex(4)}"
        with self._connected():
            return self._client.submit(_run, assignment, self._ticket, key=key, pure=False)

    def is_over(self, handle: Future) -> bool:
        """Return whether a chunk has ended, in whatever way."""
        return bool(handle.done())

    def wait(self, handle: Future) -> None:
        """Wait for a chunk; what fails is computed by the build, which raises the error.

        Raises:
            BuildError: the scheduler is gone, or a worker has another release.
        """
        while not self._is_settled(handle):
            # With no worker left, the build goes on alone.
            if not self._count_threads():
                if not self._is_alone:
                    _log.warning("no worker of Dask is left; this machine goes on alone")
                self._is_alone = True
                break
        handle.release()

    def _is_settled(self, handle: Future) -> bool:
        """Wait for some seconds; return whether a chunk has ended, in whatever way."""
        is_waiting = bool(self._count_threads()) or not self._is_alone
        with self._connected():
            try:
                handle.result(timeout=_LOOK_S if is_waiting else 0)
            except TimeoutError:
                return False
            except BuildError:
                raise
            except Exception as error:
                if self._client.status != "running":
                    raise
                _log.debug("%s: %s", handle.key, error)
        return True

    def _describe_workers(self) -> str:
        return f"{count_of(self._count_threads(), 'thread')} of workers"

    def _count_threads(self) -> int:
        with self._connected():
            count = int(sum(self._client.ncores().values()))
        self._is_alone = self._is_alone and count == 0
        return count

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Raise one sentence if the block fails since the scheduler is gone.

        Raises:
            BuildError: it is gone.
        """
        try:
            yield
        except BuildError:
            raise
        except Exception as error:
            if self._client.status == "running" and not isinstance(error, OSError):
                raise
            raise BuildError(
                "the scheduler of Dask is gone; the next build goes on where this one was"
            ) from error

    def cancel(self, handle: Future) -> None:
        """Wait for a chunk that nobody will use: it must write nothing later."""
        with suppress(Exception):
            handle.result(timeout=_SETTLE_S)
        handle.release()


def _run(assignment: Assignment, ticket: Path) -> None:
    """Compute a chunk in a worker, unless the build has ended.

    Raises:
        BuildError: see ``Assignment.run``.
        OSError: the build has ended, or the workspace can't be read.
    """
    # As workers in a shared folder do: the next build removes the queue, and then waits.
    handle = share_lock(str(ticket.parent.parent / PROCESSES_LOCK))
    try:
        ticket.stat()
        assignment.run(_worker_name())
    finally:
        os.close(handle)


def _worker_name() -> str:
    from distributed import get_worker

    return f"the worker {get_worker().address}"


def _check_workers(client: Client, address: str, workspace: Path) -> None:
    """Compare the releases of all workers, and let each read a file of the workspace."""
    release, token = Release.current(), secrets.token_hex(8)
    probe = workspace / _PROBE
    probe.write_text(token, encoding="utf-8")
    try:
        answers = client.run(_describe, str(probe), on_error="return")
    finally:
        probe.unlink(missing_ok=True)
    if not answers:
        raise BuildError(f"{address}: the scheduler has no worker; start some with dask worker")
    for worker, answer in sorted(answers.items()):
        name = f"the worker {worker}"
        if isinstance(answer, BaseException):
            raise BuildError(
                f"{name} can't run sitegen ({type(answer).__name__}: {answer}); install "
                f"sitegen {release.sitegen} where it runs"
            )
        values, text = answer
        release.check(Release(*values), name)
        if text != token:
            raise BuildError(
                f"{name} does not see {workspace}; choose a folder with -o that all machines see "
                "at the same path"
            )


def _describe(probe: str) -> tuple[tuple[str, str, str], str]:
    """Return the release of a worker, and the text of a file as the worker sees it."""
    release = Release.current()
    text = ""
    with suppress(OSError), open(probe, encoding="utf-8") as stream:  # noqa: PTH123
        text = stream.read()
    return (release.python, release.sitegen, release.code), text
