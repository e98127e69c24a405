"""reStructuredText: hyperlinks with embedded addresses or targets, underlined headings.

Source: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.markups.lines import Line, link, table_row, table_rule
from sitegen.sources.markups.rst_tables import RstTable, find_table

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "rst"

SIGN: Final = re.compile(
    r"`[^`<>\n]{1,400}\s+<https?://[^<>`\s]{1,500}>`__?|^\.\. _[^:\n]{1,200}: https?://\S",
    re.MULTILINE,
)
_ADORNMENT: Final = re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}\s*$")
_EMBEDDED: Final = re.compile(r"`([^`<>]{1,400}?)\s*<(https?://[^<>`\s]{1,500})>`__?")
_REFERENCE: Final = re.compile(r"`([^`\n]{1,400})`__?|(?<![\w`])([\w-]{1,100})_(?![\w`])")
_TARGET: Final = re.compile(r"\.\. _`?([^:`\n]{1,300})`?:\s+(https?://\S+)")
_CODE: Final = re.compile(r"``([^`\n]{1,300})``")
_ROLE: Final = re.compile(r":(\w[\w-]*):`([^`\n]{1,300})`")
_FIELD: Final = re.compile(r"((?<!\s)\s++|):([\w -]{1,30}):\s++(?=\S)")
_NUMBER: Final = re.compile(r"((?<!\s)\s++|)#\.\s++")
_DIRECTIVE: Final = re.compile(r"\s*\.\.(?:\s|$)")
_ITEM: Final = re.compile(r"(?:[-*+•]|\w{1,3}[.)]|#\.)\s")
_MAX_LEVEL: Final = 6


def convert(text: str) -> Iterator[Line]:
    """Yield the lines of a text in Markdown."""
    targets = {" ".join(m[1].lower().split()): m[2] for m in _TARGET.finditer(text)}
    lines = text.split("\n")
    levels: list[str] = []
    start = index = 0
    while index < len(lines):
        table = find_table(lines, index)
        if table is None or len(table.rows) < 2:  # noqa: PLR2004
            # What has no row below a header is text, and is not looked at again.
            index = table.end if table else index + 1
            continue
        yield from _convert_lines(lines[start:index], start, targets, levels)
        yield from _table_lines(table, index + 1, targets)
        start = index = table.end
    yield from _convert_lines(lines[start:], start, targets, levels)


def _table_lines(table: RstTable, number: int, targets: dict[str, str]) -> Iterator[Line]:
    """Yield a table of Markdown between empty lines."""
    yield number, ""
    for count, (index, cells) in enumerate(table.rows):
        yield index + 1, table_row(_inline(cell, targets) for cell in cells)
        if not count:
            yield index + 1, table_rule(len(cells))
    yield table.end, ""


def _convert_lines(
    text_lines: list[str], offset: int, targets: dict[str, str], levels: list[str]
) -> Iterator[Line]:
    """Yield the lines between tables.

    Args:
        text_lines: lines without tables.
        offset: number of lines in front of them.
        targets: addresses by the names of links.
        levels: signs of underlines by the level of their headings; receives new ones.
    """
    lines = _join_links("\n".join(text_lines)).split("\n") if text_lines else []
    is_directive = is_item = False
    for index, line in enumerate(lines):
        number = offset + index + 1
        following = lines[index + 1] if index + 1 < len(lines) else ""
        previous = lines[index - 1] if index else ""
        indent = len(line) - len(line.lstrip())
        if is_directive and (not line.strip() or indent):
            yield number, ""
            continue
        is_directive = bool(_DIRECTIVE.match(line))
        is_item = bool(_ITEM.match(line.lstrip())) or (is_item and (indent > 0 or not line))
        is_adornment = _ADORNMENT.match(line) and (previous.strip() or following.strip())
        if is_directive or is_adornment:
            yield number, ""
        elif line.strip() and indent < 2 and _is_underline(line, following):  # noqa: PLR2004
            if following[0] not in levels:
                levels.append(following[0])
            level = min(levels.index(following[0]) + 1, _MAX_LEVEL)
            yield number, f"{'#' * level} {_inline(line.strip(), targets)}"
        else:
            yield number, _inline(line if is_item else line.lstrip(), targets)


def _is_underline(title: str, line: str) -> bool:
    """Return whether a line underlines a title, which it is at least as long as."""
    return bool(_ADORNMENT.match(line)) and len(line.rstrip()) >= len(title.rstrip()) - 2


def _join_links(text: str) -> str:
    """Return a text whose links are in one line each; the text keeps its lines."""
    return re.sub(
        r"`[^`]{1,600}`_",
        lambda match: " ".join(match.group().split()) + "\n" * match.group().count("\n"),
        text,
    )


def _inline(text: str, targets: dict[str, str]) -> str:
    """Return a text with its links, roles and code in Markdown."""

    def resolve(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        url = targets.get(" ".join(name.lower().split()))
        return link(url, name) if url else match.group()

    text = _EMBEDDED.sub(lambda match: link(match[2], match[1]), text)
    text = _ROLE.sub(lambda match: _role(match[1], match[2]), text)
    text = _CODE.sub(r"`\1`", text)
    if targets:
        text = _REFERENCE.sub(resolve, text)
    return _NUMBER.sub(r"\g<1>1. ", _FIELD.sub(r"\1\2: ", text))


def _role(role: str, text: str) -> str:
    """Return the link of a role of Sphinx: ":doi:`10.…`", ":arxiv:`…`"; else its text."""
    base = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/"}.get(role.lower())
    return link(base + text, role) if base else text
