"""Make one collection of many readings: one record a paper, a lasting id for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import fingerprint, letters, page_name, title_name
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


@dataclass(frozen=True, slots=True)
class Collection:
    """The papers in the order of their first reading, and what was merged into them."""

    entries: tuple[Entry, ...]
    merged: tuple[Merge, ...]


def collect(papers: Iterable[Paper]) -> Collection:
    """Merge records of the same paper and give each paper its id.

    Two records are the same paper when their DOI or arXiv id is, or when title and the start of
    the abstract have the same letters. A field that the first record lacks is filled from the
    later ones.
    """
    kept: list[Paper] = []
    found: dict[tuple[str, str], int] = {}
    again: list[tuple[int, Paper]] = []
    for paper in papers:
        keys = _keys(paper)
        place = next((found[key] for key in keys if key in found), None)
        if place is None:
            place = len(kept)
            kept.append(paper)
        else:
            again.append((place, paper))
            kept[place] = _merge(kept[place], paper)
            keys += _keys(kept[place])
        for key in keys:
            found.setdefault(key, place)
    ids = _ids(kept)
    return Collection(
        tuple(Entry(name, paper) for name, paper in zip(ids, kept, strict=True)),
        tuple(Merge(ids[place], paper) for place, paper in again),
    )


def _keys(paper: Paper) -> list[tuple[str, str]]:
    title, start = letters(paper.title), _identity(paper)
    keys = [("title", f"{title}|{start}")]
    if paper.doi:
        keys.append(("doi", paper.doi))
    if paper.arxiv_id:
        keys.append(("arxiv", paper.arxiv_id))
    return keys


def _identity(paper: Paper) -> str:
    return letters(paper.abstract[: 3 * _IDENTITY_LETTERS])[:_IDENTITY_LETTERS]


def _merge(first: Paper, later: Paper) -> Paper:
    return replace(
        first,
        abstract=first.abstract or later.abstract,
        authors=first.authors or later.authors,
        year=first.year or later.year,
        date=first.date or later.date,
        venue=first.venue or later.venue,
        doi=first.doi or later.doi,
        arxiv_id=first.arxiv_id or later.arxiv_id,
        links=tuple(dict.fromkeys((*first.links, *later.links))),
        keywords=tuple(dict.fromkeys((*first.keywords, *later.keywords))),
        upvotes=first.upvotes if first.upvotes is not None else later.upvotes,
        source_id=first.source_id or later.source_id,
        origins=(*first.origins, *later.origins),
    )


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
                mark = fingerprint(f"{told}|{turn[name + told]}", 6)
                ids[place] = f"{name[:73]}-{mark}"


def _id(paper: Paper) -> str:
    if paper.arxiv_id or paper.doi:
        return page_name((paper.arxiv_id or paper.doi or "").lower())
    if paper.source_id:
        return page_name(paper.source_id)
    return title_name(paper.title, f"{letters(paper.title)}|{_identity(paper)}")
