"""What a parsed paper's page shows more: affiliations, sections, references, who cites whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.paper import Entry, Paper, Reference

#: Letters of a title that a reference's must have to be found by it alone.
_TELLING: Final = 20
#: More affiliations than that are a list that nobody reads.
_MOST_AFFILIATIONS: Final = 30


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author: ``marks`` are the numbers of the affiliations, ``"1,3"`` or empty."""

    name: str
    marks: str
    orcid: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference: ``id`` of the paper here that it is, ``url`` of a way to it, or neither."""

    text: str
    id: str
    url: str


@dataclass(frozen=True, slots=True)
class Citations:
    """Which papers of a collection cite which: id -> ids, in the collection's order."""

    cites: dict[str, tuple[str, ...]]
    cited_by: dict[str, tuple[str, ...]]
    place_of: dict[str, str]


def author_views(paper: Paper) -> tuple[tuple[AuthorView, ...], tuple[str, ...]]:
    """Return authors with the numbers of their affiliations, and the affiliations in that order.

    One affiliation of all, and more than anybody reads, have no numbers.
    """
    places = list(dict.fromkeys(one for a in paper.authors for one in a.affiliations))
    is_numbered = 1 < len(places) <= _MOST_AFFILIATIONS
    number = {place: str(n) for n, place in enumerate(places, start=1)} if is_numbered else {}
    views = tuple(
        AuthorView(
            a.name,
            ",".join(number[place] for place in a.affiliations if place in number),
            a.orcid or "",
        )
        for a in paper.authors
    )
    return views, tuple(places[:_MOST_AFFILIATIONS])


def find_citations(entries: Sequence[Entry]) -> Citations:
    """Find the papers of a collection in its papers' references: by DOI, arXiv id or title."""
    citing = [entry for entry in entries if entry.paper.references]
    places = _places(entries) if citing else {}
    cites: dict[str, tuple[str, ...]] = {}
    cited_by: defaultdict[str, list[str]] = defaultdict(list)
    for entry in citing:
        found = (_found(reference, places) for reference in entry.paper.references)
        ids = tuple(dict.fromkeys(one for one in found if one and one != entry.id))
        cites[entry.id] = ids
        for one in ids:
            cited_by[one].append(entry.id)
    return Citations(cites, {key: tuple(ids) for key, ids in cited_by.items()}, places)


def reference_views(paper: Paper, citations: Citations) -> tuple[ReferenceView, ...]:
    """Return a paper's references, each with the way to what it cites, if there is one."""
    return tuple(
        ReferenceView(one.text, _found(one, citations.place_of) or "", _address(one))
        for one in paper.references
    )


def _places(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the id of each paper by all that a reference may know it by."""
    places: dict[str, str] = {}
    for entry in entries:
        paper = entry.paper
        for key in (paper.doi, paper.arxiv_id, _title_key(paper.title)):
            if key:
                places.setdefault(key, entry.id)
    return places


def _found(reference: Reference, places: dict[str, str]) -> str | None:
    keys = (reference.doi, reference.arxiv_id, _title_key(reference.title))
    return next((places[key] for key in keys if key and key in places), None)


def _title_key(title: str) -> str:
    key = match_key(title)
    return f"title {key}" if len(key) >= _TELLING else ""


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{quote(reference.doi)}"
    return f"https://arxiv.org/abs/{reference.arxiv_id}" if reference.arxiv_id else ""
