"""Queries of OpenAlex, newest publications first.

Source: https://developers.openalex.org/guides/page-through-results: pages of up to 100; by cursor
with a key, by number up to 10,000 works without.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import (
    Page,
    Request,
    Window,
    list_at,
    number_at,
    number_in,
    parse_json,
    text_at,
    with_next,
    with_parameters,
    with_value,
)
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ADDRESS: Final = "https://api.openalex.org/works"
_PAGE_SIZE: Final = 100
_MAX_WITHOUT_KEY: Final = 10_000


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    key = os.environ.get(entry.key, "") if entry.key else ""
    if entry.key and not key:
        raise FetchError(f"the environment variable {entry.key} is not set; set it to the key")
    since = f"from_publication_date:{window.first.isoformat()}"
    address = with_parameters(entry.url or _ADDRESS, {
        "search": entry.query,
        "filter": ",".join(part for part in (entry.filter, since) if part),
        "sort": "publication_date:desc",
        "per_page": _PAGE_SIZE,
        "cursor": "*" if key else "",
        "page": "" if key else 1,
        "mailto": entry.contact if "@" in entry.contact else "",
        "api_key": key,
    })  # fmt: skip
    return [Request(window.today, (address,))]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    value = parse_json(body)
    if isinstance(value, dict) and "error" in value:
        reason = f"{value['error']} {value.get('message', '')}".rstrip()
        raise FetchError(f"OpenAlex answers: {reason}; correct the query or the key")
    records = list_at(value, "results")
    total = number_at(value, "meta", "count")
    cursor = text_at(value, "meta", "next_cursor")
    if "cursor=" in address:
        following = with_value(address, "cursor", cursor) if cursor and records else None
        return Page(len(records), following, total)
    end = number_in(address, "page") * _PAGE_SIZE
    is_last = not records or end >= min(total or 0, _MAX_WITHOUT_KEY)
    return Page(len(records), None if is_last else with_next(address, "page", 1), total)


KIND: Final = Kind("openalex", _plan, _inspect, suffix=".json", overlap_days=30, is_windowed=True)
