"""Write an enriched collection for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.paper import EnrichedPaper, Paper


def render_jsonl(papers: Sequence[EnrichedPaper]) -> Iterator[str]:
    """Yield one JSON object a paper, each with its line end.

    Fields: id (the source's own where it gives one), page, title, abstract, authors, year, date
    (ISO 8601), venue, doi, arxiv_id, keywords (the source's), upvotes, urls, tags (names, best
    first), related (``{"id", "score", "why"}``, closest first). Where a source tells them:
    author_details (``{"name", "affiliations", "orcid"}``), language, sections, references,
    curator_note.
    """
    ids = {p.entry.id: p.entry.paper.source_id or p.entry.id for p in papers}
    names = {tag.slug: tag.name for paper in papers for tag in paper.tags}
    for enriched in papers:
        paper = enriched.entry.paper
        record = {
            "id": ids[enriched.entry.id],
            "page": f"papers/{enriched.entry.id}.html",
            "title": paper.title,
            "abstract": paper.abstract,
            "authors": [author.name for author in paper.authors],
            "year": paper.year,
            "date": paper.date,
            "venue": paper.venue,
            "doi": paper.doi,
            "arxiv_id": paper.arxiv_id,
            "keywords": list(paper.keywords),
            "upvotes": paper.upvotes,
            "urls": [link.url for link in paper.links],
            "tags": [tag.name for tag in enriched.tags],
            "related": [
                {
                    "id": ids[r.id],
                    "score": r.score,
                    "why": [*(names[slug] for slug in r.tags), *r.terms],
                    "authors": list(r.authors),
                }
                for r in enriched.related
            ],
        }
        record |= _told(paper)
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _told(paper: Paper) -> dict[str, Any]:
    """Return what few sources tell, in the words in which it is read again."""
    sections = [
        {"heading": one.heading, "level": one.level, "text": one.paragraphs}
        for one in paper.sections
    ]
    references = [
        {key: value for key, value in asdict(one).items() if value} for one in paper.references
    ]
    has_details = any(author.affiliations or author.orcid for author in paper.authors)
    details = [{key: value for key, value in asdict(one).items() if value} for one in paper.authors]
    told = {
        "author_details": details if has_details else None,
        "language": paper.language,
        "sections": sections,
        "references": references,
        "curator_note": paper.note,
    }
    return {key: value for key, value in told.items() if value}
