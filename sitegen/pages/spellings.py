"""Names that are written in other ways: "J. Smith" and "John Smith", "Müller" and "Mueller".

The comparison offers links and joins nothing: two people may well have one spelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.identifiers import fold_diacritics

if TYPE_CHECKING:
    from collections.abc import Iterable

#: "Mueller" and "Müller" are both "muller".
_UMLAUT: Final = re.compile(r"([aou])e")
#: "DP" behind a family name, as PubMed writes it: "Kingma DP".
_INITIALS: Final = re.compile(r"[A-Z]{1,3}")


class _Reading(NamedTuple):
    """One way to read a name: its family name and its given names or initials, folded."""

    family: str
    given: tuple[str, ...]


def find_spellings(names: Iterable[str]) -> dict[str, list[str]]:
    """Return name -> the names that may be it in another spelling, in the order of ``names``.

    Names agree if they have one family name, and if each given name equals that in its place or is
    its initial. Given names may be left out behind the first. Names without others are left out.
    """
    listed = list(names)
    readings = {name: _read_name(name) for name in listed}
    positions = {name: index for index, name in enumerate(listed)}
    #: (family name, first given name or initial) -> names that can be read so.
    exact: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    #: (family name, first letter) -> names that can be read so.
    by_letter: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in listed:
        for reading in readings[name]:
            exact[reading.family, reading.given[0]].append(name)
            by_letter[reading.family, reading.given[0][0]].append(name)
    spellings = {}
    for name in listed:
        candidates: set[str] = set()
        for family, given in readings[name]:
            is_initial = len(given[0]) == 1
            candidates.update(
                by_letter[family, given[0]]
                if is_initial
                else (*exact[family, given[0]], *exact[family, given[0][0]])
            )
        agreeing = [
            candidate
            for candidate in candidates
            if candidate != name and _agree(readings[name], readings[candidate])
        ]
        if agreeing:
            spellings[name] = sorted(agreeing, key=positions.__getitem__)
    return spellings


def _agree(left: list[_Reading], right: list[_Reading]) -> bool:
    """Return whether two names agree in one of their readings, the second of only one of them."""
    pairs = [*((left[0], y) for y in right), *((x, right[0]) for x in left[1:])]
    return any(
        x.family == y.family
        and all(_is_same(a, b) for a, b in zip_longest(x.given, y.given, fillvalue=""))
        for x, y in pairs
    )


def _is_same(left: str, right: str) -> bool:
    """Return whether two given names are equal, or one is missing or the initial of the other."""
    if min(len(left), len(right)) > 1:
        return left == right
    return left.startswith(right) or right.startswith(left)


def _read_name(name: str) -> list[_Reading]:
    """Return the readings of a name, the usual one first; nothing for a single word."""
    family, comma, given = name.partition(",")
    if comma:
        return _readings(_fold(family)[-1:], _fold(given))
    raw = name.split()
    words = _fold(name)
    end = raw[-1].replace(".", "") if raw else ""
    if len(raw) > 1 and _INITIALS.fullmatch(end) and (len(end) == 1 or not name.isupper()):
        return _readings(_fold(" ".join(raw[:-1]))[-1:], list(end.lower()))
    # Family name first is usual in East Asia and Hungary; initials alone are no family name.
    return [*_readings(words[-1:], words[:-1]), *_readings(words[:1], words[1:])]


def _readings(family: list[str], given: list[str]) -> list[_Reading]:
    if not family or not given or len(family[0]) == 1:
        return []
    return [_Reading(family[0], tuple(given))]


def _fold(text: str) -> list[str]:
    # An apostrophe is no border: "O’Brien" and "OBrien" are one word.
    folded = fold_diacritics(text.replace("'", "").replace("’", ""))
    return _UMLAUT.sub(r"\1", folded).split()
