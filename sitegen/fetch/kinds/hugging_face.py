"""Hugging Face's daily papers: one list per day, which grows during the day.

Source: https://huggingface.co/docs/hub/api (daily papers: date, limit up to 100, page p)
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import (
    Page,
    Request,
    Window,
    list_at,
    parse_json,
    with_next,
    with_parameters,
)
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ADDRESS: Final = "https://huggingface.co/api/daily_papers"
_PAGE_SIZE: Final = 100
#: Days of one run; later days follow in the next run.
_MAX_DAYS: Final = 31


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    count = min((window.today - window.first).days + 1, _MAX_DAYS)
    days = [window.first + timedelta(days=number) for number in range(count)]
    base = entry.url or _ADDRESS
    addresses = (
        with_parameters(base, {"date": day.isoformat(), "limit": _PAGE_SIZE}) for day in days
    )
    return [Request(day, (address,)) for day, address in zip(days, addresses, strict=True)]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    value = parse_json(body)
    if isinstance(value, dict) and "error" in value:
        raise FetchError(f"Hugging Face answers: {value['error']}; run it again later")
    records = list_at({"papers": value}, "papers")
    if len(records) < _PAGE_SIZE:
        return Page(len(records))
    return Page(len(records), with_next(address, "p", 1))


KIND: Final = Kind(
    "hugging-face", _plan, _inspect, suffix=".json", stale_days=1,
    is_daily=True,
)  # fmt: skip
