"""Make one collection of many readings: one record a paper, a lasting id for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.collection.duplicates import Candidates, Match, MatchKeys, compare, confirm_shared_id
from sitegen.collection.merging import Conflict, find_conflicts, merge
from sitegen.identifiers import match_key, page_name, short_hash, title_name
from sitegen.paper import Entry, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many letters of the abstract part two papers of one title; later edits leave the id alone.
_IDENTITY_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Merge:
    """A record that was found again: ``kept`` is the page it went into."""

    kept: str
    paper: Paper
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two pages that look like one paper and were not merged, as something speaks against it."""

    first: Entry
    later: Entry


@dataclass(frozen=True, slots=True)
class Collection:
    """The papers in the order of their first reading, and what was merged into them."""

    entries: tuple[Entry, ...]
    merged: tuple[Merge, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()


def collect(papers: Iterable[Paper]) -> Collection:
    """Merge records of the same paper and give each paper its id.

    When two records are the same paper: ``duplicates.compare``. What becomes of their fields:
    ``merging``.
    """
    kept: list[MatchKeys] = []
    candidates = Candidates()
    again: list[tuple[int, Paper]] = []
    possible_duplicates: list[tuple[int, int]] = []
    for paper in papers:
        keys = MatchKeys(paper)
        place, alike = _place(keys, kept, candidates)
        if place is None:
            place = len(kept)
            kept.append(keys)
        else:
            again.append((place, paper))
            kept[place] = MatchKeys(merge(kept[place].paper, paper))
        candidates.add(place, kept[place])
        possible_duplicates += ((other, place) for other in alike if other != place)
    ids = _ids([keys.paper for keys in kept])
    entries = tuple(Entry(name, t.paper) for name, t in zip(ids, kept, strict=True))
    return Collection(
        entries,
        tuple(
            Merge(ids[place], paper, tuple(find_conflicts(kept[place].paper, paper)))
            for place, paper in again
        ),
        tuple(
            PossibleDuplicate(entries[a], entries[b]) for a, b in dict.fromkeys(possible_duplicates)
        ),
    )


def _place(
    keys: MatchKeys, kept: list[MatchKeys], candidates: Candidates
) -> tuple[int | None, list[int]]:
    """Return the place of the paper that a record is of, if any, and of those it may be of."""
    alike: list[int] = []
    place = candidates.of_id(keys.paper)
    if place is not None:
        if confirm_shared_id(kept[place], keys):
            return place, []
        alike.append(place)
    for near in candidates.near(keys):
        verdict = compare(kept[near], keys)
        if verdict is Match.SAME:
            return near, alike
        if verdict is Match.POSSIBLE:
            alike.append(near)
    return None, alike


def _identity(paper: Paper) -> str:
    return match_key(paper.abstract[: 3 * _IDENTITY_LETTERS])[:_IDENTITY_LETTERS]


def _ids(papers: list[Paper]) -> list[str]:
    """Name each paper's page; where names are equal all the same, each tells more of itself."""
    ids = [_id(paper) for paper in papers]
    while True:
        shared = {name for name, count in Counter(ids).items() if count > 1}
        if not shared:
            return ids
        turn: defaultdict[str, int] = defaultdict(int)
        for place, (name, paper) in enumerate(zip(ids, papers, strict=True)):
            if name in shared:
                told = f"{paper.title}|{paper.abstract}|{paper.source_id}|{paper.authors}"
                turn[name + told] += 1
                mark = short_hash(f"{told}|{turn[name + told]}", 6)
                ids[place] = f"{name[:73]}-{mark}"


def _id(paper: Paper) -> str:
    if paper.arxiv_id or paper.doi:
        return page_name((paper.arxiv_id or paper.doi or "").lower())
    if paper.source_id:
        return page_name(paper.source_id)
    return title_name(paper.title, f"{match_key(paper.title)}|{_identity(paper)}")
