"""Read sources of any known format into papers."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from io import BufferedReader
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic, SourceError
from sitegen.sources.archives import unpack
from sitegen.sources.discovery import iter_files
from sitegen.sources.reading import ReadResult, decode, is_utf8
from sitegen.sources.registry import Format, find_format, load_formats
from sitegen.sources.streams import read_large, read_piped
from sitegen.workspace.runtime import gc_paused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.paper import Paper

#: Characters of a text that sniffers look at.
_HEAD_CHARS: Final = 65_536


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read.

    Attributes:
        encoding: of all sources; UTF-8 with or without a byte order mark by default.
        format_name: a name of the registry, or None to choose the format by content.
        columns: our field -> the source's name for it, in tables and JSON.
    """

    encoding: str = "utf-8"
    format_name: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def read_sources(sources: Iterable[str], options: ReadOptions = ReadOptions()) -> ReadResult:
    """Read files, the files in folders, and standard input (``-``), in the order given.

    Returns:
        Papers in reading order, and diagnostics for records that could not be read. A source that
        can't be read as a whole is a diagnostic if another source gave papers.

    Raises:
        SourceError: no source gave a paper, or no source was named.
    """
    with gc_paused():
        return _read_all(sources, options)


def _read_all(sources: Iterable[str], options: ReadOptions) -> ReadResult:
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    files = 0
    for source, path, fault in iter_files(sources):
        files += 1
        if fault is not None:
            diagnostics.append(fault)
            continue
        for name, data in _contents(source, path, options):
            try:
                reading = _read_data(data, name, options)
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
    return ReadResult(tuple(papers), tuple(diagnostics))


def _read_data(
    data: bytes | ReadResult | SourceError, name: str, options: ReadOptions
) -> ReadResult:
    if isinstance(data, SourceError):
        raise data
    if isinstance(data, ReadResult):
        return data
    binary = next((f for f in load_formats() if f.magic and data.startswith(f.magic)), None)
    if binary:
        return binary.read(data, name, options.columns)
    return read_text(decode(data, name, options.encoding), name, options)


def read_text(text: str, path: str, options: ReadOptions = ReadOptions()) -> ReadResult:
    """Read one text; ``path`` is its name in diagnostics.

    Raises:
        SourceError: it is empty or of no known format.
    """
    if not text.strip():
        raise SourceError(f"{path}: is empty; save the listing again, as text")
    chosen = _choose_format(text[:_HEAD_CHARS], options)
    if chosen is None:
        names = ", ".join(entry.name for entry in load_formats())
        raise SourceError(
            f"{path}: the format is unknown; known formats are {names} (--from NAME forces one)"
        )
    if chosen.magic:
        raise SourceError(f"{path}: is text, not {chosen.name}; choose another format with --from")
    return chosen.read(text, path, options.columns)


def _choose_format(head: str, options: ReadOptions) -> Format | None:
    if options.format_name:
        return find_format(options.format_name)
    title = options.columns.get("title")
    if title:
        from sitegen.sources.formats import table

        # A header that holds the user's name for the title is a table's, whatever else it holds.
        if table.sniff(head, title):
            return find_format(table.NAME)
    return next((entry for entry in load_formats() if entry.sniff(head)), None)


def _contents(
    source: str, path: Path | None, options: ReadOptions
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield name and bytes of a source, or of each file packed in it.

    JSON lines that are large or come from a pipe are yielded as what they were read into.
    """
    try:
        streamed = _read_stream(source, path, options)
        if streamed is not None:
            yield source, streamed
            return
        data = sys.stdin.buffer.read() if path is None else _read_bytes(path, source)
    except SourceError as error:
        yield source, error
    else:
        yield from unpack(source, data)


def _read_stream(source: str, path: Path | None, options: ReadOptions) -> ReadResult | None:
    """Read a large file or a pipe line by line; return None where that is not possible."""
    if options.format_name not in {None, "jsonl"} or not is_utf8(options.encoding):
        return None
    if path is None:
        pipe = sys.stdin.buffer
        if not isinstance(pipe, BufferedReader):
            return None
        return read_piped(pipe, source, options.columns)
    return read_large(path, source, options.columns) if path.is_file() else None


def _read_bytes(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{source}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{source}: can't be read: {reason}") from error
