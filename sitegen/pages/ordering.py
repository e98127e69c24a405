"""Orders of lists of papers, and how lists are cut into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.views import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.paper import EnrichedPaper


def by_title(papers: Iterable[EnrichedPaper]) -> list[EnrichedPaper]:
    """Return papers sorted by title, without case and punctuation."""
    return sorted(papers, key=lambda p: (sort_key(p.entry.paper.title), p.entry.id))


def by_date(papers: Iterable[EnrichedPaper]) -> list[EnrichedPaper]:
    """Return papers sorted newest first; those of one date, or without one, by title."""
    return sorted(by_title(papers), key=lambda p: p.entry.paper.issued, reverse=True)


def by_votes(papers: Iterable[EnrichedPaper]) -> list[EnrichedPaper]:
    """Return the papers that readers voted for, those of most votes first, equal ones by title."""
    voted = (paper for paper in papers if paper.entry.paper.upvotes)
    return sorted(by_title(voted), key=lambda p: -(p.entry.paper.upvotes or 0))


def paginate(
    papers: Sequence[EnrichedPaper], stem: str, separator: str, page_size: int
) -> Iterator[tuple[int, Sequence[EnrichedPaper], list[str]]]:
    """Yield page number (1-based), its papers, and the file stems of all pages of a list.

    An empty list has one page. The first page has the stem itself as its name.
    """
    count = max(1, -(-len(papers) // page_size))
    stems = [
        stem if number == 1 else f"{stem}{separator}{number}" for number in range(1, count + 1)
    ]
    for index in range(count):
        yield index + 1, papers[index * page_size : (index + 1) * page_size], stems
