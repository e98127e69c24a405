"""Recognize dates and the names of venues."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.sources.lists import east_asian
from sitegen.sources.lists.labels import strip_marks
from sitegen.sources.lists.names import parse_name_list
from sitegen.sources.lists.words import names_in, words_in
from sitegen.sources.values.dates import parse_date
from sitegen.sources.values.months import month_number

_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
#: Dates of which a whole text consists; group "y", "m" and "d" are digits, "n" a month's name.
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<y>{_YEAR})(?:[-./](?P<m>1[0-2]|0?[1-9])(?:[-./](?P<d>[12]\d|3[01]|0?[1-9]))?)?",
        rf"(?P<n>{_MONTH})\.?,? (?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<y>{_YEAR})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<n>{_MONTH})\.?,? (?P<y>{_YEAR})",
        rf"(?P<d>[12]\d|3[01]|0?[1-9])[./](?P<m>1[0-2]|0?[1-9])[./](?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR})年(?:(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>[12]\d|3[01]|0?[1-9])日)?)?",
        rf"(?P<y>{_YEAR})[ ,]+(?P<n>{_MONTH})\.?(?: (?P<d>\d{{1,2}}))?",
        r"(?P<y>\d{2})[./-](?P<m>1[0-2]|0[1-9])(?:[./-](?P<d>[12]\d|3[01]|0[1-9]))?",
        # "Sept 21" may be a day.
        rf"(?P<n>{_MONTH})\.?(?:[-/]| (?='))'?(?P<y>\d{{2}})",
    )
)
_DATE_LABEL: Final = re.compile(
    r"^(?:submitted|published|released?|updated|date|arxiv|v1)(?: (?:on|in|"
    r"at))?[\s:,]*(?=\d|[a-z]{3})",
    re.IGNORECASE,
)
_MAX_DATE_CHARS: Final = 60
_MONTHS: Final = 12
#: Two digits from here on are of the last century: "OSDI '99".
_FIRST_SHORT_YEAR: Final = 60
#: Acronyms of conferences and journals, in capitals.
_ACRONYMS: Final = words_in(
    """
    ICLR NEURIPS NIPS ICML CVPR ICCV ECCV WACV BMVC ACCV 3DV ACL EMNLP NAACL EACL AACL COLING
    CONLL TACL SEMEVAL LREC IJCNLP AAAI IJCAI UAI AISTATS COLT ALT KDD SIGKDD WWW WSDM SIGIR CIKM
    RECSYS ICDM SDM ECIR ICTIR ICASSP INTERSPEECH ASRU SLT ICRA IROS RSS CORL HRI SIGGRAPH TOG
    TPAMI PAMI IJCV TIP TMM TNNLS TKDE TOIS TCSVT TITS TIST TKDD JMLR TMLR DMLR MLSYS OSDI SOSP
    NSDI ATC ASPLOS ISCA MICRO HPCA SC PPOPP PLDI POPL OOPSLA VLDB PVLDB SIGMOD PODS ICDE EDBT
    MICCAI ISBI MIDL MEDIA TMI JBHI CCS NDSS ICSE FSE ESEC ASE ISSTA ICSME SANER MSR TOSEM TSE CHI
    UIST CSCW IUI VIS TVCG ICIP ICPR ICME MM ACMMM ICMR ECAI COLM RAL RA-L TRO T-RO ICAPS AAMAS
    EUROSYS FAST DAC DATE ICCAD FPGA FCCM LOG PNAS JAIR TGRS ISPRS RSE IGARSS ECML PKDD PAKDD
    DASFAA GECCO CEC IJCNN FAccT FACCT WMT INLG SIGDIAL HPDC SIGCOMM INFOCOM MOBICOM CSUR TCSS
    TDSC TIFS S&P JAMIA JCIM BIBM BIB ISMIR TASLP SIGDAT ICPP IPDPS ICS SIGMETRICS STOC FOCS SODA
    ITCS CRYPTO EUROCRYPT CAV TACAS FM ICANN ESANN ECCVW CVPRW ICCVW ICLRW EWRL RLC CLEF TREC CACM
    PRL NEUROIPS NEURIP
    """
)
_NAMED_VENUES: Final = names_in(
    """
    nature|science|cell|the lancet|lancet|pnas|nature methods|nature medicine|
    nature communications|nature machine intelligence|nature biotechnology|nature neuroscience|
    science advances|science robotics|bioinformatics|briefings in bioinformatics|neuron|
    patterns|neural computation|neural networks|neurocomputing|pattern recognition|
    artificial intelligence|information fusion|machine learning|plos one|usenix security|
    medical image analysis|ieee access|acm mm|acm multimedia|siggraph asia|
    computer graphics forum|acm computing surveys|scientific reports|elife|frontiers|
    nucleic acids research|the web conference|remote sensing|sensors|
    computational linguistics|transactions of the acl|web conference|ieee s&p
    """
)
#: Preprint servers and their like say no venue.
_NO_VENUE: Final = re.compile(
    rf"(?:(?:on )?arxiv(?:e|\.org)?(?: preprint)?|preprint|pre-print|"
    rf"tech(?:nical)?\.? report|openreview|under review|"
    rf"blog|github|in submission|submitted|corr|working paper)(?:[ ,:/]*(?:{_YEAR}|"
    rf"'?\d{{2}})(?:[-./]\d{{1,2}}){{0,2}})?",
    re.IGNORECASE,
)
_VENUE_PREFIX: Final = re.compile(
    r"^(?:(?:accepted|published|appeared|presented|to appear|appears)?\s*(?:in|at|by|to|"
    r"@)\s+|accepted[\s:]+|"
    r"venue[\s:]+|publication[\s:]+)(?:the\s+|proc(?:\.|eedings) of (?:the )?)?",
    re.IGNORECASE,
)
_VENUE_YEAR: Final = re.compile(
    rf"(?:^|[\s',，’(@-]|(?<=[^\W\d]))({_YEAR}|(?<=['’])\d{{2}}|(?<=[A-Z])[012]\d)(?!\d)"
)
#: Volume, issue and pages behind a journal, and the year before a conference.
_VOLUME: Final = re.compile(
    r"(?<=[A-Za-z])[\s,]+(?:vol\.? ?)?\d{1,4}(?:[.(]\d{1,5}\)?)?"
    r"\s*(?:[:,]\s*(?:pp?\.? ?)?\d{1,6}(?:[-–]\d{1,6})?)$"
)
_LEADING_YEAR: Final = re.compile(rf"^{_YEAR}\s+(?=\D)")
_TAIL_YEAR: Final = re.compile(rf"(?<!\s)\s*+,\s*+{_YEAR}$")
_VENUE_WORD: Final = re.compile(r"[A-Za-z&@][A-Za-z&-]*")
_LINKING_WORDS: Final = words_in(
    """
    of on the in and for & at a an de la et der und oral poster spotlight highlight workshop
    findings notable top track
    """
)
_MAX_VENUE_WORDS: Final = 14
_MAX_ACRONYM_VENUE_WORDS: Final = 6


@lru_cache(maxsize=1 << 12)
def parse_whole_date(text: str) -> tuple[str | None, int] | None:
    """Return the day, else the month, and the year of a text that is a date."""
    if len(text) > _MAX_DATE_CHARS or not any(map(str.isdigit, text)):
        return None
    text = _DATE_LABEL.sub("", strip_marks(text).strip(" .,;:()[]【】（）"))
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        if _is_day_and_month(parts):
            return None
        year = _full_year(parts["y"])
        month = month_number(parts.get("n") or parts.get("m") or "")
        if parts.get("n") and month is None:
            continue
        if not month:
            return None, year
        day = parts.get("d")
        return parse_date(f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"), year
    return None


def _is_day_and_month(parts: dict[str, str | None]) -> bool:
    """Return whether "05/07" is a day of any year, not a month of 2005."""
    year = parts["y"] or ""
    return len(year) == len("05") and bool(parts.get("m")) and int(year) <= _MONTHS


def year_in(text: str) -> int | None:
    """Return the year in the name of a venue: "ICLR 2024", "CVPR'24"."""
    match = _VENUE_YEAR.search(text)
    if match is None:
        return None
    return _full_year(match[1])


def _full_year(digits: str) -> int:
    """Return the year of "2024", "24" and "99"."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (1900 if year >= _FIRST_SHORT_YEAR else 2000)


def clean_venue(text: str) -> str:
    """Return a text without volume, pages, the year in front and brackets around it."""
    text = strip_marks(text).strip(" .,;:()[]")
    if text.count("(") > text.count(")"):
        text += ")"
    return _VOLUME.sub("", _LEADING_YEAR.sub("", text))


def is_preprint(text: str) -> bool:
    """Return whether a clean text names a preprint server, or says that there is no venue."""
    return bool(_NO_VENUE.fullmatch(text))


def venue_name(text: str) -> str:
    """Return the name in a clean text such as "Accepted by ICML" or "Nature, 2019"."""
    text = _AWARD.sub("", text)
    return east_asian.parse_venue(text) or _TAIL_YEAR.sub("", _VENUE_PREFIX.sub("", text))


#: What a paper was at a conference: "ICLR 2023, top 5%", "ICDE 2022, best demo award".
_AWARD: Final = re.compile(
    r"(?<=\w)\s?[,;]\s?(?:notable[ -])?(?:top[ -]?\d{1,2} ?%|oral|spotlight|poster|highlight|"
    r"best [a-z ]{1,30}|(?:honou?rable|outstanding) [a-z ]{1,30}|runner[- ]up)$",
    re.IGNORECASE,
)
#: Acronyms that are not in capitals throughout.
_MIXED_CASE: Final = words_in(
    "NeurIPS Interspeech CoRL CoNLL RecSys MLSys EuroSys MobiCom FAccT SIGdial"
)
#: Words with which names of venues begin.
_VENUE_START: Final = re.compile(
    r"(?:ieee|acm|proc|proceedings|transactions|trans\.|advances in|journal|j\.|int\.|"
    r"international|annals|conference|workshop|revista|revue|rivista|zeitschrift|annales|anales|"
    r"jahrbuch|tidsskrift|archiv|archives|cahiers|actas|quaderni)\b",
    re.IGNORECASE,
)


#: "Grains of Sand (ICML 2023)"; "Neural Information Processing Systems (NeurIPS 2022)" is a venue.
_VENUE_BEHIND: Final = re.compile(r"([^()\[\]]{3,})[(\[]([^()\[\]]{2,60})[)\]]")
_NO_TITLE_WORDS: Final = words_in(
    """
    accepted award best conference congress demo findings highlight honorable honourable journal
    long main meeting mention notable oral outstanding paper poster presentation proceedings short
    spotlight symposium top track transactions workshop
    """
)
_MIN_TITLE_WORDS: Final = 2
#: What precedes the last part of a text.
_LAST_SEPARATOR: Final = re.compile(r"([^\n]{5,200})(?:[,;(]| [-–—|•·]) ?[^-–—|•·,;(]{2,}$")
_AUTHORS: Final = re.compile(
    r"(?i:\bet\.? al\b)|[\u4e00-\u9fff]等人?(?:\s|[,，]|$)"
    # "J. Smith, A. Roe, ACL 2021"
    r"|^[\s\"“”.,]*+(?:[A-ZÀ-Þ]\.[ -]?){1,3}[A-ZÀ-Þ][\w'’-]+(?:,| and | & )"
    # "Lovelace & Hopper, KDD 2019"
    r"|^[A-ZÀ-Þ][\w'’-]+ (?:&|and) [A-ZÀ-Þ][\w'’-]+, (?=[A-Z]{3})"
    # "Gate Keeping. In ICML"
    r"|[a-z]{3}[.?!] In\b"
    # "ICML 2020. The first looms"
    r"|\d\. [A-Z][a-z]{1,20} [a-z]"
)


def is_title_with_venue(text: str) -> bool:
    """Return whether a text is a title with its venue in brackets behind it."""
    match = _VENUE_BEHIND.fullmatch(text.strip())
    if match is None:
        return False
    words = _VENUE_WORD.findall(match[1])
    capitals = "".join(char for char in match[1] if char.isupper())
    acronym = "".join(char for char in match[2].upper() if char.isalpha())
    is_title = len(words) >= _MIN_TITLE_WORDS and _NO_TITLE_WORDS.isdisjoint(
        word.lower() for word in words
    )
    # The name of a conference has the letters of its acronym.
    is_spelled = _has_letters(acronym, capitals) or _has_letters(capitals, acronym)
    return is_title and not is_spelled and is_venue(match[2]) and not is_venue(match[1])


def _has_letters(text: str, letters: str) -> bool:
    """Return whether a text has letters in their order, beside others."""
    rest = iter(text)
    return len(letters) > 1 and all(letter in rest for letter in letters)


@lru_cache(maxsize=1 << 12)
def is_venue(text: str) -> bool:
    """Return whether a whole text names a venue: a known one, or words with capitals and a year."""
    return (
        not (_AUTHORS.search(text) or is_title_with_venue(text))
        and _names_venue(_VENUE_PREFIX.sub("", text.strip(" .,;:()[]")))
        and not _follows_names(text)
    )


def _follows_names(text: str) -> bool:
    """Return whether a venue stands behind a list of names: "Ada Lovelace, Max Roe, ICML 2018"."""
    head = _LAST_SEPARATOR.match(text)
    return head is not None and len(parse_name_list(head[1])) > 1


def _names_venue(text: str) -> bool:
    if east_asian.parse_venue(text):
        return True
    words = _VENUE_WORD.findall(text)
    if not words or len(words) > _MAX_VENUE_WORDS or len(text) > 150:  # noqa: PLR2004
        return False
    if _VENUE_YEAR.sub("", text).strip(" ,'’-").lower() in _NAMED_VENUES:
        return True
    has_year = year_in(text) is not None
    if _has_acronym(words, has_year=has_year):
        return True
    if _VENUE_START.match(text):
        return len(words) > 1 or has_year
    return has_year and _is_capitalized(text, words)


def _has_acronym(words: list[str], *, has_year: bool) -> bool:
    """Return whether an acronym is among a few words, or among those with a year."""
    if len(words) > _MAX_ACRONYM_VENUE_WORDS and not has_year:
        return False
    known = any(
        word.upper().rstrip("-") in _ACRONYMS or _acronym(word) in _ACRONYMS for word in words
    )
    # "SC", "FAST" and "DATE" are words too: their case counts.
    return known and any(
        word in _ACRONYMS or _acronym(word) in _ACRONYMS or word in _MIXED_CASE for word in words
    )


def _is_capitalized(text: str, words: list[str]) -> bool:
    """Return whether all words are a name's, and a year ends them."""
    capitals = sum(word[0].isupper() for word in words)
    is_name = all(word[0].isupper() or word.lower() in _LINKING_WORDS for word in words)
    # "Ada Lovelace, 2021" is a person and a year.
    ends_in_year = bool(_VENUE_YEAR.search(text[-6:] + " "))
    return "," not in text and is_name and capitals > 0 and ends_in_year


def _acronym(word: str) -> str:
    """Return an acronym without the letters of a joined year or workshop: "ICLR", "CVPRW"."""
    return word.split("-", maxsplit=1)[0].rsplit("@", maxsplit=1)[-1]
