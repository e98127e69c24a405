"""Read where a paper appeared: "Journal of Looms, vol. 12, no. 3, pp. 45-67, Mar. 2021".

The styles of references differ in the order and the signs of volume, issue, pages and year. The
venue is the text before the first of them.
Source: https://apastyle.apa.org, https://www.nlm.nih.gov/bsd/uniform_requirements.html, GB/T 7714
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from sitegen.sources.lists import east_asian
from sitegen.sources.lists.venues import is_preprint, is_venue
from sitegen.sources.values.dates import parse_date
from sitegen.sources.values.months import month_number

YEAR: Final = r"(?:1[89]\d\d|20[0-4]\d)"
_NUMBER: Final = r"[A-Z]?\d{1,7}"
_RANGE: Final = rf"(?!{YEAR}(?![\d–-])){_NUMBER}(?:\s?[-–—‐−]{{1,2}}\s?{_NUMBER})?"
_ISSUE: Final = r"\d{1,4}(?:[-–/]\d{1,4})?"
#: No digits of a page range before a volume, and no year.
_VOLUME: Final = rf"(?<![A-Z\d/–—-])(?!{YEAR}(?!\d))(?P<volume>\d{{1,4}})"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
#: Labels of volumes, issues and pages in several languages.
_VOLUME_LABEL: Final = r"(?:vol(?:ume|\.?º)?|bd|band|tome?|[tт]|v(?=\.)|jg|jahrgang)\.?"
_ISSUE_LABEL: Final = r"(?:no|№|nr|n[º°o]|n(?=\.)|núm|num|issue|iss|heft|h)\.?"
_PAGE_LABEL: Final = r"(?:pp?|pages?|seiten?|[sсc]|pág(?:ina)?s?|pags?)\.?"
#: Volume, issue and pages in one text; the first pattern that matches counts. The year of a
#: journal in front of its volume, and the one in brackets behind it, are no numbers of these.
_GROUPS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "2021;12(3):45-67", "12 (3): 45-67", "12(3), pp. 45-67", "46(5): 1021-1035".
        (
            rf"{_VOLUME}\s?\((?!{YEAR}\))(?P<issue>{_ISSUE})\)"
            rf"(?:\s?[:：,;]\s?(?:{_PAGE_LABEL}\s?)?(?P<pages>{_RANGE})(?![\d(/]))?"
        ),
        # "64, 3 (March 2021), 45-67"; "12, no. 3 (2021): 45-67".
        (
            rf"{_VOLUME},\s(?:{_ISSUE_LABEL}\s?)?(?P<issue>\d{{1,3}})\s"
            rf"\((?:{_MONTH}\s)?{YEAR}\)(?:[,:]\s?(?:{_PAGE_LABEL}\s?)?(?P<pages>{_RANGE}))?"
        ),
        # "12 (2021), S. 45-67"; "12 (2021): 45-67"; "5.7 (2015): 43-44".
        (
            rf"{_VOLUME}(?:\.(?P<issue>\d{{1,3}}))?\s?\({YEAR}\)"
            rf"(?:[,:]?\s?(?:{_PAGE_LABEL}\s?)?(?P<pages>{_RANGE}))?"
        ),
        # "64巻3号, 12-20頁", "第46卷第5期", "제50권 제3호".
        (
            r"[第제]?\s?(?P<volume>\d{1,4})\s?[卷巻권](?:[,，\s]*[第제]?\s?(?P<issue>\d{1,4})\s?[期号號호])?"
            rf"(?:[,，:：\s]*(?:pp?\.\s?)?(?P<pages>{_RANGE})\s?[页頁쪽]?)?"
        ),
        # "2020, 3, 5-6", "116, 061102 (2016)", "596, 583-589 (2021)", "12: 45-67", "30, 5998-6008".
        (
            rf"(?:(?<=[^\W\d][\s.,])\s?|(?<=;)\s?|(?<=\d{{4}},\s)){_VOLUME}\s?[,:]\s?(?:{_PAGE_LABEL}\s?)?"
            rf"(?P<pages>[A-Z]?\d{{1,7}}\s?[-–—‐−]{{1,2}}\s?{_NUMBER}|{_NUMBER}(?=\s?\({YEAR}\)))"
        ),
    )
)
_LABELLED: Final = {
    "volume": re.compile(rf"(?<![^\W\d]){_VOLUME_LABEL}\s?(\d{{1,4}})(?![\d.]\d)", re.IGNORECASE),
    "issue": re.compile(
        rf"(?<![^\W\d]){_ISSUE_LABEL}\s?({_ISSUE})(?![\d.]\d)|第\s?(\d{{1,4}})\s?[期号號]",
        re.IGNORECASE,
    ),
    "pages": re.compile(
        rf"(?<![^\W\d]){_PAGE_LABEL}\s?({_RANGE})(?![\d.]\d)|({_RANGE})\s?[页頁쪽]", re.IGNORECASE
    ),
}
#: Pages at the end or before the year, after a comma or a colon: "USA, 1-12", "2023: 12-20".
_LAST_PAGES: Final = re.compile(
    rf"(?<=[,:])\s?(\d{{1,6}}\s?[-–—]{{1,2}}\s?\d{{1,6}})(?=$|,\s?{YEAR}$)"
)
_VOLUME_ALONE: Final = re.compile(r"(?<=[^\W\d])[,\s]\s?(\d{1,3})$")
#: What ends the name of a venue: a number with a sign, a year with one, a label of a number.
_VENUE_END: Final = re.compile(
    rf"""(?:(?<![\s,;.:])[\s,;.:]+)?(?:
    (?<![^\W\d])[(\[]?(?:{_VOLUME_LABEL}|{_ISSUE_LABEL}|{_PAGE_LABEL})\s?\d
    | (?<=[,;.:])\s?(?:\d{{1,2}}\s)?(?:{_MONTH}\s)?{YEAR}(?!\d)
    | \((?:{_MONTH},?\s)?{YEAR}(?:[,\s][^()]{{0,20}})?\)
    | {YEAR}(?:\s{_MONTH}(?:\s\d{{1,2}})?)?;
    | {YEAR}\s?年
    | [第제]?\s?\d{{1,4}}\s?[卷巻권]
    | (?<=[\s,.])(?!{YEAR}(?!\d))\d{{1,4}}(?:\.\d{{1,3}})?\s?[(,:;]
    | ,\s?\d{{1,4}}(?=[\s,.;:(]|$)
    | ,\s?\d{{1,6}}[-–—]{{1,2}}\d{{1,6}}(?=,|$)
    | (?<=[^\W\d]\s)\d{{1,3}}$
    | (?<=\d):\s?\d
    | ,\s(?:online|virtual(?:\sevent)?)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Publishers, series and towns behind the name of a book of proceedings.
_PUBLISHER: Final = re.compile(
    r"(?<!Commun)(?<!Comm)(?<!Trans)(?<!Proc)(?<!J)[.,]\s+(?:ACM(?=[,.]|$)|IEEE(?=[,.]|$)|"
    r"Association for|Springer|Elsevier|PMLR|AAAI Press|USENIX|"
    r"Curran|MIT Press|Cambridge|Oxford|Wiley|ISCA\b|LNCS|LNAI|Lecture Notes|Morgan Kaufmann|"
    r"CEUR|Berlin|London|New York|Cham|Online\b|Dordrecht)|(?<=\))\.\s"
)
_IN: Final = re.compile(
    r"^(?:(?:in|en|dans|em)(?:\s?:|\s(?=[^\W\d_]))|于|载)\s*(?:the\s+)?", re.IGNORECASE
)
_EDITORS: Final = re.compile(
    r"^[^()]{3,200}?[(\[](?:eds?|hrsg|editors?)\.?[)\]]\s*[.,:]?\s*", re.IGNORECASE
)
#: A thesis has its school: "PhD thesis, MIT, 2020", "北京: 清华大学, 2022".
_THESIS: Final = re.compile(
    r"^(?:ph\.?d\.?|master'?s?|doctoral|m\.?sc\.?|bachelor'?s?)\s(?:thesis|dissertation)\.?,?\s*",
    re.IGNORECASE,
)
_TOWN: Final = re.compile(r"^[\u4e00-\u9fff]{2,4}\s?[:：]\s?(?=[\u4e00-\u9fff])")
_DAY: Final = re.compile(
    rf"(?P<y>{YEAR})\s(?P<n>[^\W\d]{{3,9}})\.?\s(?P<d>\d{{1,2}})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})\s(?P<n2>[^\W\d]{{3,9}})\.?\s(?P<y2>{YEAR})"
)
_YEARS: Final = re.compile(rf"(?<![\d/.:-]){YEAR}(?![\d/]|[-–]\d)")
_ARXIV: Final = re.compile(
    r"^(?:arxiv|corr|biorxiv|medrxiv|ssrn|preprint|ArXiv e-prints)\b", re.IGNORECASE
)
_FULL_WIDTH: Final = str.maketrans({"，": ", ", "：": ": ", "；": "; ", "（": " (", "）": ") "})
_MAX_VENUE_WORDS: Final = 16
_MAX_VENUE_CHARS: Final = 160
_MAX_CHARS: Final = 600
_MIN_NAME_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where a paper appeared; what is not said is "" or None.

    Attributes:
        venue: the name of a journal or of proceedings.
        volume: number of the volume.
        issue: number of the issue.
        pages: first and last page.
        year: year of publication.
        date: day of publication.
        is_certain: whether numbers, or the name itself, show that the text is an imprint.
        has_editors: whether the editors of a book are named: "In A. Roe (Ed.), Book".
        is_thesis: whether a thesis is named before its school: "PhD thesis, MIT, 2020".
    """

    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: int | None = None
    date: str | None = None
    is_certain: bool = False
    has_editors: bool = False
    is_thesis: bool = False


def parse_imprint(text: str) -> Imprint:
    """Return what a text such as "In Proc. ICML, pages 3-9, 2021" says."""
    return _parse(text[:_MAX_CHARS])


# Each end of the names that a citation may have is tried with the same ends of the title.
@functools.lru_cache(maxsize=1_000)
def _parse(text: str) -> Imprint:
    text = " ".join(text.translate(_FULL_WIDTH).split()).strip(" .,;/")
    has_in = bool(_IN.match(text))
    text, is_thesis = _THESIS.subn("", text)
    text = _TOWN.sub("", _IN.sub("", text))
    editors = _EDITORS.match(text)
    if has_in and editors:
        text = text[editors.end() :]
    numbers = _numbers(text)
    venue = _venue(text)
    years = _YEARS.findall(text[len(venue) :]) or _YEARS.findall(text)
    is_certain = bool(venue) and (
        has_in or bool(numbers) or is_venue(venue) or (bool(years) and len(venue) < len(text))
    )
    if _ARXIV.match(text) or is_preprint(venue):
        venue, numbers, is_certain = "", {}, True
    return Imprint(
        venue=venue,
        year=int(years[-1]) if years else None,
        date=_day(text),
        is_certain=is_certain,
        has_editors=bool(editors),
        is_thesis=bool(is_thesis),
        **numbers,
    )


def _venue(text: str) -> str:
    """Return the text before the numbers, if it can be a name."""
    end = _VENUE_END.search(text)
    name = text[: end.start()] if end else text
    publisher = _PUBLISHER.search(text)
    if publisher and publisher.start() < len(name):
        name = name[: publisher.start()]
    name = name.strip(" ,;:/-–").rstrip("([ ")
    # The name is abbreviated: "Phys. Rev. Lett.".
    if "." in name and text[len(name) : len(name) + 1] == ".":
        name += "."
    if local := east_asian.parse_venue(name) or east_asian.parse_venue(name.partition(".")[0]):
        return local
    words = name.split()
    is_name = (
        len(words) <= _MAX_VENUE_WORDS
        and len(name) <= _MAX_VENUE_CHARS
        and sum(c.isalpha() for c in name) >= _MIN_NAME_LETTERS
        and name[0].isalnum()
        # A sentence has few capitals.
        and (not words[0][0].islower() or is_venue(name))
    )
    return name if is_name else ""


def _numbers(text: str) -> dict[str, str]:
    """Return volume, issue and pages under our names."""
    numbers = {
        name: next(filter(None, match.groups()))
        for name, pattern in _LABELLED.items()
        if (match := pattern.search(text))
    }
    if "volume" not in numbers:
        groups = next((match for pattern in _GROUPS if (match := pattern.search(text))), None)
        values = groups.groupdict() if groups else {}
        numbers |= {name: value for name, value in values.items() if value}
    if "pages" not in numbers and (match := _LAST_PAGES.search(text)):
        numbers["pages"] = match[1]
    if not numbers:
        short = re.sub(rf"(?:(?<![,\s])[,\s]++)?\(?{YEAR}\)?$", "", text)
        if match := _VOLUME_ALONE.search(short):
            numbers["volume"] = match[1]
    return numbers


def _day(text: str) -> str | None:
    match = _DAY.search(text)
    if match is None:
        return None
    month = month_number(match["n"] or match["n2"])
    if month is None:
        return None
    year, day = match["y"] or match["y2"], int(match["d"] or match["d2"])
    return parse_date(f"{year}-{month:02}-{day:02}")
