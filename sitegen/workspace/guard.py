"""Run a program that ends with the process that started it: ``guard.py LOCK PARENT PROGRAM ...``.

A program that is started the usual way goes on when its parent is killed, and writes into a folder
that the next build uses. This script runs in a separate interpreter, without sitegen, so that it
starts in a few milliseconds. While the program runs, it shares a lock on the file LOCK.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Source: linux/prctl.h.
_PR_SET_PDEATHSIG: Final = 1
_POLL_S: Final = 0.1


def main(arguments: Sequence[str]) -> int:
    """Run the program of a command line; return its exit code, negative for a signal."""
    lock, parent, *command = arguments
    handle = share_lock(lock)
    # Python ignores SIGPIPE, and a program would inherit that.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if _is_killed_with_parent():
        # The parent may have ended before the kernel was asked.
        if os.getppid() != int(parent):
            return 1
        os.set_inheritable(handle, True)  # noqa: FBT003
        os.execv(command[0], command)  # noqa: S606
    return _run_watched(command, int(parent), handle)


def share_lock(path: str) -> int:
    """Share the lock of a workspace's processes; return the file descriptor that holds it.

    Raises:
        OSError: the file can't be opened or locked.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _is_killed_with_parent() -> bool:
    """Let the kernel kill this process and what it becomes when the parent ends: Linux only."""
    if sys.platform != "linux":
        return False
    result: int = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    return result == 0


def _run_watched(command: Sequence[str], parent: int, handle: int) -> int:
    """Run a program as a child, and kill it when the parent ends or this process is terminated."""
    process = subprocess.Popen(command, pass_fds=[handle])  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: process.kill())
    while True:
        try:
            return process.wait(_POLL_S)
        except subprocess.TimeoutExpired:
            if os.getppid() != parent:
                process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
