"""Read a reading list in Markdown: one heading per paper, with the abstract below it.

The heading may be a link to the paper. A first paragraph in emphasis has the authors. Parsed with
markdown-it-py, according to CommonMark 0.31.
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
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    paper_links,
    validate_abstract,
    validate_title,
)
from sitegen.text.clean import clean_text
from sitegen.text.links import classify_link, safe_url

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME: Final = "markdown"
RANK: Final = 140

#: An ATX heading. Underlined ones are read too, but text above a rule looks the same.
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
#: Between authors: commas, semicolons or "and".
_AUTHOR_SEPARATOR: Final = re.compile(r"\s*[,;]\s*|\s+and\s+")
#: Addresses that may hold an arXiv id; in any other, a number with a point is not one.
_ARXIV_URL: Final = re.compile(r"arxiv|huggingface\.co/papers")


@dataclass(slots=True)
class _Section:
    """A heading and the text up to the next heading.

    Attributes:
        line: 1-based line of the heading.
        level: 1 to 6.
        title: text of the heading.
        urls: addresses of all links, those in the heading first.
        authors: names in an emphasized first paragraph.
        paragraphs: texts of the other paragraphs.
    """

    line: int
    level: int
    title: str
    urls: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def sniff(head: str) -> bool:
    """Return True for a text with at least one ``#`` heading."""
    return bool(_HEADING.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read a reading list; skip its title and headings that only group other headings."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    sections = _sections(without_front_matter(text))
    for section, following in zip_longest(sections, sections[1:]):
        # A level-1 heading above others is the list's title, even with an introduction below it.
        is_group = following is not None and following.level > section.level
        if is_group and (section.level == 1 or not section.paragraphs):
            continue
        try:
            papers.append(_paper(section, Origin(path, section.line)))
        except RecordError as error:
            excerpt = section.title[:MAX_EXCERPT_CHARS]
            diagnostics.append(Diagnostic(path, section.line, excerpt, str(error)))
    return ReadResult(tuple(papers), tuple(diagnostics))


def _sections(text: str) -> list[_Section]:
    """Return the sections of a text in their order; text before the first heading is skipped."""
    sections: list[_Section] = []
    block: Token | None = None
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        # The tokens of a block are its "…_open", one "inline" with the text, and its "…_close".
        if token.type.endswith("_open"):
            block = token
        if token.type != "inline":
            continue
        if block and block.type == "heading_open":
            # The token's lines are counted from 0, its tag is "h1" to "h6".
            line, level = (token.map or [0])[0] + 1, int(block.tag.removeprefix("h"))
            sections.append(_Section(line, level, _plain_text(token), _link_urls(token)))
        elif sections:
            _add_paragraph(sections[-1], token)
    return sections


def _add_paragraph(section: _Section, token: Token) -> None:
    """Add a paragraph to a section: as authors if it is emphasized, else as an abstract."""
    section.urls += _link_urls(token)
    # Emphasis leaves empty text tokens around it.
    children = [c for c in token.children or () if c.type != "text" or c.content.strip()]
    emphasised = children and children[0].type == "em_open" and children[-1].type == "em_close"
    if emphasised and not section.paragraphs and not section.authors:
        section.authors = list(filter(None, _AUTHOR_SEPARATOR.split(_plain_text(token))))
    else:
        section.paragraphs.append(_plain_text(token))


def _plain_text(token: Token) -> str:
    """Return the text of an inline token without its markup and images."""
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "html_inline", "text_special"}:
            parts.append(child.content)
    return "".join(parts)


def _link_urls(token: Token) -> list[str]:
    hrefs = (c.attrGet("href") for c in token.children or () if c.type == "link_open")
    return [str(href) for href in hrefs if href]


def _paper(section: _Section, origin: Origin) -> Paper:
    abstract = validate_abstract(" ".join(section.paragraphs))
    named = [Link(url, classify_link(url)) for url in map(safe_url, section.urls) if url]
    arxiv_ids = (parse_arxiv_id(link.url) for link in named if _ARXIV_URL.search(link.url))
    dois = (parse_doi(link.url) for link in named if link.kind == "doi")
    return Paper(
        title=validate_title(section.title),
        abstract=abstract,
        authors=tuple(Author(name) for name in map(clean_text, section.authors) if name),
        doi=next(filter(None, dois), None),
        arxiv_id=next(filter(None, arxiv_ids), None),
        links=paper_links(named, abstract),
        origins=(origin,),
    )
