"""Read files of any known format into papers; one module a format, all in ``FORMATS``.

Each format module has ``sniff(head) -> bool`` (is this text mine?) and
``read(text, path) -> Reading``. The first format in ``FORMATS`` that claims a text reads it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
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
from sitegen.sources.parquet import MAGIC, read_parquet
from sitegen.sources.reading import Reading, decode, is_utf8
from sitegen.sources.streams import read_large, read_piped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.paper import Paper

__all__ = ["FORMATS", "Reading", "list_files", "read_sources"]


class Format(Protocol):
    """What a format module offers."""

    def sniff(self, head: str) -> bool:
        """Tell whether a text that starts with ``head`` is of this format."""

    def read(self, text: str, path: str) -> Reading:
        """Read a whole text; ``path`` is for diagnostics."""


class _NamedFormat(Protocol):
    """A format whose fields have names that a user may tell."""

    def read(self, text: str, path: str, columns: Mapping[str, str] = ...) -> Reading:
        """Read a whole text."""


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
_NAMED: Final[dict[str, _NamedFormat]] = {
    "jsonl": jsonlines,
    "json": jsondocument,
    "csv": table,
}
_SNIFFED: Final = 65_536
_SKIPPED_SUFFIXES: Final = frozenset({".bak", ".tmp", ".swp", ".toml", ".lock"})


def read_sources(
    sources: Iterable[str],
    encoding: str = "utf-8",
    format_name: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Read files, the files in folders, and standard input (``-``), in the order given.

    Args:
        sources: as the user named them.
        encoding: of all of them; UTF-8 with or without a byte order mark by default.
        format_name: a key of ``FORMATS``, or None to tell by the content.
        columns: our field -> the source's, for tables and JSON in which it has another name.

    Returns:
        Papers in reading order, and what could not be read. A source that can't be read as a
        whole is a diagnostic too where others can; it is an error where it is the only one.

    Raises:
        SourceError: no source gave anything to read.
    """
    with collector_paused():
        return _read_all(sources, _How(encoding, format_name, columns))


@dataclass(frozen=True, slots=True)
class _How:
    encoding: str
    format_name: str | None
    columns: Mapping[str, str]


def _read_all(sources: Iterable[str], how: _How) -> Reading:
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    files = 0
    for source, path in _files(sources):
        files += 1
        for name, data in _contents(source, path, how):
            try:
                reading = _reading(data, name, how)
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


def _reading(data: bytes | Reading | SourceError, name: str, how: _How) -> Reading:
    """Read what a file holds."""
    if isinstance(data, SourceError):
        raise data
    if isinstance(data, Reading):
        return data
    if data.startswith(MAGIC):
        return read_parquet(data, name, how.columns)
    return read_text(decode(data, name, how.encoding), name, how.format_name, how.columns)


def list_files(sources: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the files that ``read_sources`` would read, and what it calls them.

    Standard input is none of them.

    Raises:
        SourceError: a folder holds none.
    """
    return [(name, path) for name, path in _files(sources) if path is not None]


def read_text(
    text: str,
    path: str,
    format_name: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Read one text; raise SourceError where it is empty or of no known format."""
    if not text.strip():
        raise SourceError(f"{path}: is empty; save the listing again, as text")
    head = text[:_SNIFFED]
    name = format_name or next((n for n, one in FORMATS.items() if one.sniff(head)), None)
    if not format_name and columns.get("title") and table.sniff(head, columns["title"]):
        name = "csv"
    if name in _NAMED:
        return _NAMED[name].read(text, path, columns)
    if name:
        return FORMATS[name].read(text, path)
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


def _contents(
    source: str, path: Path | None, how: _How
) -> Iterator[tuple[str, bytes | Reading | SourceError]]:
    """Yield a source's bytes, or those of each file that it holds packed; what is large is read."""
    try:
        large = _large(source, path, how)
        if large is not None:
            yield source, large
            return
        data = sys.stdin.buffer.read() if path is None else _bytes(path, source)
    except SourceError as error:
        yield source, error
    else:
        yield from unpack(source, data)


def _large(source: str, path: Path | None, how: _How) -> Reading | None:
    """Read a large file or a pipe that can be read line by line; None for any other source."""
    if how.format_name not in {None, "jsonl"} or not is_utf8(how.encoding):
        return None
    if path is None:
        piped = sys.stdin.buffer
        return read_piped(piped, source, how.columns) if isinstance(piped, BufferedReader) else None
    return read_large(path, source, how.columns) if path.is_file() else None


def _bytes(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{source}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{source}: can't be read: {reason}") from error
