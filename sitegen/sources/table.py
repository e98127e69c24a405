"""CSV and TSV: a header line with the names of fields, then one paper a row (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, has_title, read_records
from sitegen.sources.reading import Reading, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS: Final = ("\t", ",", ";", "|")
_MOST: Final = 100
_LONGEST: Final = 1_000_000


def sniff(head: str) -> bool:
    """Claim a text whose first line parts into names of which one is a title's."""
    return _separator(head) is not None


def read(text: str, path: str) -> Reading:
    """Read a table; a row that is no paper is a diagnostic."""
    return read_records(_records(text), path)


def _separator(head: str) -> str | None:
    first = head.lstrip("\n").partition("\n")[0]
    for separator in _SEPARATORS:
        try:
            names = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            continue
        if 1 < len(names) < _MOST and has_title(names):
            return separator
    return None


def _records(text: str) -> Iterator[Record]:
    separator = _separator(text) or ","
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Record(line, RecordError(f"is no row that can be read: {error}"))
            continue
        if row is None:
            return
        if not names:
            names = row
        elif any(cell.strip() for cell in row):
            shown = separator.join(row)[:200]
            if len(row) > len(names):
                fault = f"has {len(row)} cells and the header {len(names)}; quote what has a comma"
                yield Record(line, RecordError(fault), shown)
            else:
                yield Record(line, dict(zip(names, row, strict=False)), shown)
