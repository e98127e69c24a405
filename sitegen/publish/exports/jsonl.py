"""JSON lines: one object per paper, in the field names that ``sitegen build`` reads.

Source: https://jsonlines.org
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.locale import N_
from sitegen.text.links import source_link_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.paper import EnrichedPaper, Paper

NAME: Final = "jsonl"
SUFFIX: Final = ".jsonl"
MEDIA_TYPE: Final = "application/jsonl"
TITLE: Final = N_("JSON lines, with topics and related papers")
IS_PACKED: Final = True


def render(papers: Iterable[EnrichedPaper]) -> Iterator[str]:
    """Yield one line per paper.

    Fields: id (the source's if it has one, else the page's), page, title, abstract, authors, year,
    date (ISO 8601), venue, doi, arxiv_id, keywords (the source's), upvotes, urls, tags (names, best
    first), related (``{"id", "score", "why", "authors"}``, closest first). If the source has them:
    volume, issue, pages, kind, publisher, editors, series, edition, institution, genre, isbn, issn,
    license (an address), status, author_details (``{"name", "affiliations", "orcid"}``), language,
    sections, references, curator_note, link_kinds (kinds of those URLs that don't show it).
    """
    ids = {p.entry.id: p.entry.paper.source_id or p.entry.id for p in papers}
    for enriched in papers:
        paper = enriched.entry.paper
        record = {
            "id": ids[enriched.entry.id],
            "page": enriched.entry.url,
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
                    "id": ids[related.id],
                    "score": related.score,
                    "why": [
                        *({"kind": reason.kind, "text": reason.text} for reason in related.why),
                        *({"kind": "authors", "text": name} for name in related.authors),
                    ],
                    "authors": list(related.authors),
                }
                for related in enriched.related
            ],
        }
        record |= _optional_fields(paper)
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _optional_fields(paper: Paper) -> dict[str, Any]:
    """Return the fields that few sources have, those that are empty left out."""
    has_details = any(author.affiliations or author.orcid for author in paper.authors)
    fields = {
        "author_details": [_without_empty(asdict(author)) for author in paper.authors]
        if has_details
        else None,
        "volume": paper.volume,
        "issue": paper.issue,
        "pages": paper.pages,
        "kind": paper.kind,
        "publisher": paper.publisher,
        "editors": list(paper.editors),
        "series": paper.series,
        "edition": paper.edition,
        "institution": paper.institution,
        "genre": paper.genre,
        "isbn": paper.isbn,
        "issn": paper.issn,
        "license": paper.license,
        "status": paper.status,
        "language": paper.language,
        "sections": [
            {"heading": section.heading, "level": section.level, "text": section.paragraphs}
            for section in paper.sections
        ],
        "references": [_without_empty(asdict(reference)) for reference in paper.references],
        "curator_note": paper.note,
        "link_kinds": {
            link.url: link.kind for link in paper.links if link.kind != source_link_kind(link.url)
        },
    }
    return _without_empty(fields)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
