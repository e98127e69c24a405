"""Papers of a page in groups with headings, and what these papers have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.escape import Markdown
    from sitegen.paper import EnrichedPaper

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
#: "2018-10", the start of an ISO date.
_MONTH_CHARS: Final = 7
_MAX_VENUES: Final = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of a list with a heading.

    Attributes:
        title: the heading; empty for a list without one.
        anchor: end of the heading's id.
        items: the papers, as items of a list.
    """

    title: str
    anchor: str
    items: list[Markdown]


class VenueCount(NamedTuple):
    """A venue and its number of papers."""

    name: str
    papers: int


def ungrouped(context: SiteContext, papers: Iterable[EnrichedPaper]) -> list[Group]:
    """Return papers as one group without a heading."""
    return [Group("", "", context.brief_items(papers))]


def group_by_year(context: SiteContext, papers: Iterable[EnrichedPaper]) -> list[Group]:
    """Return papers that are sorted by year, grouped by it."""
    return [
        Group(str(year or "Year unknown"), str(year or "unknown"), context.brief_items(members))
        for year, members in groupby(papers, key=lambda paper: paper.entry.paper.year)
    ]


def group_by_month(context: SiteContext, papers: Sequence[EnrichedPaper]) -> list[Group]:
    """Return papers of one year, sorted by date, grouped by month if some have a month."""
    groups = [
        Group(_month_name(month), str(month or "unknown"), context.brief_items(members))
        for month, members in groupby(papers, key=_month_of)
    ]
    return groups if any(_month_of(paper) for paper in papers) else ungrouped(context, papers)


def count_venues(papers: Iterable[EnrichedPaper]) -> list[VenueCount]:
    """Return the most frequent venues of papers, by descending count, at most ten."""
    counts = Counter(p.entry.paper.venue for p in papers if p.entry.paper.venue)
    venues = (VenueCount(name, count) for name, count in counts.items())
    return sorted(venues, key=lambda venue: (-venue.papers, venue.name))[:_MAX_VENUES]


def _month_of(paper: EnrichedPaper) -> int:
    """Return the month of a paper's date, 0 if it is not known."""
    month = (paper.entry.paper.date or "")[:_MONTH_CHARS].partition("-")[2]
    return int(month) if month.isascii() and month.isdigit() and 1 <= int(month) <= 12 else 0  # noqa: PLR2004


def _month_name(month: int) -> str:
    return _MONTHS[month - 1] if month else "Month unknown"
