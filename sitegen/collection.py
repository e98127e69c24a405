"""Make one collection of many readings: one record a paper, a lasting id for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import ARXIV_DOI, fingerprint, letters, page_name, title_name
from sitegen.paper import Entry, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many letters of the abstract part two papers of one title; later edits leave the id alone.
_IDENTITY_LETTERS: Final = 60
#: Letters of a title that more than one paper hardly has: "Attention Is All You Need" has 21.
_TELLING: Final = 20
#: Papers of one title that a further one is compared with.
_MOST_ALIKE: Final = 20
#: Share of the shorter abstract's words that are in the other one, where both are of one paper.
_ALIKE: Final = 0.8
_YEARS_APART: Final = 2


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

    Two records are the same paper when their DOI or arXiv id is, when title and the start of the
    abstract have the same letters, or when a title of some length is the same and nothing that both
    say speaks against it: ids, first author, years, abstract. A field that the first record lacks
    is filled from the later ones; the longer list of authors wins, and the earliest day.
    """
    kept: list[Paper] = []
    found: dict[tuple[str, str], int] = {}
    titled: defaultdict[str, list[int]] = defaultdict(list)
    again: list[tuple[int, Paper]] = []
    for paper in papers:
        title = letters(paper.title)
        keys = _keys(paper, title)
        place = next((found[key] for key in keys if key in found), None)
        if place is None and len(title) >= _TELLING:
            place = next((p for p in titled[title] if _is_same(kept[p], paper)), None)
        if place is None:
            place = len(kept)
            kept.append(paper)
            if len(title) >= _TELLING and len(titled[title]) < _MOST_ALIKE:
                titled[title].append(place)
        else:
            again.append((place, paper))
            kept[place] = _merge(kept[place], paper)
            keys += _keys(kept[place], letters(kept[place].title))
        for key in keys:
            found.setdefault(key, place)
    ids = _ids(kept)
    return Collection(
        tuple(Entry(name, paper) for name, paper in zip(ids, kept, strict=True)),
        tuple(Merge(ids[place], paper) for place, paper in again),
    )


def _keys(paper: Paper, title: str) -> list[tuple[str, str]]:
    """Return what tells a paper; ``title`` is its title's letters."""
    start = _identity(paper)
    # A title alone tells little: "Editorial" is somebody's of some year.
    rest = start or f"|{_first_author(paper)}|{paper.year}|{paper.doi or paper.arxiv_id}"
    keys = [("title", f"{title}|{rest}")]
    if paper.doi:
        keys.append(("doi", paper.doi))
    if paper.arxiv_id:
        keys.append(("arxiv", paper.arxiv_id))
    return keys


def _is_same(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of one title are one, by what both of them say."""
    if _differ(one.arxiv_id, other.arxiv_id) or _differ(_published(one), _published(other)):
        return False
    if _differ(_first_author(one), _first_author(other)):
        return False
    if one.abstract and other.abstract:
        words, others = (set(_letters_of_words(p.abstract)) for p in (one, other))
        return len(words & others) >= _ALIKE * min(len(words), len(others))
    return abs((one.year or other.year or 0) - (other.year or one.year or 0)) <= _YEARS_APART


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _published(paper: Paper) -> str | None:
    """Return the publisher's DOI; arXiv's own is the preprint's."""
    return None if (paper.doi or "").startswith(ARXIV_DOI) else paper.doi


def _first_author(paper: Paper) -> str | None:
    """Return the letters of the first author's last name."""
    return letters(paper.authors[0].name.split()[-1]) if paper.authors else None


def _letters_of_words(text: str) -> list[str]:
    """Return the letters and digits of each word that has some."""
    return [word for part in text.split() if (word := letters(part))]


def _identity(paper: Paper) -> str:
    return letters(paper.abstract[: 3 * _IDENTITY_LETTERS])[:_IDENTITY_LETTERS]


def _merge(first: Paper, later: Paper) -> Paper:
    return replace(
        first,
        abstract=first.abstract or later.abstract,
        authors=max(first.authors, later.authors, key=len),
        year=first.year or later.year,
        date=min(filter(None, (first.date, later.date)), default=None),
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
