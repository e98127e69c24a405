"""Read the abstracts of the Astrophysics Data System in its tagged format.

Its tags look like those of Refer, but ``%B`` is the abstract, ``%R`` the bibcode and ``%I`` a link.

Source: https://ui.adsabs.harvard.edu/help/actions/export
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
    split_items,
    to_records,
    web_urls,
)
from sitegen.sources.values.positions import page_range

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult

NAME: Final = "ads-tagged"
RANK: Final = 86

_SYNTAX: Final = Syntax(
    re.compile(r"%([A-Z])(?: (.*))?$"), starts=frozenset({"R"}), singles=frozenset({"T"})
)
#: A bibcode: year, journal, volume, page and the first author's initial in 19 characters.
_BIBCODE: Final = re.compile(r"^%R (?:1[5-9]|20)\d\d[A-Za-z&.][^\s]{14}[ \t]*$", re.MULTILINE)
#: Search results of ADS begin with a few lines about the search.
_MAX_PREAMBLE_LINES: Final = 12
_TITLE: Final = re.compile(r"^%T \S", re.MULTILINE)
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("T",),
    "abstract": ("B",),
    "venue": ("J",),
    "volume": ("V",),
    "id": ("R",),
}
#: What follows the journal's name: "Journal of Hats, Volume 1, pp. 2-3 (2010).".
_POSITION: Final = re.compile(
    r",? (?:(?:Volume|Vol\.?|vol\.?|Issue|id\.|article|pp?\.|Proceedings of the conference) ?"
    r"|[vp]\.\d|\d+, (?:\d|\()|arXiv:).*"
    r"|, (?:1[5-9]|20)\d\d\b.*",
    re.DOTALL,
)
_EPRINT: Final = re.compile(r"\barXiv:(\S+?)(?=[;,]|\s|$)", re.IGNORECASE)
_PREPRINT_VENUE: Final = re.compile(r"(?:arXiv )?e-?prints?\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})/(\d{4})")
_THESIS: Final = re.compile(r"(?:ph\.?\s?d|master'?s?|thesis|dissertation)\b", re.IGNORECASE)


def sniff(head: str) -> bool:
    """Claim a text with a bibcode in one of its first lines, and titles."""
    first = "\n".join(head.split("\n")[:_MAX_PREAMBLE_LINES])
    return bool(_BIBCODE.search(first) and _TITLE.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title is a diagnostic."""
    return read_records(to_records(iter_tagged(text, _SYNTAX), _named_fields, "T"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    fields = pick_fields(record, _TAGS)
    notes = record.values("Y")
    source = fields["venue"] or ""
    fields["authors"] = [inverted_name(name) for name in split_items(record.values("A"))]
    fields["keywords"] = [word for text in record.values("K") for word in text.split(", ")]
    fields["date"] = _date(record.first("D") or "")
    fields["doi"] = find_doi(note.rstrip(";") for note in notes)
    fields["pages"] = page_range(record.first("P") or "", record.first("L"))
    fields["url"] = web_urls(record.values("U"))
    eprint = _EPRINT.search(" ".join([*notes, source]))
    fields["arxiv_id"] = eprint[1] if eprint else None
    fields["venue"] = _POSITION.sub("", source).strip(" ,.") or None
    if _PREPRINT_VENUE.match(source):
        fields |= {"venue": "arXiv", "pages": None, "kind": "preprint"}
    elif _THESIS.match(source):
        fields["kind"] = "thesis"
        fields["venue"] = ", ".join(_YEAR.split(source)[0].strip(" ,").split(", ")[1:]) or None
    return fields


def _date(text: str) -> str | None:
    """Return "12/2017" as "2017-12", and "00/1999" as the year."""
    match = _MONTH_YEAR.fullmatch(text.strip())
    if match and int(match[1]):
        return f"{match[2]}-{int(match[1]):02}"
    year = _YEAR.search(text)
    return year[0] if year else None
