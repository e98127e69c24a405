"""The registry of formats: every module of ``sitegen.sources.formats``.

A format is one module. It declares ``NAME`` (for ``--from``), ``RANK`` (sniffers are asked in the
order of their ranks, the most specific format first) and either ``sniff`` and ``read`` for text, or
``MAGIC`` and ``read_bytes`` for a binary format. ``TAKES_COLUMNS = True`` means that its fields
have names, so that ``[columns]`` applies and ``read`` takes them as its third argument. A text
format whose files refer to one another declares ``read_together(texts)`` as well, which takes the
``(text, path)`` of all its files in a run and returns their results in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sitegen.sources import formats
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from sitegen.sources.reading import ReadResult


@dataclass(frozen=True, slots=True)
class Format:
    """One entry of the registry.

    Attributes:
        name: value of ``--from``.
        rank: position among the sniffers; lower ranks are asked first.
        sniff: return whether a text that starts with the given characters is of this format.
        read: read a whole text or, for a binary format, all bytes; takes the path for diagnostics
            and the user's column names.
        magic: first bytes of a binary format; empty for text.
        takes_columns: whether ``[columns]`` applies.
        read_together: read all texts of a run, given with their paths; None if each is read alone.
    """

    name: str
    rank: int
    sniff: Callable[[str], bool]
    read: Callable[[Any, str, Mapping[str, str]], ReadResult]
    magic: bytes = b""
    takes_columns: bool = False
    read_together: Callable[[Sequence[tuple[str, str]]], list[ReadResult]] | None = None


def load_formats() -> tuple[Format, ...]:
    """Return all formats in the order of their ranks."""
    return _sort_formats(load_modules(formats))


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
def _sort_formats(modules: tuple[ModuleType, ...]) -> tuple[Format, ...]:
    # The name breaks ties, so that the order never depends on the file system's.
    return tuple(sorted(map(_build_format, modules), key=lambda entry: (entry.rank, entry.name)))


def _build_format(module: ModuleType) -> Format:
    magic = getattr(module, "MAGIC", b"")
    takes_columns = getattr(module, "TAKES_COLUMNS", False)
    read = module.read_bytes if magic else module.read
    return Format(
        name=module.NAME,
        rank=module.RANK,
        # A binary format is recognized by its magic; no text is one.
        sniff=(lambda _head: False) if magic else module.sniff,
        # All entries have one signature, whatever the module's function takes.
        read=read if takes_columns else (lambda data, path, _columns: read(data, path)),
        magic=magic,
        takes_columns=takes_columns,
        read_together=getattr(module, "read_together", None),
    )
