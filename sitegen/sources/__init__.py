"""Read files of any known format into papers; one module a format, all in ``FORMATS``.

Each format module has ``sniff(head) -> bool`` (is this text mine?) and
``read(text, path) -> Reading``. The first format in ``FORMATS`` that claims a text reads it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from sitegen import SITE_MARKER
from sitegen.errors import Diagnostic, SourceError
from sitegen.garbage import collector_paused
from sitegen.sources import (
    atom,
    bibtex,
    endnote,
    hfmarkdown,
    hftext,
    html,
    jats,
    jsondocument,
    jsonlines,
    listing,
    markdown,
    note,
    oai,
    ris,
    table,
    tei,
)
from sitegen.sources.containers import unpack
from sitegen.sources.reading import Reading, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.paper import Paper

__all__ = ["FORMATS", "Reading", "list_files", "read_sources"]


class Format(Protocol):
    """What a format module offers."""

    def sniff(self, head: str) -> bool:
        """Tell whether a text that starts with ``head`` is of this format."""

    def read(self, text: str, path: str) -> Reading:
        """Read a whole text; ``path`` is for diagnostics."""


#: Name for ``--from`` -> module; the most particular first, as the first that claims a text has it.
FORMATS: Final[dict[str, Format]] = {
    "html": html,
    "atom": atom,
    "oai": oai,
    "tei": tei,
    "jats": jats,
    "endnote": endnote,
    "jsonl": jsonlines,
    "json": jsondocument,
    "ris": ris,
    "bibtex": bibtex,
    "note": note,
    "hf-markdown": hfmarkdown,
    "hf-text": hftext,
    "markdown": markdown,
    "csv": table,
    "listing": listing,
}
_SNIFFED: Final = 65_536
_SKIPPED_SUFFIXES: Final = frozenset({".bak", ".tmp", ".swp", ".toml", ".lock"})


def read_sources(
    sources: Iterable[str], encoding: str = "utf-8", format_name: str | None = None
) -> Reading:
    """Read files, the files in folders, and standard input (``-``), in the order given.

    Args:
        sources: as the user named them.
        encoding: of all of them; UTF-8 with or without a byte order mark by default.
        format_name: a key of ``FORMATS``, or None to tell by the content.

    Returns:
        Papers in reading order, and what could not be read. A source that can't be read as a
        whole is a diagnostic too where others can; it is an error where it is the only one.

    Raises:
        SourceError: no source gave anything to read.
    """
    with collector_paused():
        return _read_all(sources, encoding, format_name)


def _read_all(sources: Iterable[str], encoding: str, format_name: str | None) -> Reading:
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    files = 0
    for source, path in _files(sources):
        files += 1
        for name, data in _contents(source, path):
            try:
                if isinstance(data, SourceError):
                    raise data
                reading = read_text(decode(data, name, encoding), name, format_name)
            except SourceError as error:
                diagnostics.append(Diagnostic(name, 1, "", str(error).removeprefix(f"{name}: ")))
            else:
                papers += reading.papers
                diagnostics += reading.diagnostics
    if not papers and diagnostics:
        more = f" (and {len(diagnostics) - 1} more)" if len(diagnostics) > 1 else ""
        raise SourceError(f"no paper could be read. {diagnostics[0]}{more}")
    if not files:
        raise SourceError("no source given; name a file, a folder or '-' for standard input")
    return Reading(tuple(papers), tuple(diagnostics))


def list_files(sources: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the files that ``read_sources`` would read, and what it calls them.

    Standard input is none of them.

    Raises:
        SourceError: a folder holds none.
    """
    return [(name, path) for name, path in _files(sources) if path is not None]


def read_text(text: str, path: str, format_name: str | None = None) -> Reading:
    """Read one text; raise SourceError where it is empty or of no known format."""
    if not text.strip():
        raise SourceError(f"{path}: is empty; save the listing again, as text")
    if format_name:
        return FORMATS[format_name].read(text, path)
    head = text[:_SNIFFED]
    for reader in FORMATS.values():
        if reader.sniff(head):
            return reader.read(text, path)
    raise SourceError(
        f"{path}: is of no format that sitegen knows; known are {', '.join(FORMATS)} "
        "(--from NAME forces one)"
    )


def _files(sources: Iterable[str]) -> Iterator[tuple[str, Path | None]]:
    for source in sources:
        path = Path(source)
        if source == "-":
            yield "<stdin>", None
        elif path.is_dir():
            found = _candidates(path)
            if not found:
                raise SourceError(f"{source}: the folder holds no file to read")
            yield from ((str(p), p) for p in found)
        else:
            yield source, path


def _candidates(folder: Path) -> list[Path]:
    """Return the files of a folder that may be sources, sorted.

    Hidden folders, and a site that an earlier build put here, are not even walked through.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        if SITE_MARKER in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return sorted(p for p in found if p.suffix not in _SKIPPED_SUFFIXES and p.is_file())


def _contents(source: str, path: Path | None) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield a source's bytes, or those of each file that it holds packed."""
    try:
        data = sys.stdin.buffer.read() if path is None else _bytes(path, source)
    except SourceError as error:
        yield source, error
    else:
        yield from unpack(source, data)


def _bytes(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{source}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{source}: can't be read: {reason}") from error
