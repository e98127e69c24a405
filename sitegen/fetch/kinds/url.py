"""Any file that a source format reads, at one address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import Page, Request, Window, parse_json
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    return [Request(window.today, (entry.url,))]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    """Return the page of a file, whose records only its reader can count."""
    if address.partition("?")[0].endswith(".json"):
        value = parse_json(body)
        return Page(len(value) if isinstance(value, list) else 1)
    return Page(1 if body.strip() else 0)


KIND: Final = Kind("url", _plan, _inspect, stale_days=7, is_conditional=True)
