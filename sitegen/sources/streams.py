"""Large JSON lines, line by line: the arXiv snapshot has five gigabytes, packed or not.

Memory then holds the papers and one line. Small files are read whole, as all other formats are.
"""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from sitegen.errors import SourceError
from sitegen.sources.archives import GZIP, ZSTD, zstandard_reader
from sitegen.sources.fields import Record, read_records
from sitegen.sources.formats import json_lines
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.sources.reading import ReadResult

#: Bytes of a file from which on it is worth it; of a packed one.
_LARGE: Final = 64_000_000
_LARGE_PACKED: Final = 16_000_000
_HEAD: Final = 65_536
_LONGEST_LINE: Final = 32_000_000
_BUFFER: Final = 1 << 20
#: Lines in a row from a file's start that are no papers; then it is something else.
_MOST_FAULTS: Final = 10_000


def read_large(path: Path, name: str, columns: Mapping[str, str]) -> ReadResult | None:
    """Read a large file of JSON lines; None for one that is small or something else.

    Raises:
        SourceError: nothing but faults, or a packed file that is cut or broken.
    """
    try:
        size = path.stat().st_size
        if size < _LARGE_PACKED:
            return None
        with path.open("rb") as raw:
            is_packed = raw.peek(4)[:4].startswith((GZIP, ZSTD))
            if not is_packed and size < _LARGE:
                return None
            stream = io.BufferedReader(_unpacked(raw, name), _BUFFER)
            head = stream.peek(_HEAD)[:_HEAD].decode("utf-8-sig", "replace")
            if not json_lines.sniff(head):
                return None
            return read_records(_records(stream, name, columns), name)
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: can't be read: {reason}") from error


def read_piped(raw: io.BufferedReader, name: str, columns: Mapping[str, str]) -> ReadResult | None:
    """Read JSON lines from a pipe, line by line; None, with nothing taken, for anything else."""
    head = raw.peek(_HEAD)[:_HEAD].decode("utf-8-sig", "replace")
    if not json_lines.sniff(head):
        return None
    return read_records(_records(raw, name, columns), name)


def _unpacked(raw: io.BufferedReader, name: str) -> io.RawIOBase:
    start = raw.peek(4)[:4]
    if start.startswith(GZIP):
        return cast("io.RawIOBase", gzip.GzipFile(fileobj=raw))
    return cast("io.RawIOBase", zstandard_reader(name, raw) if start.startswith(ZSTD) else raw)


def _records(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Record]:
    number = good = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        record = _record(number, line, columns)
        if record is None:
            continue
        good += not isinstance(record.fields, RecordError)
        if not good and number > _MOST_FAULTS:
            raise SourceError(f"{name}: none of its first {number:,} lines is a paper")
        yield record
        if len(line) == _LONGEST_LINE:
            _skip_rest(stream)


def _record(number: int, line: bytes, columns: Mapping[str, str]) -> Record | None:
    if len(line) == _LONGEST_LINE:
        fault = f"the line has more than {_LONGEST_LINE:,} bytes; no paper has"
        return Record(number, RecordError(fault), "")
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        fault = f"byte 0x{line[error.start]:02X} in column {error.start + 1} is not UTF-8"
        return Record(number, RecordError(fault), line[:200].decode("utf-8", "replace"))
    return json_lines.parse_line(number, text, columns) if text.strip() else None


def _skip_rest(stream: BinaryIO) -> None:
    """Go on to the next line, which may be gigabytes away."""
    while (more := stream.readline(_BUFFER)) and not more.endswith(b"\n"):
        pass
