"""Read a listing saved as text: lines that alternate between titles and abstracts.

A Hugging Face Papers page saved as plain text has this form. It starts with lines of its banner
("Get trending papers in your email inbox"), and its button's "Subscribe" is joined to the first
title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic
from sitegen.paper import Origin, Paper
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    paper_links,
    validate_abstract,
    validate_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "listing"
RANK: Final = 160

#: Whole lines of the site's banner, menu and buttons.
_BANNER: Final = re.compile(
    r"get trending papers in your email inbox.*|subscribe!?|trending papers|daily papers|"
    r"new|log in|sign up|upvote(?: \d+)?|view (?:all|more).*|"
    r"by akhaliq and the research community",
    re.IGNORECASE,
)
#: The button's text joined to a title; no blank or small letter follows ("Subscribers").
_BUTTON_PREFIX: Final = re.compile(r"^Subscribe(?=[^\sa-z])")
#: A line of this length or of two sentences is taken for an abstract.
_MIN_ABSTRACT_CHARS: Final = 250
#: A full stop, ASCII or CJK, before a capital, a digit or the end: not that of "e.g. this".
_SENTENCE_END: Final = re.compile(r"[.!?。！？][\"')\]]?(?=\s+[A-Z0-9]|\s*$)")


def sniff(head: str) -> bool:
    """Return True for any text that is not blank: this format is asked last."""
    return bool(head.strip())


def read(text: str, path: str) -> ReadResult:
    """Read a listing; a title without an abstract, or the reverse, becomes a diagnostic."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    for line, title, abstract in _pairs(_content_lines(text)):
        try:
            papers.append(_paper(title, abstract, Origin(path, line)))
        except RecordError as error:
            excerpt = (title or abstract or "")[:MAX_EXCERPT_CHARS]
            diagnostics.append(Diagnostic(path, line, excerpt, str(error)))
    return ReadResult(tuple(papers), tuple(diagnostics))


def _paper(title: str | None, abstract: str | None, origin: Origin) -> Paper:
    # Lengths first: for a line of a megabyte, its length is the fault to report, not that its
    # counterpart is missing.
    clean_abstract = validate_abstract(abstract or "")
    if title is None:
        raise RecordError("an abstract with no title; put the title on the line before")
    clean_title = validate_title(title)
    if abstract is None:
        raise RecordError("a title with no abstract; put the abstract on the next line")
    links = paper_links((), clean_abstract)
    return Paper(clean_title, clean_abstract, links=links, origins=(origin,))


def _content_lines(text: str) -> list[tuple[int, str]]:
    """Return (1-based number, stripped line) of all lines except blank ones and the banner's."""
    lines: list[tuple[int, str]] = []
    has_banner = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if _BANNER.fullmatch(line):
            has_banner = True
            continue
        if has_banner and not lines:
            # Without a banner above it, a title may start with this word: "SubscribeNet".
            line = _BUTTON_PREFIX.sub("", line)
        if line:
            lines.append((number, line))
    return lines


def _pairs(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield (line number, title, abstract), with None for a title or an abstract that is missing.

    Titles and abstracts alternate. Where they do not, their lengths show which one is missing, so
    that a lost line costs one paper instead of shifting all the following pairs.
    """
    index = 0
    while index < len(lines):
        number, line = lines[index]
        # A title is judged by the two lines after it.
        second = lines[index + 1][1] if index + 1 < len(lines) else None
        third = lines[index + 2][1] if index + 2 < len(lines) else None
        if _lacks_title(line, second):
            yield number, None, line
            index += 1
        elif second is None or _is_title(second, third):
            yield number, line, None
            index += 1
        else:
            yield number, line, second
            index += 2


def _lacks_title(line: str, next_line: str | None) -> bool:
    """Return whether a line in the position of a title is an abstract.

    A title can have two sentences ("Real? Yes."); then an abstract follows.
    """
    if len(line) >= _MIN_ABSTRACT_CHARS:
        return True
    return is_abstract(line) and not (next_line is not None and is_abstract(next_line))


def _is_title(line: str, next_line: str | None) -> bool:
    """Return whether a line in the position of an abstract is the title of the next paper."""
    return not is_abstract(line) and next_line is not None and is_abstract(next_line)


def is_banner(line: str) -> bool:
    """Return whether a line is one of the site's banner, menu or buttons."""
    return bool(_BANNER.fullmatch(line))


def is_abstract(line: str) -> bool:
    """Return whether a line is an abstract rather than a title: long, or of several sentences."""
    return len(line) >= _MIN_ABSTRACT_CHARS or len(_SENTENCE_END.findall(line)) > 1
