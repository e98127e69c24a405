"""Take papers out of a collection that must be nowhere in its site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.identifiers import parse_arxiv_id, parse_doi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.collection.collect import Collection
    from sitegen.paper import Origin, Paper


@dataclass(frozen=True, slots=True)
class Takedown:
    """A collection without some papers.

    Attributes:
        collection: what is left; ids are those that all papers together gave.
        origins: positions of the records that were taken out.
        unused: identifiers that no paper has.
    """

    collection: Collection
    origins: tuple[Origin, ...]
    unused: tuple[str, ...]


def take_down(collection: Collection, identifiers: Iterable[str]) -> Takedown:
    """Return a collection without the papers that have some identifiers.

    A paper goes with all records that were merged into it, and with every line of the reports that
    names it.

    Args:
        collection: the papers.
        identifiers: ids of pages, ids of sources, DOIs or arXiv ids.
    """
    names = list(dict.fromkeys(identifiers))
    if not names:
        return Takedown(collection, (), ())
    pages = _pages_by_identifier(collection)
    pages_of = {
        name: {page for key in _keys(name) for page in pages.get(key, ())} for name in names
    }
    removed = {page for ids in pages_of.values() for page in ids}
    origins = (
        origin
        for entry in collection.entries
        if entry.id in removed
        for origin in entry.paper.origins
    )
    return Takedown(
        _without(collection, removed),
        tuple(origins),
        tuple(name for name, ids in pages_of.items() if not ids),
    )


def _pages_by_identifier(collection: Collection) -> dict[tuple[str, str], set[str]]:
    """Return (kind, identifier) -> ids of the papers that have it in any of their records."""
    pages: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    records = [(entry.id, entry.paper) for entry in collection.entries]
    records += [(record.page_id, record.paper) for record in collection.merged]
    for page_id, paper in records:
        for key in _record_keys(page_id, paper):
            pages[key].add(page_id)
    return pages


def _record_keys(page_id: str, paper: Paper) -> Iterator[tuple[str, str]]:
    yield "id", page_id
    for kind, value in (("id", paper.source_id), ("doi", paper.doi), ("arxiv", paper.arxiv_id)):
        if value:
            yield kind, value


def _keys(name: str) -> Iterator[tuple[str, str]]:
    """Yield what an identifier may be: a DOI or an arXiv id may have its resolver before it."""
    yield "id", name
    for kind, value in (("doi", parse_doi(name)), ("arxiv", parse_arxiv_id(name))):
        if value:
            yield kind, value


def _without(collection: Collection, removed: set[str]) -> Collection:
    return replace(
        collection,
        entries=tuple(entry for entry in collection.entries if entry.id not in removed),
        merged=tuple(record for record in collection.merged if record.page_id not in removed),
        possible_duplicates=tuple(
            pair
            for pair in collection.possible_duplicates
            if not {pair.first.id, pair.second.id} & removed
        ),
        conflicts=tuple(item for item in collection.conflicts if item.page_id not in removed),
    )
