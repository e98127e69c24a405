"""Cut a text into the references that it lists.

Word processors and style guides write them numbered, with bullets, with hanging lines, as
paragraphs, or one per line, which a program may have wrapped. The cut by which most of the text
reads as references is the right one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.lists.labels import is_side_section, section_name
from sitegen.sources.lists.reference_names import parse_people
from sitegen.sources.lists.references import (
    MARKER,
    Reference,
    parse_reference,
    strip_marker,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Headings of Markdown, rulers and underlines of headings.
_HEADING: Final = re.compile(
    r"\s*+(?:#{1,6}\s.*+|[-=_*~]{3,}+|</?\w++>|\*\*[^*]{2,60}\*\*:?|```.*+)\s*+"
)
_MAX_HEADING_WORDS: Final = 7
_ENTRY_END: Final = re.compile(r"[^\s,&:-]$")
_OPEN_END: Final = re.compile(r"\b(?:and|und|et|the|of|in|for|on|a|an|with|to)$")
_FIRST_MARK: Final = re.compile(r"[(\[]?\b(?:19|20)\d\d\b|[\"“„«‘:]")
_INVERTED_START: Final = re.compile(r"[^\W\d_][\w’'-]+, (?:[^\W\d_]\.[ -]?){1,3}")
_START_CHARS: Final = 400


class Entry(NamedTuple):
    """One entry of a list of references.

    Attributes:
        line: 1-based line where it starts.
        text: its lines joined, with its number.
        reference: what it says; None if it was not understood.
    """

    line: int
    text: str
    reference: Reference | None


_Lines = list[tuple[int, str]]


def split_entries(text: str) -> list[Entry]:
    """Return the entries of a text, by the cut that makes most of it references."""
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), start=1)]
    known: dict[str, Reference | None] = {}
    best: list[Entry] = []
    best_score = (-1, 0.0)
    for cut in _CUTS:
        entries = list(_read_entries(cut(lines), known))
        # Entries that a cut joins may read as one, so that their number counts first.
        score = (sum(entry.reference is not None for entry in entries), share(entries))
        if score > best_score:
            best, best_score = entries, score
    return best


def share(entries: Iterable[Entry]) -> float:
    """Return which share of the characters of entries is of references."""
    sizes = [(len(entry.text), entry.reference is not None) for entry in entries]
    total = sum(size for size, _ in sizes)
    return sum(size for size, is_read in sizes if is_read) / total if total else 0.0


def _read_entries(entries: Iterator[_Lines], known: dict[str, Reference | None]) -> Iterator[Entry]:
    for lines in entries:
        text = _join(line for _, line in lines)
        if text not in known:
            known[text] = parse_reference(text)
        if known[text] is not None or not _is_heading(text):
            yield Entry(lines[0][0], text, known[text])


def _join(lines: Iterable[str]) -> str:
    """Return wrapped lines as one; a hyphen at the end of a line stays."""
    return " ".join(" ".join(lines).split())


def _is_heading(text: str) -> bool:
    """Return whether a text names a section: a few words without a figure and a full stop."""
    name = section_name(text)
    is_short = len(text.split()) <= _MAX_HEADING_WORDS and text[-1] not in ".,;"
    return bool(_HEADING.fullmatch(text)) or (
        is_short and (not any(map(str.isdigit, text)) or text.isdecimal() or is_side_section(name))
    )


def _cut_at_markers(lines: _Lines) -> Iterator[_Lines]:
    """Yield entries that start with a number or a bullet; other paragraphs are entries, too."""
    entry: _Lines = []
    for number, line in lines:
        is_start = bool(MARKER.match(line))
        if (is_start or not line or _HEADING.fullmatch(line)) and entry:
            yield entry
            entry = []
        if line:
            entry.append((number, line))
    if entry:
        yield entry


def _cut_at_indents(lines: _Lines) -> Iterator[_Lines]:
    """Yield entries that start at the margin and go on in indented lines."""
    entry: _Lines = []
    for number, line in lines:
        if not line:
            continue
        if not line[0].isspace() and entry:
            yield entry
            entry = []
        entry.append((number, line))
    if entry:
        yield entry


def _cut_at_starts(lines: _Lines) -> Iterator[_Lines]:
    """Yield paragraphs, cut where a line starts with authors behind a line that ends an entry."""
    entry: _Lines = []
    for number, line in lines:
        is_end = not line or _HEADING.fullmatch(line)
        if entry and (is_end or (_ends_entry(entry[-1][1]) and _starts_entry(line))):
            yield entry
            entry = []
        if line:
            entry.append((number, line))
    if entry:
        yield entry


def _ends_entry(line: str) -> bool:
    return bool(_ENTRY_END.search(line)) and not _OPEN_END.search(line)


def _starts_entry(line: str) -> bool:
    """Return whether a line starts with a list of names, or is a whole reference."""
    text = strip_marker(line.strip())[:_START_CHARS]
    mark = _FIRST_MARK.search(text)
    if mark and parse_people(text[: mark.start()].rstrip(" ,.")):
        return True
    return bool(_INVERTED_START.match(text)) or parse_reference(line) is not None


_CUTS: Final[tuple[Callable[[_Lines], Iterator[_Lines]], ...]] = (
    _cut_at_markers,
    _cut_at_starts,
    _cut_at_indents,
)
