"""``api/v1``: the collection as static JSON, for programs that don't want whole bulk files.

There is one file per topic, per page of the list and per month, but none per paper. Each has a
JSON Schema beside it (``sitegen.publish.api_schemas``). See docs/adr/0017.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.publish.api_schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.paper import EnrichedPaper, Tag
    from sitegen.publish.records import Records

FOLDER: Final = "api/v1"
#: "2020-05" of "2020-05-07".
_MONTH_CHARS: Final = 7


def render_api(
    records: Records, *, name: str, description: str, page_size: int
) -> Iterator[tuple[str, str]]:
    """Yield the files of the interface: address below ``api/v1/``, and JSON.

    Args:
        records: all papers of the site.
        name: of the site.
        description: of the site.
        page_size: number of papers on one page of the list.
    """
    papers = list(records)
    topics = _topics(papers)
    page_count = max(1, -(-len(papers) // page_size))
    months = _months(papers)
    index = {
        "name": name,
        "description": description,
        "papers": len(papers),
        "pages": [f"papers/{number}.json" for number in range(1, page_count + 1)],
        "topics": "topics.json",
        "dates": "dates.json",
    }
    yield "index.json", _json(index)
    yield "topics.json", _json([_topic(tag, members) for tag, members in topics])
    for tag, members in topics:
        topic = _topic(tag, members)
        if topic["file"]:
            yield topic["file"], _json(topic | {"members": _summaries(members, records)})
    yield from _pages(papers, records, page_count, page_size)
    dates = {month: len(members) for month, members in months.items()}
    yield "dates.json", _json([_month(month, count) for month, count in dates.items()])
    for month, members in months.items():
        papers_of_month = _summaries(members, records)
        yield f"dates/{month}.json", _json({"month": month, "papers": papers_of_month})
    for schema_name, schema in SCHEMAS.items():
        yield f"schemas/{schema_name}.json", _json(schema)


def _pages(
    papers: Sequence[EnrichedPaper], records: Records, page_count: int, page_size: int
) -> Iterator[tuple[str, str]]:
    """Yield the pages of the list, in reading order."""
    for number in range(1, page_count + 1):
        members = papers[(number - 1) * page_size : number * page_size]
        page = {
            "page": number,
            "pages": page_count,
            "next": f"papers/{number + 1}.json" if number < page_count else None,
            "papers": _summaries(members, records),
        }
        yield f"papers/{number}.json", _json(page)


def _months(papers: Sequence[EnrichedPaper]) -> dict[str, list[EnrichedPaper]]:
    """Return the papers by month, or by year where the month is unknown; the newest first."""
    months: defaultdict[str, list[EnrichedPaper]] = defaultdict(list)
    for paper in papers:
        date = paper.entry.paper.issued
        if date:
            months[date[:_MONTH_CHARS]].append(paper)
    return dict(sorted(months.items(), reverse=True))


def _topics(papers: Sequence[EnrichedPaper]) -> list[tuple[Tag, list[EnrichedPaper]]]:
    """Return the topics with their papers, those with most papers first."""
    members: defaultdict[Tag, list[EnrichedPaper]] = defaultdict(list)
    for paper in papers:
        for tag in paper.tags:
            members[tag].append(paper)
    return sorted(members.items(), key=lambda item: (-len(item[1]), item[0].slug))


def _topic(tag: Tag, members: Sequence[EnrichedPaper]) -> dict[str, Any]:
    return {
        "slug": tag.slug,
        "name": tag.name,
        "description": tag.description,
        "parent": tag.parent,
        "papers": len(members),
        # The one paper of a topic is in the list.
        "file": f"topics/{tag.slug}.json" if len(members) > 1 else None,
    }


def _month(month: str, count: int) -> dict[str, Any]:
    return {"month": month, "papers": count, "file": f"dates/{month}.json"}


def _summaries(papers: Sequence[EnrichedPaper], records: Records) -> list[dict[str, Any]]:
    return [_summary(paper, records) for paper in papers]


def _summary(enriched: EnrichedPaper, records: Records) -> dict[str, Any]:
    """Return what a list shows of a paper; ``page`` is relative to the site."""
    paper = enriched.entry.paper
    return {
        "id": enriched.entry.id,
        "page": enriched.entry.url,
        "citation_key": records.keys[enriched.entry.id],
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "year": paper.year,
        "date": paper.date,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv_id": paper.arxiv_id,
        "topics": [tag.slug for tag in enriched.tags],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
