"""Escape text for Markdown, link targets, ``<pre>`` elements and YAML front matter.

The template environment passes every ``{{ value }}`` that is not ``Markdown`` to ``finalize``, so
that no template can print a value unescaped by mistake.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final
from urllib.parse import quote

#: Character -> its escape inside a line. Backslash escapes are those that Python-Markdown and
#: CommonMark share, without the characters that have a meaning at a line's start only.
#: Source: https://daringfireball.net/projects/markdown/syntax#backslash
#: Brackets are entities because Python-Markdown reads ``[a\]: b](…)`` at a line's start as a link
#: reference definition.
_INLINE_ESCAPES: Final = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_{}#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "[": "&#91;", "]": "&#93;"}
)
#: First characters that may start a block in Markdown or in an extension that a user may enable:
#: list, setext underline, definition, fence, table, admonition, front matter, math, snippet.
_BLOCK_STARTS: Final = frozenset('-+=:~|!?%@^$"/')
#: The start of a line that may be a fence. Python-Markdown looks for fences before raw HTML.
_FENCE: Final = re.compile(r"^(\s*)([`~])")
#: The marker of an ordered list: "1." in Markdown, also "1)" in CommonMark.
_ORDERED_MARKER: Final = re.compile(r"^(\d+)([.)])")
#: Characters that a quoted YAML scalar can't hold literally or that end a line. All above U+FFFF
#: are allowed. Source: YAML 1.2.2, c-printable, and YAML 1.1, b-char, which PyYAML follows.
_NOT_YAML: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


#: Addresses and slugs that need no escape.
_PLAIN_TARGET: Final = re.compile(r"[A-Za-z0-9._/-]*")
_WEB_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
#: Characters of RFC 3986 that neither Markdown nor HTML give a meaning in a link's target.
_TARGET_CHARS: Final = "!#$%&*+,-./:=?@_~"
#: Characters that XML can't hold, not even by their number.
#: Source: Extensible Markup Language (XML) 1.0, fifth edition, production 2 (Char).
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Characters of an encoded query, of which Markdown reads none in an attribute.
_QUERY_CHARS: Final = "%&+-.=_~;:/"
_NOT_IN_ATTRIBUTE: Final = re.compile(r"[^\w .,-]|_")
_NOT_IN_CLASS_NAME: Final = re.compile(r"[^A-Za-z0-9-]")
#: Characters that end a line of old JavaScript, and the start of "</script>".
_SCRIPT_ESCAPES: Final = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


class Markdown(str):
    """Text that is Markdown already; ``finalize`` leaves it unchanged."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    """Escape a text so that Markdown shows it literally, inline or as a paragraph.

    Runs of whitespace become one blank, as HTML shows them; blanks at either end are dropped.
    """
    escaped = " ".join(text.split()).translate(_INLINE_ESCAPES)
    first = escaped[:1]
    if first in _BLOCK_STARTS:
        # Python-Markdown has no backslash escape for all of these, so an entity is used.
        escaped = f"&#{ord(first)};{escaped[1:]}"
    elif first.isdecimal():
        escaped = _ORDERED_MARKER.sub(r"\1\\\2", escaped)
    return Markdown(escaped)


def escape_url(url: str) -> Markdown:
    """Escape an address or a part of one as a Markdown link's target.

    Addresses of papers come from ``sitegen.text.links.safe_url``. What has another scheme becomes
    a relative address. A semicolon is encoded: ``&lt;`` in an address would be read as an entity.
    """
    if _PLAIN_TARGET.fullmatch(url):
        return Markdown(url)
    if not _WEB_ADDRESS.match(url):
        url = url.replace(":", "%3A")
    return Markdown(quote(url, safe=_TARGET_CHARS, errors="replace").replace("&", "&amp;"))


def escape_attribute(value: object) -> Markdown:
    """Escape a value for an attribute in double quotes, in raw HTML or in an attribute list."""
    # Spaces and line ends are the same in an attribute list.
    text = " ".join(str(value).split())
    return Markdown(_NOT_IN_ATTRIBUTE.sub(lambda match: f"&#{ord(match[0])};", text))


def escape_query(value: object) -> Markdown:
    """Escape the keys and values of a query for an attribute in double quotes.

    What is encoded already stays: to escape its percent signs would double the bytes.
    """
    return Markdown(quote(str(value), safe=_QUERY_CHARS, errors="replace").replace("&", "&amp;"))


def escape_class_name(value: object) -> Markdown:
    """Return the letters, digits and hyphens of a value, for the name of a class."""
    return Markdown(_NOT_IN_CLASS_NAME.sub("", str(value)))


def escape_pre(text: str) -> Markdown:
    """Escape a text for a ``<pre>`` in raw HTML; line ends stay, blank lines are dropped."""
    # A blank line would end the block of raw HTML, and Markdown would go on inside it.
    lines = (html.escape(line, quote=False) for line in text.split("\n") if line.strip())
    return Markdown("\n".join(_FENCE.sub(_escape_fence, line) for line in lines))


def _escape_fence(match: re.Match[str]) -> str:
    return f"{match[1]}&#{ord(match[2])};"


def to_yaml(values: dict[str, Any]) -> Markdown:
    """Return front matter with one line ``key: JSON`` per value.

    JSON is a subset of YAML, and a JSON value holds no line end, so no value can end the front
    matter. Source: YAML 1.2.2, sections 1.2 and 5.1 (non-printable characters must be escaped).
    """
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    text = "\n".join(lines)
    return Markdown(_NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def to_script(value: Any) -> str:
    """Return a value as JSON that is safe in a script; what UTF-8 can't hold stands by its number.

    Source: ECMA-262 before 2019, section 11.3 (line terminators in strings).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _SCRIPT_ESCAPES:
        text = text.replace(char, escape)
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def escape_xml(text: str) -> str:
    """Escape a text for the content of an XML element, or for an attribute in double quotes.

    What XML forbids becomes the replacement character; line ends, which XML normalizes, and tabs
    become blanks, as an attribute has them.
    """
    return html.escape(" ".join(_NOT_XML.sub("\ufffd", text).split()))


def finalize(value: Any) -> str:
    """Escape a value that a template prints, unless it is Markdown (Jinja2's ``finalize``)."""
    if isinstance(value, Markdown):
        return value
    return "" if value is None else escape_markdown(str(value))
