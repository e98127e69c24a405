"""Convert the notes of Zotero, which are HTML, to Markdown."""

from __future__ import annotations

import html
import re
from typing import Final

_BLOCK_END: Final = re.compile(
    r"</(?:p|div|h[1-6]|blockquote|ul|ol|table|tr|pre)>|<br ?/?>", re.IGNORECASE
)
_ITEM_START: Final = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
_HEADING_START: Final = re.compile(r"<h[1-6]\b[^<>]{0,200}>", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<[/a-zA-Z!][^<>]{0,2000}>")
_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n\s*")


def note_text(note: str) -> str:
    """Return the text of a note's HTML as Markdown: paragraphs, items and headings."""
    text = _HEADING_START.sub("\n\n## ", _ITEM_START.sub("\n- ", note))
    text = html.unescape(_ELEMENT.sub("", _BLOCK_END.sub("\n\n", text)))
    return _BLANK_LINES.sub("\n\n", text).strip()
