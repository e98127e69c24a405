r"""Read Hugging Face Papers as tools that convert a page to Markdown write it.

A paper is an upvote link to the login page, a heading that links to the paper, the abstract as the
text of one link to the paper (its lines may end in ``\\``), then links to organizations, GitHub and
arXiv, and a date ("· May 29"). A page may contain a paper twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from sitegen.sources.fields import read_records
from sitegen.sources.hf import COUNT_PATTERN, PAPER_URL, PaperDraft, find_date, to_records
from sitegen.sources.reading import line_finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "hf-markdown"
RANK: Final = 120

#: A heading that is a link to a paper.
_HEADING: Final = re.compile(r"^#{1,6}\s*\[[^\n]*\]\(" + PAPER_URL.pattern, re.MULTILINE)
#: The end of a link, with an optional title; group 1 is the address.
_LINK_END: Final = re.compile(r"\]\(([^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
#: The start of a link at the start of a line, perhaps of a list item; group 1 marks a heading.
_OPENING: Final = re.compile(r"^[ \t]*(?:[*+-][ \t]+)?(#{1,6}[ \t]*)?\[", re.MULTILINE)
#: Brackets to balance. An escaped character matches as a whole, so that it does not count.
_BRACKET: Final = re.compile(r"\\.|\[|\]", re.DOTALL)
_CODE: Final = re.compile(r"\]\((https?://github\.com/[^()\s]++)\)")
#: Limits on the search backwards for the start of a link, which keep hostile texts linear.
_MAX_LINK_CHARS: Final = 20_000
_MAX_OPENINGS: Final = 40
#: An image, or its remains where its address was cut off.
_IMAGE: Final = re.compile(
    r"!\[[^\]\n]*+(?:\]\([^()\n]{0,2000}+(?:\([^()\n]{0,2000}+\)[^()\n]{0,2000}+)?\))?"
)
#: A link inside the text of another one; group 1 is its text.
_INNER_LINK: Final = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
#: A backslash before ASCII punctuation, as CommonMark defines escapes.
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A hard line break. Where lines were joined, its backslash is doubled and followed by blanks.
_LINE_END: Final = re.compile(r"\\(?:\\?[ \t]*\n|\\[ \t]+)")
#: A line that is only a count.
_VOTES: Final = re.compile(rf"^[ \t]*({COUNT_PATTERN})[ \t]*$", re.MULTILINE)
#: A shorter link text is a caption ("View paper"), not an abstract.
_MIN_ABSTRACT_CHARS: Final = 60
#: A longer text is certainly no title.
_MAX_TITLE_CHARS: Final = 200


class _Link(NamedTuple):
    """A link to a paper, or to voting for one.

    Attributes:
        start: position of the text, behind the opening bracket.
        end: position behind the closing parenthesis.
        is_heading: whether the link is a heading.
        text: text without images, escapes and the addresses of inner links.
        url: address as it is written.
        arxiv_id: arXiv id in the address, without version.
    """

    start: int
    end: int
    is_heading: bool
    text: str
    url: str
    arxiv_id: str


def sniff(head: str) -> bool:
    """Return True for Markdown with a heading that links to a paper, and a vote or abstract link.

    A reading list written by hand has such headings too, but plain text below them.
    """
    if not _HEADING.search(head):
        return False
    return any("login" in link.url or len(link.text) > _MAX_TITLE_CHARS for link in _links(head))


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a page; skip its menus and other text without a diagnostic."""
    return read_records(to_records(_papers(text)), path)


def _papers(text: str) -> Iterator[PaperDraft]:
    """Yield the papers that have a heading, in the order of their first links."""
    line_of = line_finder(text)
    drafts: dict[str, PaperDraft] = {}
    previous: tuple[PaperDraft, int] | None = None  # paper and end of the previous link
    is_vote = False  # whether the previous link was one to vote
    for link in _links(text):
        if previous:
            paper, end = previous
            between = text[end : link.start]
            # Some tools put the count below the vote link in place of into it.
            votes = _VOTES.search(between) if is_vote else None
            paper.upvotes = paper.upvotes or (votes[1] if votes else None)
            _take_text(paper, between)
        is_vote = "login" in link.url
        paper = drafts.setdefault(link.arxiv_id, PaperDraft(line_of(link.start), link.arxiv_id))
        _take_link(paper, link)
        previous = paper, link.end
    if previous:
        paper, end = previous
        _take_text(paper, text[end:])
    # A paper that is only linked, in a menu or a comment, has no heading.
    yield from (paper for paper in drafts.values() if paper.title)


def _take_link(paper: PaperDraft, link: _Link) -> None:
    """Add the text of a link to its paper: votes, title or abstract."""
    if "login" in link.url:
        digits = re.search(r"\d{1,6}", link.text)
        paper.upvotes = paper.upvotes or (digits.group() if digits else None)
    elif link.is_heading:
        paper.title = paper.title or link.text
    elif (
        len(link.text) >= max(_MIN_ABSTRACT_CHARS, len(paper.abstract)) and link.text != paper.title
    ):
        paper.abstract = link.text


def _take_text(paper: PaperDraft, text: str) -> None:
    """Add the text between a link to a paper and the next one: date, code, perhaps an abstract."""
    paper.date = paper.date or find_date(text, paper.arxiv_id)
    paper.code += _CODE.findall(text)
    if paper.title and not paper.abstract:
        # Some tools write the abstract without a link; paragraphs with links are menus.
        paragraphs = (_plain_text(part) for part in re.split(r"\n\s*\n", text) if "](" not in part)
        longest = max(paragraphs, key=len, default="")
        paper.abstract = longest if len(longest) > _MAX_TITLE_CHARS else ""


def _links(text: str) -> Iterator[_Link]:
    """Yield the links to papers and to voting for them, in document order.

    An abstract contains brackets and links, at which a Markdown parser would end the link around
    it. So a link is found by its end; its text begins at the last bracket at the start of a line
    behind which all brackets balance.
    """
    previous_end = 0
    for match in _LINK_END.finditer(text):
        # Vote links quote the paper's address: /login?next=%2Fpapers%2F2410.05258
        url = PAPER_URL.search(unquote(match[1]))
        if url is None:
            continue
        span = text[max(previous_end, match.start() - _MAX_LINK_CHARS) : match.start()]
        openings = list(_OPENING.finditer(span))[-_MAX_OPENINGS:]
        opening = next((o for o in reversed(openings) if _is_balanced(span[o.end() :])), None)
        # A link in the middle of a line starts at the last bracket.
        start = opening.end() if opening else span.rfind("[") + 1
        if start:
            is_heading = bool(opening and opening[1])
            position = match.start() - len(span) + start
            link_text = _plain_text(span[start:])
            yield _Link(position, match.end(), is_heading, link_text, match[1], url[1])
        previous_end = match.end()


def _is_balanced(text: str) -> bool:
    """Return whether each closing bracket has an opening one before it, and each one closes."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth < 0:
            return False
    return depth == 0


def _plain_text(text: str) -> str:
    """Return a text without images, escapes and the addresses of links in it."""
    # The order matters: images look like links, and escapes protect brackets from both.
    text = _INNER_LINK.sub(r"\1", _IMAGE.sub("", _LINE_END.sub("\n", text)))
    return " ".join(_ESCAPE.sub(r"\1", text).split())
