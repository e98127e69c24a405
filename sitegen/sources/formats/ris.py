"""RIS: one tag of two letters per line, from TY to ER.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), and exports of Zotero, Mendeley, Web of
Science and publishers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.people import first_last

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "ris"
RANK: Final = 90

#: "TI  - A title". Some exporters write one blank before the hyphen, and none after "ER  -".
_TAG_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
#: "2024/10/07/" with the day or the month left out; text after the last slash is a note.
_DATE: Final = re.compile(r"(\d{4})(?:/(\d{2})(?:/(\d{2}))?)?")
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "T1", "CT"),
    "abstract": ("AB", "N2"),
    "venue": ("JO", "T2", "JF", "JA", "BT", "C3", "PB"),
    "date": ("DA", "PY", "Y1"),
    "year": ("PY", "Y1", "DA"),
    "volume": ("VL",),
    "issue": ("IS",),
    "pages": ("SP",),
    "doi": ("DO",),
    "url": ("UR",),
    "pdf": ("L1",),
    "id": ("ID", "AN"),
}


def sniff(head: str) -> bool:
    """Claim a text whose first line that isn't blank is a TY tag."""
    return bool(re.match(r"\s*TY  ?- ", head))


def read(text: str, path: str) -> ReadResult:
    """Read RIS records; one that is no paper is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record]:
    """Yield one record from each TY to its ER, or to the next TY if the ER is missing."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    start_line, last_tag = 0, ""  # a start of 0: outside of a record
    # The added ER ends a record that the text's end cuts off.
    for number, line in enumerate([*text.split("\n"), "ER  - "], start=1):
        match = _TAG_LINE.match(line.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag in {"TY", "ER"}:
            if start_line:
                excerpt = " ".join(tags["TI"] + tags["T1"])
                yield Record(start_line, _named_fields(tags), excerpt)
            tags, start_line, last_tag = defaultdict(list), number if tag == "TY" else 0, ""
        elif match and value:
            tags[tag].append(value)
            last_tag = tag
        elif last_tag and value:
            # A line without a tag continues the field above it.
            tags[last_tag][-1] += f" {value}"


def _named_fields(tags: dict[str, list[str]]) -> dict[str, Any]:
    """Return a record's fields under our names; ``tags`` has the values of each tag in order."""
    fields: dict[str, Any] = {}
    for name, keys in _TAGS.items():
        fields[name] = next((tags[key][0] for key in keys if tags.get(key)), None)
    fields["authors"] = [first_last(name) for name in (*tags.get("AU", ()), *tags.get("A1", ()))]
    fields["keywords"] = tags.get("KW", [])
    if fields["pages"] and tags.get("EP") and "-" not in fields["pages"]:
        fields["pages"] += f"-{tags['EP'][0]}"
    date = _DATE.match(fields["date"] or "")
    if date:
        fields["date"] = "-".join(filter(None, date.groups()))
        fields["year"] = date[1]
    return fields
