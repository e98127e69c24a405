"""What text alone can tell of a collection: tags, related papers and the reasons for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.enrich.phrases import paper_words
from sitegen.enrich.related import find_related
from sitegen.enrich.tags import find_tags
from sitegen.paper import EnrichedPaper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.paper import Entry

__all__ = ["enrich", "find_related", "find_tags"]


def enrich(
    entries: Sequence[Entry],
    *,
    min_tags: int = 3,
    max_tags: int = 8,
    max_share: float = 0.2,
    related: int = 8,
) -> tuple[EnrichedPaper, ...]:
    """Give each paper of a collection its tags and its related papers."""
    papers = [entry.paper for entry in entries]
    words = list(map(paper_words, papers))
    tags = find_tags(papers, words, min_tags, max_tags, max_share)
    near = find_related(entries, words, tags, related)
    return tuple(map(EnrichedPaper, entries, tags, near))
