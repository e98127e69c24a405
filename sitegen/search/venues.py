"""The venues of a collection, by all names that readers may type."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.venues import shipped_venues

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def list_venues(papers: Mapping[str, int]) -> list[tuple[str, int, list[str]]]:
    """Return the most frequent venues as ``[(name, papers, other names)]``.

    Args:
        papers: number of papers of each venue, by its name in the collection.
    """
    frequent = sorted(papers.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_VENUES]
    return [(name, count, _other_names(name)) for name, count in frequent]


def _other_names(venue: str) -> list[str]:
    short = _FRAME.sub("", venue)
    by_name = _names_by_name()
    names = [name for key in (venue, short) for name in by_name.get(_plain(key), ())]
    return [name for name in dict.fromkeys([*names, short]) if name and name != venue]


@cache
def _names_by_name() -> Mapping[str, tuple[str, ...]]:
    """Return plain name -> all names of the venue, also without its organizers."""
    names_by_name: dict[str, tuple[str, ...]] = {}
    for venue in shipped_venues().venues:
        bare = (_FRAME.sub("", name) for name in venue.names)
        names = tuple(dict.fromkeys([*venue.names, *bare]))
        for name in names:
            names_by_name.setdefault(_plain(name), names)
    return names_by_name


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name).casefold()
