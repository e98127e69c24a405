"""Labelled text: "Title: …", "Authors: …" and other fields, one per line, as people note papers.

Any usual label in any case is known. Papers are separated by a ruler or by the next paper's first
label.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.exported_labels import plain_labels
from sitegen.sources.fields import Record, Remark, canonical_fields, read_records
from sitegen.sources.notes.front_matter import has_page_below
from sitegen.sources.other_kinds import has_paper_address
from sitegen.sources.reading import RecordError
from sitegen.sources.tagged import abbreviated_name, split_items
from sitegen.sources.values.source_lines import split_source

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

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
    "primary category": "keywords", "comments": None, "comment": None, "issn": None,
    "publisher": None, "type": None, "citations": None, "score": None, "affiliations": None,
    "affiliation": None, "rank": None, "status": None, "notes": None, "note": None,
    "accession number": None, "database": None, "document type": None,
    "my notes": None, "rating": None, "read": None,
}  # fmt: skip
#: A key of YAML, as in the settings of sites and books: in small letters, at the line's start.
_SETTING: Final = re.compile(r"^([a-z][\w-]{0,40}):(?:[ \t]|$)", re.MULTILINE)
_CAPITAL_LABEL: Final = re.compile(
    r"^(?:\*\*)?[A-Z][\w ()/-]{0,24}(?:\*\*)?[:：](?!//)", re.MULTILINE
)
_MIN_SETTINGS: Final = 3
#: Keys of papers that settings don't have: those have a title, an author and a description.
_PAPER_KEYS: Final = frozenset({
    "authors", "year", "abstract", "summary", "doi", "journal", "venue", "booktitle", "conference",
    "pdf", "arxiv", "arxiv_id", "arxiv-id", "pages", "volume", "published", "tldr", "paper",
})  # fmt: skip
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
#: With fewer abstracts per paragraph below a blank line, abstracts have such paragraphs.
_MIN_ABSTRACTS_PER_PARAGRAPH: Final = 4
_DOUBT: Final = "is the line missing that starts a record?"


def sniff(head: str) -> bool:
    """Claim a text whose first line is a label and that has titles and further fields."""
    if has_page_below(head) or _is_settings(head):
        return False
    lines = [line.strip() for line in plain_labels(head).split("\n")]
    content = [line for line in lines if line and not _RULER.fullmatch(line)]
    if not content or _parse_line(content[0]) is None:
        return False
    names = [field.name for line in content if (field := _parse_line(line))]
    strays = _count_strays(lines)
    return (
        "title" in names
        and len(set(names) - {""}) >= _MIN_FIELDS
        and strays <= _MAX_STRAY_SHARE * len(content)
    )


def _is_settings(head: str) -> bool:
    """Return whether a text is YAML with a single title and no key or address of a paper."""
    keys = _SETTING.findall(head)
    return (
        len(keys) >= _MIN_SETTINGS
        and keys.count("title") == 1
        and _PAPER_KEYS.isdisjoint(keys)
        and not _CAPITAL_LABEL.search(head)
        and not has_paper_address(head)
    )


def read(text: str, path: str) -> ReadResult:
    """Read labelled records; one that is no paper is a diagnostic."""
    return read_records(_iter_records(plain_labels(text)), path)


class _Field(NamedTuple):
    """A line with a known label, and the lines that continue it.

    Attributes:
        name: our field; "" if it is not ours.
        label: as it is written, in lower case.
        number: 1-based line.
        values: the value's lines.
    """

    name: str
    label: str
    number: int
    values: list[str]


def _parse_line(line: str, number: int = 0) -> _Field | None:
    """Return the field that a line starts, None if it has no known label."""
    match = _LINE.match(line)
    if not match:
        return None
    label = match[1].strip().lower()
    if label in _LABELS:
        return _Field(_LABELS[label] or "", label, number, [match[2].strip()])
    # "x" stands for any value, since empty ones are dropped.
    known = canonical_fields({label: "x"})
    return _Field(next(iter(known)), label, number, [match[2].strip()]) if known else None


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


def _iter_records(text: str) -> Iterator[Record | Remark]:
    """Yield the records; each starts with the label that the text starts with."""
    draft, first_name, name = _Draft(), "", ""
    lines = [raw.strip() for raw in text.split("\n")]
    fields = [_parse_line(line, number) for number, line in enumerate(lines, start=1)]
    odd_lines = _odd_paragraphs(lines, fields)
    for number, (line, field) in enumerate(zip(lines, fields, strict=True), start=1):
        if field or _RULER.fullmatch(line):
            draft = yield from _advance(draft, field, first_name)
        if field:
            name = field.name
            first_name = first_name or name
            draft.fields.append(field)
        elif not line:
            draft.block = len(draft.fields)
            # An abstract may have paragraphs; other fields end.
            name = name if name == "abstract" else ""
        elif number in odd_lines and _starts_within(line):
            yield Record(number, RecordError(f"this line is of no record; {_DOUBT}"), line)
            name = ""
        elif name and draft.fields:
            draft.extend(line)
            if number in odd_lines:
                yield Remark(number, f"this was read as a part of the abstract above; {_DOUBT}")
    yield from draft.finish()


def _advance(
    draft: _Draft, field: _Field | None, first_name: str
) -> Generator[Record, None, _Draft]:
    """Yield the records that a field or a ruler (None) ends; return the one that goes on."""
    if field is None or draft.is_ended_by(field, first_name):
        yield from draft.finish()
        return _Draft()
    index = draft.repetition(field)
    if index is None:
        return draft
    first, rest = draft.split(index)
    yield from first.finish()
    return rest


def _odd_paragraphs(lines: list[str], fields: list[_Field | None]) -> frozenset[int]:
    """Return the numbers of lines that start what may be left of a damaged record.

    Such a paragraph follows an abstract, in a text whose other abstracts have one paragraph.
    """
    abstract_count, paragraphs, name = 0, [], ""
    for number, (line, field) in enumerate(zip(lines, fields, strict=True), start=1):
        if field or _RULER.fullmatch(line):
            name = field.name if field else ""
            abstract_count += name == "abstract"
        elif line and name == "abstract" and not lines[number - 2]:
            paragraphs.append(number)
    are_odd = len(paragraphs) * _MIN_ABSTRACTS_PER_PARAGRAPH <= abstract_count
    return frozenset(paragraphs if are_odd else ())


def _starts_within(line: str) -> bool:
    """Return whether a line starts within a sentence, by its first letter or sign."""
    return line[0] in ":;,.!?)" or next((c for c in line if c.isalnum()), "").islower()


class _Draft:
    """The record that is being read.

    Attributes:
        fields: its fields in their order.
        block: index of the first field below the last blank line.
    """

    def __init__(self, fields: Iterable[_Field] = ()) -> None:
        self.fields = [*fields]
        self.block = 0

    def is_ended_by(self, field: _Field, first_name: str) -> bool:
        """Return whether a field starts the next record."""
        if not field.name or field.name not in {"title", first_name}:
            return False
        return any(field.name == known.name for known in self.fields)

    def repetition(self, field: _Field) -> int | None:
        """Return where a record without a first line starts, if a field shows that there is one.

        That is the index of the last block if the field is in those above it, or of the first of
        the last labels that are all repeated.
        """
        if field.name not in _SINGLES:
            return None
        if any(field.name == known.name for known in self.fields[: self.block]):
            return self.block
        labels = [known.label for known in self.fields]
        if field.label not in labels:
            return None
        index = len(labels)
        while index and labels[index - 1] in labels[: index - 1]:
            index -= 1
        # One label that is written twice shows nothing.
        return index if index < len(labels) else None

    def split(self, index: int) -> tuple[_Draft, _Draft]:
        """Return the fields up to an index, and the others, as a record each."""
        return _Draft(self.fields[:index]), _Draft(self.fields[index:])

    def extend(self, line: str) -> None:
        """Add a line to the last field; of a field with several values each line is one."""
        name, _, _, values = self.fields[-1]
        if name in _LISTS:
            values.append(line)
        else:
            values[-1] = f"{values[-1]} {line}".strip()

    def finish(self) -> Iterator[Record]:
        """Yield the record of the fields, if some are known."""
        values: dict[str, list[str]] = {}
        for field in self.fields:
            values.setdefault(field.name, []).extend(field.values)
        if any(values):
            title = " ".join(values.get("title", ()))
            yield Record(self.fields[0].number, partial(_named_fields, values), title)


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
