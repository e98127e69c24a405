"""Read the ACL Anthology's XML: collections of volumes, and the older volumes without them.

Source: https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.tools import (
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "acl-anthology"
RANK: Final = 24

_VOLUME: Final = re.compile(r"<volume\s")
#: Number of the front matter in old volumes: "P18-1000".
_FRONT_MATTER: Final = re.compile(r"0|\d0+")
#: Children of a volume among which its metadata is.
_MAX_PARTS: Final = 5
_KINDS: Final = {"journal": "article", "proceedings": "conference"}
#: Elements of papers that were taken back.
_STATUSES: Final = {"retracted": "retracted", "withdrawn": "withdrawn", "removed": "withdrawn"}
_SITE: Final = "https://aclanthology.org/"


def sniff(head: str) -> bool:
    """Claim XML whose first element is a collection of volumes, or a volume of papers."""
    name = root_name(head)
    if name == "collection":
        return bool(_VOLUME.search(head))
    return name == "volume" and "<paper id=" in head


def read(text: str, path: str) -> ReadResult:
    """Read the papers of all volumes, without their front matter."""
    return read_records(read_elements(text, "paper", _paper_fields), path)


def _paper_fields(paper: Element) -> dict[str, Any] | None:
    fields = child_elements(paper)
    if "author" not in fields and ("editor" in fields or _FRONT_MATTER.fullmatch(_id(paper))):
        return None
    volume = paper.getparent()
    # The metadata comes first; old volumes have none, and a search in all papers would take long.
    parts = islice(volume.iterchildren("*"), _MAX_PARTS) if volume is not None else ()
    meta = next((part for part in parts if str(part.tag).endswith("meta")), None)
    volume_fields = child_elements(meta) if meta is not None else {}
    address = child_text(fields, "url")
    is_id = address and "/" not in address
    return {
        "title": child_text(fields, "title"),
        "abstract": child_text(fields, "abstract"),
        "authors": [_author(child_elements(a), a) for a in fields.get("author", ())],
        "year": child_text(fields, "year") or child_text(volume_fields, "year"),
        "date": _date(fields, volume_fields),
        "status": next((status for name, status in _STATUSES.items() if name in fields), None),
        "venue": child_text(volume_fields, "journal-title", "booktitle")
        or child_text(fields, "journal", "booktitle"),
        "volume": child_text(volume_fields, "journal-volume"),
        "issue": child_text(volume_fields, "journal-issue"),
        "pages": child_text(fields, "pages"),
        "doi": child_text(fields, "doi"),
        "url": f"{_SITE}{address}" if is_id else address,
        "pdf": f"{_SITE}{address}.pdf" if is_id else None,
        "code": [str(code.get("url") or "") for code in fields.get("pwccode", ())],
        # Volumes have a type since 2023; the older ones of journals have a journal's title.
        "kind": _KINDS.get(_volume_type(volume, volume_fields), ""),
        "publisher": child_text(volume_fields, "publisher"),
        "editors": [_author(child_elements(e), e) for e in volume_fields.get("editor", ())],
        "isbn": child_text(volume_fields, "isbn"),
        "language": child_text(fields, "language"),
        "id": address if is_id else child_text(fields, "bibkey"),
    }


def _date(*scopes: dict[str, list[Element]]) -> str:
    """Return the month of a volume, or its days: "July 7–12"."""
    year = next(filter(None, (child_text(scope, "year") for scope in scopes)), "")
    month = next(filter(None, (child_text(scope, "month") for scope in scopes)), "")
    return f"{month}, {year}" if month and year else ""


def _volume_type(volume: Element | None, fields: dict[str, list[Element]]) -> str:
    if "journal-title" in fields:
        return "journal"
    return str(volume.get("type") or "") if volume is not None else ""


def _id(paper: Element) -> str:
    return str(paper.get("id") or "")


def _author(parts: dict[str, list[Element]], author: Element) -> dict[str, Any]:
    if not parts:
        return {"name": first_text(author, ".")}
    return {
        "given": child_text(parts, "first"),
        "family": child_text(parts, "last"),
        "affiliations": child_texts(parts, "affiliation"),
        "orcid": author.get("orcid"),
    }
