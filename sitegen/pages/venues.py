"""Which papers a venue has, by the table of venues or by its name as it is printed.

All names that the table gives to a venue lead to one page. Venues that the table lacks are not
joined by likeness. See docs/adr/0015.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.identifiers import venue_page_name
from sitegen.pages.counts import quantity
from sitegen.pages.escape import Markdown, escape_url
from sitegen.pages.people import search_target, site_folder
from sitegen.venues import shipped_venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.locale import Texts
    from sitegen.paper import EnrichedPaper
    from sitegen.venues import Venue, VenueKind, VenueTable

#: Folder of the pages of venues and their years.
VENUE_FOLDER: Final = "venues"
_MAX_COUNTED: Final = 10


@dataclass(slots=True)
class CollectedVenue:
    """A venue with its papers in a collection.

    Attributes:
        address: name of its page, below ``venues/``.
        name: the full name.
        label: by which readers know it: the short name if it has one.
        kind: what it is; None if neither the table nor a word of the name says so.
        is_known: whether the table has it.
        also: further names that the table has.
        spellings: printed name -> number of papers.
        papers: indices of the papers, ascending.
        years: year -> indices of its papers; 0 for those without a year.
    """

    address: str
    name: str
    label: str
    kind: VenueKind | None
    is_known: bool = False
    also: tuple[str, ...] = ()
    spellings: Counter[str] = field(default_factory=Counter)
    papers: list[int] = field(default_factory=list)
    years: dict[int, list[int]] = field(default_factory=dict)

    def numbers(self, texts: Texts) -> str:
        """Return numbers of papers and years, such as "12 papers, 2003–2018"."""
        known = sorted(year for year in self.years if year)
        ends = dict.fromkeys((known[0], known[-1])) if known else {}
        years = f", {'–'.join(map(str, ends))}" if ends else ""
        return f"{quantity(len(self.papers), 'paper', texts)}{years}"

    @property
    def other_names(self) -> list[str]:
        """Further names: those of the table, then the printed ones, most frequent first."""
        printed = sorted(self.spellings, key=lambda name: (-self.spellings[name], name))
        names = dict.fromkeys((*self.also, *printed))
        return [name for name in names if name not in (self.name, self.label)]

    def in_year(self, year: int) -> str:
        """Return what readers call the venue's papers of a year: "IROS 2018"."""
        return self.label if not year or str(year) in self.label else f"{self.label} {year}"


class VenueCount(NamedTuple):
    """A venue and its number of papers.

    Attributes:
        name: by which readers know it.
        printed: the name of the first of these papers, by which links are made.
        papers: number of papers.
    """

    name: str
    printed: str
    papers: int


class Venues:
    """The venues of a collection."""

    def __init__(
        self,
        papers: Sequence[EnrichedPaper],
        table: VenueTable,
        curated: Iterable[Venue] = (),
        *,
        is_large: bool,
    ) -> None:
        self._table = table
        self._curated = tuple(curated)
        self._is_large = is_large
        #: Printed name -> venue.
        self.by_name: dict[str, CollectedVenue] = {}
        self._collect(papers)

    def _collect(self, papers: Sequence[EnrichedPaper]) -> None:
        names = {p.entry.paper.venue for p in papers if p.entry.paper.venue}
        venues: dict[Venue | str, CollectedVenue] = {}
        for name in sorted(names):
            known = self._table.find(name)
            venue = venues.setdefault(known or name, self._create(name, known))
            self.by_name[name] = venue
        for index, enriched in enumerate(papers):
            paper = enriched.entry.paper
            if paper.venue:
                venue = self.by_name[paper.venue]
                venue.papers.append(index)
                venue.spellings[paper.venue] += 1
                venue.years.setdefault(paper.year or 0, []).append(index)

    def _create(self, name: str, known: Venue | None) -> CollectedVenue:
        if known is None:
            kind = self._table.kind_of(name)[0]
            return CollectedVenue(venue_page_name(name, is_label=False), name, name, kind)
        address = venue_page_name(known.label, is_label=True)
        return CollectedVenue(
            address, known.name, known.label, known.kind, is_known=True, also=known.also
        )

    @cached_property
    def by_address(self) -> dict[str, CollectedVenue]:
        """Address -> the venue that has it; of two, the known one, or the first by name."""
        venues = {id(venue): venue for venue in self.by_name.values()}.values()
        by_address: dict[str, CollectedVenue] = {}
        # Sorted, so that the order of the papers decides nothing.
        for venue in sorted(venues, key=lambda v: (not v.is_known, v.name)):
            by_address.setdefault(venue.address, venue)
        return by_address

    @cached_property
    def pages(self) -> list[CollectedVenue]:
        """The venues that have a page, by address."""
        with_page = (venue for venue in self.by_address.values() if self.has_page(venue))
        return sorted(with_page, key=lambda venue: venue.address)

    def has_page(self, venue: CollectedVenue) -> bool:
        """Return whether a venue has a page.

        In large collections, search lists the paper of an unknown venue that has one.
        """
        is_listed = venue.is_known or len(venue.papers) > 1 or not self._is_large
        return is_listed and self.by_address[venue.address] is venue

    def target(self, printed: str, folder: str) -> Markdown:
        """Return the target of a link to a venue: its page, or else the search for its label.

        Args:
            printed: the venue of a paper, as its source has it.
            folder: of the venues' pages as seen from the page: empty in this folder.
        """
        venue = self.by_name.get(printed)
        if venue and self.has_page(venue):
            return Markdown(f"{folder}{escape_url(venue.address)}.md")
        label = self._table.label_of(printed)
        return search_target("venue", label, site_folder(folder, VENUE_FOLDER))

    def count(self, papers: Iterable[EnrichedPaper]) -> list[VenueCount]:
        """Return the most frequent venues of papers, by descending count, at most ten."""
        printed: defaultdict[int, list[str]] = defaultdict(list)
        for enriched in papers:
            name = enriched.entry.paper.venue
            if name:
                printed[id(self.by_name[name])].append(name)
        counts = (
            VenueCount(self.by_name[names[0]].label, names[0], len(names))
            for names in printed.values()
        )
        return sorted(counts, key=lambda c: (-c.papers, c.name, c.printed))[:_MAX_COUNTED]

    def moves(self) -> Iterator[tuple[str, CollectedVenue]]:
        """Yield each former address of a venue that the curator describes, and the venue.

        Before there was a line for it, each of its printed names was a venue, or sitegen's table
        had it under another label.
        """
        moved: dict[str, CollectedVenue] = {}
        for line in self._curated:
            venue = self.by_address.get(venue_page_name(line.label, is_label=True))
            if venue is None or not self.has_page(venue):
                continue
            shipped = (shipped_venues().find(name) for name in line.names)
            labels = [venue_page_name(v.label, is_label=True) for v in shipped if v]
            names = dict.fromkeys((*line.names, *sorted(venue.spellings)))
            for address in (*labels, *(venue_page_name(n, is_label=False) for n in names)):
                if address not in self.by_address:
                    moved.setdefault(address, venue)
        yield from sorted(moved.items())
