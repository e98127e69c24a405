"""What the interpreter and the C library do about memory: collecting and returning it."""

from __future__ import annotations

import ctypes
import gc
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: New objects between two searches. By Python's 700, a page's values are searched many times before
#: they are freed; what so many objects hold is a few megabytes.
_NEW_OBJECTS: Final = 20_000


@contextmanager
def gc_paused() -> Iterator[None]:
    """Turn the cyclic garbage collector off, and on again if it was on.

    Its searches take half of the time of loops that make millions of records. Records have no
    cycles, so reference counting alone frees them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def gc_frozen() -> Iterator[None]:
    """Keep the cyclic garbage collector from searching the objects that exist already.

    The papers of a collection live to the end of a build, and each full search would visit them.
    Objects that are made meanwhile are searched less often.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def return_memory() -> None:
    """Return memory that is free to the system, where the C library is GNU's.

    Arrays below 32 MB are allocated between objects that live on: what they took stays with the
    process, which would be as large as all of its steps together.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
