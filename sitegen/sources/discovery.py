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
#: Name of standard input in messages.
STDIN_NAME: Final = "<stdin>"
#: Editors' backups, our settings (sitegen.toml, tags.toml) and lock files.
_SKIPPED_SUFFIXES: Final = frozenset({".bak", ".tmp", ".swp", ".toml", ".lock"})


def list_files(sources: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the files that ``read_sources`` reads, each with its name in messages.

    Standard input is left out.

    Raises:
        SourceError: a folder contains no file to read.
    """
    return [(name, path) for name, path, _ in iter_files(sources) if isinstance(path, Path)]


def iter_files(
    sources: Iterable[str],
) -> Iterator[tuple[str, Path | None, Diagnostic | None]]:
    """Yield (name in messages, path, fault) for each file to read.

    The path of standard input is None. An unreadable folder below a source has no path and a
    diagnostic as its fault; every other fault is None. Files that don't exist are yielded too:
    reading them reports the error.

    Raises:
        SourceError: a folder contains no file to read.
    """
    for source in sources:
        path = Path(source)
        if source == STDIN:
            yield STDIN_NAME, None, None
        elif _is_folder(path):
            paths, unreadable = _walk(path)
            if not paths and not unreadable:
                raise SourceError(f"{source}: the folder holds no file to read")
            yield from ((fault.path, None, fault) for fault in unreadable)
            yield from ((str(p), p, None) for p in paths)
        else:
            yield source, path, None


def _walk(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return the possible sources below a folder, sorted by path, and its unreadable folders.

    Hidden folders and sites that an earlier build wrote are not entered. Links to folders are
    followed, but each folder is entered once, so that a loop of links ends.
    """
    paths: list[Path] = []
    unreadable: list[Diagnostic] = []
    # Real paths: a link and its target are the same folder.
    visited: set[str] = set()

    def report(error: OSError) -> None:
        message = f"the folder can't be read: {error.strerror}"
        unreadable.append(Diagnostic(str(error.filename), 1, "", message))

    for parent, folders, names in os.walk(folder, onerror=report, followlinks=True):
        real_path = os.path.realpath(parent)
        if SITE_MARKER in names or real_path in visited:
            # os.walk descends into what is left in this list.
            folders.clear()
            continue
        visited.add(real_path)
        # Sorted, so that of two links to one folder the same is entered on every file system.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [Path(parent, name) for name in names if not name.startswith(".")]
    paths = [p for p in paths if p.suffix not in _SKIPPED_SUFFIXES and _may_be_file(p)]
    return sorted(paths), unreadable


# The system may refuse to say what a path is, for example because of its length or of permissions.
# Such a path is passed on as a file, so that reading it reports the error.


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _may_be_file(path: Path) -> bool:
    """Return False for sockets, pipes and dangling links."""
    try:
        return path.is_file()
    except OSError:
        return True
