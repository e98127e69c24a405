"""A listing saved as text: a title line, then its abstract line, and so on.

This is what a Hugging Face Papers page becomes when it is saved as plain text: banner lines first
("Get trending papers in your email inbox"), the button's "Subscribe" glued to the first title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic
from sitegen.paper import Origin, Paper
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    checked_abstract,
    checked_title,
    paper_links,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "listing"
RANK: Final = 160

_BANNER: Final = re.compile(
    r"get trending papers in your email inbox.*|subscribe!?|trending papers|daily papers|"
    r"new|log in|sign up|upvote(?: \d+)?|view (?:all|more).*|"
    r"by akhaliq and the research community",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"^Subscribe(?=[^\sa-z])")
#: A line this long, or of two sentences and more, is an abstract; titles stay below.
_LONG: Final = 250
_SENTENCE_END: Final = re.compile(r"[.!?。！？][\"')\]]?(?=\s+[A-Z0-9]|\s*$)")


def sniff(head: str) -> bool:
    """Claim any text: the plainest format comes last and takes what no other does."""
    return bool(head.strip())


def read(text: str, path: str) -> ReadResult:
    """Read a listing; each title and abstract that do not pair are a diagnostic."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    for line, title, abstract in _pairs(_content_lines(text)):
        try:
            papers.append(_paper(title, abstract, Origin(path, line)))
        except RecordError as error:
            diagnostics.append(Diagnostic(path, line, (title or abstract or "")[:200], str(error)))
    return ReadResult(tuple(papers), tuple(diagnostics))


def _paper(title: str | None, abstract: str | None, origin: Origin) -> Paper:
    # Lengths first: a line of a megabyte is told as such, not as lacking its other half.
    clean = checked_abstract(abstract or "")
    if title is None:
        raise RecordError("an abstract with no title; put the title on the line before")
    clean_title = checked_title(title)
    if abstract is None:
        raise RecordError("a title with no abstract; put the abstract on the next line")
    return Paper(clean_title, clean, links=paper_links((), clean), origins=(origin,))


def _content_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are not blank and not banner, each with its 1-based number."""
    lines: list[tuple[int, str]] = []
    banner = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if _BANNER.fullmatch(line):
            banner = True
            continue
        if banner and not lines:
            # Only below a banner: a paper's own title may start with the word.
            line = _GLUED.sub("", line)
        if line:
            lines.append((number, line))
    return lines


def _pairs(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield line, title and abstract; where one of them is missing, None stands for it.

    Lines alternate. Where they stop to, the lengths tell what is missing, so that one lost line
    costs one paper and not all that follow.
    """
    i = 0
    while i < len(lines):
        number, line = lines[i]
        following = lines[i + 1][1] if i + 1 < len(lines) else None
        after = lines[i + 2][1] if i + 2 < len(lines) else None
        if _lacks_title(line, following):
            yield number, None, line
            i += 1
        elif following is None or _is_lone_title(following, after):
            yield number, line, None
            i += 1
        else:
            yield number, line, following
            i += 2


def _lacks_title(line: str, following: str | None) -> bool:
    """Tell an abstract where a title should be from a title of two sentences ("Real? Yes.")."""
    if len(line) >= _LONG:
        return True
    return is_abstract(line) and not (following is not None and is_abstract(following))


def _is_lone_title(following: str, after: str | None) -> bool:
    """Tell whether the next line is a title of its own, so that this one lost its abstract."""
    return not is_abstract(following) and after is not None and is_abstract(after)


def is_banner(line: str) -> bool:
    """Tell a page's own lines, of its menu and buttons, from a paper's."""
    return bool(_BANNER.fullmatch(line))


def is_abstract(line: str) -> bool:
    """Tell an abstract from a title by its length and its sentences."""
    return len(line) >= _LONG or len(_SENTENCE_END.findall(line[:2000])) > 1
