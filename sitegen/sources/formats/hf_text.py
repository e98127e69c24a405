"""Hugging Face Papers saved as text with addresses on lines of their own.

A paper is: perhaps a count ("[-] 74"), its title, its address, its abstract, the address again,
"6 authors", a middle dot, a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import read_records
from sitegen.sources.formats.listing import is_abstract, is_banner
from sitegen.sources.hf import COUNT, PAPER_URL, PaperDraft, find_date, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "hf-text"
RANK: Final = 130

_ADDRESS: Final = re.compile(rf"\s*<?{PAPER_URL.pattern}\S*\s*")
_COUNT: Final = re.compile(rf"(?:\[[-–+ ]?\]|▲|upvote)?\s*({COUNT})", re.IGNORECASE)
#: A count and a title on one line.
_COUNTED: Final = re.compile(rf"\[[-–+ ]?\]\s*({COUNT})\s+(?=\S)")
_ANY_ADDRESS: Final = re.compile(r"<?https?://\S+")
_CODE: Final = re.compile(r"<?https?://github\.com/\S")
_ASIDE: Final = re.compile(
    r"\d+ authors?|[·•|]|\[[-–+ ]?\]|submitted by.*|published on.*|view (?:arxiv page|pdf).*|"
    r"(?:github|arxiv)(?: [\d.]+k?)?|add to collection|upvote|comments?(?: \d+)?|\d+ comments?|"
    r"(?:· ?)?[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?|models|datasets|spaces|docs|pricing|community|"
    r"enterprise|previous|next|back to (?:top|papers)|company|terms|privacy|about|jobs|website|"
    r"tos|careers|search (?:papers|models).*|hugging face",
    re.IGNORECASE,
)


def sniff(head: str) -> bool:
    """Claim a text that has a paper's address on a line of its own, and is no markup."""
    return not head.lstrip().startswith(("<", "{", "[{")) and any(
        _ADDRESS.fullmatch(line) for line in head.split("\n")
    )


def read(text: str, path: str) -> ReadResult:
    """Read a saved page; an address that has no title is a diagnostic."""
    return read_records(records(_papers(text.split("\n"))), path)


def _papers(lines: list[str]) -> Iterator[PaperDraft]:
    addresses = [
        (place, match[1]) for place, line in enumerate(lines) if (match := _ADDRESS.fullmatch(line))
    ]
    found: dict[str, PaperDraft] = {}
    spans: list[tuple[PaperDraft, int, int]] = []
    for number, (place, arxiv_id) in enumerate(addresses):
        if number and addresses[number - 1][1] == arxiv_id:
            spans[-1] = (spans[-1][0], spans[-1][1], place)
        else:
            paper = found.setdefault(arxiv_id, PaperDraft(place + 1, arxiv_id))
            spans.append((paper, place, place))
    ends = _titles(lines, spans)
    for (paper, first, last), end in zip(spans, ends, strict=False):
        _take_body(lines, paper, (first, last, end))
    yield from found.values()


def _titles(lines: list[str], spans: list[tuple[PaperDraft, int, int]]) -> list[int]:
    """Find each paper's title and count above its address; return where what is below ends."""
    ends = []
    for number, (paper, first, _) in enumerate(spans):
        least = spans[number - 1][2] + 1 if number else 0
        place = first - 1
        while place >= least and not _is_told(lines[place]):
            place -= 1
        start = first
        if place >= least and not is_abstract(lines[place].strip()):
            counted = _COUNTED.match(lines[place].strip())
            if counted:
                paper.upvotes = counted[1]
            paper.title = paper.title or lines[place].strip()[counted.end() if counted else 0 :]
            paper.line = min(paper.line, place + 1)
            start = place
        above = start - 1
        while above >= least and not lines[above].strip():
            above -= 1
        if above >= least and (match := _COUNT.fullmatch(lines[above].strip())):
            paper.upvotes, start = match[1], above
        if number:
            ends.append(start)
    return [*ends, len(lines)]


def _take_body(lines: list[str], paper: PaperDraft, span: tuple[int, int, int]) -> None:
    first, last, end = span
    told = [n for n in range(first + 1, last if last > first else end) if _is_told(lines[n])]
    if not paper.title and told and not is_abstract(lines[told[0]].strip()):
        paper.title = lines[told.pop(0)].strip()
    if last == first:
        # The address stands once: the abstract is the first run of lines.
        told = [n for i, n in enumerate(told) if n - told[0] == i]
    text = " ".join(lines[n].strip() for n in told)
    if len(text) > len(paper.abstract):
        paper.abstract = text
    of_abstract = set(told)
    rest = [line.strip() for n, line in enumerate(lines[first:end], first) if n not in of_abstract]
    paper.date = paper.date or find_date("\n".join(rest), paper.arxiv_id)
    paper.code += [line.strip("<>") for line in rest if _CODE.match(line)]


def _is_told(line: str) -> bool:
    """Tell a line of a title or an abstract from what stands around it."""
    text = line.strip()
    return bool(text) and not (
        _COUNT.fullmatch(text)
        or _ASIDE.fullmatch(text)
        or _ANY_ADDRESS.fullmatch(text)
        or is_banner(text)
    )
