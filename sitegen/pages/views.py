"""What the templates show: one frozen view a thing, made from enriched papers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sitegen.errors import shorten
from sitegen.identifiers import fold_diacritics, has_letters_without_marks, match_key
from sitegen.pages.cite import format_bibtex
from sitegen.pages.escape import Markdown
from sitegen.pages.inline import excerpt, linked, plain, rich
from sitegen.pages.notes import note_markdown, note_text
from sitegen.pages.parsed import (
    AuthorView,
    ReferenceView,
    author_views,
    find_citations,
    reference_views,
)
from sitegen.paper import EnrichedPaper, Link, Related, Tag
from sitegen.text.formulas import Formula, split_formulas
from sitegen.text.language import detect_language

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from sitegen.paper import Paper

_SNIPPET: Final = 220
_FIRST_LINE: Final = 160
_BYLINE_AUTHORS: Final = 4
_SHARED_AUTHORS: Final = 2
_LABELS: Final = {
    "arxiv": "arXiv", "doi": "DOI", "pdf": "PDF", "code": "Code", "model": "Hugging Face",
    "source": "Source", "link": "Link",
}  # fmt: skip
#: Ways to the paper itself; where none is known, the page offers to look for it.
_SOURCES: Final = frozenset({"arxiv", "doi", "pdf", "source"})
_SENTENCE: Final = re.compile(r".{40,}?[.!?](?=\s+[A-Z“\"(])")


@dataclass(frozen=True, slots=True)
class OutLink:
    """A way out of the site: ``label`` is what readers see, ``kind`` picks the icon."""

    url: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and the number of papers that have it."""

    tag: Tag
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A paper in a list: title, one grey line, the start of the abstract, and their language."""

    id: str
    title: Markdown
    line: str
    snippet: Markdown
    language: str


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """What other papers' pages say of a paper."""

    id: str
    title: Markdown
    first_line: Markdown
    language: str
    year: int | None


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A related paper and why it is here."""

    paper: PaperSummary
    tags: tuple[str, ...]
    terms: tuple[str, ...]
    authors: tuple[str, ...]
    citation: str = ""


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything that a paper's page shows."""

    id: str
    paper: Paper
    title: Markdown
    plain_title: str
    language: str
    date: str
    plain_authors: str
    other_topic_names: str
    links: tuple[OutLink, ...]
    has_source: bool
    abstract: Markdown
    tags: tuple[Tag, ...]
    related: tuple[RelatedRow, ...]
    previous: PaperSummary | None
    next: PaperSummary | None
    note: Markdown
    authors: tuple[AuthorView, ...]
    affiliations: tuple[str, ...]
    references: tuple[ReferenceView, ...]
    cites: tuple[PaperSummary, ...]
    cited_by: tuple[PaperSummary, ...]
    bibtex: str


class _Neighbours:
    """The papers of a collection as others' pages name them, each made when first asked for."""

    def __init__(self, papers: Sequence[EnrichedPaper]) -> None:
        self.papers = papers
        self.tag_names = {tag.slug: tag.name for paper in papers for tag in paper.tags}
        self.citations = find_citations([paper.entry for paper in papers])
        self._by_id = {paper.entry.id: paper.entry.paper for paper in papers}
        self._made: dict[str, PaperSummary] = {}

    def glimpse(self, paper_id: str) -> PaperSummary:
        """Return what is said of a paper."""
        made = self._made.get(paper_id)
        if made is None:
            paper = self._by_id[paper_id]
            line = rich(first_line(paper.abstract or note_text(paper.note)))
            title, language = rich(paper.title), language_of(paper)
            made = self._made[paper_id] = PaperSummary(paper_id, title, line, language, paper.year)
        return made

    def at(self, place: int) -> PaperSummary | None:
        """Return what is said of the paper in a place of the listing, if there is one."""
        if 0 <= place < len(self.papers):
            return self.glimpse(self.papers[place].entry.id)
        return None

    def cited(
        self, links: Mapping[str, tuple[str, ...]], paper_id: str
    ) -> tuple[PaperSummary, ...]:
        """Return the papers that a paper cites, or is cited by."""
        return tuple(map(self.glimpse, links.get(paper_id, ())))


def paper_views(
    papers: Sequence[EnrichedPaper], only: Container[str] | None = None
) -> Iterable[PaperView]:
    """Yield the view of each paper, in the collection's order, or of those with some ids alone."""
    neighbours = _Neighbours(papers)
    for place, enriched in enumerate(papers):
        if only is None or enriched.entry.id in only:
            yield _view(enriched, place, neighbours)


def _view(enriched: EnrichedPaper, place: int, neighbours: _Neighbours) -> PaperView:
    paper, paper_id = enriched.entry.paper, enriched.entry.id
    links = out_links(paper)
    authors, affiliations = author_views(paper)
    citations = neighbours.citations
    others = (other_names(enriched.tags), sources_of_formulas(paper.title))
    return PaperView(
        id=paper_id,
        paper=paper,
        title=rich(paper.title, in_heading=True),
        plain_title=plain(paper.title),
        language=neighbours.glimpse(paper_id).language,
        date=shown_date(paper),
        plain_authors=plain_authors(paper),
        other_topic_names=" ".join(filter(None, others)),
        links=links,
        has_source=any(link.kind in _SOURCES for link in links),
        abstract=linked(paper.abstract),
        tags=enriched.tags,
        related=tuple(_related(r, paper_id, neighbours) for r in enriched.related),
        previous=neighbours.at(place - 1),
        next=neighbours.at(place + 1),
        note=note_markdown(paper.note) if paper.note else Markdown(),
        authors=authors,
        affiliations=affiliations,
        references=reference_views(paper, citations),
        cites=neighbours.cited(citations.cites, paper_id),
        cited_by=neighbours.cited(citations.cited_by, paper_id),
        bibtex=format_bibtex(paper),
    )


def row(enriched: EnrichedPaper) -> Row:
    """Make a paper's row for a list; its grey line names its tags where nothing else is known."""
    paper = enriched.entry.paper
    known = [byline(paper), paper.venue, shown_date(paper)]
    line = " · ".join(part for part in known if part)
    tags = " · ".join(tag.name for tag in enriched.tags[:4])
    snippet = rich(excerpt(paper.abstract or note_text(paper.note), _SNIPPET))
    return Row(enriched.entry.id, rich(paper.title), line or tags, snippet, language_of(paper))


def language_of(paper: Paper) -> str:
    """Return what language a paper's title and abstract are in, or nothing."""
    return detect_language(f"{paper.title} {paper.abstract}") or paper.language or ""


def byline(paper: Paper) -> str:
    """Name the first authors, and say that there are more."""
    names = [author.name for author in paper.authors]
    if len(names) <= _BYLINE_AUTHORS:
        return ", ".join(names)
    return f"{', '.join(names[: _BYLINE_AUTHORS - 1])} and {len(names) - _BYLINE_AUTHORS + 1} more"


def plain_authors(paper: Paper) -> str:
    """Return names as they are typed without their letters, of authors whose names need it."""
    names = (author.name for author in paper.authors)
    return " ".join(fold_diacritics(name) for name in names if has_letters_without_marks(name))


def other_names(tags: Iterable[Tag]) -> str:
    """Return the words of tags' further names, for search alone."""
    names = " ".join(name for tag in tags for name in tag.also)
    return " ".join(word for part in names.split() if (word := match_key(part)))


def sources_of_formulas(text: str) -> str:
    """Return the letters of a text's formulas as they are typed in TeX, for search alone."""
    if "$" not in text:
        return ""
    formulas = (part.tex for part in split_formulas(text) if isinstance(part, Formula))
    return " ".join(word for tex in formulas for part in tex.split() if (word := match_key(part)))


def shown_date(paper: Paper) -> str:
    """Return the day or the year of a paper, or nothing."""
    return paper.date or str(paper.year or "")


def out_links(paper: Paper) -> tuple[OutLink, ...]:
    """Return each way out of the site once; arXiv id and DOI give theirs."""
    links = list(paper.links)
    known = {link.kind for link in links}
    if paper.arxiv_id:
        if "arxiv" not in known:
            links.insert(0, Link(f"https://arxiv.org/abs/{paper.arxiv_id}", "arxiv"))
        if "pdf" not in known:
            links.insert(1, Link(f"https://arxiv.org/pdf/{paper.arxiv_id}", "pdf"))
    if paper.doi and "doi" not in known:
        links.append(Link(f"https://doi.org/{quote(paper.doi)}", "doi"))
    out = {link.url: OutLink(link.url, _LABELS[link.kind], link.kind) for link in links}
    return tuple(out.values())


def first_line(abstract: str) -> str:
    """Return an abstract's first sentence, cut where it is long."""
    match = _SENTENCE.match(abstract)
    return excerpt(match.group() if match else abstract, _FIRST_LINE)


def sort_key(title: str) -> str:
    """Return what titles sort by: case-blind, letters, digits and blanks only."""
    words = (match_key(word) for word in title.split())
    return " ".join(word for word in words if word)


def _related(related: Related, paper_id: str, neighbours: _Neighbours) -> RelatedRow:
    citations = neighbours.citations
    is_cited = related.id in citations.cites.get(paper_id, ())
    is_citing = related.id in citations.cited_by.get(paper_id, ())
    return RelatedRow(
        citation="cited here" if is_cited else "cites this paper" if is_citing else "",
        paper=neighbours.glimpse(related.id),
        tags=tuple(neighbours.tag_names[slug] for slug in related.tags),
        terms=related.terms,
        authors=related.authors[:_SHARED_AUTHORS],
    )


def count_tags(papers: Sequence[EnrichedPaper]) -> list[TagCount]:
    """Return the collection's tags, most used first, equal ones by name."""
    counts = Counter(tag for paper in papers for tag in paper.tags)
    return sorted(
        (TagCount(tag, count) for tag, count in counts.items()),
        key=lambda x: (-x.count, x.tag.name.casefold(), x.tag.slug),
    )


def cooccurring_tags(papers: Sequence[EnrichedPaper], tag: Tag, most: int = 10) -> list[TagCount]:
    """Return the tags that a tag's papers have too, most shared first."""
    return [other for other in count_tags(papers) if other.tag != tag][:most]


def front_matter(view: PaperView) -> dict[str, Any]:
    """Return what the theme needs of a paper beside its page: title, summary, citation."""
    paper = view.paper
    citation = {
        "title": view.plain_title,
        "authors": [author.name for author in paper.authors],
        "date": shown_date(paper).replace("-", "/"),
        "venue": paper.venue or "",
        "doi": paper.doi or "",
        "arxiv_id": paper.arxiv_id or "",
        "pdf": next((link.url for link in view.links if link.kind == "pdf"), ""),
    }
    return {
        "title": view.plain_title,
        "description": shorten(plain(paper.abstract), 200) or view.plain_title,
        "kind": "paper",
        "citation": {name: value for name, value in citation.items() if value},
    }
