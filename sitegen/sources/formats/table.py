"""CSV and TSV: a header line with the names of fields, then one paper a row (RFC 4180)."""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, has_title, map_columns, read_records
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "csv"
RANK: Final = 150
TAKES_COLUMNS: Final = True

_SEPARATORS: Final = ("\t", ",", ";", "|")
_MOST: Final = 100
_LONGEST: Final = 1_000_000


def sniff(head: str, title: str | None = None) -> bool:
    """Claim a text whose first line parts into names of which one is a title's.

    ``title`` is what the user says that the title's column is called.
    """
    return _separator(head, title) is not None


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a table; a row that is no paper is a diagnostic.

    ``columns`` tells our field -> the source's, where they have other names.
    """
    return read_records(_records(text, columns), path)


def _separator(head: str, title: str | None = None) -> str | None:
    first = head.lstrip("\n").partition("\n")[0]
    for separator in _SEPARATORS:
        try:
            names = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            continue
        if 1 < len(names) < _MOST and (title in names or has_title(names)):
            return separator
    return None


def _records(text: str, columns: Mapping[str, str]) -> Iterator[Record]:
    separator = _separator(text, columns.get("title")) or ","
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
                fields = dict(zip(names, row, strict=False))
                yield Record(line, map_columns(fields, columns), shown)
