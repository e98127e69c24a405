"""Compare where two records were published: venue, volume, issue and pages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import fold_diacritics
from sitegen.venues import is_preprint_server

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: Words of a venue that abbreviations leave out.
_FILLERS: Final = frozenset(
    """
    the of and in on for an de la le der die das und et proceedings proc
    """.split()  # noqa: SIM905
)
_MIN_ACRONYM_LETTERS: Final = 3
_PAGES: Final = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]++)?\d++")


def venues_agree(left: Paper, right: Paper) -> bool | None:
    """Return whether two venues may be one; None if one is unknown or a preprint server.

    "Int. J. Hats" is short for "International Journal of Hats", and "NeurIPS 2017" contains
    "NeurIPS".
    """
    if not left.venue or not right.venue:
        return None
    if is_preprint_server(left.venue) or is_preprint_server(right.venue):
        return None
    return left.venue == right.venue or venue_texts_agree(*sorted((left.venue, right.venue)))


@lru_cache(maxsize=20_000)
def venue_texts_agree(left: str, right: str) -> bool:
    """Return whether one venue contains the other, or is an abbreviation of it."""
    shorter, longer = sorted((_venue_words(left), _venue_words(right)), key=len)
    return _is_abbreviated(shorter, longer) or (bool(shorter) and set(shorter) <= set(longer))


def _is_one_venue(left: Paper, right: Paper) -> bool:
    """Return whether two venues are equal but for abbreviations: "Nature Hats" is not "Nature"."""
    if not venues_agree(left, right):
        return False
    words = _venue_words(left.venue or ""), _venue_words(right.venue or "")
    return _is_abbreviated(*sorted(words, key=len))


def _is_abbreviated(shorter: list[str], longer: list[str]) -> bool:
    if len(shorter) == len(longer):
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(shorter, longer, strict=True))
    acronym = "".join(word[0] for word in longer)
    return len(shorter) == 1 and len(shorter[0]) >= _MIN_ACRONYM_LETTERS and acronym == shorter[0]


def _venue_words(venue: str) -> list[str]:
    words = fold_diacritics(venue).split()
    return [w for w in words if w not in _FILLERS and not w[0].isdigit()] or words


def positions_differ(left: Paper, right: Paper) -> bool:
    """Return whether two records state other volumes, issues or first pages of one venue."""
    if venues_agree(left, right) is None:
        return False
    return (
        _both_differ(_first_number(left.volume), _first_number(right.volume))
        or _both_differ(_first_number(left.issue), _first_number(right.issue))
        or _both_differ(_first_number(left.pages), _first_number(right.pages))
    )


def is_one_position(left: Paper, right: Paper) -> bool:
    """Return whether two records state one venue and one place in it, and nothing else differs.

    The first page is a place in a volume or a year; a volume and an issue are one for those texts
    of which an issue has one.
    """
    if not _is_one_venue(left, right) or positions_differ(left, right):
        return False
    if _both_differ(_text(left.year), _text(right.year)):
        return False
    has_page = _both_equal(left.pages, right.pages)
    has_volume = _both_equal(left.volume, right.volume) or _both_equal(
        _text(left.year), _text(right.year)
    )
    return has_page and has_volume


def is_one_issue(left: Paper, right: Paper) -> bool:
    """Return whether two records state one venue, one volume and one issue."""
    return (
        _is_one_venue(left, right)
        and not positions_differ(left, right)
        and not _both_differ(_text(left.year), _text(right.year))
        and _both_equal(left.volume, right.volume)
        and _both_equal(left.issue, right.issue)
    )


def _first_number(text: str | None) -> str:
    """Return "101" for "101-102", "e12" for "e12", "7" for "07", and a text without digits."""
    if not text:
        return ""
    match = _PAGES.search(text)
    return (match.group().lstrip("0") or "0").lower() if match else text.lower().strip()


def _both_differ(left: str, right: str) -> bool:
    return bool(left and right and left != right)


def _both_equal(left: str | None, right: str | None) -> bool:
    return bool(left and right) and _first_number(left) == _first_number(right)


def _text(year: int | None) -> str:
    return str(year) if year else ""
