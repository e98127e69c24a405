"""Words of a query that name a venue or a year, as ``theme/assets/sitegen/fields.js`` reads them.

A test runs both with the same queries and compares the results.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.alerts.query import split_blanks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.alerts.query_words import QueryWords

_MAX_NAME_WORDS: Final = 12
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_RANGE: Final = re.compile(r"((?:19|20)\d\d)(?:[-\u2013]|\.\.)((?:19|20)\d\d)", re.ASCII)
_APOSTROPHES: Final = "'\u2019"
_DIGITS: Final = "0123456789"
_VENUE_WORD: Final = re.compile(
    r"\b(?:journal|conference|proceedings|transactions|symposium|workshop|letters|annals|advances"
    r"|review|reviews|communications|meeting)\b",
    re.IGNORECASE | re.ASCII,
)
_PAIR_SIGNS: Final = frozenset(("-", "\u2013"))
#: Signs of a sentence around its words.
_LEADING_SIGNS: Final = "(,;"
_TRAILING_SIGNS: Final = "),;.?!"


class Reading(NamedTuple):
    """What a query names.

    Attributes:
        venues: names of venues as papers have them, of which one is meant; empty for any.
        years: of which one is meant; empty for any.
        rest: the other words.
    """

    venues: frozenset[str]
    years: frozenset[int]
    rest: str


class _Field(NamedTuple):
    facet: str
    end: int
    values: frozenset[str] | frozenset[int]


@dataclass(slots=True)
class _Name:
    values: list[str] = field(default_factory=list)
    papers: int = 0
    names: list[str] = field(default_factory=list)


class FieldReader:
    """Reads the venues and the years of a collection in queries."""

    def __init__(
        self,
        venues: Sequence[tuple[str, int, list[str]]],
        years: tuple[int, int] | None,
        count: Callable[[str], int],
        words: QueryWords,
    ) -> None:
        """Keep what a collection has.

        Args:
            venues: name, number of papers, and further names of each, see ``list_venues``.
            years: the first and the last one; None without any.
            count: returns how many papers have a word.
            words: of the language of the site.
        """
        self._words = words
        self._venues = venues
        self._years = years
        self._count = count

    @cached_property
    def _by_name(self) -> dict[str, _Name]:
        names: defaultdict[str, _Name] = defaultdict(_Name)
        for value, papers, further in self._venues:
            for name in (*further, value):
                entry = names[plain(name)]
                entry.values.append(value)
                entry.papers += papers
                entry.names.append(name)
        return dict(names)

    def read(self, text: str) -> Reading | None:
        """Return what a query names; None if it names no venue and no year.

        Words in quotation marks stay words.
        """
        if '"' in text:
            return None
        words = [part for word in split_blanks(text) for part in self._divide(_bare(word))]
        values: dict[str, frozenset[str] | frozenset[int]] = {}
        rest: list[str] = []
        position = 0
        while position < len(words):
            read = self._read_years(words, position) or self._read_venue(words, position)
            if read is None or read.facet in values:
                rest.append(words[position])
                position += 1
                continue
            values[read.facet] = read.values
            # "in the proceedings of ICML": these words lead to the name.
            while rest and rest[-1].lower() in self._words.leading:
                rest.pop()
            position = read.end
        if not values:
            return None
        return Reading(
            frozenset(map(str, values.get("venue", ()))),
            frozenset(map(int, values.get("year", ()))),
            " ".join(self._without_lead(rest)),
        )

    def _read_years(self, words: Sequence[str], at: int) -> _Field | None:
        word, following = words[at], [*words[at + 1 : at + 4], "", "", ""]
        lower, known = word.lower(), self._words
        next_year = bool(_YEAR.fullmatch(following[0]))
        is_pair = following[1].lower() in known.pair | _PAIR_SIGNS and _YEAR.fullmatch(following[2])
        if lower in known.between and next_year and is_pair:
            return self._years_between(at + 4, int(following[0]), int(following[2]))
        if lower in known.since | known.later_than and next_year:
            return self._years_between(
                at + 2, int(following[0]) + (lower in known.later_than), 9999
            )
        if lower in known.until | known.earlier_than and next_year:
            last = int(following[0]) - (lower in known.earlier_than)
            return self._years_between(at + 2, 0, last)
        if pair := _RANGE.fullmatch(word):
            return self._years_between(at + 1, int(pair[1]), int(pair[2]))
        return self._years_between(at + 1, int(word), int(word)) if _YEAR.fullmatch(word) else None

    def _years_between(self, end: int, first: int, last: int) -> _Field | None:
        """Return years that the collection may have; None for no year."""
        if self._years is None:
            return None
        years = range(max(first, self._years[0]), min(last, self._years[1]) + 1)
        return _Field("year", end, frozenset(years)) if years else None

    def _without_lead(self, rest: list[str]) -> list[str]:
        words = rest[1:] if rest and rest[0].lower() in self._words.papers else rest
        opening = self._words.opening
        start = next((n for n, word in enumerate(words) if word.lower() not in opening), None)
        return [] if start is None else words[start:]

    def _read_venue(self, words: Sequence[str], at: int) -> _Field | None:
        for end in range(min(len(words), at + _MAX_NAME_WORDS), at, -1):
            typed = " ".join(words[at:end])
            entry = self._by_name.get(plain(typed))
            if entry and self._is_venue(entry, typed):
                return _Field("venue", end, frozenset(entry.values))
        return None

    def _is_venue(self, entry: _Name, typed: str) -> bool:
        """Return whether words are a venue and no subject: "FAST", not "fast"."""
        if typed in entry.names and _has_capitals(typed):
            return True
        if " " in typed:
            return any(_VENUE_WORD.search(name) or _has_capitals(name) for name in entry.names)
        has_capitals = any(
            plain(name) == plain(typed) and _has_capitals(name) for name in entry.names
        )
        return has_capitals and self._count(typed) <= 2 * entry.papers

    def _divide(self, word: str) -> list[str]:
        """Divide words such as "ICML'14" if the first part is a venue."""
        stem = word.rstrip(_DIGITS)
        year = word[len(stem) :]
        if not year or plain(word) in self._by_name:
            return [word]
        if len(year) == 2 and stem[-1:] in tuple(_APOSTROPHES):  # noqa: PLR2004
            year = f"20{year}"
        if stem[-1:] in {"-", *_APOSTROPHES}:
            stem = stem[:-1]
        is_name = stem[:1].isalpha() and all(c.isalpha() or c in "&+/-" for c in stem)
        is_known = is_name and plain(stem) in self._by_name
        return [stem, year] if is_known and _YEAR.fullmatch(year) else [word]


def plain(text: str) -> str:
    """Return the letters and digits of a text in lower case, by which names are compared."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in letters if unicodedata.category(char)[0] in "LN")


def _bare(word: str) -> str:
    return word.lstrip(_LEADING_SIGNS).rstrip(_TRAILING_SIGNS) or word


def _has_capitals(text: str) -> bool:
    """Return whether a text has two capitals in a row."""
    flags = [unicodedata.category(char) == "Lu" for char in text]
    return any(first and second for first, second in pairwise(flags))
