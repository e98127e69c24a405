"""Convert the Markdown that our templates write to the HTML that Python-Markdown makes of it.

This is not a general Markdown parser. It knows the constructs that ``pages/templates`` and
``pages/notes.py`` use, and relies on ``pages/escape.py``, which leaves no bracket, angle bracket,
brace or backtick of a paper's text unescaped. ``tests/unit/render`` compares it with
Python-Markdown, which takes thirty times as long.

Blocks, separated by blank lines:

- the start tag of a container (``<div … markdown="1">``), and its end tag, which may also stand on
  the line before or after another block;
- raw HTML;
- a heading;
- a list, whose items may have further paragraphs, indented by four blanks;
- a paragraph.

The end of a heading and the last line of a paragraph may hold attributes in braces, as in
``{ #top .title }``. Inline: links with attributes, tags, backslash escapes and entities.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CONTAINER_END: Final = ' markdown="1">'
#: Starts of tags that stand in a paragraph; any other tag at a block's start is raw HTML.
_INLINE_TAGS: Final = ("<span", "<a ", "<kbd", "<em>", "<strong>", "<code>", "<cite>")
_ITEM_MARKERS: Final = ("- ", "1. ")
_INDENT: Final = "    "
_BEFORE_ITEM: Final = re.compile(r"(?<!\n)\n\n++(?=- |1\. )")
#: Level, text, attributes.
_HEADING: Final = re.compile(r"(#{1,6}) (.*?)(?: \{ ([^{}]*) \})?\Z")
#: Text, address, attributes.
_LINK: Final = re.compile(r"\[([^\]]*+)(?:\]\(([^()]*+)\)(?:\{ ([^{}]*+)\})?)?")
#: Source: Python-Markdown's ``ESCAPED_CHARS``.
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
#: ``.class`` or ``#id``, or ``key="value"``.
_ATTRIBUTE: Final = re.compile(r'([.#])([^\s{}]+)|(?<![\w:-])([\w:-]++)="([^"]*)"')


def to_html(text: str) -> str:
    """Convert the body of a generated page, without its front matter."""
    # Each part but the first starts with an item and holds all up to the next one.
    first, *items = _BEFORE_ITEM.split(f"\n\n{text}")
    out: list[str] = []
    _convert_blocks(first.split("\n\n"), out)
    index = 0
    while index < len(items):
        index = _convert_list(items, index, out)
    return "\n".join(out)


def _convert_blocks(blocks: Iterable[str], out: list[str]) -> None:
    for part in blocks:
        if block := part.strip("\n"):
            _convert_block(block, out)


def _convert_block(block: str, out: list[str]) -> None:
    """Append the HTML of a block that is not part of a list."""
    # Start tags of containers may share a block with what they contain.
    while block[:1] == "<":
        line, _, rest = block.partition("\n")
        if not line.endswith(_CONTAINER_END):
            break
        out.append(f"{line[: -len(_CONTAINER_END)]}>")
        block = rest
    if block[:1] == "<" and not block.startswith(_INLINE_TAGS):
        out.append(block)
    elif block:
        text, end_tags = _split_end_tags(block)
        out.append(_heading(text) if text[0] == "#" else _paragraph(text))
        if end_tags:
            out.append(end_tags)


def _split_end_tags(block: str) -> tuple[str, str]:
    """Split a block from the containers' end tags that follow it without a blank line."""
    index = block.find("\n</")
    return (block, "") if index < 0 else (block[:index], block[index + 1 :])


def _heading(text: str) -> str:
    match = _HEADING.match(text)
    # "#5" is a paragraph: a heading has a blank after its marks.
    if not match:
        return _paragraph(text)
    level = len(match[1])
    return f"<h{level}{_attributes(match[3] or '')}>{_inline(match[2])}</h{level}>"


def _convert_list(items: Sequence[str], index: int, out: list[str]) -> int:
    """Append the list that starts at an index, and the blocks that follow it.

    Returns:
        The index of the first item of the next list.
    """
    marker = items[index][0]
    contents: list[str] = []
    following: Sequence[str] = ()
    # The list ends with its last item, with blocks that follow an item, or with another marker.
    while index < len(items) and not following and items[index][0] == marker:
        content, following = _convert_item(items[index])
        contents.append(content)
        index += 1
    tag = "ul" if marker == "-" else "ol"
    if len(contents) == 1 and contents[0].count("<p") == 1:
        # As Python-Markdown: a list of one item with one paragraph is tight, without ``<p>``.
        contents[0] = contents[0].removeprefix("<p>").removesuffix("</p>")
    out += (f"<{tag}>\n<li>", "</li>\n<li>".join(contents), f"</li>\n</{tag}>")
    _convert_blocks(following, out)
    return index


# A paper's item stands in about ten lists.
@lru_cache(maxsize=1 << 15)
def _convert_item(text: str) -> tuple[str, Sequence[str]]:
    """Return the HTML of an item's paragraphs, and the blocks that follow the list."""
    blocks = [block for part in text.split("\n\n") if (block := part.strip("\n"))]
    # The first block holds the marker; indented ones after it belong to the item.
    count = 1
    while count < len(blocks) and blocks[count].startswith(_INDENT):
        count += 1
    blocks[count - 1], end_tags = _split_end_tags(blocks[count - 1])
    following = [*([end_tags] if end_tags else []), *blocks[count:]]
    return "\n".join(map(_paragraph, blocks[:count])), following


def _paragraph(block: str) -> str:
    """Return the HTML of a paragraph, which may be an item's first or further one."""
    if block.startswith(_ITEM_MARKERS):
        block = block[block.index(" ") + 1 :]
    elif block.startswith(_INDENT):
        block = block[len(_INDENT) :]
    text, _, last_line = block.rpartition("\n")
    last_line = last_line.removeprefix(_INDENT)
    attributes = ""
    # A line of attributes needs a line before it: alone it is a paragraph of its text.
    if text and last_line.startswith("{ "):
        attributes, block = _attributes(last_line[2:-2]), text
    return f"<p{attributes}>{_inline(block)}</p>"


def _inline(text: str) -> str:
    # The tests before the expressions spare most texts two searches.
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text


def _link(match: re.Match[str]) -> str:
    text, url, attributes = match.groups()
    if url is None:
        return match[0]
    # MkDocs does this to links between pages.
    if ".md" in url and ":" not in url:
        path, _, fragment = url.partition("#")
        path, mark, query = path.partition("?")
        if path.endswith(".md"):
            url = f"{path[:-3]}.html{mark}{query}{'#' * bool(fragment)}{fragment}"
    return f'<a{_attributes(attributes) if attributes else ""} href="{url}">{text}</a>'


@lru_cache(maxsize=1 << 12)
def _attributes(text: str) -> str:
    """Return ``.a .b #c d="e"`` as HTML attributes, each after a blank, classes first."""
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
