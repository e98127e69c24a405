"""RIS: one tag of two letters per line, from TY to ER.

Ovid, Cochrane and EBSCO write lines of their own between the records.
Source: https://en.wikipedia.org/wiki/RIS_(file_format), and exports of Zotero, Mendeley, Web of
Science and publishers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.tagged import (
    Syntax,
    TaggedRecord,
    find_doi,
    inverted_name,
    iter_tagged,
    pick_fields,
    plain_heading,
    split_items,
    to_records,
    web_urls,
)
from sitegen.sources.values.kinds import parse_kind
from sitegen.sources.values.positions import page_range
from sitegen.sources.values.statuses import parse_remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.sources.reading import ReadResult

NAME: Final = "ris"
RANK: Final = 90

_SYNTAX: Final = Syntax(
    # "TI  - A title". Some exporters write one blank before the hyphen, and none after "ER  -".
    # Tags in small letters need both blanks, since words of a text may precede a dash.
    re.compile(r"([A-Z][A-Z0-9](?=  ?-)|[a-z][a-z0-9](?=  -))  ?-(?: (.*))?$"),
    starts=frozenset({"TY"}),
    ends=frozenset({"ER"}),
    # Lines between the records of Cochrane, Ovid and EBSCO.
    skipped=re.compile(
        r"Record #\d+ of \d+|Provider: .*|Content: .*|Database: .*|<\d+>|\d+\.|"
        r"Link to the Ovid Full Text or citation: .*"
    ),
    # Ovid has the journal's short name behind the record's end.
    trailing=frozenset({"NL"}),
)
#: The first TY, and what precedes it: neither a tag nor the start of another format.
_START: Final = re.compile(r"\A\s*+(?![{<@%#\[])((?:[^\n]*\n)*?)[ \t]*+(?:TY  ?- |ty  - )")
_MARKUP_STARTS: Final = frozenset("{<@%#[")
#: The end of a record, and the start of the next one.
_RECORD: Final = re.compile(r"^ER  -[^\n]*\n\s*+TY  ?- [A-Z]", re.MULTILINE)
_ANY_TAG: Final = re.compile(r"^[ \t]*+[A-Z][A-Z0-9]  ?- ", re.MULTILINE)
#: "2024/10/07/" with the day or the month left out; text after the last slash is a note.
_DATE: Final = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?(?![\d])")
#: ProQuest writes a code behind some keywords: "Bridges (3456)".
_PROQUEST: Final = ".proquest.com/"
_CODE: Final = re.compile(r" \(\d{4}\)$")
#: Pages that Ovid does not know: "SP  - No", "EP  - Specified".
_NO_PAGES: Final = re.compile(r"No-Specified|No Pagination Specified|N\.PAG")
_DATE_TAGS: Final = ("DA", "PY", "Y1")
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "T1", "CT"),
    "abstract": ("AB", "N2"),
    "venue": ("JF", "JO", "T2", "JA", "BT", "C3", "PB"),
    "date": _DATE_TAGS,
    "year": ("PY", "Y1", "DA"),
    "volume": ("VL",),
    "issue": ("IS",),
    "pages": ("SP",),
    "kind": ("TY",),
    "publisher": ("PB",),
    "editors": ("ED",),
    "series": ("T3",),
    "edition": ("ET",),
    "isbn": ("SN",),
    "issn": ("SN",),
    "doi": ("DO", "DI"),
    "language": ("LA",),
    "id": ("ID", "AN"),
}
#: Whole books: BT is their title; T2 and T3 are their series'.
_BOOKS: Final = frozenset({"BOOK", "EDBOOK", "EBOOK"})
_BOOK_TAGS: Final = _TAGS | {"title": ("TI", "T1", "BT", "CT"), "venue": ("PB", "T2", "T3")}
#: Articles: their publisher is no venue.
_ARTICLES: Final = frozenset({"JOUR", "EJOUR", "JFULL", "MGZN", "ABST"})
_ARTICLE_TAGS: Final = _TAGS | {"venue": ("JF", "JO", "T2", "JA", "BT", "C3")}
#: Chapters are in the book that T2 or BT names.
_CHAPTERS: Final = frozenset({"CHAP", "ECHAP"})
#: Papers in proceedings, and types whose publisher is an institution.
_PAPERS: Final = frozenset({"CONF", "CPAPER"})
_DEGREES: Final = frozenset({"THES", "RPRT"})
#: Types that hold preprints, as RIS has none for them; M3 says so.
_UNPUBLISHED: Final = frozenset({"UNPB", "GEN"})
_CHAPTER_TAGS: Final = _TAGS | {"venue": ("T2", "BT", "JF", "JO", "C3", "PB")}
_TAGS_BY_KIND: Final = {_BOOKS: _BOOK_TAGS, _ARTICLES: _ARTICLE_TAGS, _CHAPTERS: _CHAPTER_TAGS}


def sniff(head: str) -> bool:
    """Claim a text whose first tag is TY, whatever lines precede it."""
    if "TY" not in head and "ty" not in head:
        return False
    match = _START.match(head)
    if match and not _ANY_TAG.search(match[1]):
        return True
    # The first record may be damaged.
    is_markup = head.lstrip()[:1] in _MARKUP_STARTS
    return not is_markup and bool(_RECORD.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read RIS records; one that is no paper is a diagnostic."""
    # A record starts at TY, and ends at ER or at the next TY if the ER is missing.
    records = iter_tagged(text, _SYNTAX)
    return read_records(to_records(records, _named_fields, "TI", "T1"), path)


def _tags_of(kind: str) -> Mapping[str, tuple[str, ...]]:
    for kinds, tags in _TAGS_BY_KIND.items():
        if kind in kinds:
            return tags
    return _TAGS


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    kind = (record.first("TY") or "").upper()
    fields = pick_fields(record, _tags_of(kind))
    # TT is the translated title.
    fields["title"] = fields["title"] or record.first("TT", "ST")
    names = record.values("AU", "A1")
    if not names and kind in _BOOKS:
        names = record.values("A2", "ED", "A3")
    fields["authors"] = _parse_names(names)
    fields["editors"] = _editors(record, kind)
    if kind in _DEGREES:
        fields["institution"], fields["genre"] = record.first("PB"), record.first("M3")
    if kind in _UNPUBLISHED and parse_kind(record.first("M3")) == "preprint":
        fields["kind"] = "preprint"
    fields["status"] = parse_remark(*record.values("N1"))
    # EndNote has one tag for all keywords, and each in a line.
    fields["keywords"] = split_items(record.lines("KW"))
    if record.first("DP") == "NLM":
        fields["keywords"] = list(map(plain_heading, fields["keywords"]))
    if any(_PROQUEST in url for url in record.values("UR")):
        fields["keywords"] = [_CODE.sub("", word) for word in fields["keywords"]]
    fields["doi"] = fields["doi"] or find_doi(record.values("M3", "UR"))
    fields["url"] = web_urls(record.values("UR", "L2", "LK"))
    fields["pdf"] = web_urls(record.values("L1"))
    # C7 is the number of an article without pages in Scopus and Web of Science.
    pages = page_range(fields["pages"], record.first("EP")) or record.first("C7") or ""
    fields["pages"] = _NO_PAGES.sub("", pages)
    # ADS writes "eprint: arXiv:1906.11238" into a note.
    numbers = (text.removeprefix("eprint: ") for text in record.values("AN", "C1", "L2"))
    fields["arxiv_id"] = next((n for n in numbers if n.lower().startswith("arxiv:")), None)
    return fields | _parse_date(record, fields["date"])


def _editors(record: TaggedRecord, kind: str) -> list[Any]:
    """Return the editors; A2 names them in types that are parts of books."""
    names = (
        record.values("ED", "A2") if kind in _BOOKS | _CHAPTERS | _PAPERS else record.values("ED")
    )
    return _parse_names(names)


def _parse_names(values: list[str]) -> list[Any]:
    """Return names of "Last, First, Jr"; EndNote has a comma behind that of an organization."""
    return [
        {"literal": name.rstrip(", ")} if name.endswith(",") and "," in name[:-1]
        else inverted_name(name)
        for name in split_items(values)
    ]  # fmt: skip


def _parse_date(record: TaggedRecord, date: str | None) -> dict[str, str]:
    """Return the most precise date and its year; nothing if no date has the form of RIS."""
    matches = [match for value in record.values(*_DATE_TAGS) if (match := _DATE.match(value))]
    if not matches or not _DATE.match(date or ""):
        return {}
    best = next((match for match in matches if match[3]), None) or _DATE.match(date or "")
    if best is None:
        return {}
    year, month, day = best.groups()
    return {"date": "-".join(p.zfill(2) for p in (year, month, day) if p), "year": year}
