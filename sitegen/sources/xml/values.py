"""Values that several XML formats write in one way: names in headings, dates in parts, HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.people.marks import is_degree
from sitegen.sources.values.dates import parse_day
from sitegen.sources.values.months import month_number

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Of a year and a day; int() refuses rows of 5,000 digits.
_MAX_DATE_DIGITS: Final = 6
#: Years of birth and death that catalogues append: "Orme, Lettice, 1848-1914", "[1848-1914]".
_LIFE_DATES: Final = re.compile(
    r"[,(\[] ?(?:(?:b|d|ca|fl)\. ?\d{4}|\d{4}\?? ?[-–](?: ?\d{4}\??)?) ?[\])]?\.?$"
)
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|junior|senior|filho|neto)\.?", re.IGNORECASE)
#: Words of organizations, whose commas part no family name from given names.
_ORGANIZATION: Final = re.compile(
    r"\b(?:universit\w+|department|dept|institut\w*|laborator\w+|group|consortium|collaboration|"
    r"committee|society|association|agency|organi[sz]ation|cent(?:er|re)|ministry|office|team|"
    r"network|foundation|council|commission|company|inc|ltd|gmbh|llc)\b",
    re.IGNORECASE,
)
_FULL_NAME_PARTS: Final = 3
#: Abbreviations whose full stop is not the title's.
_ABBREVIATION: Final = re.compile(
    r"^(?:[^.]*+\.\S*|(?:inc|jr|sr|al|etc|co|ltd|vs|no|vol))\.$", re.IGNORECASE
)
#: Elements of HTML that clean_text does not know; it turns the others into Unicode. Blocks separate
#: words.
_BLOCK_TAG: Final = re.compile(
    r"</?(?:article|blockquote|br|dd|div|dl|dt|figure|figcaption|footer|h[1-6]|header|hr|li|ol|p|pre"
    r"|section|table|tbody|td|th|tr|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_INLINE_TAG: Final = re.compile(
    r"</?(?:a|abbr|cite|code|font|img|small|span)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)


def parse_heading(name: str) -> dict[str, Any]:
    """Return the parts of a name as catalogues write it: "Lovelace, Ada, 1815-1852".

    A name without a comma is in reading order, and an organization is a whole.
    """
    name = _LIFE_DATES.sub("", name.strip(" ,;"))
    parts = [part for item in name.split(",") if (part := item.strip(" ;"))]
    # "Lovelace, Ada, author." has the role behind the name.
    parts[2:] = [part for part in parts[2:] if not is_degree(part, is_after_full_name=True)]
    if _ORGANIZATION.search(name):
        return {"literal": ", ".join(parts)}
    if len(parts) == _FULL_NAME_PARTS and _SUFFIX.fullmatch(parts[1]):
        parts[1:] = parts[:0:-1]
    if len(parts) == _FULL_NAME_PARTS and _SUFFIX.fullmatch(parts[2]):
        return {"family": parts[0], "given": parts[1], "suffix": parts[2]}
    if len(parts) == _FULL_NAME_PARTS - 1:
        return {"family": parts[0], "given": parts[1]}
    return {"name": ", ".join(parts)}


def parse_headings(names: Iterable[str]) -> list[dict[str, Any]]:
    """Return the parts of each name."""
    return [parse_heading(name) for name in names]


def date_of_parts(year: str, month: str = "", day: str = "") -> str:
    """Return "2020-06-26", or what is known of it: "2020-06", "2020"; "" without a year.

    A day that is in no calendar is given as it is written, for the warning that shows it.
    """
    if not (year.isdecimal() and year.isascii()):
        return ""
    number = month_number(month) if month else None
    if not number or len(year + day) > _MAX_DATE_DIGITS:
        return year
    text = f"{int(year):04}-{number:02}"
    return f"{text}-{int(day):02}" if day.isdecimal() and int(day) else text


def earliest_date(dates: Iterable[str]) -> dict[str, str]:
    """Return the fields year and date of the earliest of "2020-06-26" and "2020".

    The earliest is often the electronic one, before the printed issue. Of one year, a full date
    counts more than the month or the year alone.
    """
    known = sorted(filter(None, dates))
    if not known:
        return {}
    year = known[0].partition("-")[0]
    of_year = [text for text in known if text.startswith(year) and text != year]
    day = next(filter(_day_in, of_year), of_year[0] if of_year else "")
    return {"year": year, "date": day}


_day_in: Final = lru_cache(maxsize=1 << 14)(parse_day)


def drop_full_stop(title: str) -> str:
    """Return a title without the full stop that bibliographies append."""
    if not title.endswith(".") or _ABBREVIATION.search(title.rpartition(" ")[2]):
        return title
    return title[:-1].rstrip()


def join_title(title: str, subtitle: str) -> str:
    """Return "Title: Subtitle", or the title if it already ends in punctuation or is alone."""
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!.;—–" else f"{title}: {subtitle}"


def strip_html(text: str) -> str:
    """Return a text without the tags of an HTML page, with blanks in the places of blocks."""
    return _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", text)) if "<" in text else text
