"""The line "Source" of databases: a journal, volume, issue, pages and year in one text."""

from __future__ import annotations

import re
from typing import Final

#: "Bridge Letters, v 5, …", "Bridge Letters, Vol 12(3), …", "J. Med. 12(3):101-109, …".
_START: Final = re.compile(
    r"(?P<venue>[^\n]{2,200}?)(?:, [Vv](?:ol\.?)? ?|\. )(?P<volume>\d{1,4})(?![\d/])"
    r"(?:\((?P<issue>[^()]{1,20})\))?"
)
_ISSUE: Final = re.compile(r", n(?:o\.?)? (\d{1,4})")
_PAGES: Final = re.compile(r"(?:\bpp?\.? |\d\)?:)([A-Z]?\d{1,7}-[A-Z]?\d{1,7}|[A-Z]?\d{1,7})")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def split_source(text: str) -> dict[str, str]:
    """Return the fields in a source line; a line of another form is a venue."""
    match = _START.match(text)
    if not match:
        return {"venue": text} if text else {}
    rest = text[match.end("volume") - 1 :]
    issue, pages = _ISSUE.search(rest), _PAGES.search(rest)
    years = _YEAR.findall(rest)
    fields = {
        "venue": match["venue"],
        "volume": match["volume"],
        "issue": match["issue"] or (issue[1] if issue else ""),
        "pages": pages[1] if pages else "",
        "year": years[0] if len(set(years)) == 1 else "",
    }
    return {name: value for name, value in fields.items() if value}
