"""Read the inline Markdown that nearly all entries of lists consist of, several times as fast.

Plain text, links with plain labels, bold and italic text need none of the general rules. Any other
sign, such as an escape, code or HTML, leaves the text to markdown-it; a test compares the two.
Source: https://spec.commonmark.org/0.31.2/#inlines
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.paper import Link
from sitegen.sources.lists.inline import Span, merge_texts
from sitegen.text.links import split_links

#: A character without a meaning; "_" inside of a word has none either.
_PLAIN: Final = (
    r"(?:[^\\`*_\[\]<&!~\n\x00-\x08\x0b-\x1f\x85\u2028\u2029]|"
    r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|&(?=[ \t])|!(?![\[\n]))"
)
#: Group 1 is plain text, 2 the marks around a label, 3 the label, 4 its address, 5 a run of
#: asterisks, 6 a line end, 7 a bracket that is no link's.
_TOKEN: Final = re.compile(
    rf"({_PLAIN}++)"
    rf"|\[(\*\*|\*|)({_PLAIN}*+)\2\]\((https?://[^\s()<>\\&\x00-\x20\x7f]*+)\)"
    r"|(\*{1,2}+)|( *\n[ \t]*)|(\[|\](?!\())"
)
_ALL_PLAIN: Final = re.compile(r"[^\\`*_\[\]<&!~\n\x00-\x08\x0b-\x1f\x85\u2028\u2029]*+")
_TEXT, _MARKS, _LABEL, _URL, _RUN, _LINE_END = 1, 2, 3, 4, 5, 6
_BOLD: Final = 2


def quick_lines(content: str) -> list[list[Span]] | None:
    """Return the lines of an inline text without references, or None if it needs the parser."""
    if _ALL_PLAIN.fullmatch(content) and "://" not in content:
        return [[Span(content)]] if content.strip() else []
    reader = _Reader(content)
    position = 0
    while position < len(content):
        match = _TOKEN.match(content, position)
        if match is None or not reader.add(match):
            return None
        position = match.end()
    return None if reader.runs else reader.finish()


class _Reader:
    """Collects the spans of a text.

    Attributes:
        runs: lengths of the runs of asterisks that are open, the outermost first.
    """

    def __init__(self, content: str) -> None:
        self.runs: list[int] = []
        self._content = content
        self._lines: list[list[Span]] = [[]]
        # Text since the last span.
        self._text = ""

    def add(self, match: re.Match[str]) -> bool:
        """Add a token; return whether its meaning is certain."""
        kind = match.lastindex
        if kind == _TEXT:
            self._text += match[_TEXT]
        elif kind == _URL:
            return self._add_link(match[_MARKS], match[_LABEL], match[_URL])
        elif kind == _RUN:
            return self._add_run(match)
        elif kind == _LINE_END:
            self._text = self._text.rstrip(" ")
            self._end_text()
            self._lines.append([])
        else:
            self._text += match.group()
        return True

    def finish(self) -> list[list[Span]]:
        """Return the lines that are not empty."""
        self._end_text()
        return [line for line in map(merge_texts, self._lines) if line]

    def _style(self) -> str:
        return "bold" if _BOLD in self.runs else "italic" if self.runs else ""

    def _end_text(self) -> None:
        text, self._text = self._text, ""
        if "://" in text:
            self._lines[-1] += (
                Span("", part.url) if isinstance(part, Link) else Span(part, style=self._style())
                for part in split_links(text)
            )
        elif text:
            self._lines[-1].append(Span(text, style=self._style()))

    def _add_link(self, marks: str, label: str, url: str) -> bool:
        if marks and label.strip() != label:
            return False
        self._end_text()
        text = " ".join(label.split())
        # The text of an autolink is its address.
        if text.startswith(("http://", "https://", "www.")) and " " not in text:
            text = ""
        self._lines[-1].append(Span(text, url, self._style()))
        return bool(label) or not marks

    def _add_run(self, match: re.Match[str]) -> bool:
        length = len(match[_RUN])
        content = self._content
        left = content[match.start() - 1] if match.start() else " "
        right = content[match.end() : match.end() + 1] or " "
        if right == "*":
            return False
        can_open, can_close = _flanks(left, right)
        if self.runs and can_close:
            self._end_text()
            return self.runs.pop() == length
        if not can_open:
            return False
        self._end_text()
        self.runs.append(length)
        return True


def _flanks(left: str, right: str) -> tuple[bool, bool]:
    """Return whether a run of asterisks between two characters can open and close emphasis."""
    left_blank, right_blank = left.isspace(), right.isspace()
    left_sign, right_sign = _is_sign(left), _is_sign(right)
    can_open = not right_blank and (not right_sign or left_blank or left_sign)
    can_close = not left_blank and (not left_sign or right_blank or right_sign)
    return can_open, can_close


def _is_sign(character: str) -> bool:
    return not character.isalnum() and unicodedata.category(character)[0] in "PS"
