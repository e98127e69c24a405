"""The table of venues: names, kinds, and the rules for names that it lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, get_args

from sitegen.locale import N_
from sitegen.venues.names import name_key, name_parts, name_variants, unsponsored_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VenueKind = Literal["journal", "conference", "preprint", "series"]
_KINDS: Final[tuple[VenueKind, ...]] = get_args(VenueKind)
#: Kinds as readers see them.
KIND_NAMES: Final[dict[VenueKind, str]] = {
    "journal": N_("Journal"), "conference": N_("Conference"), "preprint": N_("Preprint server"),
    "series": N_("Book series"),
}  # fmt: skip
KIND_PLURALS: Final[dict[VenueKind, str]] = {
    "journal": N_("Journals"), "conference": N_("Conferences"), "preprint": N_("Preprint servers"),
    "series": N_("Book series"),
}  # fmt: skip
#: Longer names do not fit beside authors in a row of a list.
MAX_LABEL_CHARS: Final = 40
#: "… on Heuristics and Search (HSDIP)", "… Planning Competition (IPC 2014)", in JavaScript, too.
FINAL_ACRONYM: Final = re.compile(r"\(([A-Z][^\s(),;:]{1,15}(?: (?:19|20)\d\d)?)\)$")
#: A word of a journal's name is abbreviated to two letters or more: "J. Mach. Learn. Res.".
_MAX_ABBREVIATED_WORDS: Final = 12
#: Letters that a word of an abbreviation without points lacks at the least: "Nat Commun".
_MIN_CUT_CHARS: Final = 2
#: A paper that is sent to a venue is not of it.
_SUBMITTED: Final = re.compile(r"(?:submitted|to be submitted|under review|in preparation)\b")
#: What speaks of a venue's kind in a name that the table lacks, the strongest first. A journal's
#: name may begin with "Proceedings", and a conference's hold "review". German, French, Spanish,
#: Portuguese, Italian.
_RULES: Final[tuple[tuple[VenueKind, re.Pattern[str]], ...]] = (
    ("preprint", re.compile(r"arxiv|\bcorr\b|biorxiv|medrxiv|preprints?\b|\beprint archive\b")),
    (
        "journal",
        re.compile(
            r"\A(?:the )?(?:\S+ ){0,4}(?:journal|transactions|trans\.|zeitschrift|revista|"
            r"rivista|tidskrift|tidsskrift|tijdschrift|giornale|cahiers)\b"
            r"(?!.*\b(?:conference|workshop|symposium)\b)"
            r"|\Aproceedings of the (?:acm on|(?:\S+ ){0,4}(?:academy|mathematical society|"
            r"institution))\b"
        ),
    ),
    (
        "conference",
        re.compile(
            r"\b(?:proceedings|proc|conferences?|conf|symposium|symposia|symp|workshops?|wkshp|"
            r"colloquium|congress|cong|meeting|konferenz|fachtagung|tagung|kongress|conference|"
            r"colloque|congres|journees|actes|atti|convegno|conferenza|congreso|congresso|"
            r"conferencia|simposio|anais|competition|summit|seminar|tutorials)\b|会议|大会|学会"
        ),
    ),
    (
        "journal",
        re.compile(
            r"\b(?:journal|transactions|trans|letters|lett|annals|ann|review|reviews|bulletin|"
            r"bull|magazine|archives?|acta|quarterly|newsletter|communications|zeitschrift|"
            r"annalen|archiv|revue|annales|revista|rivista|annali|anales|ciencia|boletin|bollettino|"
            r"журнал|вестник)\b|\A(?:j|int j|frontiers in|trends in)\b|学报|杂志|期刊"
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue.

    Attributes:
        name: its full name.
        kind: what it is.
        short: its acronym, or empty.
        also: other names.
        publisher: of all its papers, if a curator says so; else empty.
    """

    name: str
    kind: VenueKind
    short: str = ""
    also: tuple[str, ...] = ()
    publisher: str = ""

    @property
    def label(self) -> str:
        """The name by which readers know it."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the shortest of them first if it has an acronym."""
        return tuple(name for name in (self.short, self.name, *self.also) if name)


class VenueTable:
    """Venues by their names. Of two venues with one name the first wins."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self.venues = tuple(venues)
        self._by_key: dict[str, Venue] = {}
        self._by_unsponsored_key: dict[str, Venue] = {}
        # Initials of a journal's or a series' name -> its words, the venue.
        self._by_initials: defaultdict[str, list[tuple[list[str], Venue]]] = defaultdict(list)
        for venue in self.venues:
            for name in venue.names:
                self._by_key.setdefault(name_key(name), venue)
                if venue.kind == "conference":
                    self._by_unsponsored_key.setdefault(unsponsored_key(name), venue)
                elif venue.kind in {"journal", "series"} and name != venue.short:
                    words = name_key(name).split()
                    self._by_initials[_initials(words)].append((words, venue))
        # A collection has few venues and many papers.
        self.find = lru_cache(maxsize=50_000)(self._find)

    def _find(self, name: str) -> Venue | None:
        """Return the venue that a source's name means; None if the table lacks it."""
        for variant in name_variants(name):
            if venue := self._find_exact(variant):
                return venue
        for part in name_parts(name):
            venue = self._find_exact(part)
            # A part with a journal's name is most often a subject.
            if venue and venue.kind == "conference":
                return venue
        return self._find_abbreviated(name)

    def _find_exact(self, name: str) -> Venue | None:
        """Return the venue with a name, or the conference with it but for its organizers."""
        by_name = self._by_key.get(name_key(name))
        return by_name or self._by_unsponsored_key.get(unsponsored_key(name))

    def _find_abbreviated(self, name: str) -> Venue | None:
        """Return the journal whose words a name abbreviates: "J. Mach. Learn. Res."."""
        words = name_key(name).split()
        # A single word abbreviates too much.
        if not 1 < len(words) <= _MAX_ABBREVIATED_WORDS:
            return None
        # PubMed abbreviates without points; a missing plural is no abbreviation.
        min_cut = 0 if "." in name else _MIN_CUT_CHARS
        matches = {
            venue
            for full, venue in self._by_initials.get(_initials(words), ())
            if _is_abbreviation(words, full, min_cut)
        }
        return matches.pop() if len(matches) == 1 else None

    def label_of(self, name: str) -> str:
        """Return what lists and filters call the venue that a source names.

        A venue of the table has its label there, but a journal its name unless that is long: few
        readers know the acronyms of journals. Of another long name, the acronym in brackets at its
        end is enough.
        """
        if venue := self.find(name):
            is_full = venue.kind == "journal" and len(venue.name) <= MAX_LABEL_CHARS
            return venue.name if is_full else venue.label
        acronym = FINAL_ACRONYM.search(name) if len(name) > MAX_LABEL_CHARS else None
        return acronym[1] if acronym else name

    def kind_of(self, name: str | None) -> tuple[VenueKind | None, bool]:
        """Return a venue's kind, and whether the table has the venue.

        A name that the table lacks has a kind if a word of it says so.
        """
        if not name:
            return None, False
        venue = self.find(name)
        return (venue.kind, True) if venue else (_kind_by_words(name), False)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _is_abbreviation(words: Sequence[str], full: Sequence[str], min_cut: int) -> bool:
    """Return whether words begin those of a full name, a word of them by so many letters less."""
    pairs = list(zip(full, words, strict=True))
    return all(whole.startswith(part) for whole, part in pairs) and any(
        len(whole) - len(part) >= min_cut for whole, part in pairs
    )


@lru_cache(maxsize=50_000)
def _kind_by_words(name: str) -> VenueKind | None:
    text = next(name_variants(name))
    if _SUBMITTED.match(text):
        return None
    return next((kind for kind, pattern in _RULES if pattern.search(text)), None)


@cache
def shipped_venues() -> VenueTable:
    """Return the venues that sitegen ships."""
    text = files("sitegen.venues").joinpath("venues.txt").read_text(encoding="utf-8")
    return VenueTable(_parse(text))


def is_preprint_server(venue: str | None) -> bool:
    """Return whether a venue is a server of preprints, and so no journal or conference."""
    return shipped_venues().kind_of(venue)[0] == "preprint"


def _parse(text: str) -> Iterable[Venue]:
    """Yield the venues of ``venues.txt``: ``[kind]``, then ``short | full | other names``."""
    kinds: Mapping[str, VenueKind] = {f"[{kind}]": kind for kind in _KINDS}
    kind: VenueKind = "journal"
    for line in text.splitlines():
        if line in kinds:
            kind = kinds[line]
        elif line and not line.startswith("#"):
            short, *names = (part.strip() for part in line.split("|"))
            full, *also = names
            yield Venue(full, kind, short, tuple(also))
