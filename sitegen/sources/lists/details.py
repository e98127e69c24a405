"""Classify the short texts around a title: dates, venues, names of authors, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sitegen.sources.lists import east_asian
from sitegen.sources.lists.citations import parse_authors
from sitegen.sources.lists.imprints import Imprint, parse_imprint
from sitegen.sources.lists.labels import label_kind, strip_marks
from sitegen.sources.lists.names import (
    FINAL_INITIAL,
    is_lone_name,
    is_single_name,
    parse_name_list,
    strip_et_al,
)
from sitegen.sources.lists.venues import (
    clean_venue,
    is_preprint,
    is_venue,
    parse_whole_date,
    venue_name,
    year_in,
)

_MIN_SENTENCE_WORDS: Final = 6
#: What leads to the authors behind a title.
_BY: Final = frozenset({"by", "von", "por", "par", "di"})
_BYLINE: Final = re.compile(r"(?:by|von|por|par|di) (?=[A-ZÀ-Þ])")
#: Of a sentence in a script without blanks between words.
_MIN_SENTENCE_CHARS: Final = 20


@dataclass(slots=True)
class Details:
    """What the texts around a title say about a paper."""

    authors: list[str] = field(default_factory=list)
    date: str | None = None
    year: int | None = None
    venue: str = ""
    venue_year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
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
        text = clean_venue(text)
        if is_preprint(text):
            self.venue_year = self.venue_year or year_in(text)
            return True
        if not is_venue(text) and not (is_certain and text):
            return False
        self.venue = self.venue or venue_name(text)
        self.venue_year = self.venue_year or year_in(text)
        return True

    def add_imprint(self, imprint: Imprint) -> None:
        """Add the venue, numbers and year that an imprint has."""
        self.venue = self.venue or imprint.venue
        self.date, self.year = self.date or imprint.date, self.year or imprint.year
        if not self.volume and not self.pages:
            self.volume, self.issue, self.pages = imprint.volume, imprint.issue, imprint.pages

    def add_authors(self, text: str, *, is_certain: bool = False) -> bool:
        """Add the authors whose names a text lists; return whether it lists names."""
        by, _, person = text.strip(" ,;").partition(" ")
        is_byline = by.lower() in _BY and (
            is_lone_name(person) or bool(parse_name_list(person) or parse_authors(person))
        )
        names = parse_name_list(person if is_byline else text, is_certain=is_certain or is_byline)
        if is_byline and not names:
            names = parse_authors(person)
        if not names:
            return False
        self.authors = self.authors or names
        return True


def is_sentence(text: str) -> bool:
    """Return whether a text is long enough to say something about a paper."""
    return len(text.split()) >= _MIN_SENTENCE_WORDS or (
        len(text) > _MIN_SENTENCE_CHARS and not text.isascii() and " " not in text
    )


_BRACKETS: Final = re.compile(r"[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】]")
_EMPTY_BRACKETS: Final = re.compile(r"[(\[（【][\s,;|/&·.:-]*[)\]）】]")
_PIECE_END: Final = re.compile(
    r"(?<!\bTrans)(?<!\bProc)(?<!\bInt)(?<!\bConf)(?<!\bSymp)(?<!\bRev)(?<!\bLett)(?<!\bPhys)(?<!\bvs)"
    r"(?<!\bComput)(?<!\bSci)(?<!\bAdv)(?<!\bAnn)(?<!\bSyst)(?<!\bMach)(?<!\bIntell)(?<!\bSoc)(?<!\bNat)"
    r"(?<=[\w)\]”\"'’*?!][\w)\]”\"'’*?!])[.。]\s++"
    r"|(?<!\s)\s++[-–—|•·]++\s++|(?:(?<!\s)\s++)?[|;；]\s*+|(?<!\s)[^\S\n]*+\n\s*+|。"
)
#: Signs of a volume or of pages, and where the name of their venue may start.
_IMPRINT_NUMBER: Final = re.compile(
    r"\d\s?\(\d|\d\s?[:：,，]\s?\w?\d|\b(?:vol|no|pp?|pages?)\.?\s?\d|\d\s?[卷巻권]", re.IGNORECASE
)
_NUMBERS_START: Final = re.compile(r"\(?\d|(?:vol|no|pp?|pages?|issue|volume|art)\b", re.IGNORECASE)
_IMPRINT_START: Final = re.compile(
    r"^[\s.,;:()|–—-]*|[.。;；|]\s+|[,，、]\s*|\s[-–—|]\s|\n\s*|(?<=\W)(?=[《『])"
)
#: The end of a line of names, above a date or what is left of a line with a venue.
_LINE_END: Final = re.compile(r"(?<=[\w)\]*†‡])[^\S\n]*+\n(?=\s*[,(\d])")
#: Quotes and stops that are left where a title in quotes was.
_EDGE_QUOTES: Final = re.compile(r"^[\s.,]*+[\"”“][\s.,]*+|(?:(?<![\s,])[\s,]++)?[\"“]\s*+$")


_AND: Final = re.compile(r" (?:and|&) ")
#: At the end of a piece; its own full stop may follow.
_FINAL_BRACKET: Final = re.compile(r"(?<!\s)\s*+\([^()]{1,120}\)[\s.,;]*+$")
#: "In: Journal, 2018", whose name was in italics.
_IN: Final = re.compile(r"(?:[Ii]n|[Ee]n|[Dd]ans)\b[\s:,.]*+")
_OTHERS: Final = re.compile(r"(\bet al\.?|(?<=[\u4e00-\u9fff])等人?)\s(?=[A-Z])")


def add_date_or_venue(details: Details, text: str) -> bool:
    """Add a text that is a date or a venue; return whether it is one."""
    return details.add_date(text) or details.add_venue(text)


def add_texts(details: Details, text: str) -> None:
    """Add what the text behind or before a title says, piece by piece.

    Args:
        details: receives dates, venues, names and sentences.
        text: plain text without labels of links.
    """
    if not text or text.isspace():
        return
    text = _EDGE_QUOTES.sub("", _take_dates(details, text))
    text = _take_imprint(details, "\n".join(map(strip_marks, _LINE_END.split(text))))
    text = _take_brackets(details, text)
    lone: list[str] = []
    for part in _PIECE_END.split(text):
        piece = _without_institution(part)
        clean = piece.strip(" .,;:-–—|•·*()[]/&\t，。；：、") + (
            "." if FINAL_INITIAL.search(piece) else ""
        )
        if (start := _IN.match(clean)) and details.add_date(clean[start.end() :]):
            continue
        if clean and not _is_only_label(clean):
            _add_piece(details, clean, piece)
            if is_lone_name(clean):
                lone.append(clean)
    add_lone_author(details, lone)


def add_lone_author(details: Details, names: list[str]) -> None:
    """Add the only name beside a title if a venue or a date shows that the line has parts.

    Such a line is "Title. Jane Doe. ICML 2020".
    """
    has_parts = details.venue or details.year or details.venue_year or details.date
    if len(names) == 1 and has_parts:
        details.add_authors(names[0], is_certain=True)


def _take_dates(details: Details, text: str) -> str:
    """Add the dates that are lines of their own; return the other lines."""
    lines = text.split("\n")
    if len(lines) == 1:
        return text
    return "\n".join(line for line in lines if not details.add_date(line))


def _take_imprint(details: Details, text: str) -> str:
    """Add the venue with its volume or pages at the end of a text; return what is in front."""
    if not _IMPRINT_NUMBER.search(text):
        return text
    for match in _IMPRINT_START.finditer(text):
        if _take_numbers(details, text[match.end() :]):
            return text[: match.start()]
        imprint = parse_imprint(text[match.end() :])
        first = re.split(r"[,.]\s", imprint.venue, maxsplit=1)[0]
        is_detail = (
            is_single_name(first)
            or parse_whole_date(first) is not None
            or len(parse_name_list(first)) > 1
        )
        has_numbers = bool(imprint.volume or imprint.pages)
        if imprint.venue and has_numbers and not is_detail and _is_venue_name(imprint.venue):
            details.add_imprint(imprint)
            return text[: match.start()]
    return text


def _take_numbers(details: Details, text: str) -> bool:
    """Add volume, pages and year behind a venue in another style: "*Nature*, 5, 7-9"."""
    if not details.venue or details.volume or details.pages or not _NUMBERS_START.match(text):
        return False
    imprint = parse_imprint(f"{details.venue} {text}")
    if imprint.venue != details.venue or not (imprint.volume or imprint.pages):
        return False
    details.add_date(text.rpartition(",")[2])
    details.add_imprint(imprint)
    return True


def _is_venue_name(text: str) -> bool:
    """Return whether a text before numbers is a name: words with capitals, not a sentence."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(not word[0].islower() for word in words)
    return is_venue(text) or 2 * capitals >= len(words)


def _without_institution(piece: str) -> str:
    """Return "ICCV, 2019" of "ICCV, 2019 (University of Looms)"."""
    match = _FINAL_BRACKET.search(piece)
    head = piece[: match.start()].strip(" .,;:") if match else ""
    parts = [part.strip() for part in head.split(",")]
    is_imprint = bool(head) and all(
        parse_whole_date(p) is not None or is_venue(p) or is_preprint(p) for p in parts
    )
    return head if is_imprint else piece


def _is_only_label(text: str) -> bool:
    """Return whether a text is a label: "PDF", but not "ACL 2019", which names a venue."""
    is_detail = parse_whole_date(text) is not None or is_venue(text)
    return label_kind(text) is not None and not is_detail


def _take_brackets(details: Details, text: str) -> str:
    """Add the dates, venues and names in brackets, and return the text without these."""

    def replace(match: re.Match[str]) -> str:
        content = match[1].strip()
        if _is_only_label(content):
            return " "
        parts = [part.strip() for part in re.split(r"[,;|/，；]", content)]
        # Names and a year, as in "(Lovelace et al., 2017)".
        if len(parts) > 1 and parse_whole_date(parts[-1]) is not None:
            names = parse_name_list(content[: content.rfind(parts[-1])])
            if names and details.add_date(parts[-1]):
                details.authors = details.authors or names
                return " "
        whole = (
            details.add_date(content) or details.add_venue(content) or details.add_authors(content)
        )
        # A list, so that each part is added.
        are_details = [add_date_or_venue(details, part) for part in parts if part]
        if whole or all(are_details):
            return " "
        return match.group()

    return _EMPTY_BRACKETS.sub(" ", _BRACKETS.sub(replace, _EMPTY_BRACKETS.sub(" ", text)))


def _add_piece(details: Details, piece: str, raw: str) -> None:
    # "赵六等 NeurIPS 2023", "Jane Doe et al. ICLR 2024"
    piece = _OTHERS.sub(r"\1, ", piece)
    is_list = "，" in piece
    if not is_list and (
        details.add_date(piece) or details.add_venue(piece) or details.add_authors(piece)
    ):
        return
    byline = _BYLINE.match(piece)
    names, rest, has_detail = _sort_parts(details, piece[byline.end() :] if byline else piece)
    is_list = bool(byline or len(names) > 1) or (
        has_detail and any(map(is_lone_name, map(strip_et_al, names)))
    )
    if names and not rest:
        if is_list:
            details.add_authors(", ".join(names), is_certain=True)
    # Remarks in brackets are about the list: "(a must read)".
    elif rest and is_sentence(piece) and not raw.lstrip().startswith("("):
        details.sentences.append(raw.strip(" -–—|•·:\t"))


def _sort_parts(details: Details, piece: str) -> tuple[list[str], list[str], bool]:
    """Add the dates and venues between commas; return names, the rest, and whether any was added.

    Such a piece is "ICLR 2024, Ada Lovelace" or "Ada Lovelace, Grace Hopper, Nature, 2021".
    """
    names: list[str] = []
    rest: list[str] = []
    has_detail = False
    for part in east_asian.split_parts(piece):
        if add_date_or_venue(details, part) or east_asian.is_institution(part):
            has_detail = True
        elif is_single_name(strip_et_al(part)) and not rest:
            names.append(part)
        elif not rest and _AND.search(part) and (people := parse_name_list(part)):
            # "J. Doe, A. Roe and K. Poe, ACL 2021"
            names += people
        elif not rest and (local := east_asian.split_blanks(part)) != [part]:
            names += local
        else:
            rest.append(part)
    return names, rest, has_detail
