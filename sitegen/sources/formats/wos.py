"""Web of Science's tagged text (savedrecs.txt, .ciw): tags of two letters, from PT to ER.

Source: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.people.orcids import add_orcids
from sitegen.sources.tagged import (
    Syntax,
    TaggedRecord,
    abbreviated_name,
    inverted_name,
    iter_tagged,
    pick_fields,
    split_items,
    to_records,
)
from sitegen.sources.values.months import month_number
from sitegen.sources.values.positions import page_range

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult

NAME: Final = "wos"
RANK: Final = 86

_SYNTAX: Final = Syntax(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$"),
    starts=frozenset({"PT"}),
    ends=frozenset({"ER", "EF", "FN", "VR"}),
    indented=True,
    min_stray=2,
)
#: The file's name line and version, or a record's type (journal, book, series, patent).
_START: Final = re.compile(
    r"\A\s*(?:FN [^\n]+\n\s*VR \d|PT [JBSPC]\n[ \t]*+(?:AU|AF|BA|CA|TI|BE|ED) )"
)
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "FT"),
    "abstract": ("AB",),
    "venue": ("SO", "BS", "CT", "JI", "J9"),
    "year": ("PY",),
    "volume": ("VL",),
    "issue": ("IS",),
    "kind": ("DT", "PT"),
    "publisher": ("PU",),
    "series": ("SE",),
    "isbn": ("BN",),
    "issn": ("SN", "EI"),
    "doi": ("DI", "D2"),
    "language": ("LA",),
    "id": ("UT",),
}
#: "JUN 8", "JUN", "MAY-JUN": group 2 is the day.
_MONTH_DAY: Final = re.compile(r"([A-Z]{3})(?: (\d{1,2}))?")
_YEAR: Final = re.compile(r"\d{4}")


def sniff(head: str) -> bool:
    """Claim a text that starts with the lines of a file of Web of Science or of a record."""
    return bool(_START.match(head))


def read(text: str, path: str) -> ReadResult:
    """Read records; one that is no paper is a diagnostic."""
    records = iter_tagged(text, _SYNTAX)
    return read_records(to_records(records, _named_fields, "TI", "UT"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    fields = pick_fields(record, _TAGS)
    # AF has full names, AU initials; BF and BA are the same for books.
    # MEDLINE and INSPEC in Web of Science write names in other forms, or all in a line.
    short = split_items(record.lines("AU") or record.lines("BA"))
    full = record.lines("AF") or ([] if record.lines("AU") else record.lines("BF"))
    authors: list[Any] = [inverted_name(name) for name in full]
    authors = authors or list(map(_short_name, short))
    authors += [{"name": name} for name in record.lines("CA", "GP") if not name.startswith("IEEE")]
    authors = authors or [inverted_name(name) for name in record.lines("BE", "ED")]
    fields["authors"] = add_orcids(authors, "; ".join(record.values("OI")))
    if full or short:
        fields["editors"] = [inverted_name(name) for name in record.lines("BE", "ED")]
    # ID are keywords that Web of Science derives from the titles of references.
    fields["keywords"] = split_items(record.values("DE")) or split_items(record.values("ID"))
    # Articles without pages have a number.
    pages = page_range(record.first("BP"), record.first("EP"))
    fields["pages"] = pages or record.first("AR", "PS")
    fields["date"] = _date(record.first("PD") or "", fields["year"] or "")
    return fields


def _short_name(name: str) -> dict[str, str] | str:
    """Return the parts of "Roe, JK", and of "Roe, J.K." and "Roe, Jana K"."""
    family, _, given = name.partition(", ")
    if given and not (given.isupper() and given.isalpha()):
        return inverted_name(name)
    return abbreviated_name(f"{family} {given}".strip())


def _date(day: str, year: str) -> str | None:
    """Return "JUN 8" or "JUN" of a year as an ISO date, else None."""
    match = _MONTH_DAY.fullmatch(day)
    number = month_number(match[1]) if match else None
    if not match or not number or not _YEAR.fullmatch(year):
        return None
    return f"{year}-{number:02d}" + (f"-{int(match[2]):02d}" if match[2] else "")
