"""JSON objects in the shapes that other programs give them, as our named fields.

Hugging Face's daily papers (https://huggingface.co/docs/hub/api), arXiv's metadata snapshot
(https://www.kaggle.com/datasets/Cornell-University/arxiv), CSL-JSON, which Zotero writes too
(https://docs.citationstyles.org), Semantic Scholar's API (https://api.semanticscholar.org/api-docs)
and S2ORC or doc2json (https://github.com/allenai/s2orc).
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fulltext import heading_level
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABSTRACT_HEADING: Final = re.compile(
    r"<(?:jats:)?title>\s*abstract:?\s*</(?:jats:)?title>", re.IGNORECASE
)
_CREATED: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_TAG: Final = re.compile(r"</?(?:jats:)?[a-zA-Z][^<>]{0,100}>")


def named_fields(value: object) -> Mapping[str, Any]:
    """Return a JSON object's fields, in our names where its shape has others.

    Raises:
        RecordError: it is no object.
    """
    if not isinstance(value, dict):
        raise RecordError('is no JSON object; write {"title": …, "abstract": …}')
    if isinstance(value.get("paper"), dict):
        value = {"upvotes": None, "summary": None, **value, **value["paper"]}
    if _MARKS.isdisjoint(value):
        return value
    for marks, shape in _SHAPES:
        if marks <= value.keys():
            return shape(value)
    return value


def _hugging_face(value: dict[str, Any]) -> dict[str, Any]:
    visible = value.get("authors")
    authors = [a for a in visible if not (isinstance(a, dict) and a.get("hidden"))] if (
        isinstance(visible, list)
    ) else visible  # fmt: skip
    return {
        "title": value.get("title"),
        "abstract": value.get("summary"),
        "authors": authors,
        "date": value.get("publishedAt"),
        "arxiv_id": value.get("id"),
        "url": f"https://huggingface.co/papers/{value['id']}" if _is_arxiv(value) else None,
        "code": value.get("githubRepo"),
        "keywords": value.get("ai_keywords"),
        "upvotes": value.get("upvotes"),
        "id": None if _is_arxiv(value) else value.get("id"),
    }


def _is_arxiv(value: dict[str, Any]) -> bool:
    return isinstance(value.get("id"), str) and parse_arxiv_id(value["id"]) is not None


def _arxiv_snapshot(value: dict[str, Any]) -> dict[str, Any]:
    parsed = value["authors_parsed"] if isinstance(value["authors_parsed"], list) else []
    names = [_arxiv_name(name) for name in parsed if isinstance(name, list)]
    categories = value.get("categories")
    return {
        "title": value.get("title"),
        "abstract": value.get("abstract"),
        "authors": names,
        "date": _first_version(value.get("versions")) or value.get("update_date"),
        "venue": value.get("journal-ref"),
        "doi": value.get("doi"),
        "arxiv_id": value.get("id"),
        "url": f"https://arxiv.org/abs/{value['id']}" if _is_arxiv(value) else None,
        "keywords": categories.split() if isinstance(categories, str) else categories,
    }


def _arxiv_name(name: list[Any]) -> str:
    """Turn ``[last, first, suffix]`` around."""
    parts = [part for part in (*name[1:2], *name[:1], *name[2:3]) if part and isinstance(part, str)]
    return " ".join(parts)


def _first_version(versions: Any) -> str | None:
    """Return the day in ``"Mon, 2 Apr 2007 19:18:42 GMT"`` of the first version."""
    try:
        told = _CREATED.search(versions[0]["created"])
    except (TypeError, KeyError, IndexError):
        return None
    return told[0] if told else None


def _csl(value: dict[str, Any]) -> dict[str, Any]:
    abstract = value.get("abstract")
    return {
        **value,
        "abstract": _without_tags(abstract) if isinstance(abstract, str) else None,
        "authors": value.get("author"),
        "date": _csl_date(value.get("issued")),
        "venue": value.get("container-title") or value.get("event-title"),
        "doi": value.get("DOI"),
        "url": value.get("URL"),
        "keywords": value.get("keyword"),
        "arxiv_id": _archived(value),
    }


def _without_tags(text: str) -> str:
    """Leave off what publishers mark in an abstract, its heading included."""
    return html.unescape(_TAG.sub(" ", _ABSTRACT_HEADING.sub(" ", text))) if "<" in text else text


def _csl_date(issued: Any) -> str | None:
    """Return ``2024-10-07``, ``2024-10`` or ``2024`` of ``{"date-parts": [[2024, 10, 7]]}``."""
    if not isinstance(issued, dict):
        return issued if isinstance(issued, str) else None
    try:
        parts = [int(part) for part in issued["date-parts"][0]]
    except (KeyError, IndexError, TypeError, ValueError):
        raw = issued.get("raw") or issued.get("literal")
        return raw if isinstance(raw, str) else None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]) if parts else None


def _archived(value: dict[str, Any]) -> str | None:
    """Return the arXiv id that a Zotero preprint has in ``number``, or any in its note."""
    for key in ("number", "archive_location", "note"):
        told = value.get(key)
        if isinstance(told, str) and "arxiv" in told.lower() and parse_arxiv_id(told):
            return parse_arxiv_id(told)
    return None


def _semantic_scholar(value: dict[str, Any]) -> dict[str, Any]:
    ids = value["externalIds"] if isinstance(value["externalIds"], dict) else {}
    pdf = value.get("openAccessPdf")
    return {
        **value,
        "date": value.get("publicationDate"),
        "doi": ids.get("DOI"),
        "arxiv_id": ids.get("ArXiv"),
        "pdf": pdf.get("url") if isinstance(pdf, dict) else None,
        "keywords": value.get("fieldsOfStudy"),
        "id": value.get("paperId"),
    }


def _s2orc(value: dict[str, Any]) -> dict[str, Any]:
    metadata = value.get("metadata")
    told = {**value, **metadata} if isinstance(metadata, dict) else dict(value)
    if isinstance(value.get("identifiers"), dict):
        told = {**value["identifiers"], **told}
    abstract = told.get("abstract")
    if not abstract:
        parse = value.get("pdf_parse") or value.get("latex_parse")
        abstract = parse.get("abstract") if isinstance(parse, dict) else None
    if isinstance(abstract, list):
        texts = (part.get("text") if isinstance(part, dict) else part for part in abstract)
        told["abstract"] = " ".join(text for text in texts if isinstance(text, str))
    else:
        told["abstract"] = abstract
    parse = value.get("pdf_parse") or value.get("latex_parse") or value
    if isinstance(parse, dict):
        told["sections"] = _s2orc_sections(parse.get("body_text"))
        told["references"] = _s2orc_references(parse.get("bib_entries"))
    return told


def _s2orc_sections(body: Any) -> list[dict[str, Any]]:
    """Gather paragraphs by the section that each names; ``sec_num`` tells how deep it is."""
    sections: list[dict[str, Any]] = []
    for one in body if isinstance(body, list) else ():
        if not isinstance(one, dict):
            continue
        heading = one.get("section") or ""
        if not sections or sections[-1]["heading"] != heading:
            number = one.get("sec_num")
            level = heading_level(number if isinstance(number, str) else None)
            sections.append({"heading": heading, "level": level, "text": []})
        sections[-1]["text"].append(one.get("text"))
    return sections


def _s2orc_references(entries: Any) -> list[dict[str, Any]]:
    references = []
    for one in entries.values() if isinstance(entries, dict) else ():
        if not isinstance(one, dict):
            continue
        ids = one["other_ids"] if isinstance(one.get("other_ids"), dict) else {}
        dois, arxiv = (
            ids[key] if isinstance(ids.get(key), list) else [] for key in ("DOI", "arXiv")
        )
        # "text" is the raw string, "raw_text" too; both may be empty where the rest is known.
        references.append({
            **one,
            "text": "" if one.get("title") else one.get("raw_text") or one.get("text"),
            "doi": next(iter(dois), None),
            "arxiv_id": next(iter(arxiv), None),
        })  # fmt: skip
    return references


#: The keys that only objects of a shape have, and what reads it.
_SHAPES: Final = (
    ({"upvotes", "summary"}, _hugging_face),
    ({"authors_parsed"}, _arxiv_snapshot),
    ({"issued"}, _csl),
    ({"container-title"}, _csl),
    ({"externalIds"}, _semantic_scholar),
    ({"pdf_parse"}, _s2orc),
    ({"latex_parse"}, _s2orc),
    ({"body_text"}, _s2orc),
)
_MARKS: Final = frozenset().union(*(marks for marks, _ in _SHAPES))
