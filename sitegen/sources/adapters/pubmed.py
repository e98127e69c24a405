"""PubMed's summaries (esummary, JSON) and CSV, and Europe PMC's search.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499, https://europepmc.org/RestfulWebService
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.people.names import split_names
from sitegen.sources.people.parts import upright_names
from sitegen.sources.shapes import Paths, Shape
from sitegen.sources.tagged import abbreviated_name


def strip_full_stop(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Remove the full stop with which these programs end each title and author list."""
    for name in ("title", "authors"):
        text = fields.get(name)
        if isinstance(text, str) and text.endswith(".") and not text.endswith(".."):
            fields[name] = text[:-1]
    # All names of PubMed's lists have the form "Roe J".
    authors = fields.get("authors")
    if isinstance(authors, str):
        fields["authors"] = upright_names(split_names(authors), is_certain=True) or authors


#: A citation as PubMed prints it: "Hat Med. 2022 Mar 4;53(2):334-347. doi: …".
_CITATION: Final = re.compile(
    r"[^;]*?\. (?P<date>\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)[^;:]{0,20};"
    r"(?P<volume>[^():;]{0,40})(?:\((?P<issue>[^()]{1,40})\))?(?::(?P<pages>[\w-]{1,40}))?"
)


def _mend_row(record: dict[str, Any], fields: dict[str, Any]) -> None:
    strip_full_stop(record, fields)
    if match := _CITATION.match(str(record.get("Citation", ""))):
        fields |= {name: text.strip() for name, text in match.groupdict("").items() if text}
    if str(fields.get("id", "")).isdecimal():
        fields["url"] = f"https://pubmed.ncbi.nlm.nih.gov/{fields['id']}/"


#: Number of a date's units, from the year on -> characters of it in ISO 8601.
_UNIT_CHARS: Final = {2: 7, 3: 10}


def _mend_summary(record: dict[str, Any], fields: dict[str, Any]) -> None:
    strip_full_stop(record, fields)
    authors = fields.get("authors")
    fields["authors"] = [
        abbreviated_name(author["name"]) if _is_person(author) else author
        for author in (authors if isinstance(authors, list) else [])
    ]
    # "2021 Mar 4" stands in numbers under another key, which has a day in any case.
    units = len(str(record.get("pubdate")).split())
    day = str(record.get("sortpubdate"))[:10].replace("/", "-")
    if units in _UNIT_CHARS and day[:4].isdecimal():
        fields["date"] = day[: _UNIT_CHARS[units]]


def _is_person(author: Any) -> bool:
    """Return whether an author of a summary is named as "Morikawa TK", and no group."""
    if not isinstance(author, dict) or not isinstance(author.get("name"), str):
        return False
    return author.get("authtype") == "Author"


_SUMMARY_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "authors",
    "date": ("pubdate", "epubdate"),
    "venue": ("fulljournalname", "source", "booktitle"),
    "doi": ("articleids[idtype=doi].value", "elocationid"),
    "language": "lang",
    "id": "uid",
    "kind": "pubtype",
}
_EUROPE_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstractText",
    "authors": ("authorList.author", "authorString"),
    "year": ("pubYear", "journalInfo.yearOfPublication"),
    "date": ("firstPublicationDate", "journalInfo.printPublicationDate"),
    "venue": (
        "journalInfo.journal.title",
        "journalTitle",
        "bookOrReportDetails.comprisingTitle",
        "bookOrReportDetails.publisher",
    ),
    "doi": "doi",
    "keywords": ("keywordList.keyword", "meshHeadingList.meshHeading[].descriptorName"),
    "language": "language",
    "pdf": "fullTextUrlList.fullTextUrl[documentStyle=pdf].url",
    "id": "id",
    "volume": ("journalInfo.volume", "journalVolume"),
    "issue": ("journalInfo.issue", "issue"),
    "pages": "pageInfo",
    "kind": ("pubTypeList.pubType", "pubType"),
    "issn": ("journalInfo.journal.issn", "journalInfo.journal.essn", "journalIssn"),
    "publisher": "bookOrReportDetails.publisher",
}
_EUROPE_AUTHOR: Final[Paths] = {
    "family": "lastName",
    "given": ("firstName", "initials"),
    "name": ("collectiveName", "fullName"),
    "orcid": "authorId[type=ORCID].value",
    "affiliations": (
        "authorAffiliationDetailsList.authorAffiliation[].affiliation",
        "affiliation",
    ),
}
_CSV_FIELDS: Final[Paths] = {
    "title": "Title",
    "authors": "Authors",
    "year": "Publication Year",
    "venue": "Journal/Book",
    "doi": "DOI",
    "id": "PMID",
}
_EUROPE_IGNORED: Final = (
    "authorIdList",
    "authorString",
    "pmcid",
    "source",
    "journalInfo",
    "journalTitle",
)
_CSV_IGNORED: Final = ("First Author", "Create Date", "Citation", "NIHMS ID", "PMCID")

SHAPES: Final = (
    *(
        Shape(
            signature,
            _SUMMARY_FIELDS,
            ignored=("sortfirstauthor", "lastauthor", "articleids", "source"),
            mend=_mend_summary,
        )
        for signature in (("uid", "sortpubdate"), ("uid", "articleids"))
    ),
    *(
        Shape(signature, _EUROPE_FIELDS, _EUROPE_AUTHOR, "", _EUROPE_IGNORED, strip_full_stop)
        for signature in (
            ("authorString",),
            ("pubYear", "journalTitle"),
            ("authorList.author", "abstractText"),
        )
    ),
    Shape(("PMID", "Journal/Book"), _CSV_FIELDS, ignored=_CSV_IGNORED, mend=_mend_row),
)
