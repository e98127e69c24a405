"""What exports are made from: the papers of a collection, with their citation keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.citation import citation_keys
from sitegen.citation.links import citation_url, pdf_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.paper import EnrichedPaper


@dataclass(frozen=True, slots=True)
class Records:
    """The papers of a collection in reading order, with their citation keys.

    Attributes:
        papers: the enriched papers.
        keys: id of the paper -> its citation key.
    """

    papers: Sequence[EnrichedPaper]
    keys: Mapping[str, str]

    @classmethod
    def of(
        cls, papers: Sequence[EnrichedPaper], settled: Mapping[str, str] | None = None
    ) -> Records:
        """Return the records of papers.

        Args:
            papers: of a whole collection, as keys are unique in it.
            settled: key -> id of the paper that has it for good.
        """
        return cls(papers, citation_keys([paper.entry for paper in papers], settled or {}))

    def __iter__(self) -> Iterator[EnrichedPaper]:
        """Yield the papers in reading order."""
        return iter(self.papers)

    def newest_first(self) -> list[EnrichedPaper]:
        """Return the papers by date, the newest first; those without a date last."""
        return sorted(self.papers, key=lambda paper: paper.entry.paper.issued, reverse=True)

    def row(self, enriched: EnrichedPaper) -> dict[str, Any]:
        """Return a paper as a row of a table: column -> text, number, list of texts or None."""
        paper = enriched.entry.paper
        return {
            "id": enriched.entry.id,
            "page": enriched.entry.url,
            "citation_key": self.keys[enriched.entry.id],
            "title": paper.title,
            "authors": [author.name for author in paper.authors],
            "year": paper.year,
            "date": paper.date,
            "venue": paper.venue,
            "kind": paper.kind,
            "status": paper.status,
            "volume": paper.volume,
            "issue": paper.issue,
            "pages": paper.pages,
            "publisher": paper.publisher,
            "editors": list(paper.editors),
            "series": paper.series,
            "edition": paper.edition,
            "institution": paper.institution,
            "genre": paper.genre,
            "isbn": paper.isbn,
            "issn": paper.issn,
            "license": paper.license,
            "doi": paper.doi,
            "arxiv_id": paper.arxiv_id,
            "url": citation_url(paper) or None,
            "pdf": pdf_url(paper) or None,
            "language": paper.language,
            "keywords": list(paper.keywords),
            "topics": [tag.name for tag in enriched.tags],
            "abstract": paper.abstract or None,
        }


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: a lone surrogate becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
