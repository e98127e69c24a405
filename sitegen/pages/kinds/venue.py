"""The pages of a venue and of its years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.pages.counts import count_tags
from sitegen.pages.feeds import MIN_PAPERS, list_feed
from sitegen.pages.groups import Group, group_by_month, paper_group, year_title
from sitegen.pages.ordering import by_date
from sitegen.pages.registry import PageKind
from sitegen.pages.venues import VENUE_FOLDER
from sitegen.venues import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.people import Coauthor
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice
    from sitegen.pages.venue_lists import VenueList
    from sitegen.paper import EnrichedPaper

_MAX_TOPICS: Final = 12
_MAX_AUTHORS: Final = 12
_MAX_NAMES: Final = 8


@dataclass(frozen=True, slots=True)
class VenuePage:
    """Everything that the page of a venue or one of its years shows, apart from its papers.

    Attributes:
        address: name of its page, below ``venues/``.
        name: the full name, with the year on the page of one.
        label: by which readers know it.
        numbers: of papers and years.
        kind: what it is, as readers see it.
        names: other names.
        further_names: number of those that are left out.
        topics: of several papers, most frequent first.
        authors: of several papers, those of most first.
        has_feed: whether a feed lists the same papers.
    """

    address: str
    name: str
    label: str
    numbers: str
    kind: str
    names: tuple[str, ...]
    further_names: int
    topics: tuple[TagCount, ...]
    authors: tuple[Coauthor, ...]
    has_feed: bool


class YearLink(NamedTuple):
    """A link to a year of a venue.

    Attributes:
        year: 0 if unknown.
        stem: of the page, as seen from here; empty for this page.
        anchor: id of the year's heading there; empty for the page of a year.
    """

    year: int
    stem: str
    anchor: str


@dataclass(frozen=True, slots=True)
class _YearOfVenue:
    """Papers of a year on the page of a venue.

    Attributes:
        year: 0 if unknown.
        papers: of the year.
        total: number of papers if these are the first of them, else 0.
        target: of the link to all of them.
    """

    year: int
    papers: tuple[Slice, ...]
    total: int
    target: str


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that a page is rendered from.

    Attributes:
        view: what all pages of the list show.
        links: targets of the view's links.
        year: of the papers; None on the page of the venue itself.
        years: links to the years.
        count: number of papers of the list.
        is_whole: whether they are all on one page.
        papers: of the page of a year.
        groups: papers of the page of a venue.
        number: of the page, from 1 on.
        stems: file stems of all pages, as seen from this one.
    """

    view: VenuePage
    links: LinkTable
    year: int | None
    years: tuple[YearLink, ...]
    count: int
    is_whole: bool
    papers: tuple[Slice, ...]
    groups: tuple[_YearOfVenue, ...]
    number: int
    stems: tuple[str, ...]


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    views: dict[tuple[str, int | None], tuple[VenuePage, LinkTable]] = {}
    for page in context.venue_lists.pages:
        key = page.venue.address, page.year
        if key not in views:
            # Pages of one list follow one another.
            views = {key: _venue_page(context, page)}
        view, links = views[key]
        is_year = page.year is not None
        inputs = _Inputs(
            view=view,
            links=links,
            year=page.year,
            years=tuple(_year_links(context, page)),
            count=len(page.indices),
            is_whole=len(page.papers) == len(page.indices),
            papers=context.slices_of(page.papers if is_year else ()),
            groups=() if is_year else tuple(_years_of(context, page)),
            number=page.number,
            # Links of a year's pages start in the folder of the years.
            stems=tuple(stem.rpartition("/")[2] for stem in page.stems),
        )
        src_uri = f"{KIND.folder}/{page.stem}.md"
        yield context.renderer.page(src_uri, KIND.name, _render, inputs, rows=inputs.papers)


def _render(renderer: Renderer, inputs: _Inputs) -> str:
    is_year = inputs.year is not None
    return renderer.template(KIND.template).render(
        view=inputs.view,
        year=inputs.year,
        years=inputs.years,
        count=inputs.count,
        is_whole=inputs.is_whole,
        groups=group_by_month(renderer, inputs.papers, "../../")
        if is_year
        else [_group(renderer, year, inputs.count) for year in inputs.groups],
        number=inputs.number,
        pages=inputs.stems,
        links=inputs.links,
        feeds=(f"{KIND.folder}/{inputs.view.address}",) if inputs.view.has_feed else (),
    )


def _group(renderer: Renderer, group: _YearOfVenue, count: int) -> Group:
    title, anchor = year_title(group.year, renderer.texts), str(group.year or "unknown")
    papers = paper_group(renderer, group.papers, title, anchor, has_coins=count > 1)
    return replace(papers, total=group.total, target=group.target)


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for venue in context.venues.pages:
        if len(venue.papers) >= MIN_PAPERS:
            papers = by_date(context.papers[index] for index in venue.papers)
            yield from list_feed(context, f"{KIND.folder}/{venue.address}", venue.name, papers)


def _venue_page(context: SiteContext, page: VenueList) -> tuple[VenuePage, LinkTable]:
    """Return the view of a list, and the targets of its links."""
    venue = page.venue
    names = venue.other_names
    view = VenuePage(
        address=venue.address,
        name=venue.name if page.year is None else venue.in_year(page.year),
        label=venue.label,
        numbers=venue.numbers(context.texts),
        kind=context.texts.gettext(KIND_NAMES[venue.kind]) if venue.kind else "",
        names=tuple(names[:_MAX_NAMES]),
        further_names=max(0, len(names) - _MAX_NAMES),
        topics=tuple(_topics([context.papers[index] for index in page.indices])),
        authors=tuple(context.people.frequent(page.indices)[:_MAX_AUTHORS]),
        has_feed=f"{KIND.folder}/{venue.address}" in context.feeds,
    )
    links = context.links(
        "../" if page.year is None else "../../",
        authors=((coauthor.author, coauthor.paper_id) for coauthor in view.authors),
        topics=(counted.tag for counted in view.topics),
    )
    return view, links


def _topics(papers: Sequence[EnrichedPaper]) -> list[TagCount]:
    # Those of a single paper are on its page.
    several = (counted for counted in count_tags(papers) if counted.count > 1)
    return list(islice(several, _MAX_TOPICS))


def _years_of(context: SiteContext, page: VenueList) -> Iterator[_YearOfVenue]:
    for year, members in groupby(page.papers, key=lambda paper: paper.entry.paper.year or 0):
        has_page = context.venue_lists.has_year_page(page.venue, year)
        yield _YearOfVenue(
            year,
            context.slices_of(members),
            total=len(page.venue.years[year]) if has_page else 0,
            target=f"{page.venue.address}/{year}.md" * has_page,
        )


def _year_links(context: SiteContext, page: VenueList) -> list[YearLink]:
    """Return links to the years of a venue, from the page of a year to others of such pages."""
    lists = context.venue_lists
    folder = "" if page.year is None else "../"
    links = []
    for year, (stem, anchor) in lists.headings(page.venue).items():
        if page.year is not None and lists.has_year_page(page.venue, year):
            links.append(YearLink(year, str(year), ""))
        else:
            links.append(YearLink(year, "" if stem == page.stem else f"{folder}{stem}", anchor))
    return links


KIND: Final = PageKind("venue", 69, "venue.md.j2", _pages, folder=VENUE_FOLDER, feeds=_feeds)
