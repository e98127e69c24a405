"""Refer: EndNote's tagged text (.enw), which CNKI, JabRef and publishers write too.

Source: https://en.wikipedia.org/wiki/Refer_(software), and EndNote's own tags.
"""

from __future__ import annotations

import re
from dataclasses import replace
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

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult

NAME: Final = "refer"
RANK: Final = 87

_SYNTAX: Final = Syntax(re.compile(r"%([0-9A-Z@!>?&()*+,./:;<=\[\]^~$#])(?: (.*))?$"))
#: EndNote starts each record with its type; older programs end it with a blank line.
_TYPED: Final = replace(
    _SYNTAX, starts=frozenset({"0"}), singles=frozenset({"T"}), block_singles=frozenset("JDRXVNP")
)
_UNTYPED: Final = replace(_SYNTAX, blank_ends=True, singles=frozenset({"T"}))
_START: Final = re.compile(r"\A\s*%([0ATKJDLEFXB]) \S[^\n]*\n(?:\s*%[0-9A-Z@+] ?|\S)")
_TYPE_LINE: Final = re.compile(r"^[ \t]*+%0 ", re.MULTILINE)
#: A title, and the type in the next line.
_TITLE_FIRST: Final = re.compile(r"\s*+%T [^\n]*\n%0 ")
#: Tags that a text of Refer has at least one of.
_TITLE_LINE: Final = re.compile(r"^[ \t]*+%T \S", re.MULTILINE)
#: Our field -> its tags, best first.
_TAGS: Final = {
    "title": ("T", "Q", "!"),
    "abstract": ("X",),
    "venue": ("J", "B", "S", "I"),
    "date": ("8", "D"),
    "volume": ("V",),
    "issue": ("N",),
    "pages": ("P",),
    "kind": ("0",),
    "publisher": ("I",),
    "series": ("S",),
    "edition": ("7",),
    "genre": ("9",),
    "isbn": ("@",),
    "issn": ("@",),
    "doi": ("R",),
    "language": ("G",),
    "id": ("F", "M"),
}
#: Types whose publisher is their venue: %B and %S are series.
_BOOKS: Final = frozenset({"book", "edited book", "thesis", "electronic book", "report"})
_BOOK_TAGS: Final = _TAGS | {"venue": ("I", "B", "S", "J")}
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HAN: Final = re.compile(r"[㐀-鿿]")


def sniff(head: str) -> bool:
    """Claim a text whose first lines have tags of Refer, one of them a title."""
    return bool(_START.match(head)) and bool(_TITLE_LINE.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read Refer records; one that is no paper is a diagnostic."""
    # The AIS' library writes the title first, and the type not always.
    is_typed = _TYPE_LINE.search(text) and not _TITLE_FIRST.match(text)
    records = iter_tagged(text, _TYPED if is_typed else _UNTYPED)
    return read_records(to_records(records, _named_fields, "T"), path)


def _named_fields(record: TaggedRecord) -> dict[str, Any]:
    """Return a record's fields under our names."""
    kind = (record.first("0") or "").lower()
    fields = pick_fields(record, _BOOK_TAGS if kind in _BOOKS else _TAGS)
    if fields["venue"] == fields["series"]:
        # The anthology of the ACL has the proceedings there.
        fields["series"] = None
    # %D may have a month and a day; %8 has them without the year in some programs.
    year = _YEAR.search(record.first("D") or "")
    fields["year"] = year[0] if year else None
    names = split_items(record.values("A", "Q")) or split_items(record.values("E"))
    if fields["title"] in names:
        # %Q is a title of some programs and a group of authors of others.
        names.remove(fields["title"])
    fields["authors"] = [inverted_name(name.rstrip(",")) for name in names]
    fields["keywords"] = _keywords(record.lines("K"))
    fields["doi"] = find_doi([fields["doi"] or "", *record.values("U", "M", "9")])
    fields["url"] = web_urls(record.values("U"))
    fields["pdf"] = web_urls(record.values(">"))
    # ADS has the eprint behind "=".
    number = " ".join(record.values("M", "R", "9", "="))
    fields["arxiv_id"] = number if "arxiv" in number.lower() else None
    return fields


def _keywords(lines: list[str]) -> list[str]:
    """Return keywords: one per line, or in one line with separators; in Chinese, with blanks."""
    words = split_items(lines)
    # The only text is split where keywords are parsed.
    if len(words) == 1 and "," not in words[0] and _HAN.search(words[0]):
        words = words[0].split()
    return words
