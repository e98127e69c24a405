"""Count the venues of a collection, for a person who says what the unknown ones are."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sitegen.venues.names import bare_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.venues.table import Venue, VenueKind, VenueTable


class VenueCount(NamedTuple):
    """A venue of a collection.

    Attributes:
        name: the name by which readers know it, or the printed one of most papers.
        papers: number of papers.
        kind: what it is; None if neither the table nor a word of the name says so.
        venue: of the table; None if the table lacks it.
    """

    name: str
    papers: int
    kind: VenueKind | None
    venue: Venue | None


def count_venues(names: Iterable[str | None], table: VenueTable) -> list[VenueCount]:
    """Return the venues by descending number of papers, equal numbers by name.

    Args:
        names: venue of each paper, as it is printed. Years and numbers make no new venue.
        table: the known venues.
    """
    printed: defaultdict[Venue | str, Counter[str]] = defaultdict(Counter)
    for name in filter(None, names):
        printed[table.find(name) or bare_key(name) or name][name] += 1
    counts = [
        VenueCount(
            venue.label if (venue := table.find(name)) else name,
            spellings.total(),
            table.kind_of(name)[0],
            venue,
        )
        for spellings in printed.values()
        if (name := min(spellings, key=lambda n: (-spellings[n], len(n), n)))
    ]
    return sorted(counts, key=lambda count: (-count.papers, count.name))
