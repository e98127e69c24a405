r"""Hugging Face Papers as a page-to-Markdown tool writes it.

A heading that links to the paper, an upvote link to the login page before it, the abstract as the
text of one link to the paper (its lines may end in ``\\``), then organisations, GitHub and arXiv
links and "· May 29". Each paper may stand twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from sitegen.sources.fields import read_records
from sitegen.sources.hf import COUNT, PAPER_URL, PaperDraft, find_date, records
from sitegen.sources.reading import line_finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "hf-markdown"
RANK: Final = 120

_HEADING: Final = re.compile(r"^#{1,6}\s*\[[^\n]*\]\(" + PAPER_URL.pattern, re.MULTILINE)
_LINK_END: Final = re.compile(r"\]\(([^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
_OPENING: Final = re.compile(r"^[ \t]*(?:[*+-][ \t]+)?(#{1,6}[ \t]*)?\[", re.MULTILINE)
_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_CODE: Final = re.compile(r"\]\((https?://github\.com/[^)\s]+)\)")
#: Characters and openings to look back over for a link's start.
_LONGEST: Final = 20_000
_MOST_OPENINGS: Final = 40
_IMAGE: Final = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[[^\]\n]*")
_INNER: Final = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
#: In a file whose lines were joined, two backslashes are left of one.
_LINE_END: Final = re.compile(r"\\{1,2}[ \t]*\n|\\\\[ \t]+")
_VOTES: Final = re.compile(rf"^[ \t]*({COUNT})[ \t]*$", re.MULTILINE)
_SHORTEST: Final = 60
_LONG_TITLE: Final = 200


class _Link(NamedTuple):
    start: int
    end: int
    is_heading: bool
    text: str
    url: str
    arxiv_id: str


def sniff(head: str) -> bool:
    """Claim Markdown with a heading that links to a paper, and an upvote or abstract link.

    A reading list that somebody wrote has such headings too, but text below them.
    """
    if not _HEADING.search(head):
        return False
    return any("login" in link.url or len(link.text) > _LONG_TITLE for link in _links(head))


def read(text: str, path: str) -> ReadResult:
    """Read a saved page; what is no paper's is left out without a word."""
    return read_records(records(_papers(text)), path)


def _papers(text: str) -> Iterator[PaperDraft]:
    line_of = line_finder(text)
    found: dict[str, PaperDraft] = {}
    last: tuple[PaperDraft, int] | None = None
    is_vote = False
    for link in _links(text):
        if last:
            between = text[last[1] : link.start]
            votes = _VOTES.search(between) if is_vote else None
            last[0].upvotes = last[0].upvotes or (votes[1] if votes else None)
            _take_between(last[0], between)
        is_vote = "login" in link.url
        paper = found.setdefault(link.arxiv_id, PaperDraft(line_of(link.start), link.arxiv_id))
        _take(paper, link)
        last = paper, link.end
    if last:
        _take_between(last[0], text[last[1] :])
    # A paper that is only linked, in a menu or a comment, has no heading.
    yield from (paper for paper in found.values() if paper.title)


def _take(paper: PaperDraft, link: _Link) -> None:
    """Take what a link to a paper says: its votes, its title or its abstract."""
    if "login" in link.url:
        digits = re.search(r"\d{1,6}", link.text)
        paper.upvotes = paper.upvotes or (digits.group() if digits else None)
    elif link.is_heading:
        paper.title = paper.title or link.text
    elif len(link.text) >= max(_SHORTEST, len(paper.abstract)) and link.text != paper.title:
        paper.abstract = link.text


def _take_between(paper: PaperDraft, text: str) -> None:
    """Take what stands between a link to a paper and the next one: a date, an abstract perhaps."""
    paper.date = paper.date or find_date(text, paper.arxiv_id)
    paper.code += _CODE.findall(text)
    if paper.title and not paper.abstract:
        paragraphs = (_plain(part) for part in re.split(r"\n\s*\n", text) if "](" not in part)
        longest = max(paragraphs, key=len, default="")
        paper.abstract = longest if len(longest) > _LONG_TITLE else ""


def _links(text: str) -> Iterator[_Link]:
    """Yield the links that lead to a paper, or to voting for one, with their texts.

    An abstract has brackets and links of its own, and a parser of Markdown would end the link
    there: its text begins at the last bracket at a line's start from which on brackets balance.
    """
    last = 0
    for match in _LINK_END.finditer(text):
        paper = PAPER_URL.search(unquote(match[1]))
        if paper is None:
            continue
        span = text[max(last, match.start() - _LONGEST) : match.start()]
        openings = list(_OPENING.finditer(span))[-_MOST_OPENINGS:]
        chosen = next((o for o in reversed(openings) if _balances(span[o.end() :])), None)
        start = chosen.end() if chosen else span.rfind("[") + 1
        if start:
            is_heading = bool(chosen and chosen[1])
            place = match.start() - len(span) + start
            yield _Link(place, match.end(), is_heading, _plain(span[start:]), match[1], paper[1])
        last = match.end()


def _balances(text: str) -> bool:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth < 0:
            return False
    return depth == 0


def _plain(text: str) -> str:
    """Return a link's text without images, escapes and the addresses of links in it."""
    text = _INNER.sub(r"\1", _IMAGE.sub("", _LINE_END.sub("\n", text)))
    return " ".join(_ESCAPE.sub(r"\1", text).split())
