"""Replace authors' former names in the records of a collection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.collection.collect import Collection
    from sitegen.paper import Entry


def rename_authors(collection: Collection, renamed: Mapping[str, str]) -> Collection:
    """Return a collection in which authors have their new names; ids of papers stay.

    Args:
        collection: the papers.
        renamed: printed name -> new name.
    """
    if not renamed:
        return collection
    entries = tuple(_rename(entry, renamed) for entry in collection.entries)
    return replace(collection, entries=entries)


def _rename(entry: Entry, renamed: Mapping[str, str]) -> Entry:
    authors = entry.paper.authors
    if not any(author.name in renamed for author in authors):
        return entry
    changed = tuple(
        replace(author, name=renamed.get(author.name, author.name)) for author in authors
    )
    return replace(entry, paper=replace(entry.paper, authors=changed))
