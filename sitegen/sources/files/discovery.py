"""Find the files that the sources on a command line stand for."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen import SITE_MARKER, STATE_MARKER
from sitegen.errors import Diagnostic, count_of, read_remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN: Final = "-"
#: Name of standard input in messages.
STDIN_NAME: Final = "<stdin>"
#: Suffixes of files that can be sources, in lower case; a file without one may be anything.
_SOURCE_SUFFIXES: Final = frozenset({
    "", ".bib", ".bibtex", ".biblatex", ".ris", ".enw", ".end", ".refer", ".nbib", ".medline",
    ".ciw", ".isi", ".xml", ".mods", ".tei", ".jats", ".nxml", ".atom", ".rss", ".rdf", ".json",
    ".jsonl",
    ".jsonld", ".ndjson", ".csljson", ".csv", ".tsv", ".tab", ".txt", ".text", ".md", ".markdown",
    ".mdown", ".qmd", ".html", ".htm", ".xhtml", ".yml", ".yaml", ".cff", ".sqlite", ".parquet",
    ".zip", ".gz", ".zst", ".xz", ".bz2", ".tar", ".tgz", ".txz", ".tbz2",
})  # fmt: skip
#: Names that projects give to files about themselves.
_NO_SOURCE: Final = re.compile(
    r"(?:licen[cs]e|copying|copyright|changelog|changes|contributing|code_of_conduct|security|install|"
    r"makefile|dockerfile|requirements|robots)(?:[._-].*)?",
    re.IGNORECASE,
)
#: Editors' backups, our settings (sitegen.toml, tags.toml) and lock files: skipped without a word.
_IGNORED_SUFFIXES: Final = frozenset({".bak", ".tmp", ".swp", ".toml", ".lock"})
#: Files in folders whose content is no source.
_MARKERS: Final = frozenset({SITE_MARKER, STATE_MARKER})
#: Suffixes that a notice lists.
_MAX_LISTED_SUFFIXES: Final = 5


def list_files(sources: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the files that ``read_sources`` reads, each with its name in messages.

    Standard input is left out.
    """
    return [(name, path) for name, path, _ in iter_files(sources) if isinstance(path, Path)]


def iter_files(
    sources: Iterable[str],
) -> Iterator[tuple[str, Path | None, Diagnostic | None]]:
    """Yield (name in messages, path, fault) for each file to read.

    The path of standard input is None. A folder that can't be read or holds no source, and the
    notice that counts the files of other kinds in it, have no path and a diagnostic; every other
    fault is None. Files that don't exist are yielded too: reading them reports the error.
    """
    for source in sources:
        path = Path(source)
        if source == STDIN:
            yield STDIN_NAME, None, None
        elif _is_folder(path):
            paths, faults = _find_sources(path, source)
            yield from ((fault.path, None, fault) for fault in faults)
            yield from ((str(p), p, None) for p in paths)
        else:
            yield source, path, None


def is_source_name(name: str) -> bool:
    """Return whether a file in a folder or an archive can be a source, by its name."""
    return Path(name).suffix.lower() in _SOURCE_SUFFIXES and not _NO_SOURCE.fullmatch(
        Path(name).name
    )


def skipped_notice(folder: str, names: list[str], reason: str = "no sources") -> Diagnostic:
    """Return the notice that files in a folder were skipped, counted by their suffixes."""
    counts = Counter(Path(name).suffix.lower() for name in names)
    common = counts.most_common(_MAX_LISTED_SUFFIXES)
    listed = ", ".join(f"{count} {suffix or 'without a suffix'}" for suffix, count in common)
    dots = ", …" if len(counts) > len(common) else ""
    message = f"skipped {count_of(len(names), 'file')} ({reason}): {listed}{dots}"
    return Diagnostic(folder, 1, "", message, severity="notice")


def _find_sources(folder: Path, source: str) -> tuple[list[Path], list[Diagnostic]]:
    """Return the sources below a folder, and diagnostics of what was not read."""
    paths, faults = _walk(folder)
    sources = [path for path in paths if is_source_name(path.name)]
    skipped = [str(path) for path in paths if not is_source_name(path.name)]
    if not sources and not faults:
        faults.append(Diagnostic(source, 1, "", "the folder holds no file to read; add papers"))
    if skipped:
        faults.append(skipped_notice(source, skipped))
    return sources, faults


def _walk(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return the files below a folder, sorted by path, and its unreadable folders.

    Hidden folders, sites that an earlier build wrote and the state are not entered. Links to
    folders are followed, but each folder is entered once, so that a loop of links ends.
    """
    paths: list[Path] = []
    unreadable: list[Diagnostic] = []
    # Real paths: a link and its target are the same folder.
    visited: set[str] = set()

    def report(error: OSError) -> None:
        message = f"the folder can't be read: {read_remedy(error)}"
        unreadable.append(Diagnostic(str(error.filename), 1, "", message))

    for parent, folders, names in os.walk(folder, onerror=report, followlinks=True):
        real_path = os.path.realpath(parent)
        if not _MARKERS.isdisjoint(names) or real_path in visited:
            # os.walk descends into what is left in this list.
            folders.clear()
            continue
        visited.add(real_path)
        # Sorted, so that of two links to one folder the same is entered on every file system.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [Path(parent, name) for name in names if not name.startswith(".")]
    paths = [p for p in paths if p.suffix not in _IGNORED_SUFFIXES and _may_be_file(p)]
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
