"""The venues of a collection, by all names that readers may type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.venues import VenueTable

#: The list is part of a file that each search loads. Of a rarer venue a question finds the words.
MAX_VENUES: Final = 200
_PUNCTUATION: Final = re.compile(r"[\W_]+")
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
    by_name = _names_by_name(table)
    return [(name, count, _other_names(name, by_name)) for name, count in frequent]


def _other_names(venue: str, by_name: Mapping[str, tuple[str, ...]]) -> list[str]:
    short = _FRAME.sub("", venue)
    names = [name for key in (venue, short) for name in by_name.get(_plain(key), ())]
    return [name for name in dict.fromkeys([*names, short]) if name and name != venue]


def _names_by_name(table: VenueTable) -> Mapping[str, tuple[str, ...]]:
    """Return plain name -> all names of the venue, also without its organizers."""
    names_by_name: dict[str, tuple[str, ...]] = {}
    for venue in table.venues:
        bare = (_FRAME.sub("", name) for name in venue.names)
        names = tuple(dict.fromkeys([*venue.names, *bare]))
        for name in names:
            names_by_name.setdefault(_plain(name), names)
    return names_by_name


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name).casefold()
