"""Render a curator's note as Markdown for a paper's page.

markdown-it-py parses the note as CommonMark; a fixed set of constructs is written out again, with
all text escaped: paragraphs, headings (of level 3), flat lists, quotations, code, emphasis and
links. HTML tags in a note are removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from sitegen.pages.escape import Markdown, escape_pre, escape_url
from sitegen.pages.inline import escape_part, render_inline
from sitegen.text.clean import clean_text
from sitegen.text.links import safe_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

# The nesting limit bounds the time that hostile input takes.
_PARSER: Final = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
_EMPHASIS_TAGS: Final = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>",
                         "strong_close": "</strong>"}  # fmt: skip
_TEXT_TOKENS: Final = frozenset({"text", "text_special", "code_inline", "image"})
#: Type of a list -> marker of its items.
_MARKERS: Final = {"bullet_list": "- ", "ordered_list": "1. "}
#: Python-Markdown puts items of any marker into the list before them. A comment ends that list.
_LIST_SEPARATOR: Final = "<!-- -->"


def note_markdown(note: str) -> Markdown:
    """Return a note as Markdown blocks, for use between the blocks of a page."""
    writer = _BlockWriter()
    for token in _PARSER.parse(note):
        writer.add(token)
    return Markdown("\n\n".join(writer.blocks))


class _BlockWriter:
    """Collects Markdown blocks from markdown-it-py's block tokens.

    Attributes:
        blocks: the blocks so far, without blank lines inside.
    """

    def __init__(self) -> None:
        self.blocks: list[str] = []
        # Types of the open containers, outermost first, such as ["bullet_list", "list_item"].
        self._open: list[str] = []
        self._heading_count = 0

    def add(self, token: Token) -> None:
        """Add the next token in document order."""
        if token.nesting:
            self._open_or_close(token)
        elif token.type == "inline":
            self._add_text(_render_inline(token.children or ()))
        elif token.type in {"fence", "code_block"}:
            self.blocks.append(f"<pre><code>{escape_pre(token.content)}</code></pre>")

    def _open_or_close(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        is_start = token.nesting > 0
        # A quotation inside another is not nested: one element stands for all of them.
        if is_start:
            is_outermost = name not in self._open
            self._open.append(name)
        else:
            self._open.pop()
            is_outermost = name not in self._open
        if name == "blockquote" and is_outermost:
            self.blocks.append('<blockquote markdown="1">' if is_start else "</blockquote>")

    def _add_text(self, text: str) -> None:
        if not text:
            return
        if "heading" in self._open:
            self._heading_count += 1
            # Explicit ids can't collide with those of the page's own headings.
            self.blocks.append(f"### {text} {{ #note-{self._heading_count} }}")
        elif "list_item" in self._open:
            self._add_item(text)
        else:
            self.blocks.append(text)

    def _add_item(self, text: str) -> None:
        """Add an item with the marker of the innermost list; each paragraph is an item."""
        marker = [_MARKERS[name] for name in self._open if name in _MARKERS][-1]
        for other_marker in _MARKERS.values():
            if other_marker != marker and self.blocks and self.blocks[-1].startswith(other_marker):
                self.blocks.append(_LIST_SEPARATOR)
        self.blocks.append(f"{marker}{text}")


def note_text(note: str) -> str:
    """Return the text of a note without markup, as one paragraph."""
    parts = [
        "".join(_plain_word(child) for child in token.children or ())
        for token in _PARSER.parse(note)
        if token.type == "inline"
    ]
    return clean_text(" ".join(parts))


def _render_inline(children: Sequence[Token]) -> str:
    """Return inline Markdown; a link whose address is not safe becomes its text."""
    parts: list[str] = []
    # Addresses of the open links, empty for those that are not written.
    urls: list[str] = []
    for child in children:
        match child.type:
            case "link_open":
                url = safe_url(str(child.attrGet("href") or "")) or ""
                urls.append(url)
                parts.append("[" if url else "")
            case "link_close":
                url = urls.pop()
                parts.append(f"]({escape_url(url)})" if url else "")
            case "code_inline":
                parts.append(f"<code>{escape_part(clean_text(child.content))}</code>")
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                # As HTML: Python-Markdown and CommonMark disagree on nested asterisks.
                parts.append(_EMPHASIS_TAGS[child.type])
            case _:
                parts.append(_render_text(_plain_word(child)))
    return "".join(parts).strip()


def _plain_word(token: Token) -> str:
    """Return the text of an inline token; an image's is its alternative text."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in _TEXT_TOKENS else ""


def _render_text(text: str) -> str:
    """Clean and escape a text; one blank at each end keeps it apart from its neighbours."""
    if not text.strip():
        return text[:1]
    markdown = render_inline(clean_text(text))
    return f"{' ' * text[:1].isspace()}{markdown}{' ' * text[-1:].isspace()}"
