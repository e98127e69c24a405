"""Build a collection from records: merge duplicates and give each paper a stable page id."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.collection.clusters import group_records
from sitegen.collection.merging import Conflict, find_conflicts, merge
from sitegen.collection.publication import with_kind
from sitegen.identifiers import MAX_ID_BYTES, match_key, page_name, short_hash, title_name
from sitegen.paper import Entry, Paper
from sitegen.venues import shipped_venues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.venues import VenueTable

#: The abstract's first letters tell two papers of one title apart. Only the first few are used, so
#: that the id survives a later edit of the abstract.
_IDENTITY_LETTERS: Final = 60
#: Base-32 characters of a collision suffix: 30 bits.
_SUFFIX_CHARS: Final = 6


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that was merged into an earlier one.

    Attributes:
        page_id: the page of the paper that the record was merged into.
        paper: the record as it was read.
    """

    page_id: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class PageConflict:
    """A field in which a record contradicts its page, whichever record was read first."""

    page_id: str
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two pages that may describe one paper, but lack the evidence for a merge."""

    first: Entry
    second: Entry


@dataclass(frozen=True, slots=True)
class Collection:
    """The papers in the order in which they were first read, and the records merged into them."""

    entries: tuple[Entry, ...]
    merged: tuple[MergedRecord, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    conflicts: tuple[PageConflict, ...] = ()


def collect(papers: Iterable[Paper], venues: VenueTable | None = None) -> Collection:
    """Merge records of the same paper and give each paper its id.

    Args:
        papers: records in reading order.
        venues: say what kinds of papers there are; the shipped ones if None.

    ``clusters.group_records`` decides which records are merged, ``merging.merge`` which values win.
    The order of the records decides the order of pages and origins alone.
    """
    records = tuple(papers)
    groups, doubts = group_records(records)
    table = venues or shipped_venues()
    pages = [with_kind(merge(*(records[index] for index in group)), table) for group in groups]
    ids = _assign_ids(pages)
    entries = tuple(map(Entry, ids, pages))
    # Merged records and conflicts are listed in reading order.
    page_of = {index: number for number, group in enumerate(groups) for index in group}
    firsts = {group[0] for group in groups}
    return Collection(
        entries,
        tuple(
            MergedRecord(ids[page_of[index]], record)
            for index, record in enumerate(records)
            if index not in firsts
        ),
        tuple(PossibleDuplicate(entries[first], entries[second]) for first, second in doubts),
        tuple(
            PageConflict(ids[page_of[index]], conflict)
            for index, record in enumerate(records)
            if len(groups[page_of[index]]) > 1
            for conflict in find_conflicts(pages[page_of[index]], record)
        ),
    )


def _assign_ids(papers: list[Paper]) -> list[str]:
    """Return a unique id for each paper, in order.

    Papers whose ids collide get a hash of their content as a suffix, all of them, so that none
    depends on which was read first. Only identical records are numbered.
    """
    ids = [_base_id(paper) for paper in papers]
    # A suffix may create a new collision (with an id that a source chose), hence the loop.
    while True:
        shared = {name for name, count in Counter(ids).items() if count > 1}
        if not shared:
            return ids
        occurrences: defaultdict[str, int] = defaultdict(int)
        for index, (name, paper) in enumerate(zip(ids, papers, strict=True)):
            if name in shared:
                content = f"{paper.title}|{paper.abstract}|{paper.source_id}|{paper.authors}"
                occurrences[name + content] += 1
                suffix = short_hash(f"{content}|{occurrences[name + content]}", _SUFFIX_CHARS)
                ids[index] = f"{name[: MAX_ID_BYTES - 1 - _SUFFIX_CHARS]}-{suffix}"


def _base_id(paper: Paper) -> str:
    """Name a page by the most stable value that a record has: arXiv id, DOI, source id, title."""
    if paper.arxiv_id or paper.doi:
        return page_name((paper.arxiv_id or paper.doi or "").lower())
    if paper.source_id:
        return page_name(paper.source_id)
    return title_name(paper.title, f"{match_key(paper.title)}|{_abstract_identity(paper)}")


def _abstract_identity(paper: Paper) -> str:
    # 3 characters per letter suffice unless most are spaces or signs; long texts cost nothing.
    return match_key(paper.abstract[: 3 * _IDENTITY_LETTERS])[:_IDENTITY_LETTERS]
