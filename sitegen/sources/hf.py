"""Patterns and records common to all saved forms of Hugging Face Papers: HTML, Markdown, text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record
from sitegen.sources.values.dates import parse_day, year_of_arxiv_id
from sitegen.sources.values.months import month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A paper's address, absolute or relative to the site; group 1 is the arXiv id without version.
#: The lookahead keeps ``/papers/2401.000012`` from matching as ``2401.00001``.
PAPER_URL: Final = re.compile(
    r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?=$|[\s)>?#\"'&%/\]])"
)
#: The source of a pattern for upvotes and the like: 74, 1,234, 1.2k.
COUNT_PATTERN: Final = r"\d{1,6}|\d{1,3}(?:,\d{3}|\.\d)k?|\d{1,3}k"
#: A month and a day without a year, marked as a date: "· May 29", "Published on May 29".
_MONTH_DAY: Final = re.compile(
    r"(?:(?:·|•|published(?: on)?)\s*+|^[^\S\n]*+)"
    r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.? (\d{1,2})(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class PaperDraft:
    """The values of one paper, collected from several positions of a page.

    Attributes:
        line: 1-based line at which the page first names the paper.
        arxiv_id: arXiv id without its version; "" where the page does not give it.
        title: title, or "" while it has not been seen.
        abstract: the longest abstract so far, or "".
        date: day of publication as ``YYYY-MM-DD``.
        upvotes: count as the page writes it, such as ``1.2k``.
        code: addresses of repositories, in the page's order.
    """

    line: int
    arxiv_id: str
    title: str = ""
    abstract: str = ""
    date: str | None = None
    upvotes: str | None = None
    code: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """Return the values under the field names that ``parse_fields`` knows."""
        return {
            "title": self.title,
            "abstract": self.abstract,
            "date": self.date,
            "arxiv_id": self.arxiv_id,
            "url": f"https://huggingface.co/papers/{self.arxiv_id}",
            "code": self.code,
            "upvotes": self.upvotes,
        }


def to_records(drafts: Iterable[PaperDraft]) -> Iterator[Record]:
    """Yield one record per draft, in the order given."""
    for draft in drafts:
        # Diagnostics quote the last part; a draft without a title is quoted by its address.
        yield Record(draft.line, draft.fields(), draft.title or f"papers/{draft.arxiv_id}")


def find_date(text: str, arxiv_id: str) -> str | None:
    """Return the first day in a text as ``YYYY-MM-DD``, or None.

    A day is ``Oct 7, 2024``, or ``· May 29`` in the year of the arXiv id. A page from January shows
    papers with ids from December: their year is the one after the id's.
    """
    full_date = parse_day(text)
    if full_date:
        return full_date
    match = _MONTH_DAY.search(text)
    year = year_of_arxiv_id(arxiv_id)
    if match is None or year is None:
        return None
    month = month_number(match[1])
    # Digits 3 and 4 of an arXiv id are its month. A paper submitted on the last day of a month has
    # an id of the next one, so a date one month before the id is still of the same year.
    if month is not None and month + 1 < int(arxiv_id[2:4]):
        year += 1
    return parse_day(f"{match[1]} {match[2]}, {year}")
