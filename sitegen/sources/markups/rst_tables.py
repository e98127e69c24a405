"""Tables of reStructuredText: grids, simple tables and the directive ``list-table``.

Source: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_GRID_BORDER: Final = re.compile(r"[ \t]*+\+(?:[-=]++\+)+[ \t]*+$")
_SIMPLE_BORDER: Final = re.compile(r"[ \t]*+=++(?:[ ]++=++)+[ \t]*+$")
_LIST_TABLE: Final = re.compile(r"[ \t]*+\.\. list-table::")
_ROW: Final = re.compile(r"[ \t]++\* - ?(.*)$")
_CELL: Final = re.compile(r"[ \t]++- ?(.*)$")
_COLUMN: Final = re.compile(r"=+")

#: The texts of a row's cells with the index of its first line.
Row = tuple[int, list[str]]


class RstTable(NamedTuple):
    """A table in a text.

    Attributes:
        end: index of the line behind it.
        rows: its rows, the header first.
    """

    end: int
    rows: list[Row]


def find_table(lines: Sequence[str], start: int) -> RstTable | None:
    """Return the table that starts at a line, None if none does. It may have no row."""
    line = lines[start]
    if _GRID_BORDER.match(line):
        return _read_grid(lines, start)
    if _SIMPLE_BORDER.match(line):
        return _read_simple(lines, start)
    return _read_list(lines, start) if _LIST_TABLE.match(line) else None


def _read_grid(lines: Sequence[str], start: int) -> RstTable:
    borders = [index for index, char in enumerate(lines[start]) if char == "+"]
    rows: list[Row] = []
    is_new = True
    index = start
    while index < len(lines) and lines[index].lstrip().startswith(("+", "|")):
        line = lines[index]
        if _GRID_BORDER.match(line):
            is_new = True
        else:
            cells = [line[left + 1 : right] for left, right in pairwise(borders)]
            _add_line(rows, index, cells, is_new=is_new)
            is_new = False
        index += 1
    return RstTable(index, rows)


def _read_simple(lines: Sequence[str], start: int) -> RstTable:
    starts = [match.start() for match in _COLUMN.finditer(lines[start])]
    # The text of the last column may be wider than its border.
    columns = list(zip(starts, [*starts[1:], None], strict=True))
    rows: list[Row] = []
    border_count = 1
    index = start + 1
    while index < len(lines) and border_count < 3:  # noqa: PLR2004
        line = lines[index]
        if _SIMPLE_BORDER.match(line):
            border_count += 1
            # A table without a header ends here.
            following = lines[index + 1].strip() if index + 1 < len(lines) else ""
            border_count += not following
        elif line.strip():
            cells = [line[left:right] for left, right in columns]
            _add_line(rows, index, cells, is_new=bool(cells[0].strip()) or not rows)
        index += 1
    return RstTable(index, rows)


def _read_list(lines: Sequence[str], start: int) -> RstTable:
    rows: list[Row] = []
    index = start + 1
    while index < len(lines) and (not lines[index].strip() or lines[index][0] in " \t"):
        line = lines[index]
        if row := _ROW.match(line):
            rows.append((index, [row[1].strip()]))
        elif rows and (cell := _CELL.match(line)):
            rows[-1][1].append(cell[1].strip())
        elif rows and line.strip():
            rows[-1][1][-1] += f" {line.strip()}"
        index += 1
    return RstTable(index, rows)


def _add_line(rows: list[Row], index: int, cells: list[str], *, is_new: bool) -> None:
    """Add a line of cells as a new row or to the last one."""
    texts = [cell.strip() for cell in cells]
    if is_new:
        rows.append((index, texts))
        return
    _, last = rows[-1]
    last[:] = [f"{old} {new}".strip() for old, new in zip(last, texts, strict=True)]
