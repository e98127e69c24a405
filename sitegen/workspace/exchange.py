"""Swap two folders in one step, where the system can: nobody ever sees neither of them."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Source: linux/fs.h and linux/fcntl.h, renameat2(2); sys/stdio.h of macOS, renamex_np(2).
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_RENAME_SWAP: Final = 2


def exchange(first: Path, second: Path) -> bool:
    """Swap two folders of one file system.

    Returns:
        False if nothing was changed: the system, the C library or the file system has no such call,
        or refuses it.
    """
    try:
        library = ctypes.CDLL(None)
        paths = os.fsencode(first), os.fsencode(second)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _RENAME_SWAP) == 0)
        result = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
        return bool(result == 0)
    except (AttributeError, OSError):
        return False
