"""Run one function over many things, in processes where that is worth their start."""

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
    """Give a ``map`` that runs in ``jobs`` processes, or in this one.

    Args:
        jobs: how many; None for as many as there are cores.
        parallel: whether there is more to do than processes take to start.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or not parallel:
        yield map
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
        yield processes.map
