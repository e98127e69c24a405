"""Read sources of any known format into papers."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field, replace
from io import BufferedReader
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.errors import Diagnostic, SourceError, read_fault, read_remedy
from sitegen.sources.files.archives import is_packed, unpack
from sitegen.sources.files.discovery import STDIN_NAME, iter_files, skipped_notice
from sitegen.sources.files.encodings import decode_source, is_utf8
from sitegen.sources.files.streams import read_large, read_piped
from sitegen.sources.reading import ReadResult, unexpected_fault
from sitegen.sources.refusals import (
    UnknownFormatError,
    find_refusal,
    refuse_binary,
)
from sitegen.sources.registry import Format, find_format, load_formats
from sitegen.workspace.runtime import gc_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.paper import Paper

#: Characters at the start of a text by which sniffers decide.
_HEAD_CHARS: Final = 65_536
#: What a source without a record holds: a format's name -> the sentence.
_EMPTY: Final = {
    "csv": "holds no paper: there is no row below the header; export the table again",
    "json": "holds no paper: its list is empty; export the papers again",
}
_NO_RECORD: Final = "holds no paper: it has no record; is this the right file?"


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
    names = list(sources)
    result, file_count = read_all(names, options)
    if not result.papers and result.diagnostics:
        raise SourceError(_failure(list(result.diagnostics)))
    if not file_count:
        raise SourceError("no source given; name a file, a folder or '-' for standard input")
    return result


def read_all(names: Sequence[str], options: ReadOptions = ReadOptions()) -> tuple[ReadResult, int]:
    """Return what sources hold, even if that is no paper, and the number of files."""
    with gc_paused():
        return _read_all(names, options)


def _read_all(names: Sequence[str], options: ReadOptions) -> tuple[ReadResult, int]:
    results: list[ReadResult | _Text] = []
    skipped: list[str] = []
    file_count = 0
    for source, path, fault in iter_files(names):
        file_count += 1
        if fault is not None:
            results.append(ReadResult((), ()).plus(fault))
            continue
        results += (
            _read_or_skip(content, name, options, skipped, {STDIN_NAME, *names})
            for name, content in _iter_contents(source, path, options)
        )
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    record_count = 0
    for result in _read_together(results):
        papers += result.papers
        diagnostics += result.diagnostics
        record_count += result.record_count
    if skipped:
        diagnostics.append(skipped_notice(", ".join(names), skipped, "no format claims them"))
    return ReadResult(tuple(papers), tuple(diagnostics), record_count), file_count


class _Text(NamedTuple):
    """A text that is read together with the others of its format.

    Attributes:
        text: the decoded text.
        path: its name in diagnostics.
        reader: its format's ``read_together``.
        warning: a message about its encoding, or "".
    """

    text: str
    path: str
    reader: Callable[[Sequence[tuple[str, str]]], list[ReadResult]]
    warning: str


def _read_together(results: list[ReadResult | _Text]) -> Iterator[ReadResult]:
    """Yield results in their order; the texts of one format are read at once."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for result in results:
        if isinstance(result, _Text):
            groups.setdefault(result.reader, []).append((result.text, result.path))
    texts = {reader: iter(_read_group(reader, pairs)) for reader, pairs in groups.items()}
    for result in results:
        if isinstance(result, _Text):
            yield _with_warning(next(texts[result.reader]), result.path, result.warning)
        else:
            yield result


def _read_group(
    reader: Callable[[Sequence[tuple[str, str]]], list[ReadResult]], texts: list[tuple[str, str]]
) -> list[ReadResult]:
    """Read the texts of one format at once; if that fails, each alone, so that one costs itself."""
    try:
        return reader(texts)
    except Exception as error:  # noqa: BLE001 - a fault of sitegen, with any exception
        if len(texts) > 1:
            return [result for text in texts for result in _read_group(reader, [text])]
        return [_unexpected_result(error, path) for _, path in texts]


def _unexpected_result(error: Exception, path: str) -> ReadResult:
    """Return the result of a text whose reader raised what no reader should."""
    return ReadResult((), ()).plus(Diagnostic(path, 1, "", str(unexpected_fault(error))))


def _with_warning(result: ReadResult, path: str, warning: str) -> ReadResult:
    """Return a result with a warning about its whole text before its diagnostics."""
    if not warning:
        return result
    diagnostic = Diagnostic(path, 1, "", warning, severity="warning")
    return replace(result, diagnostics=(diagnostic, *result.diagnostics))


def _failure(diagnostics: list[Diagnostic]) -> str:
    """Return the sentence for sources that gave no paper."""
    # A fault explains more than files of other kinds that were skipped.
    first = next((d for d in diagnostics if d.severity != "notice"), diagnostics[0])
    more = f" (and {len(diagnostics) - 1} more)" if len(diagnostics) > 1 else ""
    return f"no paper could be read. {first}{more}"


def _read_or_skip(
    content: bytes | ReadResult | SourceError,
    name: str,
    options: ReadOptions,
    skipped: list[str],
    named: set[str],
) -> ReadResult | _Text:
    """Read one item of ``_iter_contents``; what can't be read is a diagnostic.

    Args:
        content: the item.
        name: its name in messages.
        options: how it is read.
        skipped: takes the names of texts in folders that no format claims.
        named: names of the sources that the user gives.
    """
    try:
        return _read_content(content, name, options)
    except SourceError as error:
        # Licences and the like lie beside sources; what the user names has to be one.
        if isinstance(error, UnknownFormatError) and name not in named:
            skipped.append(name)
            return ReadResult((), ())
        return ReadResult((), ()).plus(_diagnose(error, name))
    except Exception as error:  # noqa: BLE001 - a fault of sitegen costs this source only
        return _unexpected_result(error, name)


def _diagnose(error: SourceError, name: str) -> Diagnostic:
    """Return the diagnostic of a source that can't be read: its path and line stand apart."""
    prefix = re.match(rf"{re.escape(name)}:(?:(\d+):)? ", str(error))
    if prefix is None:
        return Diagnostic(name, 1, "", str(error))
    return Diagnostic(name, int(prefix[1] or 1), "", str(error)[prefix.end() :])


def _read_content(
    content: bytes | ReadResult | SourceError, name: str, options: ReadOptions
) -> ReadResult | _Text:
    """Read one item of ``_iter_contents``, or return its text if it is read with others.

    Raises:
        SourceError: the item is one, or its bytes can't be read.
    """
    if isinstance(content, SourceError):
        raise content
    if isinstance(content, ReadResult):
        return content
    # Before decoding: a binary format's bytes are not text in any encoding.
    for entry in load_formats():
        if entry.magic and content.startswith(entry.magic):
            return _with_reason(entry.read(content, name, options.columns), name, entry.name)
    refuse_binary(content, name)
    text, warning = decode_source(content, name, options.encoding)
    text_format = _format_of(text, name, options)
    if text_format.read_together is not None:
        return _Text(text, name, text_format.read_together, warning or "")
    result = text_format.read(text, name, options.columns)
    return _with_warning(_with_reason(result, name, text_format.name), name, warning or "")


def _with_reason(result: ReadResult, name: str, format_name: str) -> ReadResult:
    """Return a result that says why it is empty, if it is."""
    if result.record_count or result.diagnostics:
        return result
    return result.plus(Diagnostic(name, 1, "", _EMPTY.get(format_name, _NO_RECORD)))


def read_text(text: str, path: str, options: ReadOptions = ReadOptions()) -> ReadResult:
    """Read one text; ``path`` is its name in diagnostics.

    Raises:
        SourceError: the text is empty, or its format is unknown or binary.
    """
    return _format_of(text, path, options).read(text, path, options.columns)


def find_head_fault(path: Path, options: ReadOptions = ReadOptions()) -> Diagnostic | None:
    """Return why a file of a folder is no source, by its start: a notice if it is left out.

    Packed files and faults of single records are not looked at.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_CHARS)
        if is_packed(head) or any(f.magic and head.startswith(f.magic) for f in load_formats()):
            return None
        refuse_binary(head, name)
        if len(head) < _HEAD_CHARS:
            text, _ = decode_source(head, name, options.encoding)
        else:
            # The last character may be cut.
            text = head.decode(options.encoding, "replace")
        _format_of(text, name, options)
    except OSError as error:
        return Diagnostic(name, 1, "", f"can't be read: {read_remedy(error)}")
    except UnknownFormatError as error:
        return replace(_diagnose(error, name), severity="notice")
    except SourceError as error:
        return _diagnose(error, name)
    return None


def is_read_together(text: str, path: str, options: ReadOptions = ReadOptions()) -> bool:
    """Return whether a text is of a format whose files refer to one another.

    Raises:
        SourceError: the text is empty, or its format is unknown or binary.
    """
    return _format_of(text, path, options).read_together is not None


def _format_of(text: str, path: str, options: ReadOptions) -> Format:
    """Return the format of a text.

    Raises:
        SourceError: the text is empty, or its format is unknown or binary.
    """
    if not text.strip():
        raise SourceError(f"{path}: is empty; save the listing again, as text")
    head = text[:_HEAD_CHARS]
    text_format = _choose_format(head, options)
    refusal = find_refusal(head, path, text_format.rank if text_format else None)
    if text_format is None or (refusal and not options.format_name):
        raise UnknownFormatError(f"{path}: {refusal}")
    if text_format.magic:
        raise SourceError(
            f"{path}: is text, not {text_format.name}; choose another format with --from"
        )
    return text_format


def _choose_format(head: str, options: ReadOptions) -> Format | None:
    """Return the format that the user names, or else the first that claims a text's head."""
    if options.format_name:
        return find_format(options.format_name)
    title = options.columns.get("title")
    if title:
        from sitegen.sources.formats import table

        # A header with the user's name for the title can only be a table's, whatever else it holds.
        if table.sniff(head, title):
            return find_format(table.NAME)
    return next((entry for entry in load_formats() if entry.sniff(head)), None)


def _iter_contents(
    source: str, path: Path | None, options: ReadOptions
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield the name and the bytes of a source, or of each file packed in it.

    JSON Lines that are large or come from a pipe are yielded as their result, since their bytes
    would not fit in memory. A source that can't be read is yielded as the error.
    """
    try:
        result = _read_stream(source, path, options)
        if result is not None:
            yield source, result
            return
        data = sys.stdin.buffer.read() if path is None else _read_bytes(path, source)
    except SourceError as error:
        yield source, error
    else:
        yield from unpack(source, data)


def _read_stream(source: str, path: Path | None, options: ReadOptions) -> ReadResult | None:
    """Read a large file or a pipe line by line; return None if it is not JSON Lines in UTF-8."""
    if options.format_name not in {None, "jsonl"} or not is_utf8(options.encoding):
        return None
    if path is None:
        pipe = sys.stdin.buffer
        # Only a buffered reader can peek; tests and callers may have replaced stdin.
        if not isinstance(pipe, BufferedReader):
            return None
        return read_piped(pipe, source, options.columns)
    # Unlike Path.is_file(), this returns False where the system refuses an answer.
    is_file = os.path.isfile(path)  # noqa: PTH113
    return read_large(path, source, options.columns) if is_file else None


def _read_bytes(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{source}: there is no such file; check the name") from None
    except OSError as error:
        raise SourceError(read_fault(source, error)) from error
    except ValueError as error:
        # The path has a NUL.
        raise SourceError(f"{source}: can't be read: {error}; check the name") from error
