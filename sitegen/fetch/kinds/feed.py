"""Feeds of journals, repositories and arXiv: RSS 1.0 and 2.0, Atom.

Sources: https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import Page, Request, Window, parse_xml
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

#: Name of the first element -> name of the elements that are entries.
_ENTRIES: Final = {"rss": "item", "RDF": "item", "feed": "entry"}


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    return [Request(window.today, (entry.url,))]


def _inspect(body: bytes, _address: str, _entry: FetchEntry) -> Page:
    root = parse_xml(body)
    name = str(root.tag).rpartition("}")[2]
    if name not in _ENTRIES:
        raise FetchError(f"the answer is no feed, it starts with <{name}>; is this the address?")
    return Page(sum(1 for _ in root.iter(f"{{*}}{_ENTRIES[name]}")))


KIND: Final = Kind(
    "feed", _plan, _inspect, suffix=".xml", stale_days=7,
    is_conditional=True,
)  # fmt: skip
