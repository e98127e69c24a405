"""Labelled text: "Title: …", "Authors: …" and other fields, one per line, as people note papers.

Any usual label in any case is known. Papers are separated by a ruler or by the next paper's first
label.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.exported_labels import plain_labels
from sitegen.sources.fields import Record, canonical_fields, read_records
from sitegen.sources.front_matter import has_page_below
from sitegen.sources.source_lines import split_source
from sitegen.sources.tagged import abbreviated_name, split_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "labelled"
RANK: Final = 115

#: "Title: A title", "**Title:** A title", "- Title - A title"; group 1 is the label.
_LINE: Final = re.compile(
    r"(?:[-*+•] |\[?\d{1,4}[.)\]] )?(?:\*\*|__)?([A-Za-z][\w() /-]{0,24}?)(?:\*\*|__)?[ \t]?[:：]"
    r"(?:\*\*|__)?(?:[ \t]++|$)(.*)$"
)
_RULER: Final = re.compile(
    r"[-=_*~#+]{3,}|(?:\* ){2,}\*|(?:paper|record:?|#|no\.?) ?\d{1,4}[.:)]?", re.IGNORECASE
)
#: Labels, beside those of all formats -> our field; None for those that are no field of ours.
_LABELS: Final[dict[str, str | None]] = {
    "author(s)": "authors", "by": "authors", "written by": "authors", "paper": "title",
    "paper title": "title", "name": None, "tl;dr": "abstract", "tldr": "abstract", "abs": "url",
    "published": "date", "submitted": "date", "published in": "venue", "publication": "venue",
    "source": "source", "arxiv": "arxiv_id", "arxiv id": "arxiv_id", "arxiv link": "url",
    "arxiv url": "url", "paper link": "url", "paper url": "url", "html": "url", "web": "url",
    "website": "url", "project": "url", "project page": "url", "homepage": "url", "pdf link": "pdf",
    "code link": "code", "topics": "keywords", "subjects": "keywords", "category": "keywords",
    "primary category": "keywords", "comments": None, "comment": None, "license": None,
    "licence": None, "issn": None,
    "publisher": None, "type": None, "citations": None, "score": None, "affiliations": None,
    "affiliation": None, "rank": None, "status": None, "notes": None, "note": None,
    "accession number": None, "database": None, "document type": None,
    "my notes": None, "rating": None, "read": None,
}  # fmt: skip
#: Fields that may be repeated in one record.
_LISTS: Final = frozenset({"authors", "url", "keywords"})
#: Fields that a record has once.
_SINGLES: Final = frozenset({"title", "year", "date", "doi", "venue", "abstract"})
_MIN_FIELDS: Final = 2
#: Share of the lines that may be of no field: those outside of records.
_MAX_STRAY_SHARE: Final = 0.2
_URL: Final = re.compile(r"https?://")
#: What APA's databases write behind a name: "Roe, Jana, ORCID 0000-… University".
_ORCID_NOTE: Final = re.compile(r",? ORCID:? \d{4}-.*")
#: "Roe J", as databases abbreviate names.
_INITIALS_LAST: Final = re.compile(r"\S[^,]* [A-Z]{1,3}")
_PAGE_COUNT: Final = re.compile(r"\d{1,4}(?:\s+pages)?|(?s:.*\bpages\b.*)")
_GOES_ON: Final = re.compile(r"(?:,|;| and)$")


def sniff(head: str) -> bool:
    """Claim a text whose first line is a label and that has titles and further fields."""
    if has_page_below(head):
        return False
    lines = [line.strip() for line in plain_labels(head).split("\n")]
    content = [line for line in lines if line and not _RULER.fullmatch(line)]
    if not content or _parse_line(content[0]) is None:
        return False
    names = [field[0] for line in content if (field := _parse_line(line))]
    strays = _count_strays(lines)
    return (
        "title" in names
        and len(set(names) - {""}) >= _MIN_FIELDS
        and strays <= _MAX_STRAY_SHARE * len(content)
    )


def read(text: str, path: str) -> ReadResult:
    """Read labelled records; one that is no paper is a diagnostic."""
    return read_records(_iter_records(plain_labels(text)), path)


def _parse_line(line: str) -> tuple[str, str] | None:
    """Return (our field, value) of a line with a known label; the field is "" if it is not ours."""
    match = _LINE.match(line)
    if not match:
        return None
    label = match[1].strip().lower()
    if label in _LABELS:
        return _LABELS[label] or "", match[2].strip()
    # "x" stands for any value, since empty ones are dropped.
    known = canonical_fields({label: "x"})
    return (next(iter(known)), match[2].strip()) if known else None


def _count_strays(lines: list[str]) -> int:
    """Return the number of lines that continue no field: those after a blank line or a ruler."""
    strays, is_continued = 0, False
    for line in lines:
        if not line or _RULER.fullmatch(line):
            is_continued = False
        elif _parse_line(line):
            is_continued = True
        elif not is_continued:
            strays += 1
    return strays


def _iter_records(text: str) -> Iterator[Record]:
    """Yield the records; each starts with the label that the text starts with."""
    fields: dict[str, list[str]] = {}
    # What the record had at its last blank line, and where the lines below it start.
    settled: dict[str, list[str]] = {}
    block = 0
    start, first_name, name = 0, "", ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        field = _parse_line(line)
        if _RULER.fullmatch(line) or (field and _starts_record(field[0], fields, first_name)):
            yield from _finish(fields, start)
            fields, settled, name = {}, {}, ""
        if field and field[0] in _SINGLES and field[0] in settled:
            # The first line of this record is damaged: its fields are those below the blank line.
            yield from _finish(settled, start)
            fields, start = _without(fields, settled), block
            settled = {}
        if field:
            name, value = field
            start = start if fields else number
            first_name = first_name or name
            fields.setdefault(name, []).append(value)
        elif not line:
            settled, block = {key: [*values] for key, values in fields.items()}, number + 1
            # An abstract may have paragraphs; other fields end.
            name = name if name == "abstract" else ""
        elif name and fields and not _RULER.fullmatch(line):
            fields[name].append(line) if name in _LISTS else _continue(fields[name], line)
    yield from _finish(fields, start)


def _without(fields: dict[str, list[str]], settled: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the fields, and the values of lists, that came later."""
    later = {name: values[len(settled.get(name, ())) :] for name, values in fields.items()}
    return {name: values for name, values in later.items() if values}


def _starts_record(name: str, fields: dict[str, list[str]], first_name: str) -> bool:
    return bool(name) and name in fields and name in {"title", first_name}


def _continue(values: list[str], line: str) -> None:
    values[-1] = f"{values[-1]} {line}".strip()


def _finish(fields: dict[str, list[str]], start: int) -> Iterator[Record]:
    """Yield the record of the fields, if there are any."""
    if any(fields):
        yield Record(start, partial(_named_fields, fields), " ".join(fields.get("title", ())))


def _named_fields(fields: dict[str, list[str]]) -> dict[str, Any]:
    # "Pages: 12" counts them.
    if _PAGE_COUNT.fullmatch(" ".join(fields.get("pages", ()))):
        fields = {name: values for name, values in fields.items() if name != "pages"}
    named: dict[str, Any] = {
        name: values if name == "url" else " ".join(filter(None, values))
        for name, values in fields.items()
        if name
    }
    for name in ("authors", "keywords"):
        values = [value.removeprefix("- ") for value in fields.get(name, ()) if value]
        values = [_ORCID_NOTE.sub("", value) for value in values]
        if len(values) > 1:
            # A line that ends in a comma goes on in the next one; else each line is an item.
            is_continued = any(_GOES_ON.search(value) for value in values)
            named[name] = (" " if is_continued else "; ").join(values)
    named = split_source(named.pop("source", "")) | named
    names = split_items([named.get("authors", "")])
    if len(names) > 1 and all(map(_INITIALS_LAST.fullmatch, names)):
        named["authors"] = [abbreviated_name(name) for name in names]
    if _URL.match(named.get("arxiv_id", "")):
        named["url"] = [*named.get("url", []), named["arxiv_id"]]
    return named
