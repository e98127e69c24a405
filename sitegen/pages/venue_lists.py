"""How the pages of venues and their years divide papers, and beside which papers a paper stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.pages.groups import year_anchor
from sitegen.pages.inline import excerpt
from sitegen.pages.ordering import by_date, paginate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.venues import CollectedVenue, Venues
    from sitegen.paper import EnrichedPaper

#: A year of more papers has a page, if its venue has several years. The venue's page lists the
#: first papers of such a year.
_MAX_PAPERS_ON_VENUE: Final = 10
_MAX_FIRST_PAPERS: Final = 5
#: Those of the newest year fill a screen.
_MAX_NEWEST_PAPERS: Final = 10
#: Unknown venues have names of up to a hundred letters.
_MAX_LABEL_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class VenueList:
    """One page of the papers of a venue, or of one of its years.

    Attributes:
        venue: the venue.
        year: of the papers; None on the page of the venue itself.
        stem: of the file, below ``venues/``: "iros", "iros/2018", "iros/2018.page-2".
        number: of the page, from 1 on.
        stems: of all pages of the list.
        papers: what it lists, the newest first.
    """

    venue: CollectedVenue
    year: int | None
    stem: str
    number: int
    stems: Sequence[str]
    papers: Sequence[EnrichedPaper]

    @property
    def indices(self) -> Sequence[int]:
        """Of all papers of the venue, or of its year: a venue's page may list some of a year."""
        return self.venue.papers if self.year is None else self.venue.years[self.year]


class Neighbourhood(NamedTuple):
    """Where a paper stands among those of its venue.

    Attributes:
        label: what readers call these papers, such as "IROS 2018".
        stem: of the page that lists them, below ``venues/``.
        anchor: id of their heading there, or empty.
    """

    label: str
    stem: str
    anchor: str


class VenueLists:
    """The pages that list the papers of venues and their years."""

    def __init__(self, papers: Sequence[EnrichedPaper], venues: Venues, page_size: int) -> None:
        self._papers = papers
        self._venues = venues
        self._page_size = page_size

    def has_year_page(self, venue: CollectedVenue, year: int) -> bool:
        """Return whether a year of a venue has a page of its papers alone."""
        is_much = len(venue.years.get(year, ())) > _MAX_PAPERS_ON_VENUE
        return bool(year) and len(venue.years) > 1 and is_much

    @cached_property
    def pages(self) -> list[VenueList]:
        """All pages; that of a venue is in front of those of its years."""
        return [page for venue in self._venues.pages for page in self._list_venue(venue)]

    def _list_venue(self, venue: CollectedVenue) -> Iterator[VenueList]:
        members = [self._papers[index] for index in venue.papers]
        by_year: dict[int, list[EnrichedPaper]] = {}
        for paper in by_date(members):
            by_year.setdefault(paper.entry.paper.year or 0, []).append(paper)
        listed: list[EnrichedPaper] = []
        for year, papers in by_year.items():
            is_short = self.has_year_page(venue, year)
            size = _MAX_FIRST_PAPERS if listed else _MAX_NEWEST_PAPERS
            listed += papers[:size] if is_short else papers
        yield from self._paginate(venue, None, venue.address, listed)
        for year, papers in by_year.items():
            if self.has_year_page(venue, year):
                yield from self._paginate(venue, year, f"{venue.address}/{year}", papers)

    def _paginate(
        self, venue: CollectedVenue, year: int | None, stem: str, papers: Sequence[EnrichedPaper]
    ) -> Iterator[VenueList]:
        for number, members, stems in paginate(papers, stem, ".page-", self._page_size):
            yield VenueList(venue, year, stems[number - 1], number, stems, members)

    def proper_papers(self, page: VenueList) -> list[EnrichedPaper]:
        """Return the papers of a page without those that the page of their year lists, too."""
        if page.year is not None:
            return list(page.papers)
        return [
            paper
            for paper in page.papers
            if not self.has_year_page(page.venue, paper.entry.paper.year or 0)
        ]

    def headings(self, venue: CollectedVenue) -> dict[int, tuple[str, str]]:
        """Return year, 0 if unknown, -> stem of the page of the venue and id of the heading there.

        Years are in the order of the venue's pages.
        """
        headings: dict[int, tuple[str, str]] = {}
        for page in self._pages_of[venue.address]:
            for paper in page.papers:
                year = paper.entry.paper.year or 0
                # The first page that lists papers of the year.
                headings.setdefault(year, (page.stem, year_anchor(year)))
        return headings

    @cached_property
    def _pages_of(self) -> dict[str, list[VenueList]]:
        """Address of a venue -> the pages of the venue itself."""
        pages: dict[str, list[VenueList]] = {}
        for page in self.pages:
            if page.year is None:
                pages.setdefault(page.venue.address, []).append(page)
        return pages

    def neighbourhood(self, paper_id: str) -> Neighbourhood | None:
        """Return where a paper stands among those of its venue; None if it is alone."""
        return self._neighbourhoods.get(paper_id)

    @cached_property
    def _neighbourhoods(self) -> dict[str, Neighbourhood]:
        neighbourhoods: dict[str, Neighbourhood] = {}
        for page in self.pages:
            papers = self.proper_papers(page)
            if len(papers) < 2:  # noqa: PLR2004  - a paper that is alone has no neighbours
                continue
            counts = Counter(paper.entry.paper.year or 0 for paper in papers)
            for paper in papers:
                year = paper.entry.paper.year or 0
                neighbourhoods[paper.entry.id] = _neighbourhood(
                    page, year, is_alone=counts[year] == 1
                )
        return neighbourhoods


def _neighbourhood(page: VenueList, year: int, *, is_alone: bool) -> Neighbourhood:
    """Return the neighbourhood of a paper; one that is alone in its year is among all papers."""
    label = page.venue.label if is_alone else page.venue.in_year(year)
    anchor = "" if is_alone or page.year is not None else year_anchor(year)
    return Neighbourhood(excerpt(label, _MAX_LABEL_CHARS), page.stem, anchor)
