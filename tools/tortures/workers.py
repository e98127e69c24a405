"""Run a function in processes that are killed when it takes too long.

The limit is CPU seconds, which a timer of the system counts: other programs may keep the machine
busy. A much longer time of the clock ends a function that waits for ever.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

Result = TypeVar("Result")
#: Seconds of the clock per CPU second of the limit.
_WALL_FACTOR = 60
_POLL_S = 0.05


class Pool(Generic[Result]):
    """Processes that are forked, so that the function may be any."""

    def __init__(self, function: Callable[[int], Result], jobs: int, timeout_s: float) -> None:
        self._function = function
        self._jobs = jobs
        self._timeout_s = timeout_s

    def run(self, numbers: Iterable[int]) -> Iterator[tuple[int, Result | None]]:
        """Yield each number with its result, or None if it took too long."""
        waiting = iter(numbers)
        workers = [_Worker(self._function, self._timeout_s) for _ in range(self._jobs)]
        busy = [worker for worker in workers if worker.start_next(waiting)]
        while busy:
            for worker in tuple(busy):
                answer = worker.poll()
                if answer is None:
                    continue
                yield answer
                if not worker.start_next(waiting):
                    busy.remove(worker)
        for worker in workers:
            worker.stop()


class _Worker:
    def __init__(self, function: Callable[[int], Any], timeout_s: float) -> None:
        self._function = function
        self._timeout_s = timeout_s
        self._number = 0
        self._since = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, remote = context.Pipe()
        arguments = (self._function, remote, self._timeout_s)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        # The end of the process is the end of the pipe only if nobody else holds it open.
        remote.close()

    def start_next(self, numbers: Iterator[int]) -> bool:
        number = next(numbers, None)
        if number is None:
            return False
        self._number, self._since = number, time.monotonic()
        self._pipe.send(number)
        return True

    def poll(self) -> tuple[int, Any] | None:
        """Return the number with its result, (number, None) after a hang, or None to wait on."""
        if self._pipe.poll(_POLL_S):
            try:
                return self._number, self._pipe.recv()
            except EOFError:
                # The timer ended the process.
                self._restart()
                return self._number, None
        if time.monotonic() - self._since > self._timeout_s * _WALL_FACTOR:
            self._restart()
            return self._number, None
        return None

    def _restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(function: Callable[[int], Any], pipe: Connection, timeout_s: float) -> None:
    while True:
        number = pipe.recv()
        # Without a handler, the signal of this timer ends the process, also in compiled code.
        signal.setitimer(signal.ITIMER_PROF, timeout_s)
        result = function(number)
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(result)
