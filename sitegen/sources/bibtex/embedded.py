"""BibTeX inside of another source: the entry that a note or a page has of its paper."""

from __future__ import annotations

from typing import Any

from sitegen.sources.bibtex.fields import named_fields
from sitegen.sources.bibtex.grammar import Fault, parse
from sitegen.sources.bibtex.library import Library


def sole_entry(text: str) -> dict[str, Any]:
    """Return the fields of a text with one entry, without those that are empty; else ``{}``."""
    items = list(Library([parse(text)]).papers(0))
    if len(items) != 1 or isinstance(items[0], Fault):
        return {}
    entry, fields = items[0]
    named = named_fields(entry.kind, entry.key, fields)
    return {name: value for name, value in named.items() if value}
