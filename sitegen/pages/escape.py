"""The one way from a paper's text into Markdown, HTML attributes, YAML and BibTeX.

Templates can't forget it: the environment escapes each ``{{ value }}`` that is not ``Markdown``.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

#: Backslash escapes that Python-Markdown and CommonMark share, less those that only matter at a
#: line's start (https://daringfireball.net/projects/markdown/syntax#backslash), and entities.
#: Brackets are entities: Python-Markdown takes ``[a\]: b](…)`` at a line's start for a reference.
_ESCAPES: Final = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_{}#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "[": "&#91;", "]": "&#93;"}
)
#: What starts a block (list, setext line, definition, fence, table, admonition) in Markdown or in
#: one of its extensions that a user may turn on.
_BLOCK_START: Final = re.compile(r"[-+=:~|!?%@^$\"/]")
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")


#: What YAML can't hold as it stands in a quoted text, or takes for a line's end; above U+FFFF
#: all is well. Source: YAML 1.2.2, c-printable, and 1.1, b-char, which PyYAML keeps to.
_NOT_YAML: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Markdown(str):
    """Text that is Markdown already and goes into a page as it is."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    """Escape a text so that Markdown shows it letter for letter, inline or as a paragraph."""
    escaped = " ".join(text.split()).translate(_ESCAPES)
    if _BLOCK_START.match(escaped):
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    return Markdown(_NUMBERED.sub(r"\1\\\2", escaped))


def escape_url(url: str) -> Markdown:
    """Put a safe address (see ``sitegen.text.links.safe_url``) into a Markdown link's brackets."""
    return Markdown(url.replace(";", "%3B").replace("&", "&amp;"))


def escape_pre(text: str) -> Markdown:
    """Escape a text for a ``<pre>`` in raw HTML: line ends stay, blank lines would end it."""
    lines = (line for line in text.split("\n") if line.strip())
    return Markdown("\n".join(html.escape(line, quote=False) for line in lines))


def to_yaml(values: dict[str, Any]) -> Markdown:
    """Write front matter, a line ``key: JSON`` a value; JSON is YAML, no value can end it.

    Source: YAML 1.2.2, sections 1.2 and 5.1 (what is not printable must be escaped).
    """
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    text = "\n".join(lines)
    return Markdown(_NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def finalize(value: Any) -> str:
    """Escape what a template prints, unless it is Markdown already (Jinja2's ``finalize``)."""
    if isinstance(value, Markdown):
        return value
    return "" if value is None else escape_markdown(str(value))
