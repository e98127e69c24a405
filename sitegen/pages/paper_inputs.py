"""All that the page of a paper is rendered from, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.citation.keys import format_bibkey
from sitegen.pages.follow_ups import find_follow_ups
from sitegen.pages.parsed import find_citations, resolve_references

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from sitegen.pages.slices import Slice
    from sitegen.pages.venue_lists import Neighbourhood
    from sitegen.paper import EnrichedPaper, Reason


@dataclass(frozen=True, slots=True)
class RelatedSlice:
    """A related paper with what a page says of it; its score is not shown."""

    paper: Slice
    why: tuple[Reason, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperInputs:
    """All that the page of a paper is rendered from, apart from the targets of its links.

    Attributes:
        paper: the paper; all others are without their topics.
        bibkey: its citation key.
        related: papers that are related to it.
        has_related: whether any paper of the collection has related papers.
        previous: the one in front of it in the listing.
        next: the one behind it.
        references: id of the paper that each reference cites, or empty.
        cites: the papers that it cites.
        cited_by: the papers that cite it.
        follow_ups: later work of its authors that goes on from it; some of these cite it, too.
        neighbourhood: where it stands among those of its venue, if it is not alone.
    """

    paper: Slice
    bibkey: str
    related: tuple[RelatedSlice, ...] = ()
    has_related: bool = False
    previous: Slice | None = None
    next: Slice | None = None
    references: tuple[str, ...] = ()
    cites: tuple[Slice, ...] = ()
    cited_by: tuple[Slice, ...] = ()
    follow_ups: tuple[Slice, ...] = ()
    neighbourhood: Neighbourhood | None = None

    def among(self, neighbourhood: Neighbourhood | None) -> PaperInputs:
        """Return the inputs of a page that shows papers of the venue, not those of the listing."""
        if neighbourhood is None:
            return self
        return replace(self, neighbourhood=neighbourhood, previous=None, next=None)

    def shown_papers(self) -> tuple[Slice, ...]:
        """Return the paper and those that its page shows."""
        related = (related.paper for related in self.related)
        beside = (paper for paper in (self.previous, self.next) if paper)
        return (self.paper, *related, *beside, *self.cites, *self.cited_by, *self.follow_ups)


def paper_inputs(
    papers: Sequence[EnrichedPaper],
    slices: Mapping[str, Slice],
    ids: Container[str] | None = None,
    keys: Mapping[str, str] | None = None,
) -> Iterator[PaperInputs]:
    """Yield the inputs of each paper's page in the collection's order.

    Args:
        papers: the whole collection, which related papers and citations refer to.
        slices: id -> slice of each of them.
        ids: papers to yield, or None for all.
        keys: id of the paper -> its citation key; a paper without one has ``format_bibkey``'s.
    """
    keys = keys or {}
    entries = [paper.entry for paper in papers]
    citations = find_citations(entries)
    follow_ups = find_follow_ups(entries, citations)
    has_related = any(paper.related for paper in papers)
    # What changes with any new paper is left out: the topics of the papers that a page lists.
    others = {paper_id: slice_.bare for paper_id, slice_ in slices.items()}
    # None stands beyond either end of the listing, and neighbours are there though not in ``ids``.
    order = [None, *(others[paper.entry.id] for paper in papers), None]
    for index, enriched in enumerate(papers):
        entry = enriched.entry
        if ids is not None and entry.id not in ids:
            continue
        yield PaperInputs(
            paper=slices[entry.id],
            bibkey=keys.get(entry.id) or format_bibkey(entry.paper),
            related=tuple(
                RelatedSlice(others[related.id], related.why, related.authors)
                for related in enriched.related
            ),
            has_related=has_related,
            previous=order[index],
            next=order[index + 2],
            references=resolve_references(entry.paper, citations),
            cites=tuple(others[i] for i in citations.cites.get(entry.id, ())),
            cited_by=tuple(others[i] for i in citations.cited_by.get(entry.id, ())),
            follow_ups=tuple(others[i] for i in follow_ups.get(entry.id, ())),
        )
