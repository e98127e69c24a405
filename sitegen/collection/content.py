"""Sort records by what they say, so that the order of reading decides nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.paper import Paper


def content_order(papers: Sequence[Paper]) -> list[int]:
    """Return the indices of records in an order that depends on their content alone."""
    # Most titles occur once and decide alone; the other fields of the key take longer.
    counts = Counter(paper.title for paper in papers)

    def key(index: int) -> tuple[Any, ...]:
        paper = papers[index]
        return content_key(paper) if counts[paper.title] > 1 else (paper.title,)

    return sorted(range(len(papers)), key=key)


def content_key(paper: Paper) -> tuple[Any, ...]:
    """Return a key that sorts records by content; equal keys are equal records."""
    return (
        paper.title,
        paper.abstract,
        paper.doi or "",
        paper.arxiv_id or "",
        paper.source_id or "",
        paper.year or 0,
        paper.date or "",
        paper.venue or "",
        tuple(author.name for author in paper.authors),
        paper.volume or "",
        paper.issue or "",
        paper.pages or "",
        paper.keywords,
        tuple(link.url for link in paper.links),
        tuple(link.kind for link in paper.links),
        paper.note,
        paper.language or "",
        paper.status or "",
        paper.license or "",
        -1 if paper.upvotes is None else paper.upvotes,
        # Few records have these, and their texts are long.
        repr(paper.sections) if paper.sections else "",
        repr(paper.references) if paper.references else "",
        tuple((author.affiliations, author.orcid or "") for author in paper.authors),
    )
