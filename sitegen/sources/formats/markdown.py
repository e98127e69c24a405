"""A reading list in Markdown: a heading a paper, the text below it is the abstract.

The heading may be a link to the paper; a first paragraph that is all links or emphasis is taken
for the line of authors. Read with markdown-it-py, by CommonMark 0.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from sitegen.errors import Diagnostic
from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.paper import Author, Link, Origin, Paper
from sitegen.sources.formats.note import without_front_matter
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    checked_abstract,
    checked_title,
    paper_links,
)
from sitegen.text.clean import clean_text
from sitegen.text.links import link_kind, safe_url

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME: Final = "markdown"
RANK: Final = 140

_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)


@dataclass(slots=True)
class _Section:
    """One heading and what stands below it, while the tokens go by."""

    line: int
    level: int
    title: str
    urls: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def sniff(head: str) -> bool:
    """Claim a text with at least one ``#`` heading."""
    return bool(_HEADING.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read a reading list; a heading that only holds further headings is no paper."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    sections = _sections(without_front_matter(text))
    for section, following in zip_longest(sections, sections[1:]):
        is_group = following is not None and following.level > section.level
        if is_group and (section.level == 1 or not section.paragraphs):
            continue
        try:
            papers.append(_paper(section, Origin(path, section.line)))
        except RecordError as error:
            diagnostics.append(Diagnostic(path, section.line, section.title[:200], str(error)))
    return ReadResult(tuple(papers), tuple(diagnostics))


def _sections(text: str) -> list[_Section]:
    sections: list[_Section] = []
    opened: Token | None = None
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        if token.type.endswith("_open"):
            opened = token
        if token.type != "inline":
            continue
        if opened and opened.type == "heading_open":
            line, level = (token.map or [0])[0] + 1, int(opened.tag.removeprefix("h"))
            sections.append(_Section(line, level, _plain(token), _urls(token)))
        elif sections:
            _take(sections[-1], token)
    return sections


def _take(section: _Section, token: Token) -> None:
    """Give a paragraph to its section: as authors where it is all emphasis, else as abstract."""
    section.urls += _urls(token)
    children = [c for c in token.children or () if c.type != "text" or c.content.strip()]
    emphasised = children and children[0].type == "em_open" and children[-1].type == "em_close"
    if emphasised and not section.paragraphs and not section.authors:
        section.authors = [n for n in re.split(r"\s*[,;]\s*|\s+and\s+", _plain(token)) if n]
    else:
        section.paragraphs.append(_plain(token))


def _plain(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "html_inline", "text_special"}:
            parts.append(child.content)
    return "".join(parts)


def _urls(token: Token) -> list[str]:
    hrefs = (c.attrGet("href") for c in token.children or () if c.type == "link_open")
    return [str(href) for href in hrefs if href]


def _paper(section: _Section, origin: Origin) -> Paper:
    abstract = checked_abstract(" ".join(section.paragraphs))
    named = [Link(url, link_kind(url)) for url in map(safe_url, section.urls) if url]
    arxiv = (
        parse_arxiv_id(x.url) for x in named if re.search(r"arxiv|huggingface\.co/papers", x.url)
    )
    dois = (parse_doi(x.url) for x in named if x.kind == "doi")
    return Paper(
        title=checked_title(section.title),
        abstract=abstract,
        authors=tuple(Author(name) for name in map(clean_text, section.authors) if name),
        doi=next(filter(None, dois), None),
        arxiv_id=next(filter(None, arxiv), None),
        links=paper_links(named, abstract),
        origins=(origin,),
    )
