"""Claims: who computes an assignment holds the lock of its file, and gives signs of life."""

from __future__ import annotations

import fcntl
import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Seconds between two signs of life, by the time of the file.
PULSE_S: Final = 20.0
#: A worker that gives none for so long hangs. File systems may show a time a minute late.
SILENCE_S: Final = 300.0


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Hold the lock of an assignment; yield False if another worker does, or has computed it."""
    try:
        stream = path.open("rb+")
    except FileNotFoundError:
        yield False
        return
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # The holder may have removed the file between the two calls.
        yield path.exists()


@contextmanager
def beating(path: Path, name: str) -> Iterator[None]:
    """Give signs of life while the block is running.

    A process that could not give one in time ends at once: another computes its assignment, and
    the two must not write the same files.

    Args:
        path: of an assignment that is claimed.
        name: of the worker, for the message.
    """
    is_over = threading.Event()
    thread = threading.Thread(target=_beat, args=(path, name, is_over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _beat(path: Path, name: str, is_over: threading.Event) -> None:
    latest = time.monotonic()
    while True:
        try:
            os.utime(path)
            latest = time.monotonic()
        except FileNotFoundError:
            # The build has ended; the next one waits for this process.
            return
        except OSError:
            # A shared folder may be away for a moment.
            pass
        if is_over.wait(PULSE_S):
            return
        if time.monotonic() - latest > SILENCE_S:
            sys.stderr.write(f"{name} stood still for too long; another goes on in its place\n")
            sys.stderr.flush()
            os._exit(1)


class Watch:
    """Sees claims without a sign of life, by the clock of this machine alone."""

    def __init__(self) -> None:
        # Assignment -> its time, and when it was first seen with that.
        self._seen: dict[Path, tuple[int, float]] = {}

    def is_silent(self, path: Path) -> bool:
        """Look at an assignment that another claims; return whether that one hangs."""
        try:
            beat = path.stat().st_mtime_ns
        except FileNotFoundError:
            self.forget(path)
            return False
        moment = time.monotonic()
        if self._seen.get(path, (None,))[0] != beat:
            self._seen[path] = beat, moment
        return moment - self._seen[path][1] > SILENCE_S

    def forget(self, path: Path) -> None:
        """Stop to watch an assignment."""
        self._seen.pop(path, None)
