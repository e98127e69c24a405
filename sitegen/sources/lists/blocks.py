"""Parse Markdown to a tree of the blocks that reading lists consist of.

Parsed with markdown-it-py: CommonMark 0.31 with the tables and the strikethrough of GitHub.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from sitegen.sources.lists.inline import Span, html_lines, inline_lines, plain_text
from sitegen.sources.lists.quick_inline import quick_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

Lines = list[list[Span]]


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return an address as it is: links are normalized when a paper gets them."""
        return url


def _parse_inlines(state: StateCore) -> None:
    """Parse the inline tokens of a text; the quick way has no references to links."""
    has_references = bool(state.env.get("references"))
    for token in state.tokens:
        if token.type != "inline":
            continue
        lines = None if has_references else quick_lines(token.content)
        token.children = []
        if lines is not None:
            token.meta["lines"] = lines
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


_PARSER: Final = _Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])
_PARSER.core.ruler.at("inline", _parse_inlines)
#: HTML elements that end a paragraph; their content is read as text with links.
_HTML_BREAK: Final = re.compile(
    r"</?(?:p|div|li|ul|ol|details|summary|tr|h[1-6]|center)\b[^<>]{0,2000}+>", re.IGNORECASE
)
_HTML_TABLE: Final = re.compile(r"<table\b.*?(?:</table>|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_ROW: Final = re.compile(r"<tr\b[^<>]{0,2000}+>", re.IGNORECASE)
_HTML_CELL: Final = re.compile(r"<t[dh]\b[^<>]{0,2000}+>", re.IGNORECASE)
_HTML_HEADING: Final = re.compile(
    r"<h([1-6])\b[^>]{0,300}>((?:(?!</?h[1-6]\b).){0,1000}+)</h\1>", re.IGNORECASE | re.DOTALL
)
_HTML_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or a piece of HTML: the lines of its text."""

    line: int  # 1-based
    lines: Lines


@dataclass(slots=True)
class Heading:
    """A heading of level 1 to 6."""

    line: int
    level: int
    lines: Lines

    @property
    def text(self) -> str:
        """The text without markup."""
        return plain_text(self.lines)


@dataclass(slots=True)
class Item:
    """An item of a list, with the blocks in it."""

    line: int
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table: the texts of its header, and its rows with the lines of each cell."""

    line: int
    header: list[str]
    rows: list[tuple[int, list[Lines]]]


Block = Paragraph | Heading | Item | Table


def lines_of(block: Block) -> Lines:
    """Return the lines of a block and of the blocks in it."""
    if isinstance(block, Paragraph | Heading):
        return block.lines
    return [line for b in block.blocks for line in lines_of(b)] if isinstance(block, Item) else []


def parse_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in their order; items of nested lists are in their item."""
    builder = _TreeBuilder()
    for token in _PARSER.parse(text):
        builder.add(token)
    return builder.root


class _TreeBuilder:
    """Builds the tree of blocks from the tokens of a text.

    Attributes:
        root: the blocks outside of any other.
    """

    def __init__(self) -> None:
        self.root: list[Block] = []
        # The innermost container is last: the document, then items.
        self._containers = [self.root]
        self._table: Table | None = None
        # The token that opened the block whose text comes next.
        self._opening: Token | None = None

    def add(self, token: Token) -> None:
        """Add one token."""
        kind = token.type
        if kind in {"heading_open", "paragraph_open"}:
            self._opening = token
        elif kind == "inline":
            self._add_inline(token)
        elif kind == "html_block":
            self._containers[-1].extend(_html_blocks(token.content, _line(token)))
        elif kind.startswith(("table_", "tr_")):
            self._add_table_part(token)
        elif kind == "list_item_open":
            item = Item(_line(token))
            self._containers[-1].append(item)
            self._containers.append(item.blocks)
        elif kind == "list_item_close":
            self._containers.pop()

    def _add_inline(self, token: Token) -> None:
        if self._table is not None:
            self._table.rows[-1][1].append(inline_lines(token))
        elif self._opening is not None:
            self._containers[-1].extend(_text_block(token, self._opening))

    def _add_table_part(self, token: Token) -> None:
        if token.type == "table_open":
            self._table = Table(_line(token), [], [])
            self._containers[-1].append(self._table)
        elif token.type == "table_close":
            self._table = None
        elif token.type == "tr_open" and self._table is not None:
            self._table.rows.append((_line(token) if token.map else self._table.line, []))


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _text_block(token: Token, opening: Token) -> Iterator[Block]:
    lines = inline_lines(token)
    if opening.type == "heading_open":
        yield Heading(_line(opening), int(opening.tag.removeprefix("h")), lines)
    elif lines:
        yield Paragraph(_line(opening), lines)


def finish_table(table: Table) -> Table:
    """Return a table whose first row is its header."""
    if table.header or not table.rows:
        return table
    return Table(table.line, [plain_text(cell) for cell in table.rows[0][1]], table.rows[1:])


def _html_blocks(text: str, line: int) -> Iterator[Block]:
    """Yield the headings, tables and paragraphs of a piece of HTML."""
    text = _HTML_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    end = 0
    for match in _HTML_TABLE.finditer(text):
        yield from _html_paragraphs(text[end : match.start()], line + text.count("\n", 0, end))
        yield _html_table(match.group(), line + text.count("\n", 0, match.start()))
        end = match.end()
    yield from _html_paragraphs(text[end:], line + text.count("\n", 0, end))


def _html_paragraphs(text: str, line: int) -> Iterator[Block]:
    end = 0
    for match in _HTML_HEADING.finditer(text):
        yield from _html_texts(text[end : match.start()], line)
        yield Heading(line, int(match[1]), html_lines(" ".join(match[2].split())))
        end = match.end()
    yield from _html_texts(text[end:], line)


def _html_texts(text: str, line: int) -> Iterator[Block]:
    for part in _HTML_BREAK.split(text):
        lines = html_lines(" ".join(part.split()))
        if lines:
            yield Paragraph(line, lines)
        line += part.count("\n")


def _html_table(text: str, line: int) -> Table:
    rows = []
    for part in _HTML_ROW.split(text)[1:]:
        cells = [html_lines(" ".join(cell.split())) for cell in _HTML_CELL.split(part)[1:]]
        if cells:
            rows.append((line, cells))
        line += part.count("\n")
    return Table(line, [], rows)
