"""The Atom feed of arXiv's API.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import read_records
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "atom"
RANK: Final = 20


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``feed``, or an ``entry`` alone."""
    return root_name(head) in {"feed", "entry"}


def read(text: str, path: str) -> ReadResult:
    """Read a feed; an entry that is no paper is a diagnostic."""
    return read_records(read_elements(text, "entry", _fields), path)


def _fields(entry: Element) -> dict[str, Any]:
    links = {
        link.get("title") or link.get("rel"): link.get("href") for link in entry.iterfind("{*}link")
    }
    address = first_text(entry, "{*}id")
    return {
        "title": first_text(entry, "{*}title"),
        "abstract": first_text(entry, "{*}summary", "{*}content"),
        "authors": all_texts(entry, "{*}author/{*}name"),
        "date": first_text(entry, "{*}published", "{*}updated"),
        "venue": first_text(entry, "{*}journal_ref"),
        "doi": first_text(entry, "{*}doi"),
        "arxiv_id": parse_arxiv_id(address),
        "url": links.get("alternate") or address,
        "pdf": links.get("pdf"),
        "keywords": [c.get("term") for c in entry.iterfind("{*}category") if c.get("term")],
    }
