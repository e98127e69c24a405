"""RIS: a tag of two letters a line, from TY to ER.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), and what Zotero, Mendeley, Web of Science
and publishers write.
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

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("TI", "T1", "CT"),
    "abstract": ("AB", "N2"),
    "venue": ("JO", "T2", "JF", "JA", "BT", "C3", "PB"),
    "date": ("DA", "PY", "Y1"),
    "year": ("PY", "Y1", "DA"),
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
    return read_records(_records(text), path)


def _records(text: str) -> Iterator[Record]:
    """Yield a record from each TY to the ER, or to the next TY where that is missing."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    start, last = 0, ""
    for number, line in enumerate([*text.split("\n"), "ER  - "], start=1):
        match = _LINE.match(line.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag in {"TY", "ER"}:
            if start:
                yield Record(start, _fields(tags), " ".join(tags["TI"] + tags["T1"]))
            tags, start, last = defaultdict(list), number if tag == "TY" else 0, ""
        elif match and value:
            tags[tag].append(value)
            last = tag
        elif last and value:
            # A long field goes on in the next line.
            tags[last][-1] += f" {value}"


def _fields(tags: dict[str, list[str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, keys in _TAGS.items():
        fields[name] = next((tags[key][0] for key in keys if tags.get(key)), None)
    fields["authors"] = [first_last(name) for name in (*tags.get("AU", ()), *tags.get("A1", ()))]
    fields["keywords"] = tags.get("KW", [])
    date = re.match(r"(\d{4})(?:/(\d{2})(?:/(\d{2}))?)?", fields["date"] or "")
    if date:
        fields["date"] = "-".join(filter(None, date.groups()))
        fields["year"] = date[1]
    return fields
