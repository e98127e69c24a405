"""Build a collection from records: merge duplicates and give each paper a stable page id."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.collection.duplicates import Candidates, Match, MatchKeys, compare, confirm_shared_id
from sitegen.collection.merging import Conflict, find_conflicts, merge
from sitegen.identifiers import MAX_ID_BYTES, match_key, page_name, short_hash, title_name
from sitegen.paper import Entry, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        conflicts: fields in which the record contradicts the merged paper.
    """

    page_id: str
    paper: Paper
    conflicts: tuple[Conflict, ...] = ()


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


def collect(papers: Iterable[Paper]) -> Collection:
    """Merge records of the same paper and give each paper its id.

    ``duplicates.compare`` decides which records are merged, ``merging.merge`` which values win.
    """
    pages: list[MatchKeys] = []  # one per paper; an index into this list identifies a paper below
    candidates = Candidates()
    merged: list[tuple[int, Paper]] = []
    possible_pairs: list[tuple[int, int]] = []
    for paper in papers:
        keys = MatchKeys(paper)
        index, possible = _find_match(keys, pages, candidates)
        if index is None:
            index = len(pages)
            pages.append(keys)
        else:
            merged.append((index, paper))
            pages[index] = MatchKeys(merge(pages[index].paper, paper))
        # A merge may add an identifier or a longer title, so the paper is indexed once more.
        candidates.add(index, pages[index])
        possible_pairs += ((similar, index) for similar in possible)
    ids = _assign_ids([keys.paper for keys in pages])
    entries = tuple(Entry(name, keys.paper) for name, keys in zip(ids, pages, strict=True))
    return Collection(
        entries,
        # Conflicts are searched last: the final paper may hold a value of a still later record.
        tuple(
            MergedRecord(ids[index], paper, tuple(find_conflicts(pages[index].paper, paper)))
            for index, paper in merged
        ),
        # A page is listed twice if both its id and its text suggest a match.
        tuple(
            PossibleDuplicate(entries[first], entries[second])
            for first, second in dict.fromkeys(possible_pairs)
        ),
    )


def _find_match(
    keys: MatchKeys, pages: list[MatchKeys], candidates: Candidates
) -> tuple[int | None, list[int]]:
    """Find the page that describes the paper of a record.

    Returns:
        The index of the page, or None for a new paper, and the indices of possible duplicates.
    """
    possible: list[int] = []
    index = candidates.find_by_id(keys.paper)
    if index is not None:
        if confirm_shared_id(pages[index], keys):
            return index, []
        possible.append(index)
    for similar in candidates.block_members(keys):
        match = compare(pages[similar], keys)
        if match is Match.SAME:
            return similar, possible
        if match is Match.POSSIBLE:
            possible.append(similar)
    return None, possible


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
