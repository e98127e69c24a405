"""Read Hugging Face Papers saved as text, with addresses on separate lines.

A paper is a sequence of lines: an optional count ("[-] 74"), the title, the address, the abstract,
the address again, "6 authors", a middle dot, a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.fields import read_records
from sitegen.sources.formats.listing import is_abstract, is_banner
from sitegen.sources.hf import COUNT_PATTERN, PAPER_URL, PaperDraft, find_date, to_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "hf-text"
RANK: Final = 130

#: A line with only the address of a paper; whatever follows the id belongs to the address.
_ADDRESS: Final = re.compile(rf"\s*<?{PAPER_URL.pattern}\S*\s*")
#: A line with only a count, perhaps behind the button to vote.
_COUNT: Final = re.compile(rf"(?:\[[-–+ ]?\]|▲|upvote)?\s*({COUNT_PATTERN})", re.IGNORECASE)
#: The count at the start of a line that also has the title.
_COUNT_PREFIX: Final = re.compile(rf"\[[-–+ ]?\]\s*({COUNT_PATTERN})\s+(?=\S)")
_ANY_ADDRESS: Final = re.compile(r"<?https?://\S+")
_CODE: Final = re.compile(r"<?https?://github\.com/\S")
#: Lines of a page that belong to no title or abstract: dates, buttons, menus.
_PAGE_LINE: Final = re.compile(
    r"\d+ authors?|[·•|]|\[[-–+ ]?\]|submitted by.*|published on.*|view (?:arxiv page|pdf).*|"
    r"(?:github|arxiv)(?: [\d.]+k?)?|add to collection|upvote|comments?(?: \d+)?|\d+ comments?|"
    r"(?:· ?)?[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?|models|datasets|spaces|docs|pricing|community|"
    r"enterprise|previous|next|back to (?:top|papers)|company|terms|privacy|about|jobs|website|"
    r"tos|careers|search (?:papers|models).*|hugging face",
    re.IGNORECASE,
)


class _Span(NamedTuple):
    """The address lines of one paper: 0-based indices, equal if the address occurs once."""

    paper: PaperDraft
    first: int
    last: int


def sniff(head: str) -> bool:
    """Return True for a text with a paper's address alone on a line, except markup and JSON."""
    return not head.lstrip().startswith(("<", "{", "[{")) and any(
        _ADDRESS.fullmatch(line) for line in head.split("\n")
    )


def read(text: str, path: str) -> ReadResult:
    """Read a saved page; an address without a title becomes a diagnostic."""
    return read_records(to_records(_papers(text.split("\n"))), path)


def _papers(lines: list[str]) -> Iterator[PaperDraft]:
    """Yield the papers in the order of their first addresses."""
    addresses = [
        (index, match[1]) for index, line in enumerate(lines) if (match := _ADDRESS.fullmatch(line))
    ]
    drafts: dict[str, PaperDraft] = {}
    spans: list[_Span] = []
    for number, (index, arxiv_id) in enumerate(addresses):
        # The second address of a paper closes the span that its first one opened.
        if number and addresses[number - 1][1] == arxiv_id:
            spans[-1] = spans[-1]._replace(last=index)
        else:
            paper = drafts.setdefault(arxiv_id, PaperDraft(index + 1, arxiv_id))
            spans.append(_Span(paper, index, index))
    starts = [
        _take_header(lines, span, spans[number - 1].last + 1 if number else 0)
        for number, span in enumerate(spans)
    ]
    # A paper ends where the title or the count of the next one starts.
    for span, end in zip(spans, [*starts[1:], len(lines)], strict=False):
        _take_body(lines, span, end)
    yield from drafts.values()


def _take_header(lines: list[str], span: _Span, start: int) -> int:
    """Take title and count of a paper from the lines above its first address.

    Args:
        lines: all lines.
        span: the addresses of the paper.
        start: 0-based index of the first line that may belong to the paper.

    Returns:
        0-based index of the first line that does belong to it.
    """
    paper, first, _ = span
    index = _find_upwards(lines, first - 1, start, _is_content_line)
    header = first
    # An abstract above an address is that of the previous paper, which has no second address.
    if index >= start and not is_abstract(lines[index].strip()):
        title = lines[index].strip()
        count = _COUNT_PREFIX.match(title)
        if count:
            paper.upvotes = count[1]
        paper.title = paper.title or title[count.end() if count else 0 :]
        paper.line = min(paper.line, index + 1)
        header = index
    # Only blank lines may separate a count from the title.
    index = _find_upwards(lines, header - 1, start, str.strip)
    if index >= start and (match := _COUNT.fullmatch(lines[index].strip())):
        paper.upvotes, header = match[1], index
    return header


def _find_upwards(
    lines: list[str], index: int, start: int, matches: Callable[[str], object]
) -> int:
    """Return the index of the nearest matching line between two indices, or start - 1."""
    while index >= start and not matches(lines[index]):
        index -= 1
    return index


def _take_body(lines: list[str], span: _Span, end: int) -> None:
    """Take abstract, date and code of a paper from the lines between its address and an end."""
    paper, first, last = span
    is_repeated = last > first
    content = [
        index
        for index in range(first + 1, last if is_repeated else end)
        if _is_content_line(lines[index])
    ]
    # Some pages have the title below the address.
    if not paper.title and content and not is_abstract(lines[content[0]].strip()):
        paper.title = lines[content.pop(0)].strip()
    if not is_repeated:
        # Without a second address the abstract is the first run of consecutive lines.
        content = [index for i, index in enumerate(content) if index - content[0] == i]
    abstract = " ".join(lines[index].strip() for index in content)
    if len(abstract) > len(paper.abstract):
        paper.abstract = abstract
    # A date or a repository in the abstract need not be the paper's.
    in_abstract = set(content)
    others = [lines[index].strip() for index in range(first, end) if index not in in_abstract]
    paper.date = paper.date or find_date("\n".join(others), paper.arxiv_id)
    paper.code += [line.strip("<>") for line in others if _CODE.match(line)]


def _is_content_line(line: str) -> bool:
    """Return whether a line may be of a title or an abstract, not of the page around them."""
    text = line.strip()
    return bool(text) and not (
        _COUNT.fullmatch(text)
        or _PAGE_LINE.fullmatch(text)
        or _ANY_ADDRESS.fullmatch(text)
        or is_banner(text)
    )
