"""A curator's note to the Markdown of our pages: what it says, and no more than we allow.

Read with markdown-it-py by CommonMark, written anew with everything escaped: paragraphs, headings
(of a lower level), flat lists, quotations, code, emphasis and links; HTML is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from sitegen.pages.escape import Markdown, escape_pre, escape_url
from sitegen.pages.inline import escaped_part, rich
from sitegen.text.clean import clean_text
from sitegen.text.links import safe_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_READER: Final = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
_TAGS: Final = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>",
                "strong_close": "</strong>"}  # fmt: skip


def note_markdown(note: str) -> Markdown:
    """Return a note as Markdown blocks, for between the blocks of a page."""
    open_output = _Writer()
    for token in _READER.parse(note):
        open_output.take(token)
    return Markdown("\n\n".join(open_output.blocks))


class _Writer:
    """Takes block tokens in their order; ``blocks`` is what came of them."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._within: list[str] = []
        self._headings = 0

    def take(self, token: Token) -> None:
        """Take a token: the start or the end of something, words, or code."""
        if token.nesting:
            self._turn(token)
        elif token.type == "inline":
            self._words(_inline(token.children or ()))
        elif token.type in {"fence", "code_block"}:
            self.blocks.append(f"<pre><code>{escape_pre(token.content)}</code></pre>")

    def _turn(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting > 0:
            self._within.append(name)
        elif self._within:
            self._within.pop()
        outer = self._within[:-1] if token.nesting > 0 else self._within
        if name == "blockquote" and name not in outer:
            is_start = token.nesting > 0
            self.blocks.append('<blockquote markdown="1">' if is_start else "</blockquote>")

    def _words(self, text: str) -> None:
        if not text:
            return
        if "heading" in self._within:
            self._headings += 1
            self.blocks.append(f"### {text} {{ #note-{self._headings} }}")
        elif "list_item" in self._within:
            lists = [name for name in self._within if name.endswith("_list")]
            self.blocks.append(f"{'1.' if lists[-1] == 'ordered_list' else '-'} {text}")
        else:
            self.blocks.append(text)


def note_text(note: str) -> str:
    """Return a note's words alone, as one paragraph."""
    parts = [
        "".join(_word(child) for child in token.children or ())
        for token in _READER.parse(note)
        if token.type == "inline"
    ]
    return clean_text(" ".join(parts))


def _inline(children: Sequence[Token]) -> str:
    """Write a paragraph's words; a link that leads nowhere we allow is its text."""
    parts: list[str] = []
    opened: list[str] = []
    for child in children:
        match child.type:
            case "link_open":
                url = safe_url(str(child.attrGet("href") or "")) or ""
                opened.append(url)
                parts.append("[" if url else "")
            case "link_close":
                url = opened.pop() if opened else ""
                parts.append(f"]({escape_url(url)})" if url else "")
            case "code_inline":
                parts.append(f"<code>{escaped_part(clean_text(child.content))}</code>")
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                parts.append(_TAGS[child.type])
            case _:
                parts.append(_set(_word(child)))
    return "".join(parts).strip()


def _word(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline", "image"} else ""


def _set(text: str) -> str:
    """Clean and escape words; blanks at their ends part them from what stands beside."""
    if not text.strip():
        return text[:1]
    inner = rich(clean_text(text))
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}"
