r"""Hugging Face Papers as a page-to-Markdown tool writes it.

A heading that links to the paper, an upvote link to the login page before it, the abstract as the
text of one link to the paper (its lines may end in ``\\``), then organisations, GitHub and arXiv
links and "· May 29". Each paper may stand twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from sitegen.sources.fields import read_records
from sitegen.sources.hf import PAPER, Found, find_date, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import Reading

_HEADING: Final = re.compile(r"^#{1,6}\s*\[[^\n]*\]\(" + PAPER.pattern, re.MULTILINE)
_LINK_END: Final = re.compile(r"\]\(([^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
_OPENING: Final = re.compile(r"^[ \t]*(#{1,6}[ \t]*)?\[", re.MULTILINE)
_IMAGE: Final = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[[^\]\n]*")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_END: Final = re.compile(r"\\{1,2}[ \t]*\n")
_SHORTEST: Final = 60


class _Link(NamedTuple):
    start: int
    end: int
    is_heading: bool
    text: str
    url: str


def sniff(head: str) -> bool:
    """Claim Markdown with a heading that links to a paper."""
    return bool(_HEADING.search(head))


def read(text: str, path: str) -> Reading:
    """Read a saved page; what is no paper's is left out without a word."""
    return read_records(records(_papers(text)), path)


def _papers(text: str) -> Iterator[Found]:
    line_ends = [match.start() for match in re.finditer("\n", text)]
    found: dict[str, Found] = {}
    votes: dict[str, str] = {}
    sections: list[tuple[Found, int]] = []
    for link in _links(text):
        match = PAPER.search(unquote(link.url))
        if match and "login" in link.url:
            votes.setdefault(match[1], link.text)
        elif match and link.is_heading:
            line = bisect_right(line_ends, link.start) + 1
            paper = found.setdefault(match[1], Found(line, match[1]))
            paper.title = paper.title or link.text
            sections.append((paper, link.end))
        elif sections:
            _take(link, found.get(match[1]) if match else None, sections[-1][0])
    ends = [start for _, start in sections[1:]] + [len(text)]
    for (paper, start), end in zip(sections, ends, strict=False):
        paper.date = paper.date or find_date(text[start:end], paper.arxiv_id)
    for paper in found.values():
        paper.upvotes = _digits(votes.get(paper.arxiv_id, ""))
        yield paper


def _take(link: _Link, linked: Found | None, above: Found) -> None:
    """Take a link's text as the abstract of the paper that it leads to, or its address as code."""
    if linked and len(link.text) >= max(_SHORTEST, len(linked.abstract)):
        linked.abstract = link.text
    elif "//github.com/" in link.url:
        above.code.append(link.url)


def _digits(text: str) -> str | None:
    match = re.search(r"\d{1,6}", text)
    return match.group() if match else None


def _links(text: str) -> Iterator[_Link]:
    """Yield links with their texts: from the first bracket that opens a line to the link's end.

    An abstract has brackets of its own; a parser of Markdown would end the link at them.
    """
    last = 0
    for match in _LINK_END.finditer(text):
        opening = _OPENING.search(text, last, match.start() + 1)
        inner = opening.end() if opening else text.rfind("[", last, match.start()) + 1
        if inner > last or opening:
            is_heading = bool(opening and opening[1])
            yield _Link(
                inner, match.end(), is_heading, _plain(text[inner : match.start()]), match[1]
            )
        last = match.end()


def _plain(text: str) -> str:
    return " ".join(_ESCAPE.sub(r"\1", _IMAGE.sub("", _LINE_END.sub("\n", text))).split())
