"""Tags with a hyphen in the ways of Ovid, Embase, Copac, and of RIS that lacks its types.

Source: https://ospguides.ovid.com (the fields of its databases), and exports of libraries.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.tagged import (
    Syntax,
    TaggedRecord,
    abbreviated_name,
    find_doi,
    iter_tagged,
    pick_fields,
    split_items,
    to_records,
    web_urls,
)
from sitegen.sources.values.positions import page_range
from sitegen.sources.values.source_lines import split_source

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult

NAME: Final = "plain-tags"
RANK: Final = 93

_ENDED: Final = Syntax(
    re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*))?$"),
    ends=frozenset({"ER"}),
    skipped=re.compile(r"<\d+>"),
)
_PARTED: Final = replace(
    _ENDED,
    blank_ends=True,
    singles=frozenset({"TI", "T1"}),
    block_singles=frozenset({"SO", "JN", "YR", "PY", "DO", "DI", "AB"}),
)
_START: Final = re.compile(r"\A\s*+(?:<\d+>\s*+)?[A-Z][A-Z0-9] {0,2}- \S")
_END: Final = re.compile(r"^[ \t]*+ER {0,2}-", re.MULTILINE)
_TITLE: Final = re.compile(r"^[ \t]*+(?:TI|T1) {0,2}- \S", re.MULTILINE)
_AUTHOR: Final = re.compile(r"^[ \t]*+(?:AU|A1) {0,2}- \S", re.MULTILINE)
_TYPE: Final = re.compile(r"^[ \t]*+TY {0,2}-", re.MULTILINE)
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "T1"),
    "abstract": ("AB", "N2"),
    "venue": ("JF", "JO", "JN", "T2", "SO", "PB", "PU"),
    "year": ("YR", "PY", "Y1"),
    "volume": ("VL", "VO"),
    "issue": ("IS", "IP"),
    "pages": ("SP", "PG"),
    "publisher": ("PB", "PU"),
    "series": ("SE",),
    "isbn": ("IB", "BN"),
    "issn": ("SN", "IS"),
    "doi": ("DO",),
    "language": ("LA", "LG"),
    "id": ("AN", "UI", "ID"),
}
_STANDARD_NUMBER: Final = re.compile(
    r"(?:97[89]-?)?\d(?:-?\d){8}-?[\dXx](?!\d)|\d{4}-\d{3}[\dX](?!\d)"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: "Roe J.M." is "Roe JM".
_STOPS: Final = re.compile(r"(?<=[A-Z])\.(?=[A-Z]\.|$)")


def sniff(head: str) -> bool:
    """Claim a text that starts with a tag, and has titles and authors but no types of RIS."""
    return bool(
        _START.match(head) and _TITLE.search(head) and _AUTHOR.search(head)
    ) and not _TYPE.search(head)


def read(text: str, path: str) -> ReadResult:
    """Read records that ER ends or, without one, a blank line; no paper is a diagnostic."""
    records = iter_tagged(text, _ENDED if _END.search(text) else _PARTED)
    return read_records(to_records(records, _named_fields, "TI", "T1"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    fields = pick_fields(record, _TAGS)
    names = split_items(record.values("AU", "A1"))
    fields["authors"] = [abbreviated_name(_STOPS.sub("", name)) for name in names]
    fields["keywords"] = split_items(record.values("KW", "DE"))
    fields["doi"] = fields["doi"] or find_doi(record.values("UR", "M3", "ID"))
    fields["url"] = web_urls(record.values("UR", "L2"))
    fields["pages"] = page_range(fields["pages"], record.first("EP"))
    # The standard numbers of Ovid and of Copac, the library catalogue.
    if fields["issue"] and _STANDARD_NUMBER.match(fields["issue"]):
        fields["isbn"] = fields["isbn"] or fields["issue"]
        fields["issue"] = record.first("IP")
    year = _YEAR.search(fields["year"] or "")
    fields["year"] = year[0] if year else None
    source = record.first("SO")
    if source and fields["venue"] == source:
        parts = split_source(source)
        fields = {name: value or parts.get(name) for name, value in fields.items()}
        fields["venue"] = parts["venue"]
    return fields
