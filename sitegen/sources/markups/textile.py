"""Textile, Jira and DokuWiki: the links of these wikis, their headings and lists.

Source: https://textile-lang.com/, https://www.dokuwiki.org/wiki:syntax and Jira's notation guide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.markups.lines import Line, link, table_row, table_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "textile"

SIGN: Final = re.compile(
    r"\"[^\"\n]{2,400}\":https?://\S|(?<!\[)\[[^\[\]|\n]{2,400}\|https?://[^\s\]|]{1,500}\]"
    r"|\[\[https?://[^\]|\n]{1,500}\|[^\]\n]{2,400}\]\]"
)
_HEADING: Final = re.compile(r"h([1-6])\.\s+(\S.*)|(={2,6})\s*([^=\s][^\n]{0,300}?)\s*\3\s*$")
_ITEM: Final = re.compile(r"([*#]{1,5})\s+(\S.*)|((?:  )+)[*-]\s+(\S.*)")
_QUOTED: Final = re.compile(r"\"([^\"\n]{1,400})\":(https?://[^\s\"]{1,500}[^\s\"().,;:!?])")
_JIRA: Final = re.compile(
    r"(?<!\[)\[([^\[\]|\n]{1,400})\|(https?://[^\s\]|]{1,500})(?:\|[^\]\n]{0,100})?\]"
)
_DOKUWIKI: Final = re.compile(r"\[\[(https?://[^\]|\n]{1,500})\|([^\]\n]{1,400})\]\]")
_BOLD: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")
_ITALIC: Final = re.compile(
    r"(?<![\w_/:])(?:__?(?=\S)([^_\n]{1,300}?)(?<=\S)__?|//(?=\S)([^/\n]{1,300}?)(?<=\S)//)(?![\w_/])"
)
_HEADER_ROW: Final = re.compile(r"\|\|.*\|\||\^.*\^|\|_\.")
#: Levels of DokuWiki count down from six.
_MAX_SIGNS: Final = 7


def convert(text: str) -> Iterator[Line]:
    """Yield the lines of a text in Markdown."""
    is_table = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith(("|", "^")):
            yield from [(number, "")] if is_table else []
            is_table = False
            yield number, _convert_line(line)
            continue
        cells = [_inline(cell.removeprefix("_.")) for cell in _split_cells(line)]
        yield number, table_row(cells)
        if not is_table:
            yield number, table_rule(len(cells))
        is_table = True


def _split_cells(line: str) -> list[str]:
    """Return the cells of a row; bars inside of links separate none."""
    links: list[str] = []

    def take(match: re.Match[str]) -> str:
        links.append(match.group())
        return f"\x01{len(links) - 1}\x01"

    line = _DOKUWIKI.sub(take, _JIRA.sub(take, line)).strip()
    cells = re.split(r"\|{1,2}|\^", line)[1:]
    if cells and not cells[-1].strip():
        cells.pop()
    return [re.sub(r"\x01(\d+)\x01", lambda match: links[int(match[1])], cell) for cell in cells]


def _convert_line(line: str) -> str:
    if heading := _HEADING.match(line):
        level = int(heading[1]) if heading[1] else _MAX_SIGNS - len(heading[3])
        return f"{'#' * level} {_inline(heading[2] or heading[4])}"
    if item := _ITEM.match(line):
        depth = len(item[1]) if item[1] else len(item[3]) // 2
        return f"{'  ' * (depth - 1)}- {_inline(item[2] or item[4])}"
    return _inline(line)


def _inline(text: str) -> str:
    links: list[str] = []

    def take(url: str, label: str) -> str:
        links.append(link(url, label))
        return f"\x00{len(links) - 1}\x00"

    text = _QUOTED.sub(lambda match: take(match[2], match[1]), text)
    text = _JIRA.sub(lambda match: take(match[2], match[1]), text)
    text = _DOKUWIKI.sub(lambda match: take(match[1], match[2]), text)
    text = _BOLD.sub(r"**\1**", text)
    text = _ITALIC.sub(lambda match: f"*{match[1] or match[2]}*", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: links[int(match[1])], text)
