"""Queries of arXiv's API, newest submissions first.

Source: https://info.arxiv.org/help/api/user-manual.html (paging, submittedDate), and its terms of
use: one request every three seconds, over a single connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import (
    CutAnswerError,
    Page,
    Request,
    Window,
    number_in,
    parse_number,
    parse_xml,
    with_next,
    with_parameters,
)
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ADDRESS: Final = "https://export.arxiv.org/api/query"
#: Larger pages are slow, and come back empty more often.
_PAGE_SIZE: Final = 200
_RANGE: Final = "submittedDate"


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    query = entry.query
    if _RANGE not in query:
        days = f"{window.first:%Y%m%d}0000 TO {window.today:%Y%m%d}2359"
        query = f"({query}) AND {_RANGE}:[{days}]"
    address = with_parameters(entry.url or _ADDRESS, {
        "search_query": query, "sortBy": _RANGE, "sortOrder": "descending", "start": 0,
        "max_results": min(_PAGE_SIZE, entry.max or _PAGE_SIZE),
    })  # fmt: skip
    return [Request(window.today, (address,))]


def _inspect(body: bytes, address: str, _entry: FetchEntry) -> Page:
    root = parse_xml(body)
    if not str(root.tag).endswith("}feed"):
        raise FetchError("the answer is no feed of arXiv; run it again later")
    entries = root.findall("{*}entry")
    for entry in entries:
        if "arxiv.org/api/errors" in (entry.findtext("{*}id") or ""):
            reason = (entry.findtext("{*}summary") or "").strip()
            raise FetchError(f"arXiv answers: {reason}; correct the query, or run it again later")
    total = parse_number(root.findtext("{*}totalResults"))
    start = number_in(address, "start") + len(entries)
    if total is not None and not entries and start < total:
        # A known fault of the service, which the next attempt may not have.
        raise CutAnswerError(f"the page is empty after {start} of {total} records")
    if total is None or start >= total:
        return Page(len(entries), None, total)
    return Page(len(entries), with_next(address, "start", len(entries)), total)


KIND: Final = Kind(
    "arxiv", _plan, _inspect, suffix=".xml", wait_s=3.0, overlap_days=3, is_windowed=True
)
