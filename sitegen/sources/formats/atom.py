"""Read the Atom feed of arXiv's API.

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
    """Return True for XML whose first element is ``feed`` or a single ``entry``."""
    return root_name(head) in {"feed", "entry"}


def read(text: str, path: str) -> ReadResult:
    """Read the entries of a feed; an entry without a title becomes a diagnostic."""
    return read_records(read_elements(text, "entry", _entry_fields), path)


def _entry_fields(entry: Element) -> dict[str, Any]:
    # arXiv titles its PDF link (title="pdf" rel="related"), the page has only rel="alternate".
    links = {
        link.get("title") or link.get("rel"): link.get("href") for link in entry.iterfind("{*}link")
    }
    # The id of an entry is the address of its abstract page.
    entry_url = first_text(entry, "{*}id")
    return {
        "title": first_text(entry, "{*}title"),
        "abstract": first_text(entry, "{*}summary", "{*}content"),
        "authors": all_texts(entry, "{*}author/{*}name"),
        # "published" is the day of version 1, "updated" that of the version in the feed.
        "date": first_text(entry, "{*}published", "{*}updated"),
        "venue": first_text(entry, "{*}journal_ref"),
        "doi": first_text(entry, "{*}doi"),
        "arxiv_id": parse_arxiv_id(entry_url),
        "url": links.get("alternate") or entry_url,
        "pdf": links.get("pdf"),
        # Categories keep their text in an attribute, in contrast to all other elements.
        "keywords": [c.get("term") for c in entry.iterfind("{*}category") if c.get("term")],
    }
