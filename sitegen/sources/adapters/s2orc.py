"""S2ORC and doc2json: metadata, and the full text as paragraphs with their sections.

Source: https://github.com/allenai/s2orc
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.fulltext import heading_level
from sitegen.sources.shapes import Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    metadata = record["metadata"] if isinstance(record.get("metadata"), dict) else {}
    # What the record says outside of "identifiers" comes first.
    ids = record["identifiers"] if isinstance(record.get("identifiers"), dict) else {}
    merged = {**ids, **record, **metadata}
    parsed = record.get("pdf_parse") or record.get("latex_parse")
    merged["abstract"] = _abstract(merged.get("abstract"), parsed)
    # Without a parse the body is at the top of the record.
    parsed = parsed or record
    if isinstance(parsed, dict):
        merged["sections"] = _sections(parsed.get("body_text"))
        merged["references"] = _references(parsed.get("bib_entries"))
    fields |= {key: value for key, value in merged.items() if key not in _CONTAINERS}


def _abstract(abstract: Any, parsed: Any) -> Any:
    """Return an abstract as one text; it may be a list of paragraphs, or only in the parse."""
    if not abstract:
        abstract = parsed.get("abstract") if isinstance(parsed, dict) else None
    if not isinstance(abstract, list):
        return abstract
    texts = (part.get("text") if isinstance(part, dict) else part for part in abstract)
    return " ".join(text for text in texts if isinstance(text, str))


def _sections(body: Any) -> list[dict[str, Any]]:
    """Group successive paragraphs under the heading that each names as its ``section``."""
    sections: list[dict[str, Any]] = []
    for paragraph in body if isinstance(body, list) else ():
        if not isinstance(paragraph, dict):
            continue
        heading = paragraph.get("section") or ""
        if not sections or sections[-1]["heading"] != heading:
            number = paragraph.get("sec_num")
            level = heading_level(number if isinstance(number, str) else None)
            sections.append({"heading": heading, "level": level, "text": []})
        sections[-1]["text"].append(paragraph.get("text"))
    return sections


def _references(entries: Any) -> list[dict[str, Any]]:
    references = []
    for entry in entries.values() if isinstance(entries, dict) else ():
        if not isinstance(entry, dict):
            continue
        ids = entry["other_ids"] if isinstance(entry.get("other_ids"), dict) else {}
        # Each kind of id is a list: {"DOI": ["10.1000/1"], "arXiv": []}.
        dois, arxiv_ids = (
            ids[key] if isinstance(ids.get(key), list) else [] for key in ("DOI", "arXiv")
        )
        # "raw_text" and "text" are the printed reference. With a title the reference is formatted
        # from its parts instead.
        references.append(
            {
                **entry,
                "text": "" if entry.get("title") else entry.get("raw_text") or entry.get("text"),
                "doi": next(iter(dois), None),
                "arxiv_id": next(iter(arxiv_ids), None),
            }
        )
    return references


_CONTAINERS: Final = frozenset(
    {
        "metadata",
        "identifiers",
        "pdf_parse",
        "latex_parse",
        "body_text",
        "bib_entries",
        "ref_entries",
    }
)

SHAPES: Final = tuple(
    Shape((key,), {}, ignored=tuple(_CONTAINERS), mend=_mend)
    for key in ("pdf_parse", "latex_parse", "body_text")
)
