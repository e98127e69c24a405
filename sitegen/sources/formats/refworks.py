"""RefWorks: tags of two letters and a blank, from RT on. CNKI and Wanfang write it too.

Source: https://www.refworks.com/refworks/help/RefWorks_Tagged_Format.htm
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.tagged import (
    Syntax,
    TaggedRecord,
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

NAME: Final = "refworks"
RANK: Final = 91

_SYNTAX: Final = Syntax(
    # CNKI writes "vo" for the volume.
    re.compile(r"([A-Z][A-Z0-9]|vo)(?: (.*))?$"),
    starts=frozenset({"RT"}),
    singles=frozenset({"T1"}),
    block_singles=frozenset({"JF", "YR", "DO", "AB", "VO", "IS", "SP"}),
    min_stray=2,
)
_START: Final = re.compile(r"\A\s*+RT [A-Z][^\n]*\n(?:[ \t]*+[A-Z][A-Z0-9] [^\n]*\n)")
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("T1", "OT"),
    "abstract": ("AB",),
    "venue": ("JF", "JO", "T2", "PB"),
    "year": ("YR",),
    "date": ("FD",),
    "volume": ("VO",),
    "issue": ("IS",),
    "pages": ("SP",),
    "kind": ("RT",),
    "publisher": ("PB",),
    "series": ("T3",),
    "edition": ("ED",),
    "isbn": ("SN",),
    "issn": ("SN",),
    "doi": ("DO",),
    "language": ("LA", "OL"),
    "id": ("ID",),
}
#: CNKI's names of languages.
_LANGUAGES: Final = {"中文": "zh", "英文": "en"}
_DAY: Final = re.compile(r"\d\D+\d")


def sniff(head: str) -> bool:
    """Claim a text that starts with a record's type and another tag."""
    return bool(_START.match(head))


def read(text: str, path: str) -> ReadResult:
    """Read RefWorks records; one that is no paper is a diagnostic."""
    records = iter_tagged(text, _SYNTAX)
    return read_records(to_records(records, _named_fields, "T1"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    fields = pick_fields(record, _TAGS)
    names = split_items(record.values("A1")) or split_items(record.values("A2"))
    fields["authors"] = [inverted_name(name) for name in names]
    fields["keywords"] = split_items(record.values("K1"))
    fields["url"] = web_urls(record.values("UL", "LK"))
    # CNKI writes both pages as the last one.
    fields["pages"] = page_range(fields["pages"], record.first("OP")) or record.first("OP")
    language = (fields["language"] or "").rstrip(";")
    fields["language"] = _LANGUAGES.get(language, language) or None
    # The year alone is repeated as the date.
    fields["date"] = fields["date"] if _DAY.search(fields["date"] or "") else None
    return fields
