"""The pages of one year's papers, by month where dates are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.groups import group_by_month
from sitegen.pages.ordering import paginate
from sitegen.pages.registry import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice
    from sitegen.pages.venues import VenueCount

_MAX_TOPICS: Final = 12


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that a page is rendered from.

    Attributes:
        year: the year.
        count: number of its papers.
        earlier: the previous year that has papers.
        later: the next year that has papers.
        topics: of its papers, most frequent first.
        venues: of its papers, with their numbers.
        links: targets of the links to topics and venues.
        papers: those of this page.
        number: of the page, from 1 on.
        stems: file stems of all pages.
    """

    year: int
    count: int
    earlier: int | None
    later: int | None
    topics: tuple[TagCount, ...]
    venues: tuple[VenueCount, ...]
    links: LinkTable
    papers: tuple[Slice, ...]
    number: int
    stems: tuple[str, ...]


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    # Newest first: the year behind in this order is the previous one.
    later_of = {year: later for later, year in pairwise(context.years)}
    earlier_of = dict(pairwise(context.years))
    for year, papers in context.years.items():
        topics, venues = count_tags(papers)[:_MAX_TOPICS], context.venues.count(papers)
        links = context.links(
            topics=(counted.tag for counted in topics), venues=(venue.printed for venue in venues)
        )
        for number, members, stems in paginate(papers, str(year), ".page-", context.site.page_size):
            inputs = _Inputs(
                year=year,
                count=len(papers),
                earlier=earlier_of.get(year),
                later=later_of.get(year),
                topics=tuple(topics),
                venues=tuple(venues),
                links=links,
                papers=context.slices_of(members),
                number=number,
                stems=tuple(stems),
            )
            src_uri = f"{KIND.folder}/{stems[number - 1]}.md"
            yield context.renderer.page(src_uri, KIND.name, _render, inputs, rows=inputs.papers)


def _render(renderer: Renderer, inputs: _Inputs) -> str:
    return renderer.template(KIND.template).render(
        year=inputs.year,
        count=inputs.count,
        earlier=inputs.earlier,
        later=inputs.later,
        groups=group_by_month(renderer, inputs.papers),
        topics=inputs.topics,
        venues=inputs.venues,
        links=inputs.links,
        number=inputs.number,
        pages=inputs.stems,
    )


KIND: Final = PageKind("year", 67, "year.md.j2", _pages, folder="years")
