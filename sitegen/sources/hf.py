"""What saved pages of Hugging Face Papers share, in whatever way they were saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, month_number, parse_date, year_of_arxiv_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A paper's address, whole or as the site's own pages write it.
PAPER_URL: Final = re.compile(
    r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?=$|[\s)?#\"'&%/])"
)
#: How pages write a count: 74, 1,234, 1.2k.
COUNT: Final = r"\d{1,6}|\d{1,3}(?:,\d{3}|\.\d)k?|\d{1,3}k"
_MONTH_DAY: Final = re.compile(
    r"(?:·|•|^|published on|published)\s*"
    r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.? (\d{1,2})(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class PaperDraft:
    """What a page says of one paper, wherever on the page it says it."""

    line: int
    arxiv_id: str
    title: str = ""
    abstract: str = ""
    date: str | None = None
    upvotes: str | None = None
    code: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """Return named fields."""
        return {
            "title": self.title,
            "abstract": self.abstract,
            "date": self.date,
            "arxiv_id": self.arxiv_id,
            "url": f"https://huggingface.co/papers/{self.arxiv_id}",
            "code": self.code,
            "upvotes": self.upvotes,
        }


def records(found: Iterable[PaperDraft]) -> Iterator[Record]:
    """Yield a record each, in the page's order."""
    for one in found:
        yield Record(one.line, one.fields(), one.title or f"papers/{one.arxiv_id}")


def find_date(text: str, arxiv_id: str) -> str | None:
    """Find a day: ``Oct 7, 2024``, or ``· May 29`` of the year that the arXiv id tells.

    A page of January shows papers whose ids are of December: the year is then the next one.
    """
    whole = parse_date(text)
    if whole:
        return whole
    match = _MONTH_DAY.search(text)
    year = year_of_arxiv_id(arxiv_id)
    if match is None or year is None:
        return None
    month = month_number(match[1])
    if month is not None and month + 1 < int(arxiv_id[2:4]):
        year += 1
    return parse_date(f"{match[1]} {match[2]}, {year}")
