"""CSV and TSV: a header line with field names, then one paper per row (RFC 4180)."""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, has_title, map_columns, read_records
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "csv"
RANK: Final = 150
TAKES_COLUMNS: Final = True

#: Tried in this order: a tab is the least likely to be part of a name.
_SEPARATORS: Final = ("\t", ",", ";", "|")
#: A header with this many names or more is a line of text with many commas.
_MAX_COLUMNS: Final = 100
#: Python's own limit of 131,072 is too small for columns with full texts.
_MAX_CELL_CHARS: Final = 1_000_000


def sniff(head: str, title: str | None = None) -> bool:
    """Claim a text whose first line is a header with a column for the title.

    Args:
        head: the start of the text.
        title: the user's name for the title's column, beside the usual ones.
    """
    return _find_separator(head, title) is not None


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a table; a row that is no paper is a diagnostic.

    Args:
        text: the whole table.
        path: its name in diagnostics.
        columns: our field -> the table's, for names that are no usual synonyms.
    """
    return read_records(_iter_records(text, columns), path)


def _find_separator(head: str, title: str | None = None) -> str | None:
    """Return the separator that makes the first line a header, or None."""
    first_line = head.lstrip("\n").partition("\n")[0]
    for separator in _SEPARATORS:
        try:
            names = next(csv.reader([first_line], delimiter=separator), [])
        except csv.Error:
            continue
        # One name alone is a line of text: "Title" may be a paper's.
        if 1 < len(names) < _MAX_COLUMNS and (title in names or has_title(names)):
            return separator
    return None


def _iter_records(text: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """Yield one record per row that is not blank, with the line where the row starts."""
    # A forced format may have one column only; then any separator will do.
    separator = _find_separator(text, columns.get("title")) or ","
    names: list[str] = []
    for line, row in _iter_rows(text, separator):
        if isinstance(row, RecordError):
            yield Record(line, row)
        elif not names:
            names = row
        elif any(cell.strip() for cell in row):
            excerpt = separator.join(row)[:MAX_EXCERPT_CHARS]
            if len(row) > len(names):
                fault = f"has {len(row)} cells and the header {len(names)}; quote what has a comma"
                yield Record(line, RecordError(fault), excerpt)
            else:
                # Programs leave out empty cells at a row's end, so a shorter row is no error.
                fields = dict(zip(names, row, strict=False))
                yield Record(line, map_columns(fields, columns), excerpt)


def _iter_rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | RecordError]]:
    """Yield the 1-based line of each row, and its cells or the error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    row: list[str] | RecordError | None
    while True:
        line = reader.line_num + 1
        # The limit belongs to the whole process, so other code must never see ours: it holds only
        # while one row is read, not while the caller handles it.
        previous_limit = csv.field_size_limit(_MAX_CELL_CHARS)
        try:
            row = next(reader, None)
        except csv.Error as error:
            row = RecordError(f"can't be read as a row: {error}")
        finally:
            csv.field_size_limit(previous_limit)
        if row is None:
            return
        yield line, row
