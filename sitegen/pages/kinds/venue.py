"""The pages of a venue and of its years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.pages.counts import count_tags
from sitegen.pages.feeds import MIN_PAPERS, list_feed
from sitegen.pages.groups import Group, group_by_month, paper_group
from sitegen.pages.ordering import by_date
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.venues import VENUE_FOLDER
from sitegen.venues import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.people import Coauthor
    from sitegen.pages.venue_lists import VenueList
    from sitegen.pages.venues import CollectedVenue
    from sitegen.paper import EnrichedPaper

_MAX_TOPICS: Final = 12
_MAX_AUTHORS: Final = 12
_MAX_NAMES: Final = 8


@dataclass(frozen=True, slots=True)
class VenuePage:
    """Everything that the page of a venue or one of its years shows, apart from its papers.

    Attributes:
        venue: the venue.
        kind: what it is, as readers see it.
        names: other names.
        further_names: number of those that are left out.
        topics: of several papers, most frequent first.
        authors: of several papers, those of most first.
    """

    venue: CollectedVenue
    kind: str
    names: list[str]
    further_names: int
    topics: list[TagCount]
    authors: list[Coauthor]


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


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    views: dict[tuple[str, int | None], VenuePage] = {}
    for page in context.venue_lists.pages:
        key = page.venue.address, page.year
        view = views.get(key)
        if view is None:
            # Pages of one list follow one another.
            views = {key: _venue_page(context, page)}
            view = views[key]
        text = template.render(
            view=view,
            year=page.year,
            years=_year_links(context, page),
            count=len(page.indices),
            is_whole=len(page.papers) == len(page.indices),
            groups=_groups(context, page),
            number=page.number,
            # Links of a year's pages start in the folder of the years.
            pages=[stem.rpartition("/")[2] for stem in page.stems],
        )
        yield Page(f"{KIND.folder}/{page.stem}.md", text, KIND.name)


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for venue in context.venues.pages:
        if len(venue.papers) >= MIN_PAPERS:
            papers = by_date(context.papers[index] for index in venue.papers)
            yield from list_feed(context, f"{KIND.folder}/{venue.address}", venue.name, papers)


def _venue_page(context: SiteContext, page: VenueList) -> VenuePage:
    venue = page.venue
    names = venue.other_names
    return VenuePage(
        venue=venue,
        kind=KIND_NAMES[venue.kind] if venue.kind else "",
        names=names[:_MAX_NAMES],
        further_names=max(0, len(names) - _MAX_NAMES),
        topics=_topics([context.papers[index] for index in page.indices]),
        authors=context.people.frequent(page.indices)[:_MAX_AUTHORS],
    )


def _topics(papers: Sequence[EnrichedPaper]) -> list[TagCount]:
    # Those of a single paper are on its page.
    several = (counted for counted in count_tags(papers) if counted.count > 1)
    return list(islice(several, _MAX_TOPICS))


def _groups(context: SiteContext, page: VenueList) -> list[Group]:
    if page.year is not None:
        return group_by_month(context, page.papers, "../../")
    groups = []
    for year, members in groupby(page.papers, key=lambda paper: paper.entry.paper.year or 0):
        has_page = context.venue_lists.has_year_page(page.venue, year)
        group = paper_group(context, members, str(year or "Year unknown"), str(year or "unknown"))
        if has_page:
            total, target = len(page.venue.years[year]), f"{page.venue.address}/{year}.md"
            group = replace(group, total=total, target=target)
        groups.append(group)
    return groups


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


KIND: Final = PageKind("venue", 69, "venue.md.j2", _render, folder=VENUE_FOLDER, feeds=_feeds)
