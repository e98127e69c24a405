"""YAML: a list of papers, a mapping that holds one, CSL-YAML, and Typst's Hayagriva.

Source: https://github.com/typst/hayagriva/blob/main/docs/file-format.md, and
https://citationstyles.org for the names of CSL.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, Remark, has_title, read_records
from sitegen.sources.json.adapters import named_fields
from sitegen.sources.notes.front_matter import has_page_below
from sitegen.sources.notes.publication_pages import with_displayed_venue
from sitegen.sources.other_kinds import other_kind
from sitegen.sources.reading import RecordError
from sitegen.sources.tagged import inverted_name
from sitegen.sources.yaml_text import YamlError, load_items, load_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.sources.reading import ReadResult

NAME: Final = "yaml"
RANK: Final = 89

_LEAD: Final = r"\A(?:[ \t]*(?:#[^\n]*|---[ \t]*|%YAML[^\n]*)?\n)*+"
#: "- title: …", with or without other keys of the item before it.
_LIST: Final = re.compile(rf"{_LEAD}[ \t]*-(?:[ \t]+[\"']?[\w-]+[\"']?:|[ \t]*\n)")
#: "papers:" and a list below it.
_WRAPPED: Final = re.compile(
    rf"{_LEAD}(?:[\w-]+: [^\n]+\n)*[\w-]+:[ \t]*\n(?:[ \t]*#[^\n]*\n|[ \t]*\n)*"
    r"[ \t]*-[ \t]+[\"']?[\w-]+[\"']?:"
)
#: "key:" and an indented "type: Article" or "title: …" below it.
_KEYED: Final = re.compile(
    rf"{_LEAD}[\"']?[^\s:#\-<>{{}}\[\]][^\n:]*[\"']?:[ \t]*\n(?:[ \t]+[^\s][^\n]*\n|[ \t]*\n)*?"
    r"[ \t]+[\"']?(?:type: *\w|title:)"
)
#: "title: …" or another key in each of several documents, which lines of three hyphens part.
_DOCUMENT: Final = re.compile(rf"{_LEAD}[\"']?[\w-]+[\"']?:(?: |$)", re.MULTILINE)
#: Labels of people's notes, which rulers part too, have capitals.
_DOCUMENT_TITLE: Final = re.compile(r"^[\"']?title[\"']?:", re.MULTILINE)
_DOCUMENT_START: Final = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)
#: Keys of one paper, which Papis keeps in a file for each: a title, people, and where it is.
_SOLE_KEYS: Final = tuple(
    re.compile(rf"^(?:{names}):", re.MULTILINE)
    for names in (
        "title",
        "authors?|author_list|editors?",
        "year|date|doi|journal|booktitle|abstract|venue|arxiv\\w*|eprint|issued",
        "ref|key|id|type|doi|journal|booktitle|abstract|arxiv\\w*|eprint",
    )
)
_TITLE: Final = re.compile(r"^[ \t]*(?:- +)?[\"']?title[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)
#: A field that papers have and menus, workflows and settings don't.
_PAPER_FIELD: Final = re.compile(
    r"^[ \t]*(?:- +)?[\"']?(?:authors?|year|abstract|summary|doi|arxiv\w*|issued|venue|journal|"
    r"booktitle|container-title|parent)[\"']?[ \t]*:|https?://(?:arxiv|doi|dx\.doi)\.org/",
    re.MULTILINE | re.IGNORECASE,
)
#: Keys of a mapping whose list has the papers.
_LIST_KEYS: Final = frozenset({"papers", "references", "publications", "entries", "items",
                               "bibliography", "works", "articles", "data"})  # fmt: skip
#: Keys that Hayagriva's entries never have, although they have a type too.
_OTHER_KEYS: Final = frozenset({"authors", "year", "journal", "venue", "issued", "DOI", "URL",
                                "booktitle", "container-title", "keywords"})  # fmt: skip
#: Our field -> Hayagriva's key, in an entry or the journal or book that it is a part of.
_HAYAGRIVA_POSITIONS: Final = {"volume": "volume", "issue": "issue", "pages": "page-range"}
_EXCERPT_CHARS: Final = 80


def sniff(head: str) -> bool:
    """Claim YAML in one of the forms, with at least one title."""
    forms = (_LIST, _WRAPPED, _KEYED)
    if has_page_below(head):
        return False
    has_papers = bool(_TITLE.search(head)) and bool(_PAPER_FIELD.search(head))
    return has_papers and (
        any(form.match(head) for form in forms) or _has_documents(head) or _is_sole_paper(head)
    )


def _is_sole_paper(head: str) -> bool:
    """Return whether a text is one mapping with the keys of a paper, and no front matter."""
    is_mapping = bool(_DOCUMENT.match(head)) and not head.lstrip().startswith("---")
    return is_mapping and all(key.search(head) for key in _SOLE_KEYS)


def _has_documents(head: str) -> bool:
    """Return whether a text has several documents with titles; front matter is followed by text."""
    documents = [part for part in _DOCUMENT_START.split(head) if part.strip(" \t\n.")]
    return len(documents) > 1 and all(
        _DOCUMENT.match(part) and _DOCUMENT_TITLE.search(part) for part in documents[:2]
    )


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a YAML text; one that is not valid is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record | Remark]:
    try:
        documents = load_items(text)
    except YamlError as fault:
        yield from _part_records(text, fault)
        return
    for items in documents:
        yield from _document_records(items)


def _part_records(text: str, fault: YamlError) -> Iterator[Record | Remark]:
    """Yield the papers of a damaged text: a part that is not valid costs itself."""
    parts = load_parts(text)
    if all(isinstance(items, YamlError) for _, items in parts):
        parts = [(fault.line, fault)]
    lines = text.split("\n")
    is_read = False
    for line, items in parts:
        if not isinstance(items, YamlError):
            records = list(_document_records(items))
            is_read = bool(records)
            yield from records
        elif items.is_remark and is_read:
            yield Remark(line, f"is not valid YAML: {items}; the rest of the record was not read")
        else:
            excerpt = lines[line - 1][:_EXCERPT_CHARS]
            yield Record(items.line, RecordError(f"is not valid YAML: {items}"), excerpt)


def _document_records(items: list[tuple[int, Any]]) -> Iterator[Record]:
    """Yield the papers of one document."""
    pairs = [value for _, value in items if isinstance(value, tuple)]
    if pairs and has_title(key for key, _ in pairs):
        # The whole document is one paper, or several if keys are repeated.
        yield _record(items[0][0], dict(pairs))
        items = [item for item in items if not isinstance(item[1], tuple)]
    trade = _trade_of(value for _, value in items)
    for line, value in items:
        if isinstance(value, tuple):
            yield from _pair_records(line, *value)
        else:
            yield _record(line, value, trade)


def _trade_of(values: Iterable[Any]) -> str:
    """Return what the items of a list are by all their keys, such as "films"; "" for papers."""
    keys = {str(key): None for value in values if isinstance(value, dict) for key in value}
    return other_kind(keys)


def _pair_records(line: int, key: str, value: Any) -> Iterator[Record]:
    """Yield the papers of a key: the items of a list of papers, or an entry of Hayagriva."""
    if isinstance(value, list) and (key.lower() in _LIST_KEYS or _has_papers(value)):
        # Lines inside of a nested list are not known; its own is near enough to find it.
        trade = _trade_of(value)
        yield from (_record(line, item, trade) for item in value)
    elif isinstance(value, dict):
        yield _record(line, {"id": key} | value)


def _has_papers(value: list[Any]) -> bool:
    return any(isinstance(item, dict) and "title" in item for item in value)


def _record(line: int, value: Any, trade: str = "") -> Record:
    """Return the record of a paper, or an error for anything else, as for what a trade lists."""
    if not isinstance(value, dict):
        excerpt = str(value)[:_EXCERPT_CHARS]
        return Record(line, RecordError("is no paper; write 'title: …' and other fields"), excerpt)
    title = value.get("title")
    excerpt = title if isinstance(title, str) else ""
    if trade:
        fault = RecordError(f"is a record of {trade}, not a paper; leave it out")
        return Record(line, fault, excerpt)
    return Record(line, partial(_entry_fields, value), excerpt)


def _entry_fields(value: dict[Any, Any]) -> Mapping[str, Any]:
    """Return the fields of a paper under our names."""
    fields = {str(key): item for key, item in value.items()}
    is_hayagriva = "type" in fields and not _OTHER_KEYS & fields.keys()
    return named_fields(
        _hayagriva_fields(fields) if is_hayagriva else _plain(with_displayed_venue(fields))
    )


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with pandoc's dates and inverted names as the other formats have them."""
    issued = fields.get("issued")
    part = issued[0] if isinstance(issued, list) and issued else issued
    if isinstance(part, dict) and "year" in part:
        numbers = [part[key] for key in ("year", "month", "day") if part.get(key)]
        fields = fields | {"issued": {"date-parts": [numbers]}}
    return fields | _inverted_authors(fields)


def _inverted_authors(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the authors with those written "Last, First" in parts."""
    for key in ("authors", "author"):
        value = fields.get(key)
        if isinstance(value, list):
            return {key: [inverted_name(v) if isinstance(v, str) else v for v in value]}
    return {}


def _hayagriva_fields(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of Hayagriva under our names."""
    numbers = entry.get("serial-number")
    numbers = numbers if isinstance(numbers, dict) else {}
    parents = entry.get("parent")
    parents = parents if isinstance(parents, list) else [parents]
    venues = [_value(parent.get("title")) for parent in parents if isinstance(parent, dict)]
    return {
        "id": entry.get("id"),
        "title": _value(entry.get("title")),
        "abstract": _value(entry.get("abstract")),
        "authors": _hayagriva_people(entry.get("author") or entry.get("editor")),
        "date": str(_first_of("date", entry, *parents) or ""),
        "venue": next(filter(None, venues), None) or _value(entry.get("publisher")),
        **{name: _first_of(key, entry, *parents) for name, key in _HAYAGRIVA_POSITIONS.items()},
        "kind": _hayagriva_kind(entry, parents),
        "publisher": _first_of("publisher", entry, *parents),
        # The editors of a book without authors stand in their place.
        "editors": _hayagriva_people(
            _first_of("editor", *([entry] if entry.get("author") else []), *parents)
        ),
        "edition": _first_of("edition", entry, *parents),
        "institution": _value(entry.get("organization")),
        "genre": _value(entry.get("genre")),
        "isbn": numbers.get("isbn"),
        "issn": numbers.get("issn"),
        "doi": numbers.get("doi") or entry.get("doi"),
        "arxiv_id": numbers.get("arxiv"),
        "url": _value(entry.get("url")),
        "language": entry.get("language"),
    }


def _hayagriva_kind(entry: dict[str, Any], parents: list[Any]) -> str:
    """Return the type of an entry; an article is what its parent makes of it."""
    kind = str(entry.get("type") or "").lower()
    containers = {str(p.get("type") or "").lower() for p in parents if isinstance(p, dict)}
    if kind == "article" and containers & {"proceedings", "conference"}:
        return "conference"
    return kind


def _first_of(key: str, *entries: Any) -> Any:
    """Return the value of a key in the first of an entry and its parents that has one."""
    return next((_value(e[key]) for e in entries if isinstance(e, dict) and e.get(key)), None)


def _hayagriva_people(value: Any) -> list[Any]:
    people = value if isinstance(value, list) else [value] if value else []
    return [_hayagriva_person(person) for person in people]


def _hayagriva_person(person: Any) -> Any:
    if isinstance(person, dict):
        return {
            "given": person.get("given-name") or "",
            "non-dropping-particle": person.get("prefix") or "",
            "family": person.get("name") or "",
            "suffix": person.get("suffix") or "",
        }
    return inverted_name(person) if isinstance(person, str) else person


def _value(value: Any) -> Any:
    """Return the value of a text that has a short form or a date beside it."""
    return value.get("value") or value.get("name") if isinstance(value, dict) else value
