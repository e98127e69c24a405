"""Tell whether two records are of one paper, and find the records worth comparing.

Equal identifiers decide; then title and first author; then a near title with a near abstract.
Records are compared only with those that share a block (a title's letters, its start, its end, the
part before a subtitle, an abstract's start), and with a few of them, so the cost grows with the
number of records and not with its square. Source: Christen 2012, "A Survey of Indexing Techniques
for Scalable Record Linkage and Deduplication", section 3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from sitegen.identifiers import match_key, published_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import Paper

#: Letters of a title that more than one paper hardly has: "Attention Is All You Need" has 21.
_TELLING: Final = 20
_SHORT_MAIN: Final = 12
#: Records that a block lists; a further one is compared with these.
_MOST_ALIKE: Final = 20
_BLOCK_LETTERS: Final = 24
_FEW_LETTERS: Final = 12
_ABSTRACT_START: Final = 48
#: Letters of two abstracts that are compared; fewer than the least tell nothing.
_ABSTRACT_LETTERS: Final = 600
_LEAST_LETTERS: Final = 60
#: Similarities, 0 to 100, fitted on benchmarks/dedupe.py.
_NEAR_TITLE: Final = 92.0
_NEAR_ABSTRACT: Final = 85.0
_SAME_ABSTRACT: Final = 97.0
_UNLIKE: Final = 60.0
_YEARS_APART: Final = 2
_SUBTITLE: Final = re.compile(r"\s*[:?!–—]\s+|\s+[-|]\s+|:\s*$")
_WORD: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d+|\b[IVX]+\b")


class Match(Enum):
    """Whether two records are of one paper."""

    SAME = "same"
    POSSIBLE = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True)
class MatchKeys:
    """What a record is compared by; made when it is first asked for."""

    paper: Paper

    @cached_property
    def title(self) -> str:
        """The title's letters and digits."""
        return match_key(self.paper.title)

    @cached_property
    def head(self) -> str:
        """Those before a subtitle."""
        return match_key(_SUBTITLE.split(self.paper.title, maxsplit=1)[0])

    @property
    def main(self) -> str:
        """The head, or the whole title's letters where the head is too short to tell."""
        return self.head if len(self.head) >= _SHORT_MAIN else self.title

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the title: "Part II" is not "Part III"."""
        return tuple(_NUMBER.findall(self.paper.title))

    @cached_property
    def abstract(self) -> str:
        """The abstract's first letters."""
        return match_key(self.paper.abstract[: 2 * _ABSTRACT_LETTERS])[:_ABSTRACT_LETTERS]

    @cached_property
    def words(self) -> frozenset[str]:
        """The abstract's words."""
        return frozenset(_WORD.findall(self.paper.abstract.casefold()))

    @cached_property
    def first_author(self) -> frozenset[str]:
        """The first author's names in letters, initials left off."""
        return _names(self.paper.authors[0].name) if self.paper.authors else frozenset()

    @cached_property
    def authors(self) -> frozenset[str]:
        """All authors' names in letters."""
        return frozenset().union(*(_names(author.name) for author in self.paper.authors))


class Candidates:
    """The records met so far, by what a further record of the same paper would share."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._blocks: defaultdict[int, list[int]] = defaultdict(list)

    def of_id(self, paper: Paper) -> int | None:
        """Return the place of the record that has one of a paper's identifiers."""
        return next((self._ids[key] for key in _identifiers(paper) if key in self._ids), None)

    def near(self, keys: MatchKeys) -> Iterator[int]:
        """Yield the places of records that may be of the same paper, each once, likely first."""
        seen: set[int] = set()
        for key in _blocks(keys):
            for place in self._blocks.get(key, ()):
                if place not in seen:
                    seen.add(place)
                    yield place

    def add(self, place: int, keys: MatchKeys) -> None:
        """List a record; one that was merged again, under what the merge added."""
        for name in _identifiers(keys.paper):
            self._ids.setdefault(name, place)
        for key in _blocks(keys):
            block = self._blocks[key]
            if len(block) < _MOST_ALIKE and place not in block:
                block.append(place)


def compare(one: MatchKeys, other: MatchKeys) -> Match:
    """Tell whether two records are of one paper, by all that both of them say.

    The rule: titles must be near (or one the other's part before a subtitle) and have the same
    numbers. Then near abstracts, or, for an equal title of some length, the first author and years
    at most two apart, make them one. Different identifiers or first authors against equal texts, a
    changed title above an equal abstract, and a title that is merely near where there is no
    abstract to compare, are doubtful.
    """
    abstracts = _abstract_likeness(one, other)
    if not _titles_are_near(one, other):
        is_renamed = abstracts is not None and abstracts >= _SAME_ABSTRACT
        return Match.POSSIBLE if is_renamed and one.numbers == other.numbers else _DIFFERENT
    authors = _authors_agree(one, other)
    against = authors is False or _ids_differ(one, other)
    if abstracts is not None and abstracts >= _NEAR_ABSTRACT:
        if not authors and _years_apart(one.paper, other.paper) > _YEARS_APART:
            return Match.POSSIBLE
        return Match.POSSIBLE if against else Match.SAME
    if against:
        return _DIFFERENT
    return _by_title(one, other, authors=authors, differs=abstracts is not None)


_DIFFERENT: Final = Match.DIFFERENT


def confirm_shared_id(one: MatchKeys, other: MatchKeys) -> bool:
    """Tell whether two records of one identifier are one paper: a volume's DOI is not its papers'.

    A title may change between versions; title, abstract and first author together do not.
    """
    if one.paper.arxiv_id and one.paper.arxiv_id == other.paper.arxiv_id:
        return True
    if one.title in other.title or other.title in one.title:
        return True
    if fuzz.ratio(one.title, other.title) >= _UNLIKE:
        return True
    abstracts = _abstract_likeness(one, other)
    return _authors_agree(one, other) is True or (abstracts or 0) >= _NEAR_ABSTRACT


def _by_title(one: MatchKeys, other: MatchKeys, *, authors: bool | None, differs: bool) -> Match:
    """Decide where abstracts don't: one is missing, or they differ (a rewritten one may)."""
    is_equal, is_long = one.title == other.title, min(len(one.title), len(other.title)) >= _TELLING
    years = _years_apart(one.paper, other.paper)
    if is_equal and is_long and years <= _YEARS_APART and (authors or not differs):
        return Match.SAME
    if is_equal and authors and years == 0 and not differs:
        is_dated = one.paper.year and other.paper.year
        return Match.SAME if is_dated else Match.POSSIBLE
    if differs or not authors or years > _YEARS_APART or not is_long:
        return _DIFFERENT
    shared = len(one.authors & other.authors)
    is_sure = shared >= min(4, len(one.authors), len(other.authors))
    return Match.SAME if is_sure else Match.POSSIBLE


def _titles_are_near(one: MatchKeys, other: MatchKeys) -> bool:
    """Tell whether titles are equal, one is the other's before a subtitle, or letters differ."""
    if one.title in {other.title, other.head} or other.title == one.head:
        return True
    if one.numbers != other.numbers:
        return False
    return fuzz.ratio(one.title, other.title, score_cutoff=_NEAR_TITLE) > 0


def _abstract_likeness(one: MatchKeys, other: MatchKeys) -> float | None:
    """Return how alike two abstracts are, 0 to 100, up to the end of the shorter one.

    None where one is missing, or so short that it tells nothing and is not the other's start.
    """
    if not (one.paper.abstract and other.paper.abstract):
        return None
    first, second = one.abstract, other.abstract
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return 100.0
    if length < _LEAST_LETTERS:
        return _shared_words(one, other)
    alike = fuzz.ratio(first[:length], second[:length], score_cutoff=50)
    if alike >= _NEAR_ABSTRACT:
        return alike
    # One may start with a sentence that the other lacks.
    return max(alike, _shared_words(one, other))


def _shared_words(one: MatchKeys, other: MatchKeys) -> float:
    """Return how many of the words of the abstract that has fewer are in the other, of 100."""
    few, many = sorted((one.words, other.words), key=len)
    return 100.0 * len(few & many) / max(1, len(few))


def _authors_agree(one: MatchKeys, other: MatchKeys) -> bool | None:
    """Tell whether first authors are one, or most of all authors are; None where nobody says."""
    if not (one.first_author and other.first_author):
        return None
    if one.first_author & other.first_author:
        return True
    fewer = min(len(one.authors), len(other.authors))
    return len(one.authors & other.authors) * 2 >= fewer > len(one.first_author)


def _ids_differ(one: MatchKeys, other: MatchKeys) -> bool:
    return _differ(one.paper.arxiv_id, other.paper.arxiv_id) or _differ(
        published_doi(one.paper.doi), published_doi(other.paper.doi)
    )


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _years_apart(one: Paper, other: Paper) -> int:
    """Return 0 where one of them has no year."""
    return abs(one.year - other.year) if one.year and other.year else 0


def _names(name: str) -> frozenset[str]:
    return frozenset(word for part in name.split() if len(word := match_key(part)) > 1)


def _identifiers(paper: Paper) -> Iterator[str]:
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id}"
    if paper.doi:
        yield paper.doi


def _blocks(keys: MatchKeys) -> Iterator[int]:
    """Yield a number for each block of a record."""
    title = keys.title
    yield hash(("title", keys.main))
    if keys.main != title:
        yield hash(("title", title))
    if len(title) > _BLOCK_LETTERS:
        yield hash(("start", title[:_BLOCK_LETTERS]))
        yield hash(("end", title[-_BLOCK_LETTERS:]))
    if len(keys.abstract) >= _ABSTRACT_START:
        start = keys.abstract[:_FEW_LETTERS]
        yield hash(("abstract", keys.abstract[:_ABSTRACT_START]))
        # One wrong letter may be in a title's start or in its end.
        yield hash(("start", title[:_FEW_LETTERS], start))
        yield hash(("end", title[-_FEW_LETTERS:], start))
