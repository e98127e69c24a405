"""Stream large JSON Lines: the arXiv snapshot has five gigabytes.

Memory then holds the papers and one line. Smaller files are read whole, as all other formats are.
"""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from sitegen.errors import SourceError, read_fault
from sitegen.sources.fields import Record, parsed, read_records
from sitegen.sources.files.archives import GZIP_MAGIC, ZSTD_MAGIC, unpack_errors, zstandard_reader
from sitegen.sources.formats import json_lines
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.sources.reading import ReadResult

#: Smallest files that are streamed; a packed file holds several times its size.
_MIN_BYTES: Final = 64_000_000
_MIN_PACKED_BYTES: Final = 16_000_000
#: Bytes at the start of a stream by which the sniffer decides.
_HEAD_BYTES: Final = 65_536
#: Bounds the memory for one line; a book with its references stays well below.
_MAX_LINE_BYTES: Final = 32_000_000
_BUFFER_BYTES: Final = 1 << 20
#: If that many lines from the start have no paper, the file is something else.
_MAX_LEADING_FAULTS: Final = 10_000
#: Bytes of an undecodable line that its diagnostic quotes.
_EXCERPT_BYTES: Final = 200


def read_large(path: Path, name: str, columns: Mapping[str, str]) -> ReadResult | None:
    """Read a large file of JSON Lines; return None if it is small or of another format.

    Args:
        path: the file, which may be packed with gzip or Zstandard.
        name: its name in diagnostics.
        columns: our field -> the source's name for it.

    Raises:
        SourceError: the file can't be read, its first lines have no paper, or a packed file is cut
            or damaged.
    """
    try:
        size = path.stat().st_size
        if size < _MIN_PACKED_BYTES:
            return None
        with path.open("rb") as raw:
            is_packed = raw.peek(4)[:4].startswith((GZIP_MAGIC, ZSTD_MAGIC))
            if not is_packed and size < _MIN_BYTES:
                return None
            stream = io.BufferedReader(_unpacked_stream(raw, name), _BUFFER_BYTES)
            # peek() consumes nothing, and may return more than it is asked for.
            head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES].decode("utf-8-sig", "replace")
            if not json_lines.sniff(head):
                return None
            return read_records(_iter_records(stream, name, columns), name)
    # The call is evaluated when an exception is raised, so zstandard is imported by then.
    except unpack_errors() as error:
        if isinstance(error, OSError) and error.errno:
            raise SourceError(read_fault(name, error)) from error
        raise SourceError(f"{name}: can't be read: {error}; get it again") from error


def read_piped(raw: io.BufferedReader, name: str, columns: Mapping[str, str]) -> ReadResult | None:
    """Read JSON Lines from a pipe; return None, consuming nothing, if it is something else."""
    head = raw.peek(_HEAD_BYTES)[:_HEAD_BYTES].decode("utf-8-sig", "replace")
    if not json_lines.sniff(head):
        return None
    return read_records(_iter_records(raw, name, columns), name)


def _unpacked_stream(raw: io.BufferedReader, name: str) -> io.RawIOBase:
    head = raw.peek(4)[:4]
    if head.startswith(GZIP_MAGIC):
        return cast("io.RawIOBase", gzip.GzipFile(fileobj=raw))
    return cast("io.RawIOBase", zstandard_reader(name, raw) if head.startswith(ZSTD_MAGIC) else raw)


def _iter_records(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """Yield one record per line that is not blank.

    Raises:
        SourceError: the first ``_MAX_LEADING_FAULTS`` lines are all faulty.
    """
    line_number = parsed_count = 0
    # One byte more than the limit tells a line of exactly that length from a longer one.
    while line := _next_line(stream, line_number):
        line_number += 1
        if isinstance(line, RecordError):
            yield Record(line_number, line)
            return
        records = _parse_line(line_number, line, columns)
        parsed_count += any(_is_paper(record) for record in records) if not parsed_count else 0
        if not parsed_count and line_number > _MAX_LEADING_FAULTS:
            raise SourceError(
                f"{name}: none of its first {line_number:,} lines is a paper; is it the right file?"
            )
        yield from records
        if len(line) > _MAX_LINE_BYTES and not line.endswith(b"\n"):
            _skip_rest_of_line(stream)


def _next_line(stream: BinaryIO, line_number: int) -> bytes | RecordError:
    """Return the next line, or the fault of a packed file that is cut or damaged.

    Raises:
        Exception: of ``unpack_errors``, if the first line can't be read.
    """
    try:
        return stream.readline(_MAX_LINE_BYTES + 1)
    except unpack_errors() as error:
        if not line_number:
            raise
        return RecordError(f"the file can't be read from here on: {error}; get it again")


def _is_paper(record: Record) -> bool:
    """Return whether a record has the fields of a paper, which are parsed for that."""
    try:
        return not isinstance(record.fields, RecordError) and bool(parsed(record.fields))
    except RecordError:
        return False


def _parse_line(line_number: int, line: bytes, columns: Mapping[str, str]) -> Iterable[Record]:
    """Parse one line; a blank one has no record."""
    if len(line) > _MAX_LINE_BYTES:
        fault = f"the line has more than {_MAX_LINE_BYTES:,} bytes, over the limit for one paper"
        return (Record(line_number, RecordError(fault)),)
    try:
        text = line.decode("utf-8-sig" if line_number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        fault = f"byte 0x{line[error.start]:02X} in column {error.start + 1} is not UTF-8"
        excerpt = line[:_EXCERPT_BYTES].decode("utf-8", "replace")
        return (Record(line_number, RecordError(fault), excerpt),)
    return json_lines.parse_line(line_number, text, columns) if text.strip() else ()


def _skip_rest_of_line(stream: BinaryIO) -> None:
    """Advance to the next line, which may be gigabytes away, one buffer at a time."""
    while (rest := stream.readline(_BUFFER_BYTES)) and not rest.endswith(b"\n"):
        pass
