"""Split the text of a table into rows, so that a lone quotation mark costs its own line only.

Source: RFC 4180. A quotation mark that is not closed would make a cell of all that follows.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.reading import RecordError
from sitegen.sources.surrogates import has_escape, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Python's own limit of 131,072 is too small for columns with full texts.
_MAX_CELL_CHARS: Final = 1_000_000
#: Lines that are read twice because of faults, per line of the table: reading stays linear.
_MAX_REREAD: Final = 20
#: Longer cells are not parsed: Python's parser takes a thousand times a text's size.
_MAX_LITERAL_CHARS: Final = 20_000
_UNSEPARATED: Final = re.compile(r"""['"]\s+['"]""")
_QUOTED: Final = re.compile(r"""'([^']*)'|"([^"]*)\"""")
_UNCLOSED: Final = "has a quotation mark that is not closed in its row; double it or remove it"
#: What cells of papers hold and names of columns don't: a year, a DOI, an address.
_DATUM: Final = re.compile(r"(?:1[5-9]|20)\d\d(?:-\d\d){0,2}|(?:https?://|doi:|10\.\d{4,9}/)\S+")
#: A longer cell is no name of a column.
_MAX_NAME_CHARS: Final = 60


def has_data(cells: list[str]) -> bool:
    """Return whether cells are a row's and no header's: one is a year, an address or a sentence."""
    return any(
        len(cell) > _MAX_NAME_CHARS or _DATUM.fullmatch(cell) for cell in map(str.strip, cells)
    )


def count_joined(cell_count: int, width: int) -> int:
    """Return the number of rows in a line with so many cells, whose ends of lines are missing."""
    joined, rest = divmod(cell_count - 1, max(1, width - 1))
    return joined if joined > 1 and not rest else 1


def split_line(line: str, separator: str) -> list[str]:
    """Return the cells of one line; none if it can't be split."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def parse_literal(cell: str) -> Any:
    """Return the list or object that a cell holds as JSON or as pandas writes it, else the text."""
    if len(cell) > _MAX_LITERAL_CHARS:
        return cell
    if _UNSEPARATED.search(cell) and cell.startswith("["):
        # NumPy writes no commas, and Python would join the texts to one.
        return [match[1] or match[2] for match in _QUOTED.finditer(cell)]
    for parse in (json.loads, ast.literal_eval):
        try:
            value = parse(cell)
            value = replace_surrogates(value) if has_escape(cell) else value
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        return value if isinstance(value, list | dict) else cell
    return cell


def iter_rows(
    lines: list[str], separator: str, start: int, width: int
) -> Iterator[tuple[int, list[str] | RecordError]]:
    """Yield the 1-based line of each row, and its cells or the error.

    Args:
        lines: of the whole table, without their ends.
        separator: the character between cells.
        start: 0-based line of the first row.
        width: the number of columns.
    """
    budget = _MAX_REREAD * len(lines)
    position = start
    reader = _Reader(lines, start, separator)
    while position < len(lines):
        if not lines[position]:
            # A file of a million blank lines is read in no time.
            position = next((i for i in range(position, len(lines)) if lines[i]), len(lines))
            reader = _Reader(lines, position, separator)
            continue
        row = reader.next_row() if budget > 0 else RecordError(_UNCLOSED)
        end = reader.position
        is_suspect = isinstance(row, RecordError) or (end - position > 1 and len(row) != width)
        if is_suspect and _swallows(row, lines[position + 1 : end], separator, width):
            budget -= end - position
            row = _read_alone(lines[position], separator, width)
            end = position + 1
            reader = _Reader(lines, end, separator)
        yield position + 1, row
        position = end


class _Reader:
    """Rows of a table from a line on.

    Attributes:
        position: index of the line after the last row.
    """

    def __init__(self, lines: list[str], position: int, separator: str) -> None:
        self.position = position
        self._lines = lines
        # Otherwise a quotation mark in the middle of a cell would go unnoticed.
        self._rows = csv.reader(self._feed(position), delimiter=separator, strict=True)

    def _feed(self, position: int) -> Iterator[str]:
        for index in range(position, len(self._lines)):
            self.position = index + 1
            yield f"{self._lines[index]}\n"

    def next_row(self) -> list[str] | RecordError:
        """Return the next row, or the error. There is a line left."""
        return _limited(self._rows)


def _limited(rows: Iterator[list[str]]) -> list[str] | RecordError:
    # The limit belongs to the whole process, so other code must never see ours: it holds only
    # while one row is read, not while the caller handles it.
    previous_limit = csv.field_size_limit(_MAX_CELL_CHARS)
    try:
        return next(rows, [])
    except csv.Error as error:
        return RecordError(f"can't be read as a row: {error}")
    finally:
        csv.field_size_limit(previous_limit)


def _swallows(
    row: list[str] | RecordError, more_lines: list[str], separator: str, width: int
) -> bool:
    """Return whether a row is an error, or has taken in the lines that are rows themselves."""
    if isinstance(row, RecordError) or len(row) > width:
        return True
    return len(split_line(more_lines[0], separator)) == width


def _read_alone(line: str, separator: str, width: int) -> list[str] | RecordError:
    """Return the cells of a line whose quotation marks are at odds with the standard."""
    if separator == "\t":
        # Many programs quote nothing between tabs.
        cells = line.split("\t")
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) == width:
            return cells
    row = _limited(csv.reader([line], delimiter=separator, strict=True))
    if not isinstance(row, RecordError):
        # All is well with this line alone: it is one that the row before was said to have.
        return row
    if "unexpected end" in str(row):
        return RecordError(_UNCLOSED)
    lenient = _limited(csv.reader([line], delimiter=separator))
    if isinstance(lenient, RecordError) or len(lenient) <= width:
        return lenient
    return RecordError(_UNCLOSED)
