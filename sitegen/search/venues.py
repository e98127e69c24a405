"""The venues of a collection, by all names that readers may type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.venues import VenueTable

#: The list is part of a file that each search loads. Of a rarer venue a question finds the words.
MAX_VENUES: Final = 200
#: What sources put around the name of a venue.
_FRAME: Final = re.compile(
    r"^(?:(?:proceedings|proc\.?) of )?(?:the )?(?:\d+(?:st|nd|rd|th) )?(?:annual )?(?:(?:ieee|acm|"
    r"ieee/cvf|ieee/rsj|acm sigkdd|aaai) )?"
    r"|(?<!\W)\W++(?:19|20)\d\d$|(?<!\s)\s*+\([A-Z][A-Za-z]++\)",
    re.IGNORECASE,
)


def list_venues(papers: Mapping[str, int], table: VenueTable) -> list[tuple[str, int, list[str]]]:
    """Return the most frequent venues as ``[(name, papers, other names)]``.

    Args:
        papers: number of papers of each venue, by its name in the collection.
        table: the names of venues.
    """
    frequent = sorted(papers.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_VENUES]
    return [(name, count, _other_names(name, table)) for name, count in frequent]


def _other_names(printed: str, table: VenueTable) -> list[str]:
    """Return the names of a venue, each also without its organizers, but for the printed one."""
    venue = table.find(printed)
    names = [*(venue.names if venue else ()), printed]
    names += [_FRAME.sub("", name) for name in names]
    return [name for name in dict.fromkeys(names) if name and name != printed]
