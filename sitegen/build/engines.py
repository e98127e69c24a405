"""Choose the engine of a build, and wait for a build that another worker leads."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError, count_of
from sitegen.work import Processes
from sitegen.workspace.output import open_workspace, oserror_as_build_error, workspace_path
from sitegen.workspace.processes import WAIT_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.build.inputs import Request
    from sitegen.build.run import Progress
    from sitegen.work import Engine
    from sitegen.work.shared_folder import Worker

_BUSY: Final = "busy"
_POLL_S: Final = 0.2
#: A chunk of a leader that has ended takes no longer.
_MAX_CHUNK_S: Final = 600.0


@contextmanager
def open_build(output: Path, request: Request, progress: Progress) -> Iterator[Path]:
    """Lock an output folder and yield its workspace.

    While another worker leads, this one computes chunks for it.

    Raises:
        BuildError: see ``open_workspace``.
    """
    with ExitStack() as stack:
        if request.worker:
            workspace = _join(stack, output, request.worker, progress)
        else:
            timeout_s = _MAX_CHUNK_S if request.dask else WAIT_S
            workspace = stack.enter_context(open_workspace(output, timeout_s))
        yield workspace


def _join(stack: ExitStack, output: Path, worker: Worker, progress: Progress) -> Path:
    from sitegen.work.shared_folder import help_build

    count = 0
    while True:
        try:
            return stack.enter_context(open_workspace(output, _MAX_CHUNK_S))
        except BuildError as error:
            if error.code != _BUSY:
                raise
        with oserror_as_build_error(output):
            new = help_build(workspace_path(output), worker)
        count += new
        if new:
            progress(f"{worker.name}: {count_of(count, 'chunk')} computed")
        else:
            time.sleep(_POLL_S)


@contextmanager
def open_engine(request: Request, workspace: Path, progress: Progress) -> Iterator[Engine]:
    """Yield the engine that a build is asked for.

    Raises:
        BuildError: it can't be used.
    """
    if request.dask:
        from sitegen.work.dask_cluster import open_cluster

        with open_cluster(request.dask, workspace, progress) as cluster:
            yield cluster
    elif request.worker:
        from sitegen.work.shared_folder import SharedFolder

        yield SharedFolder(request.worker, workspace, progress)
    else:
        yield Processes(request.jobs)
