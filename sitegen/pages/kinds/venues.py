"""The list of venues, by what they are and in alphabetical order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import fold_diacritics
from sitegen.locale import N_
from sitegen.pages.registry import Page, PageKind
from sitegen.venues import KIND_PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.venues import CollectedVenue
    from sitegen.venues import VenueKind

#: If more have pages, those with the fewest papers are left to the search.
_MAX_LISTED: Final = 2_000
_KINDS: Final[tuple[VenueKind, ...]] = ("conference", "journal", "preprint", "series")
_UNKNOWN: Final = N_("Others")


def _render(context: SiteContext) -> Iterator[Page]:
    venues = context.venues.pages
    if not venues:
        return
    minimum = _find_minimum(venues)
    listed = [venue for venue in venues if len(venue.papers) >= minimum]
    groups = {KIND_PLURALS[kind]: _of_kind(listed, kind) for kind in _KINDS}
    groups[_UNKNOWN] = _of_kind(listed, None)
    text = context.template(KIND.template).render(
        groups={
            context.texts.gettext(title): members for title, members in groups.items() if members
        },
        venue_total=len(venues),
        without_venue=sum(not paper.entry.paper.venue for paper in context.papers),
        minimum=minimum,
    )
    yield Page("venues.md", text, KIND.name)


def _of_kind(venues: Sequence[CollectedVenue], kind: VenueKind | None) -> list[CollectedVenue]:
    """Return the venues of a kind in alphabetical order."""
    members = (venue for venue in venues if venue.kind == kind)
    return sorted(members, key=lambda v: (fold_diacritics(v.label), v.label, v.address))


def _find_minimum(venues: Sequence[CollectedVenue]) -> int:
    """Return the smallest number of papers that not too many venues have."""
    counts = Counter(len(venue.papers) for venue in venues)
    total = 0
    for count in sorted(counts, reverse=True):
        total += counts[count]
        if total > _MAX_LISTED:
            return count + 1
    return 1


KIND: Final = PageKind("venues", 48, "venues.md.j2", _render)
