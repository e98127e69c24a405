"""AsciiDoc: addresses with their texts in brackets behind them.

Source: https://docs.asciidoctor.org/asciidoc/latest/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.markups.lines import Line, link, table_row, table_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "asciidoc"

SIGN: Final = re.compile(
    r"(?<!\]\()(?<![\[(])\b(?:link:|https?://)[^\s\[\]()<>\"]{1,500}\[[^\]\n]{2,500}\]"
)
_HEADING: Final = re.compile(r"(={1,6})\s+(\S.*)")
_ITEM: Final = re.compile(r"\s*(\*{1,5}|-|\.{1,5})\s+(?:\[[ xX*]\]\s+)?(\S.*)")
_TERM: Final = re.compile(r"([^:\n]{1,300}?)::\s*(.*)")
_LINK: Final = re.compile(
    r"(?:link:)?(?:\+\+)?(https?://[^\s\[\]<>\"]{1,500}?)(?:\+\+)?\[([^\]\n]{0,500})\]"
)
_FILE: Final = re.compile(r"link:([^\s\[\]]{1,300})\[([^\]\n]{0,500})\]")
_BOLD: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])")
_ITALIC: Final = re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,300}?)(?<=\S)_(?![\w_])")
#: The anchor of an entry in a bibliography: "[[[roe21]]]", "[[[roe21,1]]]".
_ANCHOR: Final = re.compile(r"\[\[\[?[^\[\]\n]{1,100}\]\]\]?\s*")
#: Attributes of the document, of blocks and of links; comments.
_SILENT: Final = re.compile(
    r":!?[\w-]+!?:(?:\s|$)|\[[^\]\n]*\]\s*$|//|\+\s*$|(?:include|image|toc)::"
)
_FENCE: Final = re.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,})\s*$")
#: The sign in front of a cell, perhaps with the cells that it spans and its style.
_CELL_START: Final = re.compile(r"(?:^|\s)(?:\d*+(?:\.\d*+)?[+*])?[<^>a-z]?\|")
_CODE_FENCE: Final = re.compile(r"(?:-{4,}|\.{4,})\s*$")


def convert(text: str) -> Iterator[Line]:
    """Yield the lines of a text in Markdown."""
    rows: list[tuple[int, list[str]]] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("|==="):
            yield from _table_lines(rows or [])
            rows = [] if rows is None else None
        elif rows is not None:
            if line.strip():
                rows.append((number, _cells(line)))
        elif _CODE_FENCE.match(line):
            yield number, "```"
        elif _SILENT.match(line) or _FENCE.match(line):
            yield number, ""
        else:
            yield number, _convert_line(line)
    yield from _table_lines(rows or [])


def _cells(line: str) -> list[str]:
    return [_inline(cell) for cell in _CELL_START.split(line)[1:]]


def _table_lines(rows: list[tuple[int, list[str]]]) -> Iterator[Line]:
    """Yield a table; the first row counts the cells of those that are written one per line."""
    if not rows:
        return
    width = max(len(rows[0][1]), 1)
    cells: list[str] = []
    start = rows[0][0]
    count = 0
    for number, row in rows:
        start = start if cells else number
        cells += row
        while len(cells) >= width:
            yield start, table_row(cells[:width])
            if not count:
                yield start, table_rule(width)
            cells, count = cells[width:], count + 1
    yield start, ""


def _convert_line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"{'#' * len(heading[1])} {_inline(heading[2])}"
    if item := _ITEM.match(line):
        # Depth is the number of signs; the items of all kinds are bullets.
        return f"{'  ' * (len(item[1]) - 1)}- {_inline(_ANCHOR.sub('', item[2], count=1))}"
    if term := _TERM.fullmatch(line):
        return f"- {_inline(term[1].strip())}" + (f": {_inline(term[2])}" if term[2] else "")
    return _inline(line.removesuffix(" +") if not line[:1].isspace() else f"  {line.strip()}")


def _inline(text: str) -> str:
    links: list[str] = []

    def take(match: re.Match[str]) -> str:
        # "Title^" opens a window; attributes follow commas behind quotes.
        label = re.sub(r'^"([^"]*)".*|,\s*(?:window|role|title)=.*', r"\1", match[2]).rstrip("^")
        links.append(link(match[1], label))
        return f"\x00{len(links) - 1}\x00"

    text = _FILE.sub(take, _LINK.sub(take, text))
    text = _BOLD.sub(r"**\1**", text)
    text = _ITALIC.sub(r"*\1*", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: links[int(match[1])], text)
