"""Parse dates, years and counts as sources write them; ``None`` stands for anything else."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any, Final

#: Digits with thousands separators and at most one decimal, then "k" for thousands. Twelve
#: characters allow for 999,999,999 and keep a row of digits out.
_COUNT: Final = re.compile(r"([0-9][0-9,]{0,11}(?:\.[0-9])?)(k?)", re.IGNORECASE)
#: A whole value that is a year; spreadsheets export the number 2024 as "2024.0".
_YEAR: Final = re.compile(r"\d{4}(?:\.0)?")
_YEAR_IN_TEXT: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Four digits outside of this range are a page number or a mistake.
_YEARS: Final = range(1500, 2200)
#: ISO 8601, with or without a time after it.
_ISO_DAY: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
#: "Oct 7, 2024", "October 7th 2024"
_MONTH_DAY_YEAR: Final = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
#: "7 October 2024", "07 Oct., 2024"
_DAY_MONTH_YEAR: Final = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})\b")
#: The first three letters of each month; a month's number follows from its position.
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH_LETTERS: Final = 3
_MONTHS_PER_YEAR: Final = 12
#: "2024" is read as a number (of no month), a row of 5,000 digits is not: int() refuses it.
_MAX_MONTH_DIGITS: Final = 4
#: arXiv ids of the scheme "YYMM.number" exist since April 2007.
_ARXIV_CENTURY: Final = 2000


def scalar_text(value: Any) -> str:
    """Return a string or a finite number as text, and "" for anything else.

    Lists and objects where a text belongs, ``true``, ``null``, NaN and infinity give "".
    """
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(value) if math.isfinite(value) else ""
    # bool is a subclass of int.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def parse_date(value: Any) -> str | None:
    """Return the day in a text as ``2024-10-07``; an incomplete date gives None.

    Known are ``2024-10-07T…`` at the text's start, and ``Oct 7, 2024`` and ``7 October 2024``
    anywhere in it.
    """
    text = scalar_text(value)
    if match := _ISO_DAY.match(text.strip()):
        return match.group() if int(match[1]) in _YEARS else None
    if match := _MONTH_DAY_YEAR.search(text):
        return _iso_day(match[3], match[1], match[2])
    if match := _DAY_MONTH_YEAR.search(text):
        return _iso_day(match[3], match[2], match[1])
    return None


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's number, its name, or at least three letters of its name."""
    text = name.strip()
    if text.isdecimal():
        number = int(text) if len(text) <= _MAX_MONTH_DIGITS else 0
        return number if 1 <= number <= _MONTHS_PER_YEAR else None
    index = _MONTHS.find(text[:_MONTH_LETTERS].lower())
    # A match across two months ("anf" in "janfeb") starts at no multiple of three.
    if len(text) < _MONTH_LETTERS or index % _MONTH_LETTERS:
        return None
    return index // _MONTH_LETTERS + 1


def year_of_arxiv_id(arxiv_id: str | None) -> int | None:
    """Return 2024 for ``2410.05258``; ids of the old scheme (``hep-th/9901001``) give None."""
    if not arxiv_id or not arxiv_id[:2].isdecimal():
        return None
    return _ARXIV_CENTURY + int(arxiv_id[:2])


def parse_year(value: Any) -> int | None:
    """Return the year that a value is, as a number or as four digits."""
    # Most sources give an int; this spares them the regular expression.
    if type(value) is int:
        return value if value in _YEARS else None
    text = scalar_text(value).strip()
    if not _YEAR.fullmatch(text) or int(text[:4]) not in _YEARS:
        return None
    return int(text[:4])


def find_year(date: Any) -> int | None:
    """Return the first group of exactly four digits in a date, if it is a year."""
    match = _YEAR_IN_TEXT.search(scalar_text(date)) if date else None
    return parse_year(match.group()) if match else None


def parse_count(value: Any) -> int | None:
    """Return the number that ``74``, ``1,234`` or ``1.2k`` stands for."""
    match = _COUNT.fullmatch(scalar_text(value).strip())
    if not match:
        return None
    digits = match[1].replace(",", "")
    if match[2]:
        return round(float(digits) * 1000)
    # "1.5" without a "k" counts nothing.
    return int(digits) if digits.isdigit() else None


def _iso_day(year: str, month: str, day: str) -> str | None:
    number = month_number(month)
    if number is None or int(year) not in _YEARS:
        return None
    try:
        return datetime(int(year), number, int(day)).date().isoformat()  # noqa: DTZ001
    except ValueError:
        # There is no February 30.
        return None
