"""Map JSON objects of other programs to our named fields.

Hugging Face's daily papers (https://huggingface.co/docs/hub/api), arXiv's metadata snapshot
(https://www.kaggle.com/datasets/Cornell-University/arxiv), CSL-JSON, which Zotero exports too
(https://docs.citationstyles.org), Semantic Scholar's API (https://api.semanticscholar.org/api-docs)
and S2ORC or doc2json (https://github.com/allenai/s2orc).
"""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fulltext import heading_level
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: "<jats:title>Abstract</jats:title>", with which Crossref's abstracts begin.
_ABSTRACT_HEADING: Final = re.compile(
    r"<(?:jats:)?title>\s*abstract:?\s*</(?:jats:)?title>", re.IGNORECASE
)
#: The day in "Mon, 2 Apr 2007 19:18:42 GMT".
_CREATED_DAY: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
#: A tag begins with a letter, so that "p < 0.05 and q > 2" stays.
_TAG: Final = re.compile(r"</?(?:jats:)?[a-zA-Z][^<>]{0,100}>")
#: CSL variables in which Zotero keeps the id of an arXiv preprint ("arXiv:2410.05258").
_CSL_ARXIV_KEYS: Final = ("number", "archive_location", "note")


def named_fields(value: object) -> Mapping[str, Any]:
    """Return the fields of a JSON object, under our names if another program's shape is known.

    Raises:
        RecordError: the value is not an object.
    """
    if not isinstance(value, dict):
        raise RecordError('is not a JSON object; write {"title": …, "abstract": …}')
    if isinstance(value.get("paper"), dict):
        # An entry of the daily papers: {"paper": {…}, "publishedAt": …}. The two empty keys are
        # the shape's signature, which an entry without votes or summary would lack.
        value = {"upvotes": None, "summary": None, **value, **value["paper"]}
    # One set operation answers for most records, which have our names.
    if _SIGNATURE_KEYS.isdisjoint(value):
        return value
    for signature, adapt in _ADAPTERS:
        if signature <= value.keys():
            return adapt(value)
    return value


def _adapt_hugging_face(value: dict[str, Any]) -> dict[str, Any]:
    authors = value.get("authors")
    if isinstance(authors, list):
        # Authors that are marked as hidden don't stand on the paper's page either.
        authors = [a for a in authors if not (isinstance(a, dict) and a.get("hidden"))]
    has_arxiv_id = _has_arxiv_id(value)
    return {
        "title": value.get("title"),
        "abstract": value.get("summary"),
        "authors": authors,
        "date": value.get("publishedAt"),
        "arxiv_id": value.get("id"),
        "url": f"https://huggingface.co/papers/{value['id']}" if has_arxiv_id else None,
        "code": value.get("githubRepo"),
        "keywords": value.get("ai_keywords"),
        "upvotes": value.get("upvotes"),
        "id": None if has_arxiv_id else value.get("id"),
    }


def _has_arxiv_id(value: dict[str, Any]) -> bool:
    return isinstance(value.get("id"), str) and parse_arxiv_id(value["id"]) is not None


def _adapt_arxiv_snapshot(value: dict[str, Any]) -> dict[str, Any]:
    parsed = value["authors_parsed"] if isinstance(value["authors_parsed"], list) else []
    names = [_join_arxiv_name(name) for name in parsed if isinstance(name, list)]
    categories = value.get("categories")
    return {
        "title": value.get("title"),
        "abstract": value.get("abstract"),
        "authors": names,
        "date": _first_version_day(value.get("versions")) or value.get("update_date"),
        "venue": value.get("journal-ref"),
        "doi": value.get("doi"),
        "arxiv_id": value.get("id"),
        "url": f"https://arxiv.org/abs/{value['id']}" if _has_arxiv_id(value) else None,
        # "cs.CL cs.LG": separated by blanks, which other lists of keywords may contain.
        "keywords": categories.split() if isinstance(categories, str) else categories,
    }


def _join_arxiv_name(name: list[Any]) -> str:
    """Return "First Last Suffix" of ``[last, first, suffix]``; any part may be missing."""
    parts = [part for part in (*name[1:2], *name[:1], *name[2:3]) if part and isinstance(part, str)]
    return " ".join(parts)


def _first_version_day(versions: Any) -> str | None:
    """Return the day of the first of ``[{"created": "Mon, 2 Apr 2007 19:18:42 GMT"}, …]``."""
    try:
        match = _CREATED_DAY.search(versions[0]["created"])
    except (TypeError, KeyError, IndexError):
        return None
    return match[0] if match else None


def _adapt_csl(value: dict[str, Any]) -> dict[str, Any]:
    abstract = value.get("abstract")
    issued = value.get("issued")
    fields = {
        **value,
        "abstract": _strip_tags(abstract) if isinstance(abstract, str) else None,
        "authors": value.get("author"),
        "date": _csl_date(issued),
        "venue": value.get("container-title") or value.get("event-title"),
        "doi": value.get("DOI"),
        "url": value.get("URL"),
        "keywords": value.get("keyword"),
        "arxiv_id": _csl_arxiv_id(value),
    }
    if (part := _infinite_part(issued)) is not None:
        # Under "year" the value gets the warning of a year that is not four digits.
        fields["year"] = part
    return fields


def _strip_tags(text: str) -> str:
    """Remove the markup of an abstract and its heading "Abstract"."""
    return html.unescape(_TAG.sub(" ", _ABSTRACT_HEADING.sub(" ", text))) if "<" in text else text


def _csl_date(issued: Any) -> str | None:
    """Return ``2024-10-07``, ``2024-10`` or ``2024`` of ``{"date-parts": [[2024, 10, 7]]}``.

    Dates may also be a string, or an object with the string as "raw" or "literal".
    """
    if not isinstance(issued, dict):
        return issued if isinstance(issued, str) else None
    try:
        parts = [int(part) for part in issued["date-parts"][0]]
    # JSON's 1e400 is infinity in Python, and int() of it an OverflowError.
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        raw = issued.get("raw") or issued.get("literal")
        return raw if isinstance(raw, str) else None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]) if parts else None


def _infinite_part(issued: Any) -> float | None:
    """Return the first infinite part of a date, such as JSON's 1e400."""
    try:
        parts = [part for part in issued["date-parts"][0] if isinstance(part, float)]
    except (KeyError, IndexError, TypeError):
        return None
    return next(filter(math.isinf, parts), None)


def _csl_arxiv_id(value: dict[str, Any]) -> str | None:
    """Return the arXiv id of a Zotero preprint, or of any item whose note has one."""
    for key in _CSL_ARXIV_KEYS:
        text = value.get(key)
        if isinstance(text, str) and "arxiv" in text.lower() and parse_arxiv_id(text):
            return parse_arxiv_id(text)
    return None


def _adapt_semantic_scholar(value: dict[str, Any]) -> dict[str, Any]:
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


def _adapt_s2orc(value: dict[str, Any]) -> dict[str, Any]:
    metadata = value.get("metadata")
    fields = {**value, **metadata} if isinstance(metadata, dict) else dict(value)
    if isinstance(value.get("identifiers"), dict):
        # What the record says outside of "identifiers" comes first.
        fields = {**value["identifiers"], **fields}
    parsed = value.get("pdf_parse") or value.get("latex_parse")
    fields["abstract"] = _s2orc_abstract(fields.get("abstract"), parsed)
    # Without a parse the body is at the top of the record.
    parsed = parsed or value
    if isinstance(parsed, dict):
        fields["sections"] = _s2orc_sections(parsed.get("body_text"))
        fields["references"] = _s2orc_references(parsed.get("bib_entries"))
    return fields


def _s2orc_abstract(abstract: Any, parsed: Any) -> Any:
    """Return an abstract as one text; it may be a list of paragraphs, or only in the parse."""
    if not abstract:
        abstract = parsed.get("abstract") if isinstance(parsed, dict) else None
    if not isinstance(abstract, list):
        return abstract
    texts = (part.get("text") if isinstance(part, dict) else part for part in abstract)
    return " ".join(text for text in texts if isinstance(text, str))


def _s2orc_sections(body: Any) -> list[dict[str, Any]]:
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


def _s2orc_references(entries: Any) -> list[dict[str, Any]]:
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
        references.append({
            **entry,
            "text": "" if entry.get("title") else entry.get("raw_text") or entry.get("text"),
            "doi": next(iter(dois), None),
            "arxiv_id": next(iter(arxiv_ids), None),
        })  # fmt: skip
    return references


#: Keys that together only one program's objects have -> the adapter. The first match wins.
_ADAPTERS: Final = (
    ({"upvotes", "summary"}, _adapt_hugging_face),
    ({"authors_parsed"}, _adapt_arxiv_snapshot),
    ({"issued"}, _adapt_csl),
    ({"container-title"}, _adapt_csl),
    ({"externalIds"}, _adapt_semantic_scholar),
    ({"pdf_parse"}, _adapt_s2orc),
    ({"latex_parse"}, _adapt_s2orc),
    ({"body_text"}, _adapt_s2orc),
)
_SIGNATURE_KEYS: Final = frozenset().union(*(signature for signature, _ in _ADAPTERS))
