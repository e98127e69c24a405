"""Classify the short texts around a title: dates, venues, names of authors, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from sitegen.sources.dates import month_number, parse_date
from sitegen.sources.lists.labels import label_kind, strip_marks
from sitegen.sources.lists.words import names_in, words_in

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
        rf"(?P<n>{_MONTH})\.?[-/ ]'?(?P<y>\d{{2}})",
    )
)
_DATE_LABEL: Final = re.compile(
    r"^(?:submitted|published|released?|updated|date|arxiv|v1)(?: (?:on|in|at))?[\s:,]*(?=\d|[a-z]{3})",
    re.IGNORECASE,
)
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
    rf"(?:(?:on )?arxiv(?:e|\.org)?(?: preprint)?|preprint|pre-print|tech(?:nical)?\.? report|openreview|under review|"
    rf"blog|github|in submission|submitted|corr|working paper)(?:[ ,:/]*(?:{_YEAR}|'?\d{{2}})(?:[-./]\d{{1,2}}){{0,2}})?",
    re.IGNORECASE,
)
_VENUE_PREFIX: Final = re.compile(
    r"^(?:(?:accepted|published|appeared|presented|to appear|appears)?\s*(?:in|at|by|to|@)\s+|accepted[\s:]+|"
    r"venue[\s:]+|publication[\s:]+)(?:the\s+|proc(?:\.|eedings) of (?:the )?)?",
    re.IGNORECASE,
)
_VENUE_YEAR: Final = re.compile(
    rf"(?:^|[\s',’(@-]|(?<=[A-Za-z]))({_YEAR}|(?<=['’])\d{{2}}|(?<=[A-Z])[012]\d)(?!\d)"
)
#: Volume, issue and pages behind a journal, and the year before a conference.
_VOLUME: Final = re.compile(
    r"(?<=[A-Za-z])[\s,]+(?:vol\.? ?)?\d{1,4}(?:[.(]\d{1,5}\)?)?\s*(?:[:,]\s*(?:pp?\.? ?)?\d{1,6}(?:[-–]\d{1,6})?)$"
)
_LEADING_YEAR: Final = re.compile(rf"^{_YEAR}\s+(?=\D)")
_TAIL_YEAR: Final = re.compile(rf"\s*,\s*{_YEAR}$")
_VENUE_WORD: Final = re.compile(r"[A-Za-z&@][A-Za-z&-]*")
_LINKING_WORDS: Final = words_in(
    """
    of on the in and for & at a an de la et der und oral poster spotlight highlight workshop
    findings notable top track
    """
)
_MAX_DATE_CHARS: Final = 60
_MAX_VENUE_WORDS: Final = 14
_MAX_NAME_WORDS: Final = 6
_MAX_NAME_CHARS: Final = 50
_PARTICLES: Final = words_in(
    """
    de da do dos das del della di du van von der den ter ten la le el al bin ibn y e zu af av dal
    dos san
    """
)
#: Capitalized words that occur beside titles and in no name.
_NO_NAME: Final = words_in(
    """
    paper oral spotlight award best workshop findings preprint survey code dataset university
    institute google microsoft research deepmind openai stanford facebook meta nvidia tsinghua
    university, lab labs team arxiv conference journal proceedings transactions poster highlight
    learning networks network model models deep neural language vision data framework benchmark
    analysis system systems review tutorial part track main long short demo the a an of for with
    in on to by via from using toward towards is are pdf project version volume press
    """
)
_ET_AL: Final = re.compile(
    r"[\s,;]*(?:\bet\.?\s*al\b\.?\s*|等\s*$|\band others\b|…|\.\.\.)", re.IGNORECASE
)
_NAME_SEPARATOR: Final = re.compile(r"\s*[,;，、；]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+与\s+")
_NAME_MARKS: Final = re.compile(
    r"[*†‡§¶\u00b9\u00b2\u00b3\u2070-\u209f^#]|\\\*|\(\s*[\d,]*\s*\)|\d+(?=\s*(?:,|$))"
)
_CJK_NAME: Final = re.compile(
    r"[\u4e00-\u9fff·]{2,5}|[\uac00-\ud7a3]{2,5}|[\u3040-\u30ff\u4e00-\u9fff]{2,8}"
)
_NICKNAME: Final = re.compile(r"\s[\"“]\w{1,20}[\"”](?=\s)")
_LAST_FIRST: Final = re.compile(r"[^\s,.]{2,30}, (?:[A-Z]\.[ -]?){1,4}")
_MIN_SENTENCE_WORDS: Final = 6


@dataclass(slots=True)
class Details:
    """What the texts around a title say about a paper."""

    authors: list[str] = field(default_factory=list)
    date: str | None = None
    year: int | None = None
    venue: str = ""
    venue_year: int | None = None
    sentences: list[str] = field(default_factory=list)

    def add_date(self, text: str) -> bool:
        """Add the date that a whole text is; return whether it is one."""
        parsed = parse_whole_date(text)
        if parsed is None:
            return False
        self.date = self.date or parsed[0]
        self.year = self.year or parsed[1]
        return True

    def add_venue(self, text: str, *, is_certain: bool = False) -> bool:
        """Add the venue that a whole text names; return whether it is one or a preprint server."""
        text = _VOLUME.sub("", _LEADING_YEAR.sub("", strip_marks(text).strip(" .,;:()[]")))
        if _NO_VENUE.fullmatch(text):
            self.venue_year = self.venue_year or year_in(text)
            return True
        if not is_venue(text) and not (is_certain and text):
            return False
        self.venue = self.venue or _TAIL_YEAR.sub("", _VENUE_PREFIX.sub("", text))
        self.venue_year = self.venue_year or year_in(text)
        return True

    def add_authors(self, text: str, *, is_certain: bool = False) -> bool:
        """Add the authors whose names a text lists; return whether it lists names."""
        names = parse_name_list(text, is_certain=is_certain)
        if not names:
            return False
        self.authors = self.authors or names
        return True


@lru_cache(maxsize=1 << 12)
def parse_whole_date(text: str) -> tuple[str | None, int] | None:
    """Return the day, or None for a month or a year alone, and the year of a text that is a date."""
    if len(text) > _MAX_DATE_CHARS or not any(map(str.isdigit, text)):
        return None
    text = _DATE_LABEL.sub("", strip_marks(text).strip(" .,;:()[]【】（）"))
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        year = int(parts["y"]) if len(parts["y"]) > 2 else 2000 + int(parts["y"])  # noqa: PLR2004
        month = month_number(parts.get("n") or parts.get("m") or "")
        if parts.get("n") and month is None:
            continue
        day = parts.get("d")
        if day and month:
            return parse_date(f"{year}-{month:02}-{int(day):02}"), year
        return None, year
    return None


def year_in(text: str) -> int | None:
    """Return the year in the name of a venue: "ICLR 2024", "CVPR'24"."""
    match = _VENUE_YEAR.search(text)
    if match is None:
        return None
    return int(match[1]) if len(match[1]) > 2 else 2000 + int(match[1])  # noqa: PLR2004


@lru_cache(maxsize=1 << 12)
def is_venue(text: str) -> bool:
    """Return whether a whole text names a venue: a known one, or words with capitals and a year."""
    text = _VENUE_PREFIX.sub("", text.strip(" .,;:()[]"))
    words = _VENUE_WORD.findall(text)
    if not words or len(words) > _MAX_VENUE_WORDS or len(text) > 150:  # noqa: PLR2004
        return False
    name = _VENUE_YEAR.sub("", text).strip(" ,'’-").lower()
    if name in _NAMED_VENUES:
        return True
    has_year = year_in(text) is not None
    known = any(
        word.upper().rstrip("-") in _ACRONYMS or _acronym(word) in _ACRONYMS for word in words
    )
    # "SC", "FAST" and "DATE" are words too: their case counts.
    if (
        known
        and (len(words) <= 6 or has_year)
        and any(
            word in _ACRONYMS
            or _acronym(word) in _ACRONYMS
            or word
            in {
                "NeurIPS",
                "Interspeech",
                "CoRL",
                "CoNLL",
                "RecSys",
                "MLSys",
                "EuroSys",
                "MobiCom",
                "FAccT",
                "SIGdial",
            }
            for word in words
        )
    ):
        return True
    if re.match(
        r"(?:ieee|acm|proc|proceedings|transactions|trans\.|advances in|journal|j\.|int\.|international|annals|conference|workshop)\b",
        text,
        re.IGNORECASE,
    ):
        return len(words) > 1 or has_year
    capitals = sum(word[0].isupper() for word in words)
    is_name = all(word[0].isupper() or word.lower() in _LINKING_WORDS for word in words)
    # "Ada Lovelace, 2021" is a person and a year.
    return (
        has_year
        and "," not in text
        and is_name
        and capitals > 0
        and bool(_VENUE_YEAR.search(text[-6:] + " "))
    )


def _acronym(word: str) -> str:
    """Return an acronym without the letters of a joined year or workshop: "ICLR", "CVPRW"."""
    return word.split("-", maxsplit=1)[0].rsplit("@", maxsplit=1)[-1]


def parse_name_list(text: str, *, is_certain: bool = False) -> list[str]:
    """Return the names in a text that is a list of names, else [].

    Args:
        text: such as "Ada Lovelace, G. Hopper et al.".
        is_certain: whether a label or emphasis says that these are authors.
    """
    text = _NAME_MARKS.sub("", strip_marks(text)).strip(" .,;:()[]")
    text = re.sub(r"^(?:by|authors?|作者)[\s:：]+", "", text, flags=re.IGNORECASE)
    text, et_al_count = _ET_AL.subn("", _NICKNAME.sub("", text))
    if names := _bibtex_names(text):
        return names
    parts = [
        part.strip(" .,;") if len(part) > 4 else part.strip(" ,;")
        for part in _NAME_SEPARATOR.split(text)
    ]
    parts = [part for part in parts if part]
    if not parts or not all(map(_is_name, parts)):
        return _inverted_names(text)
    if ";" not in text:
        parts = _upright(parts, is_certain=is_certain or et_al_count > 0)
    if (
        is_certain
        or et_al_count
        or (len(parts) > 1 and sum(" " in part or "." in part for part in parts) * 2 >= len(parts))
    ):
        return parts
    return parts if len(parts) == 1 and bool(_CJK_NAME.fullmatch(parts[0])) else []


def _bibtex_names(text: str) -> list[str]:
    """Return the names of "Lovelace, Ada and Hopper, Grace", else []."""
    parts = [part.strip(" ,") for part in re.split(r"\s+and\s+", text)]
    pairs = [part.split(",") for part in parts]
    if len(parts) < 2 or not all(len(pair) <= 2 for pair in pairs):  # noqa: PLR2004
        return []
    if sum(len(pair) == 2 for pair in pairs) * 2 <= len(pairs):  # noqa: PLR2004
        return []
    names = [" ".join(reversed([word.strip() for word in pair])) for pair in pairs]
    return names if all(map(_is_name, names)) else []


def _upright(parts: list[str], *, is_certain: bool) -> list[str]:
    """Return the parts of a list of names with inverted names in reading order."""
    is_single = [" " not in part and "." not in part for part in parts]
    # "Peng, Yue, Choi, Byron, and Xu, Jianliang"
    if len(parts) > 2 and len(parts) % 2 == 0 and all(is_single):  # noqa: PLR2004
        return [f"{parts[i + 1]} {parts[i]}" for i in range(0, len(parts), 2)]
    # The Chicago style inverts the first name: "Liu, Pengfei, Weizhe Yuan, and Jinlan Fu".
    is_chicago = len(parts) > 1 and is_single[0] and not any(is_single[2:])
    if is_chicago and (is_certain or len(parts) > 2) and not _CJK_NAME.fullmatch(parts[0]):  # noqa: PLR2004
        return [f"{parts[1]} {parts[0]}", *parts[2:]]
    return parts


def _inverted_names(text: str) -> list[str]:
    """Return the names of a list such as "Lovelace, A., Hopper, G. M."."""
    names = _LAST_FIRST.findall(text)
    rest = re.sub(r"[\s,;&.]|\band\b", "", _LAST_FIRST.sub("", text))
    return (
        [" ".join(reversed(name.strip().split(", ", 1))) for name in names]
        if names and not rest
        else []
    )


def _is_name(text: str) -> bool:
    if _CJK_NAME.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS or len(text) > _MAX_NAME_CHARS:
        return False
    if any(c.isdigit() or c in ':!?/()[]"“”=+$' for c in text):
        return False
    # "A." is an initial, "a" an article.
    if any(word.lower() in _NO_NAME for word in words):
        return False
    capitals = [word for word in words if word[0].isupper()]
    others = [word for word in words if not word[0].isupper()]
    return bool(capitals) and all(
        word.lower().strip("'’.") in _PARTICLES or not word[0].islower() for word in others
    )


def is_single_name(text: str) -> bool:
    """Return whether a text can be the name of one person: two words or more, with capitals."""
    return " " in text.strip() and _is_name(_NAME_MARKS.sub("", text).strip(" .,;"))


def is_sentence(text: str) -> bool:
    """Return whether a text is long enough to say something about a paper."""
    return len(text.split()) >= _MIN_SENTENCE_WORDS or (
        len(text) > 20 and not text.isascii() and " " not in text
    )


_BRACKETS: Final = re.compile(r"[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】]")
_EMPTY_BRACKETS: Final = re.compile(r"[(\[（【][\s,;|/&·.:-]*[)\]）】]")
_PIECE_END: Final = re.compile(
    r"(?<!\bTrans)(?<!\bProc)(?<!\bInt)(?<!\bConf)(?<!\bSymp)(?<!\bRev)(?<!\bLett)(?<!\bPhys)(?<!\bvs)"
    r"(?<!\bComput)(?<!\bSci)(?<!\bAdv)(?<!\bAnn)(?<!\bSyst)(?<!\bMach)(?<!\bIntell)(?<!\bSoc)(?<!\bNat)"
    r"(?<=[\w)\]”\"'’*?!][\w)\]”\"'’*?!])[.。]\s+|\s+[-–—|•·]+\s+|\s*[|;；]\s*|\s*\n\s*|。"
)


#: Quotes and stops that are left where a title in quotes was.
_EDGE_QUOTES: Final = re.compile(r"^[\s.,]*[\"”“][\s.,]*|[\s,]*[\"“]\s*$")


def add_texts(details: Details, text: str) -> None:
    """Add what the text behind or before a title says, piece by piece.

    Args:
        details: receives dates, venues, names and sentences.
        text: plain text without labels of links.
    """
    text = _take_brackets(details, strip_marks(_EDGE_QUOTES.sub("", text)))
    for piece in _PIECE_END.split(text):
        clean = piece.strip(" .,;:-–—|•·*()[]/&\t")
        if clean and (label_kind(clean) is None or parse_whole_date(clean) is not None):
            _add_piece(details, clean, piece)


def _take_brackets(details: Details, text: str) -> str:
    """Add the dates, venues and names in brackets, and return the text without these."""

    def replace(match: re.Match[str]) -> str:
        content = match[1].strip()
        if label_kind(content) is not None and parse_whole_date(content) is None:
            return " "
        parts = [part.strip() for part in re.split(r"\s*[,;|/，；]\s*", content)]
        whole = (
            details.add_date(content) or details.add_venue(content) or details.add_authors(content)
        )
        if whole or all(
            [details.add_date(part) or details.add_venue(part) for part in parts if part]
        ):
            return " "
        return match.group()

    return _EMPTY_BRACKETS.sub(" ", _BRACKETS.sub(replace, _EMPTY_BRACKETS.sub(" ", text)))


def _add_piece(details: Details, piece: str, raw: str) -> None:
    if details.add_date(piece) or details.add_venue(piece) or details.add_authors(piece):
        return
    rest: list[str] = []
    names: list[str] = []
    has_detail = False
    # "ICLR 2024, Ada Lovelace" and "Ada Lovelace, Grace Hopper, Nature, 2021".
    for part in re.split(r"\s*,\s*(?:and\s+)?", piece):
        if details.add_date(part) or details.add_venue(part):
            has_detail = True
        elif is_single_name(_ET_AL.sub("", part)) and not rest:
            names.append(part)
        else:
            rest.append(part)
    if names and not rest and (has_detail or len(names) > 1):
        details.add_authors(", ".join(names), is_certain=True)
    # Remarks in brackets are about the list: "(a must read)".
    elif rest and is_sentence(piece) and not raw.lstrip().startswith("("):
        details.sentences.append(raw.strip(" -–—|•·:\t"))
