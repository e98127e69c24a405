"""MEDLINE: PubMed's tagged text (.nbib), with tags of up to four letters.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.tagged import (
    Syntax,
    TaggedRecord,
    abbreviated_name,
    find_doi,
    inverted_name,
    iter_tagged,
    pick_fields,
    plain_heading,
    split_items,
    to_records,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult

NAME: Final = "medline"
RANK: Final = 85

_SYNTAX: Final = Syntax(
    re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)$"),
    indented=True,
    blank_ends=True,
    singles=frozenset({"PMID", "TI"}),
    block_singles=frozenset({"AB", "JT", "TA", "DP", "VI", "IP", "PG"}),
)
#: The tags that PubMed's records start with, after numbers that some programs put before them.
_START: Final = re.compile(
    r"\A\s*(?:\d+[.:]?\s*\n)?(?:PMID- ?\d|(?:OWN|STAT|FAU|UI)\s{0,2}- )", re.MULTILINE
)
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "BTI", "TT", "CTI"),
    "abstract": ("AB", "OAB"),
    "venue": ("JT", "BTI", "TA", "PB"),
    "volume": ("VI",),
    "issue": ("IP",),
    "pages": ("PG",),
    "publisher": ("PB",),
    "edition": ("EN",),
    "isbn": ("ISBN",),
    "issn": ("IS",),
    "date": ("DP", "DEP"),
    "language": ("LA",),
    "id": ("PMID",),
}
#: Tag of a later notice -> what it does to the paper.
_NOTICES: Final = {
    "RIN": "RetractionIn", "PRIN": "PartialRetractionIn", "RRI": "RetractedAndRepublishedIn",
    "ECI": "ExpressionOfConcernIn", "EIN": "ErratumIn", "CRI": "CorrectedAndRepublishedIn",
    "UIN": "UpdateIn",
}  # fmt: skip
_DOI_VALUE: Final = re.compile(r"(10\.\S+) \[doi\]")
_PDAT: Final = re.compile(r"(\d{4}) ([A-Z][a-z]{2}) (\d{1,2})$")
_DAY: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: Titles that PubMed translated stand in brackets.
_BRACKETED: Final = re.compile(r"\[(.*?)\]\.?")


def sniff(head: str) -> bool:
    """Claim a text that starts with a tag of PubMed."""
    return bool(_START.match(head))


def read(text: str, path: str) -> ReadResult:
    """Read MEDLINE records; one that is no paper is a diagnostic."""
    records = iter_tagged(text, _SYNTAX)
    # A line with a number alone, between records, is no record.
    return read_records(to_records(records, _named_fields, "TI", "PMID"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    fields = pick_fields(record, _TAGS)
    fields["title"] = _clean_title(fields["title"] or "")
    if fields["title"] == _clean_title(fields["venue"] or ""):
        fields["venue"] = record.first("PB")
    fields["authors"] = _authors(record)
    fields["kind"] = list(record.values("PT"))
    fields["status"] = [name for tag, name in _NOTICES.items() if record.values(tag)]
    fields["editors"] = [inverted_name(name) for name in record.values("FED")]
    dois = [m[1] for value in record.values("LID", "AID") if (m := _DOI_VALUE.match(value))]
    fields["doi"] = dois[0] if dois else find_doi(record.values("SO"))
    fields["date"] = _date(fields["date"] or "")
    fields["url"] = [f"https://pubmed.ncbi.nlm.nih.gov/{fields['id']}/"] if fields["id"] else []
    # The authors' own keywords say more than the library's headings, such as "Humans".
    headings = list(map(plain_heading, record.values("MH")))
    fields["keywords"] = split_items(record.values("OT")) or headings
    return fields


def _clean_title(title: str) -> str:
    match = _BRACKETED.fullmatch(title)
    title = match[1] if match else title
    # Each title ends in a full stop, which is not the authors'.
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _authors(record: TaggedRecord) -> list[Any]:
    """Return the authors with full names, affiliations and ORCID iDs; CN is a group."""
    name_tag = "FAU" if record.first("FAU") else "AU"
    authors: list[dict[str, Any]] = []
    for tag, lines in record.fields:
        value = " ".join(lines).strip()
        if tag in {name_tag, "CN"} and value:
            name = inverted_name(value) if tag == "FAU" else abbreviated_name(value)
            authors.append({"name": value} if isinstance(name, str) or tag == "CN" else {**name})
        elif tag == "AD" and authors:
            authors[-1].setdefault("affiliations", []).append(value)
        elif tag == "AUID" and authors and "ORCID" in value.upper():
            authors[-1]["orcid"] = value.partition(":")[2].strip()
    return authors


def _date(date: str) -> str:
    """Return "2018 May 3" and "20180503" as 2018-05-03, and other dates as they are."""
    if match := _PDAT.match(date):
        return f"{match[3]} {match[2]} {match[1]}"
    if match := _DAY.fullmatch(date):
        return "-".join(match.groups())
    return date
