"""Read the properties of a page in Logseq, as its import from Zotero writes them.

A page begins with lines such as "authors:: [[Ada Lovelace]], [[Grace Hopper]]"; the abstract is an
item below "[[Abstract]]".
Source: https://docs.logseq.com/#/page/zotero
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.lists.venues import parse_whole_date

#: The lines of properties at the start of a page, perhaps in its first item.
_PROPERTIES: Final = re.compile(r"\A\s*+(?:- )?(?:[ \t]*+[A-Za-z][\w-]{0,40}+::[^\n]*+(?:\n|\Z))++")
_PROPERTY: Final = re.compile(
    r"^(?:- )?[ \t]*([A-Za-z][\w-]*)::[ \t]*([^\n]*?)[ \t]*$", re.MULTILINE
)
_PAGE: Final = re.compile(r"\[\[([^\[\]]{1,300})\]\]")
#: The item "Abstract", and the items below it.
_ABSTRACT: Final = re.compile(
    r"^- \[\[Abstract\]\][ \t]*\n((?:[ \t]+[^\n]*(?:\n|\Z))++)", re.MULTILINE
)
#: The item "Attachments", and the items below it.
_ATTACHMENTS: Final = re.compile(
    r"^- \[\[Attachments\]\][ \t]*\n(?:[ \t]+[^\n]*(?:\n|\Z))*+", re.MULTILINE
)
_WEEKDAY: Final = re.compile(r"^[A-Z][a-z]{2,8},\s+(?=\d)")
_MONTH: Final = re.compile(r"(\d{1,2})/((?:19|20)\d\d)")
_ARXIV: Final = re.compile(r"arxiv:\s?(\S+)", re.IGNORECASE)
#: Zotero's names of what an item is in, the preferred ones first.
_CONTAINERS: Final = (
    "publication-title", "proceedings-title", "book-title", "conference-name", "university",
)  # fmt: skip
#: Properties that are read as they are.
_NAMES: Final = ("doi", "url", "volume", "issue", "pages", "publisher", "isbn", "issn", "language")
#: Properties that papers have and other pages lack.
_SIGNS: Final = frozenset({"item-type", "doi", "isbn", "library-catalog", "publication-title"})


def logseq_note(text: str) -> tuple[dict[str, Any], str] | None:
    """Return the fields of a page on a paper, and the text below its properties; else None."""
    match = _PROPERTIES.match(text)
    if match is None:
        return None
    values = {name.lower(): value for name, value in _PROPERTY.findall(match.group()) if value}
    title = values.get("original-title") or values.get("title", "").lstrip("@")
    if not title or "authors" not in values or _SIGNS.isdisjoint(values):
        return None
    body = text[match.end() :]
    fields: dict[str, Any] = {
        "title": title,
        "authors": _names(values["authors"]),
        "kind": _plain(values.get("item-type", "")),
        "date": _date(_plain(values.get("date", ""))),
        # A sign in front marks the state of reading: "/unread".
        "keywords": [tag for tag in _names(values.get("tags", "")) if tag[0] not in "/⛔"],
        **{name: _plain(values[name]).strip('"') for name in _NAMES if name in values},
    }
    venues = [_plain(values[name]) for name in _CONTAINERS if name in values]
    venue = next((venue for venue in venues if not _ARXIV.match(venue)), "")
    arxiv = next(filter(None, map(_ARXIV.search, (values.get("extra", ""), *venues))), None)
    fields |= {"venue": venue, "arxiv_id": arxiv[1] if arxiv else ""}
    if abstract := _ABSTRACT.search(body):
        lines = (line.strip(" \t-") for line in abstract[1].splitlines())
        fields["abstract"] = " ".join(line for line in lines if line)
        body = body[: abstract.start()] + body[abstract.end() :]
    body = _ATTACHMENTS.sub("", body)
    return {name: value for name, value in fields.items() if value}, body


def _names(value: str) -> list[str]:
    """Return the pages that a value links to, or the parts between its commas."""
    return _PAGE.findall(value) or [part.strip() for part in value.split(",") if part.strip()]


def _plain(value: str) -> str:
    return _PAGE.sub(r"\1", value)


def _date(value: str) -> str:
    """Return the day, month or year of "Oct 5th, 2020", "Sun, 2022/03/13" and "2/1991"."""
    value = _WEEKDAY.sub("", value)
    if month := _MONTH.fullmatch(value):
        return f"{month[2]}-{int(month[1]):02}"
    parsed = parse_whole_date(value)
    return (parsed[0] or str(parsed[1])) if parsed else value
