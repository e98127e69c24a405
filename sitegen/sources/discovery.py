"""Find the files that the sources on a command line stand for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen import SITE_MARKER
from sitegen.errors import Diagnostic, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
_SKIPPED_SUFFIXES: Final = frozenset({".bak", ".tmp", ".swp", ".toml", ".lock"})


def list_files(sources: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the files that ``read_sources`` reads, each with its name in messages.

    Standard input is left out.

    Raises:
        SourceError: a folder holds no file to read.
    """
    return [(name, path) for name, path, _ in iter_files(sources) if isinstance(path, Path)]


def iter_files(
    sources: Iterable[str],
) -> Iterator[tuple[str, Path | None, Diagnostic | None]]:
    """Yield the name and path of each file to read; the path of standard input is None.

    A folder below a source that can't be read is yielded as a diagnostic in the third place, with
    no path.

    Raises:
        SourceError: a folder holds no file to read.
    """
    for source in sources:
        path = Path(source)
        if source == STDIN:
            yield STDIN_NAME, None, None
        elif path.is_dir():
            paths, unreadable = _walk(path)
            if not paths and not unreadable:
                raise SourceError(f"{source}: the folder holds no file to read")
            yield from ((fault.path, None, fault) for fault in unreadable)
            yield from ((str(p), p, None) for p in paths)
        else:
            yield source, path, None


def _walk(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return the files below a folder that may be sources, sorted, and the unreadable folders.

    Hidden folders, and a site that an earlier build wrote there, are not entered. Links to folders
    are followed; a folder that was entered already (a loop of links) is not entered again.
    """
    paths: list[Path] = []
    unreadable: list[Diagnostic] = []
    visited: set[str] = set()

    def report(error: OSError) -> None:
        message = f"the folder can't be read: {error.strerror}"
        unreadable.append(Diagnostic(str(error.filename), 1, "", message))

    for parent, folders, names in os.walk(folder, onerror=report, followlinks=True):
        real = os.path.realpath(parent)
        if SITE_MARKER in names or real in visited:
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [Path(parent, name) for name in names if not name.startswith(".")]
    return sorted(p for p in paths if p.suffix not in _SKIPPED_SUFFIXES and p.is_file()), unreadable
