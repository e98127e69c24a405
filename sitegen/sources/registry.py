"""The formats that sitegen reads: every module of ``sitegen.sources.formats``.

A format is one module. It declares ``NAME`` (for ``--from``), ``RANK`` (formats are asked in the
order of their ranks, the most particular first) and either ``sniff`` and ``read`` for text, or
``MAGIC`` and ``read_bytes`` for a binary format. ``TAKES_COLUMNS = True`` says that its fields have
names that the user may map with ``[columns]``.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sitegen.sources import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    from sitegen.sources.reading import ReadResult


@dataclass(frozen=True, slots=True)
class Format:
    """One entry of the registry.

    Attributes:
        name: value of ``--from``.
        rank: position among the sniffers; lower ranks are asked first.
        sniff: whether a text that starts with the given characters is of this format.
        read: read a whole text or, of a binary format, all bytes; takes the path for diagnostics
            and the user's column names.
        magic: first bytes of a binary format; empty for text.
        takes_columns: whether ``[columns]`` applies.
    """

    name: str
    rank: int
    sniff: Callable[[str], bool]
    read: Callable[[Any, str, Mapping[str, str]], ReadResult]
    magic: bytes = b""
    takes_columns: bool = False


def load_formats() -> tuple[Format, ...]:
    """Return all formats in the order of their ranks."""
    return _load(tuple(formats.__path__))


def format_names() -> list[str]:
    """Return the values of ``--from``, in alphabetical order."""
    return sorted(entry.name for entry in load_formats())


def find_format(name: str) -> Format:
    """Return a format by its name.

    Raises:
        KeyError: no format has this name.
    """
    return {entry.name: entry for entry in load_formats()}[name]


@cache
def _load(_search_path: tuple[str, ...]) -> tuple[Format, ...]:
    # The search path is the cache key: a package that is extended is read again.
    names = (info.name for info in pkgutil.iter_modules(formats.__path__))
    modules = (import_module(f"{formats.__name__}.{name}") for name in names)
    return tuple(sorted(map(_format_of, modules), key=lambda entry: (entry.rank, entry.name)))


def _format_of(module: ModuleType) -> Format:
    magic = getattr(module, "MAGIC", b"")
    takes_columns = getattr(module, "TAKES_COLUMNS", False)
    read = module.read_bytes if magic else module.read
    return Format(
        name=module.NAME,
        rank=module.RANK,
        sniff=(lambda _head: False) if magic else module.sniff,
        read=read if takes_columns else (lambda data, path, _columns: read(data, path)),
        magic=magic,
        takes_columns=takes_columns,
    )
