"""Dates in the forms of meta tags."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sitegen.sources.dates import month_number

_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR_MONTH_DAY: Final = re.compile(r"(\d{4})[ /-]([A-Za-z]{3,9})\.?[ /-](\d{1,2})\b")
_MONTHS_PER_YEAR: Final = 12


def normalize_date(text: str, *, is_month_first: bool = False) -> str:
    """Return a date as ``2009-03-19`` if it is a day, else a text with the year in it.

    Args:
        text: such as 2009/3/19, 19/03/2009, 2009 Mar 19 or 2009.
        is_month_first: whether 03/04/2009 is of March; without it, such a date is only a year.
    """
    text = text.strip()
    if match := _YEAR_FIRST.match(text):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_MONTH_DAY.match(text):
        return _day(match[1], str(month_number(match[2]) or ""), match[3])
    if match := _YEAR_LAST.match(text):
        first, second, year = match.groups()
        if int(first) > _MONTHS_PER_YEAR:
            return _day(year, second, first)
        if int(second) > _MONTHS_PER_YEAR or is_month_first or first == second:
            return _day(year, first, second)
        return year
    return text


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month or 0), int(day)).isoformat()
    except ValueError:
        # There is no February 30.
        return year
