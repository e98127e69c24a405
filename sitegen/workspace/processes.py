"""Map a function over items, in a process pool if there is enough work to pay for starting one."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def pool_map(jobs: int | None, *, parallel: bool) -> Iterator[Any]:
    """Yield a ``map`` that runs in ``jobs`` processes, or the built-in one.

    Args:
        jobs: number of processes; None for one per core.
        parallel: whether there is more work than the processes take to start.
    """
    count = jobs or os.cpu_count() or 1
    if count == 1 or not parallel:
        yield map
        return
    # "spawn": a fork would copy the locks of threads that numpy and Pagefind's runner hold.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as processes:
        yield processes.map
