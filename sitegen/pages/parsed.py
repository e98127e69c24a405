"""Views that parsed full texts add to a paper's page: affiliations, references, citations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import arxiv_url, match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.paper import Entry, Paper, Reference

#: Shorter titles ("Introduction", "Deep learning") may belong to several papers, so that a
#: reference with such a title and no identifier stays unresolved.
_MIN_TITLE_CHARS: Final = 20
#: Longer lists, as of large collaborations, help no reader.
_MAX_AFFILIATIONS: Final = 30


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author; ``marks`` are 1-based affiliation numbers, such as ``"1,3"``, or empty."""

    name: str
    marks: str
    orcid: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference.

    Attributes:
        id: id of the cited paper if the collection has it, else empty.
        url: address of the cited paper elsewhere, or empty.
    """

    text: str
    id: str
    url: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The citation graph of a collection, as id -> ids in both directions.

    Attributes:
        cites: cited papers in the order of the references; it has each paper with references.
        cited_by: citing papers in the collection's order.
        ids_by_key: the index that references are looked up in, by DOI, arXiv id or title key.
    """

    cites: dict[str, tuple[str, ...]]
    cited_by: dict[str, tuple[str, ...]]
    ids_by_key: dict[str, str]


def author_views(paper: Paper) -> tuple[tuple[AuthorView, ...], tuple[str, ...]]:
    """Return a paper's authors, and its affiliations in the order of their numbers.

    Authors have no numbers if all affiliations are the same, or if there are too many to show.
    """
    # A dict keeps the order of first occurrence, which is the order of the numbers.
    affiliations = list(dict.fromkeys(name for a in paper.authors for name in a.affiliations))
    is_numbered = 1 < len(affiliations) <= _MAX_AFFILIATIONS
    numbers = {name: str(n) for n, name in enumerate(affiliations, start=1)} if is_numbered else {}
    views = tuple(
        AuthorView(
            author.name,
            ",".join(numbers[name] for name in author.affiliations if name in numbers),
            author.orcid or "",
        )
        for author in paper.authors
    )
    return views, tuple(affiliations[:_MAX_AFFILIATIONS])


def find_citations(entries: Sequence[Entry]) -> Citations:
    """Resolve the references of a collection's papers to papers of the same collection."""
    citing = [entry for entry in entries if entry.paper.references]
    # Few collections have references; the others need no index of titles.
    ids_by_key = _index_papers(entries) if citing else {}
    cites: dict[str, tuple[str, ...]] = {}
    cited_by: defaultdict[str, list[str]] = defaultdict(list)
    for entry in citing:
        resolved = (_resolve(reference, ids_by_key) for reference in entry.paper.references)
        # References may repeat; a paper that lists itself is an error of the parser.
        ids = tuple(dict.fromkeys(i for i in resolved if i and i != entry.id))
        cites[entry.id] = ids
        for cited_id in ids:
            cited_by[cited_id].append(entry.id)
    return Citations(cites, {key: tuple(ids) for key, ids in cited_by.items()}, ids_by_key)


def resolve_references(paper: Paper, citations: Citations) -> tuple[str, ...]:
    """Return the id of the paper that each reference cites, or empty."""
    return tuple(_resolve(reference, citations.ids_by_key) or "" for reference in paper.references)


def reference_views(paper: Paper, ids: Iterable[str]) -> tuple[ReferenceView, ...]:
    """Return a paper's references, each with a link to the cited paper if one is known.

    Args:
        paper: the paper.
        ids: what ``resolve_references`` returns.
    """
    return tuple(
        ReferenceView(reference.text, paper_id, _url_of(reference))
        for reference, paper_id in zip(paper.references, ids, strict=True)
    )


def _index_papers(entries: Iterable[Entry]) -> dict[str, str]:
    """Return paper ids by DOI, arXiv id and title key; the first paper with a key keeps it."""
    ids_by_key: dict[str, str] = {}
    for entry in entries:
        paper = entry.paper
        for key in (paper.doi, paper.arxiv_id, _title_key(paper.title)):
            if key:
                ids_by_key.setdefault(key, entry.id)
    return ids_by_key


def _resolve(reference: Reference, ids_by_key: Mapping[str, str]) -> str | None:
    """Return the id of the cited paper, or None; identifiers outweigh the title."""
    keys = (reference.doi, reference.arxiv_id, _title_key(reference.title))
    return next((ids_by_key[key] for key in keys if key and key in ids_by_key), None)


def _title_key(title: str) -> str:
    """Return the key of a title, or an empty string if the title is too short to be unique."""
    key = match_key(title)
    # The prefix keeps titles apart from DOIs and arXiv ids, as match keys hold no blank.
    return f"title {key}" if len(key) >= _MIN_TITLE_CHARS else ""


def _url_of(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{quote(reference.doi)}"
    return arxiv_url(reference.arxiv_id) if reference.arxiv_id else ""
