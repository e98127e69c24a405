"""Where a paper stands in its venue."""

from __future__ import annotations


def page_range(first: str | None, last: str | None = None) -> str:
    """Return "101-109" of the first and the last page, or the page that is known.

    Some programs write both pages as the first one, and "0" where they know none.
    """
    first, last = (page if page and page != "0" else "" for page in (first, last))
    return (
        f"{first}-{last}"
        if first and last and first != last and "-" not in first
        else first or last
    )
