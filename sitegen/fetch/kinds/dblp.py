"""Queries of DBLP, such as "graph transformer year:2026:".

Source: https://dblp.org/faq/How+to+use+the+dblp+search+API.html: h is the size of a page, up to
1000, and f the number of hits before it. There is no parameter for dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import (
    Page,
    Request,
    Window,
    number_at,
    number_in,
    parse_json,
    value_at,
    with_next,
    with_parameters,
)
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ADDRESS: Final = "https://dblp.org/search/publ/api"
_PAGE_SIZE: Final = 500


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    address = with_parameters(entry.url or _ADDRESS, {
        "q": entry.query, "format": "json", "h": min(_PAGE_SIZE, entry.max or _PAGE_SIZE), "f": 0,
    })  # fmt: skip
    return [Request(window.today, (address,))]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    value = parse_json(body)
    total = number_at(value, "result", "hits", "@total")
    if total is None:
        raise FetchError("the answer has no number of hits; has the service changed?")
    hits = value_at(value, "result", "hits", "hit") or []
    count = len(hits) if isinstance(hits, list) else 1
    if not count or number_in(address, "f") + count >= total:
        return Page(count, None, total)
    return Page(count, with_next(address, "f", count), total)


KIND: Final = Kind("dblp", _plan, _inspect, suffix=".json")
