"""The Markdown that our templates write, to HTML: a fast way to what Python-Markdown makes of it.

Not a Markdown parser: it knows the constructs that ``pages/templates`` uses, and relies on
``pages/escape.py``, which leaves no bracket, angle bracket, brace or backtick of a paper's text
unescaped. ``tests/unit/render`` compares it with Python-Markdown.

The constructs, parted by blank lines: the start of a container (``<div … markdown="1">``) and its
end, which may also stand on the line before or after a block; raw HTML; a heading; a list, whose
items' further paragraphs are indented by four blanks; a paragraph. A heading's end and a
paragraph's last line may hold attributes in braces. Inline: links with attributes, tags, escapes,
entities.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CONTAINER: Final = ' markdown="1">'
#: Tags that stand in a paragraph; any other tag at a block's start is a block.
_INLINE_TAG: Final = ("<span", "<a ", "<kbd", "<em>", "<strong>", "<code>")
_ITEM: Final = ("- ", "1. ")
_INDENT: Final = "    "
_NEXT_ITEM: Final = re.compile(r"\n\n+(?=- |1\. )")
_HEADING: Final = re.compile(r"(#{1,6}) (.*?)(?: \{ ([^{}]*) \})?\Z")
_LINK: Final = re.compile(r"\[([^\]]*)\]\(([^)]*)\)(?:\{ ([^{}]*) \})?")
#: Source: Python-Markdown's ``ESCAPED_CHARS``.
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_ATTRIBUTE: Final = re.compile(r'([.#])([^\s{}]+)|([\w:-]+)="([^"]*)"')


def to_html(text: str) -> str:
    """Render the body of a generated page (without its front matter)."""
    first, *items = _NEXT_ITEM.split(f"\n\n{text}")
    out: list[str] = []
    _blocks(first.split("\n\n"), out)
    at = 0
    while at < len(items):
        at = _list(items, at, out)
    return "\n".join(out)


def _blocks(blocks: Iterable[str], out: list[str]) -> None:
    for part in blocks:
        if block := part.strip("\n"):
            _block(block, out)


def _block(block: str, out: list[str]) -> None:
    """Render what is not in a list."""
    while block[:1] == "<":
        line, _, rest = block.partition("\n")
        if not line.endswith(_CONTAINER):
            break
        out.append(f"{line[: -len(_CONTAINER)]}>")
        block = rest
    if block[:1] == "<" and not block.startswith(_INLINE_TAG):
        out.append(block)
    elif block:
        text, ends = _parted(block)
        out.append(_heading(text) if text[0] == "#" else _paragraph(text))
        if ends:
            out.append(ends)


def _parted(block: str) -> tuple[str, str]:
    """Part a block from the ends of containers that follow it without a blank line."""
    place = block.find("\n</")
    return (block, "") if place < 0 else (block[:place], block[place + 1 :])


def _heading(text: str) -> str:
    match = _HEADING.match(text)
    if not match:
        return _paragraph(text)
    level = len(match[1])
    return f"<h{level}{_attributes(match[3] or '')}>{_inline(match[2])}</h{level}>"


def _list(items: Sequence[str], at: int, out: list[str]) -> int:
    """Take a list of items, each with what follows it, and what follows the last one."""
    marker = items[at][0]
    pieces: list[str] = []
    rest: Sequence[str] = ()
    while at < len(items) and not rest and items[at][0] == marker:
        item, rest = _item(items[at])
        pieces.append(item)
        at += 1
    tag = "ul" if marker == "-" else "ol"
    if len(pieces) == 1 and pieces[0].count("<p") == 1:
        # One item of one paragraph: that paragraph has no tag of its own.
        pieces[0] = pieces[0].removeprefix("<p>").removesuffix("</p>")
    out += (f"<{tag}>\n<li>", "</li>\n<li>".join(pieces), f"</li>\n</{tag}>")
    _blocks(rest, out)
    return at


# A paper's item stands in some ten lists.
@lru_cache(maxsize=1 << 15)
def _item(text: str) -> tuple[str, Sequence[str]]:
    """Render an item; also return the blocks behind it that are not indented, hence not its own."""
    blocks = [block for part in text.split("\n\n") if (block := part.strip("\n"))]
    own = 1
    while own < len(blocks) and blocks[own].startswith(_INDENT):
        own += 1
    last, ends = _parted(blocks[own - 1])
    blocks[own - 1] = last
    return "\n".join(map(_paragraph, blocks[:own])), [*([ends] if ends else []), *blocks[own:]]


def _paragraph(block: str) -> str:
    """Render a paragraph, also one of a list's item."""
    if block.startswith(_ITEM):
        block = block[block.index(" ") + 1 :]
    elif block.startswith(_INDENT):
        block = block[len(_INDENT) :]
    text, _, last = block.rpartition("\n")
    last = last.removeprefix(_INDENT)
    attributes = ""
    if text and last.startswith("{ "):
        attributes, block = _attributes(last[2:-2]), text
    return f"<p{attributes}>{_inline(block)}</p>"


def _inline(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text


def _link(match: re.Match[str]) -> str:
    text, url, attributes = match.groups()
    if url.endswith(".md") and ":" not in url:
        url = f"{url[:-3]}.html"
    return f'<a{_attributes(attributes) if attributes else ""} href="{url}">{text}</a>'


@lru_cache(maxsize=1 << 12)
def _attributes(text: str) -> str:
    """Turn ``.a .b #c d="e"`` into HTML attributes, with a blank before each."""
    classes: list[str] = []
    pairs: list[str] = []
    for mark, name, key, value in _ATTRIBUTE.findall(text):
        if mark == ".":
            classes.append(name)
        elif mark == "#":
            pairs.append(f' id="{name}"')
        else:
            pairs.append(f' {key}="{value}"')
    return (f' class="{" ".join(classes)}"' if classes else "") + "".join(pairs)
