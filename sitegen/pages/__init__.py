"""One Markdown page a paper, a tag, a list: enriched papers in, an MkDocs docs folder out.

Pure: yields pages as values; ``render`` writes them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from sitegen.identifiers import match_key
from sitegen.pages.escape import (
    Markdown,
    escape_pre,
    escape_url,
    finalize,
    to_yaml,
)
from sitegen.pages.inline import linked, rich
from sitegen.pages.views import (
    TagCount,
    cooccurring_tags,
    count_tags,
    front_matter,
    paper_views,
    row,
    shown_date,
    sort_key,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sitegen.pages.views import PaperView, Row
    from sitegen.paper import EnrichedPaper, Tag

_HOME_TAGS: Final = 30


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file: MkDocs' ``src_uri`` below docs/, its text, and what kind of page it is.

    Pages of one ``kind`` have the same header and footer.
    """

    src_uri: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages say of the site as a whole."""

    name: str
    description: str
    page_size: int = 200
    home_papers: int = 20
    packed: bool = False
    language: str = "en"
    fulltext: bool = False


def render_pages(papers: Sequence[EnrichedPaper], site: Site) -> Iterator[Page]:
    """Yield every page of a site, in a fixed order."""
    templates = _templates_of(papers, site)
    tags = count_tags(papers)
    # A paper's row stands in several lists: on the front page, in each order, under each tag.
    rows = {paper.entry.id: row(paper) for paper in papers}
    yield _home(templates, list(rows.values())[: site.home_papers], tags)
    yield from _lists(templates, papers, rows, site)
    yield from _tag_lists(templates, tags)
    yield from _tag_pages(templates, papers, rows, tags, site)
    yield Page("search.md", templates.get_template("search.md.j2").render(), "search")
    yield from _papers(templates, paper_views(papers))


def by_title(papers: Iterable[EnrichedPaper]) -> list[EnrichedPaper]:
    """Return papers sorted by what counts of their titles."""
    return sorted(papers, key=lambda p: (sort_key(p.entry.paper.title), p.entry.id))


def by_date(papers: Iterable[EnrichedPaper]) -> list[EnrichedPaper]:
    """Return papers sorted newest first, those of one date, or of none, by title."""
    return sorted(by_title(papers), key=lambda p: shown_date(p.entry.paper), reverse=True)


def render_papers(
    papers: Sequence[EnrichedPaper], site: Site, ids: Container[str]
) -> Iterator[Page]:
    """Yield the pages of some papers alone, as ``render_pages`` would."""
    yield from _papers(_templates_of(papers, site), paper_views(papers, ids))


def _papers(templates: Environment, views: Iterable[PaperView]) -> Iterator[Page]:
    template = templates.get_template("paper.md.j2")
    for view in views:
        text = template.render(view=view, front=front_matter(view))
        yield Page(f"papers/{view.id}.md", text, "paper")


def _templates_of(papers: Sequence[EnrichedPaper], site: Site) -> Environment:
    """Return the templates, and with them what all pages may say of the collection."""
    templates = _environment()
    years = sorted({p.entry.paper.year for p in papers if p.entry.paper.year})
    shared = {
        "site": site,
        "total": len(papers),
        "tag_total": len({tag for paper in papers for tag in paper.tags}),
        "years": years,
        "has_dates": bool(years),
        "orders": _orders(papers),
        "facets": _facets(papers),
        "has_related": any(p.related for p in papers),
    }
    templates.globals.update(shared)
    templates.filters["lang"] = lambda language: _lang(language, site.language)
    return templates


def _lang(language: str, usual: str) -> Markdown:
    """Return the attribute for a text in another language than the site's, or nothing."""
    return Markdown(f' lang="{language}"' if language and language != usual else "")


def _environment() -> Environment:
    environment = Environment(  # noqa: S701  - finalize escapes for Markdown, which is stricter
        loader=PackageLoader("sitegen.pages"),
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        safe_md=Markdown,
        rich=rich,
        linked=linked,
        pre=escape_pre,
        yaml=to_yaml,
        dest=escape_url,
    )
    return environment


def _home(templates: Environment, rows: list[Row], tags: list[TagCount]) -> Page:
    text = templates.get_template("home.md.j2").render(rows=rows, tags=tags[:_HOME_TAGS])
    return Page("index.md", text, "home")


def _orders(papers: Sequence[EnrichedPaper]) -> dict[str, str]:
    """Return the orders of the full list: file stem -> what readers see."""
    orders = {"papers": "Listing order", "papers-by-title": "Title"}
    if any(p.entry.paper.year for p in papers):
        orders["papers-by-date"] = "Newest"
    return orders


def _facets(papers: Sequence[EnrichedPaper]) -> str:
    """Return the names of the facets that a collection has, with blanks between them."""
    has = {
        "tag": any(p.tags for p in papers),
        "year": any(p.entry.paper.year for p in papers),
        "venue": any(p.entry.paper.venue for p in papers),
        "author": any(p.entry.paper.authors for p in papers),
        "has": any(link.kind in {"code", "model"} for p in papers for link in p.entry.paper.links),
    }
    return " ".join(name for name, is_there in has.items() if is_there)


def _lists(
    templates: Environment, papers: Sequence[EnrichedPaper], rows: dict[str, Row], site: Site
) -> Iterator[Page]:
    ordered = {
        "papers": papers,
        "papers-by-title": by_title(papers),
        "papers-by-date": by_date(papers),
    }
    template = templates.get_template("papers.md.j2")
    for stem in _orders(papers):
        for number, chunk, pages in _paged(ordered[stem], stem, "-", site.page_size):
            text = template.render(
                rows=[rows[paper.entry.id] for paper in chunk],
                stem=stem,
                number=number,
                pages=pages,
            )
            yield Page(f"{pages[number - 1]}.md", text, "list")


def _paged(
    papers: Sequence[EnrichedPaper], stem: str, mark: str, size: int
) -> Iterator[tuple[int, Sequence[EnrichedPaper], list[str]]]:
    """Yield page number, its papers, and the stems of all pages of a list."""
    count = max(1, -(-len(papers) // size))
    stems = [stem if n == 1 else f"{stem}{mark}{n}" for n in range(1, count + 1)]
    for n in range(count):
        yield n + 1, papers[n * size : (n + 1) * size], stems


def _tag_lists(templates: Environment, tags: list[TagCount]) -> Iterator[Page]:
    template = templates.get_template("tags.md.j2")
    yield Page("tags.md", template.render(groups={"": tags}, by_letter=False), "tags")
    groups: defaultdict[str, list[TagCount]] = defaultdict(list)
    for tag in sorted(tags, key=lambda t: (t.tag.name.casefold(), t.tag.slug)):
        initial = match_key(tag.tag.name)[:1].upper()
        groups[initial if initial.isalpha() else "0–9"].append(tag)
    by_letter = template.render(groups=dict(groups), by_letter=True)
    yield Page("tags-by-letter.md", by_letter, "tags")


def _tag_pages(
    templates: Environment,
    papers: Sequence[EnrichedPaper],
    rows: dict[str, Row],
    tags: list[TagCount],
    site: Site,
) -> Iterator[Page]:
    having: defaultdict[Tag, list[EnrichedPaper]] = defaultdict(list)
    for paper in papers:
        for tag in paper.tags:
            having[tag].append(paper)
    template = templates.get_template("tag.md.j2")
    by_slug = {counted.tag.slug: counted for counted in tags}
    narrower: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in tags:
        if counted.tag.parent:
            narrower[counted.tag.parent].append(counted)
    for counted in tags:
        members = having[counted.tag]
        below = narrower[counted.tag.slug]
        shown = {other.tag for other in below}
        others = [c for c in cooccurring_tags(members, counted.tag) if c.tag not in shown]
        for number, chunk, pages in _paged(members, counted.tag.slug, ".page-", site.page_size):
            text = template.render(
                tag=counted.tag,
                count=counted.count,
                parent=by_slug[counted.tag.parent].tag if counted.tag.parent else None,
                narrower=below,
                others=others,
                rows=[rows[paper.entry.id] for paper in chunk],
                number=number,
                pages=pages,
            )
            yield Page(f"tags/{pages[number - 1]}.md", text, "tag")
