"""The Markdown that our templates write, to HTML: a fast way to what Python-Markdown makes of it.

Not a Markdown parser: it knows the constructs that ``pages/templates`` uses, and relies on
``pages/escape.py``, which leaves no bracket, angle bracket, brace or backtick of a paper's text
unescaped. ``tests/unit/render`` compares it with Python-Markdown.

The constructs, each at a line's start: a container (``<div … markdown="1">`` to its closing tag on
a line of its own), raw HTML up to the next blank line, a heading, a list whose items' further
paragraphs are indented by four blanks, a paragraph. A heading's end and a paragraph's last line may
hold attributes in braces. Inline: links with attributes, tags, backslash escapes, entities.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTAINER: Final = ' markdown="1">'
#: Tags that stand in a paragraph; any other tag at a line's start is a block.
_INLINE_TAG: Final = ("<span", "<a ", "<kbd")
_HEADING: Final = re.compile(r"(#{1,6}) (.*?)(?: \{ ([^{}]*) \})?\Z")
_ITEM: Final = re.compile(r"(?:-|1\.) ")
_LINK: Final = re.compile(r"\[([^\]]*)\]\(([^)]*)\)(?:\{ ([^{}]*) \})?")
#: Source: Python-Markdown's ``ESCAPED_CHARS``.
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_ATTRIBUTE: Final = re.compile(r'([.#])([^\s{}]+)|([\w:-]+)="([^"]*)"')


def to_html(text: str) -> str:
    """Render the body of a generated page (without its front matter)."""
    lines = text.split("\n")
    out: list[str] = []
    at, end = 0, len(lines)
    while at < end:
        line = lines[at]
        if not line:
            at += 1
        elif line[0] == "<" and not line.startswith(_INLINE_TAG):
            at = _tag(lines, at, out)
        elif line[0] == "#" and (heading := _HEADING.match(line)):
            level = len(heading[1])
            out.append(f"<h{level}{_attributes(heading[3] or '')}>{_inline(heading[2])}</h{level}>")
            at += 1
        elif _ITEM.match(line):
            at = _list(lines, at, out)
        else:
            at = _paragraph(lines, at, out)
    return "\n".join(out)


def _tag(lines: Sequence[str], at: int, out: list[str]) -> int:
    """Take a container's start or end, or raw HTML to the next blank line."""
    line = lines[at]
    if line.endswith(_CONTAINER):
        out.append(f"{line[: -len(_CONTAINER)]}>")
        return at + 1
    if line.startswith("</"):
        out.append(line)
        return at + 1
    stop = at
    while stop < len(lines) and lines[stop]:
        stop += 1
    out.extend(lines[at:stop])
    return stop


def _paragraph(lines: Sequence[str], at: int, out: list[str], indent: int = 0) -> int:
    """Take the lines to the next blank one or to the end of the container."""
    stop = at + 1
    while stop < len(lines) and (line := lines[stop]) and not line.startswith("</"):
        stop += 1
    last = lines[stop - 1][indent:]
    attributes = ""
    if stop - at > 1 and last.startswith("{ "):
        attributes = _attributes(last[2:-2])
        text = lines[at][indent:] if stop - at == 2 else _joined(lines[at : stop - 1], indent)  # noqa: PLR2004
    else:
        text = _joined(lines[at:stop], indent)
    out.append(f"<p{attributes}>{_inline(text)}</p>")
    return stop


def _joined(lines: Sequence[str], indent: int) -> str:
    return "\n".join(line[indent:] for line in lines)


def _list(lines: Sequence[str], at: int, out: list[str]) -> int:
    """Take a list; where it has one item of one paragraph, that paragraph has no tag of its own."""
    tag, indent = ("ul", 2) if lines[at][0] == "-" else ("ol", 3)
    start = len(out)
    out.append(f"<{tag}>")
    items = paragraphs = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            at += 1
        elif _ITEM.match(line):
            out.append("</li>\n<li>" if items else "<li>")
            at = _paragraph(lines, at, out, indent)
            items += 1
        elif line.startswith("    "):
            at = _paragraph(lines, at, out, 4)
            paragraphs += 1
        else:
            break
    if items == 1 and not paragraphs:
        out[start + 1 :] = [f"<li>{out[-1].removeprefix('<p>').removesuffix('</p>')}"]
    out.append(f"</li>\n</{tag}>")
    return at


# A title stands in some ten lists and the first line beside it too.
@lru_cache(maxsize=1 << 16)
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
