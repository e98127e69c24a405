"""Parse dates, years and counts as sources write them; ``None`` stands for anything else."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.values.months import month_number

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Digits with thousands separators and at most one decimal, then "k" for thousands. Twelve
#: characters allow for 999,999,999 and keep a row of digits out.
_COUNT: Final = re.compile(r"([0-9][0-9,]{0,11}(?:\.[0-9])?)(k?)", re.IGNORECASE)
#: A whole value that is a year; spreadsheets export the number 2024 as "2024.0", and RIS and the
#: tables made of it have "2014//".
_YEAR: Final = re.compile(r"\d{4}(?:\.0|/{1,3})?")
_YEAR_IN_TEXT: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Four digits outside of this range are a page number or a mistake.
_YEARS: Final = range(1500, 2200)
#: ISO 8601, with or without a time after it; slashes and full stops are usual too.
_ISO_DAY: Final = re.compile(r"(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
#: 20241007, with or without a time.
_COMPACT_DAY: Final = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T\d+Z?)?")
_EIGHT_DIGITS: Final = re.compile(r"((?:19|20)\d\d)\d{4}")
#: 19/03/2009, 3-19-2009, 07.10.2024
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
#: 2024年10月7日, 2024년 10월 7일
_CJK_DAY: Final = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]")
#: "Oct 7, 2024", "October 7th 2024"
_MONTH_DAY_YEAR: Final = re.compile(
    r"([^\W\d_]{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})(?!\w)"
)
#: The digits of such a day, which are found faster.
_DAY_YEAR: Final = re.compile(r"[ -]\d{1,2}(?:st|nd|rd|th)?,?[ -]\d{4}(?!\w)")
#: "7 October 2024", "07 Oct., 2024", "7. Oktober 2024", "7 de octubre de 2024", "7-Oct-2024"
_DAY_MONTH_YEAR: Final = re.compile(
    r"(\d(?<!\d\d)\d?)(?:\.|er|st|nd|rd|th)?[ /-](?:de |of |d['’])?([^\W\d_]{3,12})\.?,?[ /-]"
    r"(?:del? )?(\d{4})(?!\w)"
)
#: "2024 Oct 7", as PubMed writes it; "2024. október 7."
_YEAR_MONTH_DAY: Final = re.compile(r"(\d{4})\.?[ /-]([^\W\d_]{3,12})\.?[ /-](\d{1,2})(?!\w)")
#: What stands before the last day of several: "12-" of "12-14 June 2019", "30 May – ".
_RANGE_START: Final = re.compile(
    r"\d\.?(?: ?(?:de )?[^\W\d_]{3,12}\.?)? ?(?:[-–—/]|to|bis|au|al?|and|&) ?$"
)
_MAX_RANGE_CHARS: Final = 24
#: "2024-10", "2024/10/00", "2024年10月"; "10/2024". The day may be there and unknown.
_MONTHS_IN_DIGITS: Final = (
    re.compile(r"(?P<y>\d{4})(?P<sign>[-/.])(?P<m>\d{1,2})(?:[-/.]0{0,2})?"),
    re.compile(r"(?P<m>\d{1,2})(?P<sign>[-./])(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})\s?(?P<sign>[年년])\s?(?P<m>\d{1,2})\s?[月월]"),
)
_WORD: Final = re.compile(r"[^\W\d_]{3,12}")
#: "Oct. 2024", "octubre de 2024", "October 7-9, 2024"; "2024 Oct", "2024-Oct".
_NAMED_MONTH: Final = re.compile(
    r"(?<!\w)(?P<m>[^\W\d_]{3,12})\.?(?: \d{1,2} ?[-–—/] ?\d{1,2})?(?:, |[, /-])(?:of |del? )?"
    r"(?P<y>\d{4})(?!\w)"
    r"|(?<!\w)(?P<y2>\d{4})[,.]?[ /-](?P<m2>[^\W\d_]{3,12})(?!\w)"
)
_MAX_MONTH_CHARS: Final = 60
#: "/Date(1528934400000)/" of .NET; seconds or milliseconds as text.
_TIME: Final = re.compile(r"(?:/Date\()?(\d{10}|\d{13})(?:\.\d{0,9})?(?:[+-]\d{4})?(?:\)/)?")
_DAY_PARTS: Final = 3
#: Keys of objects that wrap a date: CSL, MongoDB, Firestore, and what people write.
_DATE_KEYS: Final = (
    "date-parts", "date_parts", "dateParts", "$date", "$numberLong", "seconds", "_seconds", "date",
    "iso", "raw", "literal", "value", "dateTime", "timestamp", "$t", "text", "#text",
)  # fmt: skip
_DATE_UNITS: Final = ("year", "month", "day")
_MAX_DATE_DEPTH: Final = 4
#: Ways to write a day in numbers, whether or not a calendar has it -> year, month and day. 13 to 20
#: are no months; from 21 on, numbers of months are seasons (EDTF).
_WRITTEN_DAYS: Final = (
    (re.compile(r"\A(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"\A(\d{4})(\d\d)(\d\d)(?!\d)"), (1, 2, 3)),
    (re.compile(r"\A(\d{4})-(1[3-9]|20)()(?!\d)"), (1, 2, 3)),
    (re.compile(r"\A(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)"), (3, 2, 1)),
)
_MONTHS_PER_YEAR: Final = 12
#: Numbers are seconds since 1970 from 1990 on, or milliseconds; smaller ones are no times.
_MIN_SECONDS, _MAX_SECONDS = 631_152_000, 5_000_000_000
_MILLISECONDS: Final = 1_000
#: A longer text is no date; a card of a page has one after its text.
_MAX_DATE_CHARS: Final = 100_000
#: arXiv ids of the scheme "YYMM.number" exist since April 2007.
_ARXIV_CENTURY: Final = 2000
_OLD_CENTURY: Final = 1900
_FIRST_ARXIV_YEAR: Final = 1991


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
    """Return the day in a value as ``2024-10-07``, else its month as ``2024-10``, else None."""
    return parse_day(value) or parse_month(value)


def parse_day(value: Any, *, is_month_first: bool = False) -> str | None:
    """Return the day in a value as ``2024-10-07``; an incomplete date gives None.

    Known are ISO 8601, with a time or without, at the text's start; 2024/10/07, 20241007,
    2024年10月7日; and anywhere in it "Oct 7, 2024", "7 October 2024" and "7. Oktober 2024". In
    19/03/2009 the number over 12 is the day; 07.10.2024 has the day first; 07/10/2024 may be
    either, so that it is no day, and so is a range of days. Numbers are seconds or milliseconds
    since 1970. A list is [2024, 10, 7], with a time or without.

    Args:
        value: any value of a source.
        is_month_first: whether 03/04/2009 is of March.
    """
    if isinstance(value, list | tuple):
        return _iso_day(*map(scalar_text, value[:3])) if len(value) >= _DAY_PARTS else None
    if isinstance(value, int | float) and (day := _day_of_time(value)):
        return day
    text = _normal_text(scalar_text(value))
    if match := _YEAR_LAST.match(text):
        return _day_of_numbers(match, is_month_first=is_month_first)
    return _day_of_digits(text) or _day_in_words(text)


def parse_month(value: Any) -> str | None:
    """Return the month of a value without a day as ``2024-10``; two months give None.

    Known are ``2024-10``, ``10/2024``, ``2024年10月``, "Oct 2024" and "2024 October", also with
    several days of one month, as conferences have them; a list is [2024, 10].
    """
    if isinstance(value, list | tuple):
        parts = [scalar_text(part) for part in value[:_DAY_PARTS]]
        has_day = len(parts) == _DAY_PARTS and parts[-1].strip("0 ")
        return None if has_day or len(parts) == 1 else _iso_month(*parts[:2])
    text = _normal_text(scalar_text(value))
    if len(text) > _MAX_MONTH_CHARS:
        return None
    for pattern in _MONTHS_IN_DIGITS:
        if match := pattern.fullmatch(text):
            # "2010/11" may be two years.
            is_range = match["sign"] == "/" and int(match["m"]) == (int(match["y"]) + 1) % 100
            return None if is_range else _iso_month(match["y"], match["m"])
    if len({number for word in _WORD.findall(text) if (number := month_number(word))}) > 1:
        return None
    match = _NAMED_MONTH.search(text)
    if match is None or _names_no_day(text):
        return None
    return _iso_month(match["y"] or match["y2"], match["m"] or match["m2"])


def date_value(value: Any, depth: int = 0) -> Any:
    """Return a date without its wrapping: a text, a number, ``[2024, 10, 7]`` or a part of one.

    Wrappings are ``{"year": 2024, "month": 10}``, ``{"date-parts": [[2024, 10, 7]]}`` of CSL,
    ``{"$date": …}`` of MongoDB. Of a list of dates the first one counts.
    """
    if not isinstance(value, list | tuple | dict):
        return value
    if depth == _MAX_DATE_DEPTH:
        return None
    if isinstance(value, dict):
        units = [_unit(value, name) for name in _DATE_UNITS]
        if units[0]:
            return units[: units.index("")] if "" in units else units
        value = [value[key] for key in _DATE_KEYS if value.get(key)]
    elif _is_one_date(value):
        return value
    return next(filter(None, (date_value(item, depth + 1) for item in value)), None)


def _unit(value: dict[str, Any], name: str) -> str:
    """Return a unit of ``{"year": 2024}``, ``{"Year": "2024"}``, ``{"year": {"value": 2024}}``."""
    unit = value.get(name, value.get(name.capitalize()))
    return scalar_text(unit.get("value") if isinstance(unit, dict) else unit).strip()


def _is_one_date(values: Sequence[Any]) -> bool:
    """Return whether a list is a year and the units below it, as opposed to several dates."""
    return (
        bool(values) and parse_year(values[0]) is not None and not any(map(parse_year, values[1:]))
    )


def date_fault(value: Any) -> str:
    """Return why a whole date is no certain day: "impossible", "ambiguous" or "" if it is one.

    An incomplete date is no fault, and neither is a month or a day that is unknown, written 00.
    """
    if parse_day(value):
        return ""
    text = _normal_text(date_text(value))
    if (match := _YEAR_LAST.match(text)) and all(
        1 <= int(number) <= _MONTHS_PER_YEAR for number in (match[1], match[3])
    ):
        return "ambiguous"
    return "impossible" if _names_no_day(text) else ""


def date_text(value: Any) -> str:
    """Return a date as a text: "2024-02-31" of ``[2024, 2, 31]``."""
    value = date_value(value)
    if isinstance(value, list | tuple):
        return "-".join(scalar_text(part).zfill(2) for part in value[:_DAY_PARTS])
    return scalar_text(value)


def _names_no_day(text: str) -> bool:
    """Return whether a text has a year, a month and a day that are in no calendar."""
    for pattern, order in (*_WRITTEN_DAYS, *_DAY_PATTERNS):
        if (match := pattern.search(text)) and not _ends_range(text, match.start()):
            year, month, day = (match[group] for group in order)
            has_numbers = parse_year(year) and all(int(n) for n in (month, day) if n.isdecimal())
            if not day:
                # "2013-15" is a range of years.
                return bool(has_numbers) and int(month) <= int(year) % 100
            is_named = month.isdecimal() or month_number(month) is not None
            return bool(has_numbers) and is_named and _iso_day(year, month, day) is None
    return False


def _day_of_digits(text: str) -> str | None:
    """Return the day of a text that starts with a year in digits, or that is a time."""
    if match := _ISO_DAY.match(text):
        return _iso_day(match[1], match[3], match[4])
    if match := _COMPACT_DAY.fullmatch(text):
        return _iso_day(*match.groups())
    match = _TIME.fullmatch(text)
    return _day_of_time(int(match[1])) if match else None


def _day_in_words(text: str) -> str | None:
    """Return the day in a text with a month's name or sign; None for the last day of a range."""
    for pattern, order in _DAY_PATTERNS:
        if pattern is _MONTH_DAY_YEAR and not _DAY_YEAR.search(text):
            continue
        if match := pattern.search(text):
            is_range = _ends_range(text, match.start())
            return None if is_range else _iso_day(*(match[group] for group in order))
    return None


def _ends_range(text: str, position: int) -> bool:
    """Return whether the day at a position is the last one of several."""
    return bool(_RANGE_START.search(text[max(0, position - _MAX_RANGE_CHARS) : position]))


def date_year(value: Any) -> int | None:
    """Return the year of a date in any form that ``parse_day`` knows, or of a part of one."""
    if isinstance(value, list | tuple):
        return parse_year(value[0]) if value else None
    # Most dates begin with the year.
    if year := find_year(value):
        return year
    if day := parse_day(value):
        return int(day[:4])
    # The year of 20240231 is sure although there is no such day.
    match = _EIGHT_DIGITS.fullmatch(scalar_text(value).strip())
    return parse_year(match[1]) if match else None


def _normal_text(text: str) -> str:
    """Return a text with single blanks and whole letters: "é" is one, not two."""
    return unicodedata.normalize("NFC", " ".join(text[:_MAX_DATE_CHARS].split()))


#: Pattern -> its groups of the year, the month and the day.
_DAY_PATTERNS: Final = (
    (_CJK_DAY, (1, 2, 3)),
    (_MONTH_DAY_YEAR, (3, 1, 2)),
    (_DAY_MONTH_YEAR, (3, 2, 1)),
    (_YEAR_MONTH_DAY, (1, 2, 3)),
)


def _day_of_time(value: float) -> str | None:
    # Infinity and integers of any length compare too.
    if isinstance(value, bool) or not _MIN_SECONDS <= value <= _MAX_SECONDS * _MILLISECONDS:
        return None
    seconds = value / _MILLISECONDS if value > _MAX_SECONDS else value
    if not _MIN_SECONDS <= seconds <= _MAX_SECONDS:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _day_of_numbers(match: re.Match[str], *, is_month_first: bool) -> str | None:
    """Return the day of 19/03/2009 or 07.10.2024; None if day and month are ambiguous."""
    first, separator, second, year = match.groups()
    if int(first) > _MONTHS_PER_YEAR or separator == "." or first == second:
        return _iso_day(year, second, first)
    if is_month_first or int(second) > _MONTHS_PER_YEAR:
        return _iso_day(year, first, second)
    return None


def year_of_arxiv_id(arxiv_id: str | None) -> int | None:
    """Return 2024 for ``2410.05258``, 1999 for ``hep-th/9901001``."""
    if not arxiv_id:
        return None
    archive, _, number = arxiv_id.rpartition("/")
    if not number[:2].isdecimal():
        return None
    # The old scheme began in 1991 and ended in 2007.
    is_old = bool(archive) and int(number[:2]) >= _FIRST_ARXIV_YEAR % 100
    return (_OLD_CENTURY if is_old else _ARXIV_CENTURY) + int(number[:2])


def parse_year(value: Any) -> int | None:
    """Return the year that a value is, as a number or as four digits."""
    # Most sources give an int; this spares them the regular expression.
    if type(value) is int:
        return value if value in _YEARS else None
    text = scalar_text(value).strip()
    if not (len(text) == len("2024") and text.isdecimal()) and not _YEAR.fullmatch(text):
        return None
    year = int(text[:4])
    return year if year in _YEARS else None


def field_year(value: Any) -> int | None:
    """Return the year that a field of years has: a year, or the day of a careless program."""
    year = parse_year(value)
    return (
        date_year(value) if year is None and isinstance(value, str) and parse_day(value) else year
    )


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


def _iso_month(year: str, month: str) -> str | None:
    number = month_number(month)
    return None if number is None or parse_year(year) is None else f"{year}-{number:02}"


def _iso_day(year: str, month: str, day: str) -> str | None:
    number = month_number(month)
    # int() refuses 5,000 digits.
    if number is None or parse_year(year) is None or len(day) > len("31") or not day.isdecimal():
        return None
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        # There is no February 30.
        return None
