"""The venues of a collection, by all names that readers may type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.venues import FINAL_ACRONYM, MAX_LABEL_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.venues import VenueTable

#: The list is part of a file that each search loads. Of a rarer venue a question finds the words.
MAX_VENUES: Final = 200
#: What sources put around the name of a venue. JavaScript reads the pattern too.
_FRAME: Final = re.compile(
    r"^(?:(?:19|20)\d\d )?(?:(?:proceedings|proc\.?) (?:of )?)?(?:the )?(?:(?:19|20)\d\d )?"
    r"(?:\d{1,3}(?:st|nd|rd|th) )?(?:annual )?(?:(?:ieee/cvf|ieee/rsj|ieee|acm sigkdd|acm|aaai) )?"
    r"|[ ,]{1,2}(?:19|20)\d\d$|\s?\([A-Za-z]{2,30}\)",
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


def label_rules() -> dict[str, str | int]:
    """Return how labels are made of printed names, for the script that reads saved addresses."""
    return {"frame": _FRAME.pattern, "acronym": FINAL_ACRONYM.pattern, "chars": MAX_LABEL_CHARS}


def _other_names(printed: str, table: VenueTable) -> list[str]:
    """Return the names of a venue, each also without its organizers, but for the printed one."""
    venue = table.find(printed)
    names = [*(venue.names if venue else ()), printed]
    names += [_FRAME.sub("", name) for name in names]
    return [name for name in dict.fromkeys(names) if name and name != printed]
