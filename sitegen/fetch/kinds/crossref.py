"""Queries of Crossref, works that were registered last first.

Source: https://api.crossref.org/swagger-ui/index.html: cursor, rows up to 1000, from-created-date;
an address of mail in ``mailto`` is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import (
    Page,
    Request,
    Window,
    list_at,
    number_at,
    parse_json,
    text_at,
    with_parameters,
    with_value,
)
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ADDRESS: Final = "https://api.crossref.org/works"
_PAGE_SIZE: Final = 100


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    since = f"from-created-date:{window.first.isoformat()}"
    address = with_parameters(entry.url or _ADDRESS, {
        "query": entry.query,
        "filter": ",".join(part for part in (entry.filter, since) if part),
        "sort": "created",
        "order": "desc",
        "rows": _PAGE_SIZE,
        "cursor": "*",
        "mailto": entry.contact if "@" in entry.contact else "",
    })  # fmt: skip
    return [Request(window.today, (address,))]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    value = parse_json(body)
    if isinstance(value, dict) and value.get("status") == "failed":
        raise FetchError(f"Crossref answers: {value.get('message')}; correct the query")
    records = list_at(value, "message", "items")
    total = number_at(value, "message", "total-results")
    cursor = text_at(value, "message", "next-cursor")
    # The cursor goes on after the last work; a page that is not full is the last one.
    is_last = not cursor or len(records) < _PAGE_SIZE
    return Page(len(records), None if is_last else with_value(address, "cursor", cursor), total)


KIND: Final = Kind("crossref", _plan, _inspect, suffix=".json", overlap_days=7, is_windowed=True)
