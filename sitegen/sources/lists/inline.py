"""Flatten Markdown's inline tokens to lines of spans: texts, links and badges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from sitegen.paper import Link
from sitegen.sources.lists.labels import label_kind
from sitegen.text.links import split_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

#: An HTML tag; group 1 is "/" of an end tag, group 2 the name, group 3 the attributes.
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,4000}+)>")
_ATTRIBUTE: Final = re.compile(
    r"\b(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
#: A badge of shields.io: label, message and color, of which hyphens are doubled.
_SHIELD: Final = re.compile(r"img\.shields\.io/badge/([^?#/]+)")
_FOOTNOTE: Final = re.compile(r"\^[\w-]{1,40}")
_MIN_TITLE_WORDS: Final = 3
_GENERIC_ALT: Final = frozenset({"", "badge", "image", "img", "icon", "alt text", "logo", "link"})
_STYLE_OF_TAG: Final = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "struck",
                        "strike": "struck", "del": "struck", "summary": "hidden"}  # fmt: skip


class Span(NamedTuple):
    """A run of text of one style, a link, or a badge.

    Attributes:
        text: the text; of a link, its label, which is empty for a bare address.
        url: address of a link, or "".
        style: "bold", "italic", "code" or "".
        is_badge: whether it is the text of an image outside of a link.
        is_struck: whether it is crossed out; never of a span that a function here returns.
    """

    text: str
    url: str = ""
    style: str = ""
    is_badge: bool = False
    is_struck: bool = False


def inline_lines(token: Token) -> list[list[Span]]:
    """Return the lines of an inline token; line breaks of both kinds end a line."""
    if (lines := token.meta.get("lines")) is not None:
        return list(lines)
    flattener = Flattener()
    for child in token.children or ():
        flattener.add(child)
    return flattener.finish()


def plain_text(lines: Iterable[Iterable[Span]]) -> str:
    """Return the text of lines as one line, without badges and bare addresses."""
    return " ".join(" ".join(line_text(line) for line in lines).split())


def line_text(line: Iterable[Span]) -> str:
    """Return the text of one line, without badges and bare addresses."""
    return "".join(span.text for span in line if not span.is_badge)


class Flattener:
    """Collects spans from inline tokens and elements."""

    def __init__(self) -> None:
        self._lines: list[list[Span]] = [[]]
        self._depths = {"bold": 0, "italic": 0, "struck": 0, "hidden": 0}
        # Address and texts of the open link.
        self._url: str | None = None
        self._label: list[str] = []

    def add(self, token: Token) -> None:
        """Add one inline token."""
        kind = token.type
        if kind in {"text", "text_special", "code_inline"}:
            self.add_text(token.content, "code" if kind == "code_inline" else "")
        elif kind in {"softbreak", "hardbreak"}:
            self._break_line()
        elif kind == "image":
            self._add_image(str(token.attrGet("src") or ""), token.content)
        elif kind == "link_open":
            self._open_link(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            self._close_link()
        elif kind == "html_inline":
            self.add_tag(token.content)
        elif kind in _MARKUP:
            style, change = _MARKUP[kind]
            self._depths[style] += change

    def finish(self) -> list[list[Span]]:
        """Return the lines that are not empty."""
        self._close_link()
        lines = self._lines
        if any(span.is_struck for line in lines for span in line):
            # Struck text was withdrawn by its writer, unless all of an entry is: it is read.
            is_whole = not any(_has_substance(span) for line in lines for span in line)
            lines = [
                [span._replace(is_struck=False) for span in line if is_whole or not span.is_struck]
                for line in lines
            ]
        return [line for line in map(merge_texts, lines) if line]

    def add_html(self, text: str) -> None:
        """Add a piece of HTML: its texts and tags."""
        end = 0
        for match in _TAG.finditer(text):
            self.add_text(text[end : match.start()])
            self.add_tag(match.group())
            end = match.end()
        self.add_text(text[end:])

    def _style(self) -> str:
        return (
            "bold" if self._depths["bold"] > 0 else "italic" if self._depths["italic"] > 0 else ""
        )

    def add_text(self, text: str, style: str = "") -> None:
        """Add a text outside or inside of a link."""
        if not text or self._depths["hidden"] > 0:
            return
        if self._url is not None:
            self._label.append(text)
            return
        style = style or self._style()
        if "://" not in text or style == "code":
            self._append(Span(text, style=style))
            return
        for part in split_links(text):
            self._append(Span("", part.url) if isinstance(part, Link) else Span(part, style=style))

    def _append(self, span: Span) -> None:
        self._lines[-1].append(span._replace(is_struck=self._depths["struck"] > 0))

    def _break_line(self) -> None:
        if self._url is not None:
            self._label.append(" ")
        else:
            self._lines.append([])

    def _add_image(self, source: str, alt: str) -> None:
        text = _badge_text(source, alt)
        if self._url is not None:
            self._label.append(f" {text} ")
        elif text:
            self._append(Span(text, is_badge=True))

    def _open_link(self, url: str) -> None:
        self._close_link()
        self._url, self._label = url, []

    def _close_link(self) -> None:
        if self._url is None:
            return
        text = " ".join("".join(self._label).split())
        # The text of an autolink is its address; "[^1]: https://…" defines a footnote's.
        is_address = text.startswith(("http://", "https://", "www.")) and " " not in text
        if is_address or _FOOTNOTE.fullmatch(text):
            text = ""
        self._append(Span(text, self._url, self._style()))
        self._url = None

    def add_tag(self, text: str) -> None:
        """Add the effect of an HTML tag."""
        match = _TAG.fullmatch(text.strip())
        if match is None:
            return
        self.add_element(match[2].lower(), dict(_attributes(match[3])), is_end=bool(match[1]))

    def add_element(self, name: str, attributes: Mapping[str, str], *, is_end: bool) -> None:
        """Add the start or the end of an HTML element."""
        if name == "br":
            self._break_line()
        elif name == "img":
            self._add_image(attributes.get("src", ""), attributes.get("alt", ""))
        elif name == "a":
            if is_end:
                self._close_link()
            elif "href" in attributes:
                self._open_link(attributes["href"])
        elif name in _STYLE_OF_TAG:
            style = _STYLE_OF_TAG[name]
            self._depths[style] = max(0, self._depths[style] + (-1 if is_end else 1))


#: Token type -> the style that it changes, and by how much.
_MARKUP: Final = {
    "strong_open": ("bold", 1), "strong_close": ("bold", -1),
    "em_open": ("italic", 1), "em_close": ("italic", -1),
    "s_open": ("struck", 1), "s_close": ("struck", -1),
}  # fmt: skip


def html_lines(text: str) -> list[list[Span]]:
    """Return the lines of a piece of HTML, such as the content of a table cell."""
    flattener = Flattener()
    flattener.add_html(text)
    return flattener.finish()


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(text):
        yield match[1].lower(), match[2] or match[3] or match[4] or ""


def _badge_text(source: str, alt: str) -> str:
    """Return what a badge says: its alternative text, or the words in its address."""
    if alt.strip().lower() not in _GENERIC_ALT:
        return alt.strip()
    shield = _SHIELD.search(source)
    if shield is None:
        return ""
    # The last of three parts is the color.
    parts = unquote(shield[1]).replace("--", "\0").split("-")
    words = parts[:-1] if len(parts) > 1 else parts
    return " ".join(words).replace("\0", "-").replace("_", " ").strip()


def merge_texts(line: list[Span]) -> list[Span]:
    """Return a line with adjacent texts of one style joined, and without empty ones."""
    if len(line) == 1:
        return line if line[0].url or line[0].text.strip() else []
    merged: list[Span] = []
    for span in line:
        last = merged[-1] if merged else None
        if last and _is_text(last) and _is_text(span) and last.style == span.style:
            merged[-1] = last._replace(text=last.text + span.text)
        elif span.text or span.url:
            merged.append(span)
    return merged if any(span.url or span.text.strip() for span in merged) else []


def _has_substance(span: Span) -> bool:
    """Return whether a span that is not struck can be a title, not a label, a date or a mark."""
    if span.is_struck or span.is_badge or (span.url and label_kind(span.text) is not None):
        return False
    words = [word for word in span.text.split() if sum(map(str.isalpha, word)) > 1]
    return label_kind(span.text) is None and (
        len(words) >= _MIN_TITLE_WORDS
        or (bool(span.url) and bool(words))
        or not span.text.isascii()
    )


def _is_text(span: Span) -> bool:
    return not span.url and not span.is_badge
