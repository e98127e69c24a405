"""Classify the short texts around a title: dates, venues, names of authors, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sitegen.sources.lists.labels import label_kind, strip_marks
from sitegen.sources.lists.names import is_single_name, parse_name_list, strip_et_al
from sitegen.sources.lists.venues import (
    clean_venue,
    is_preprint,
    is_venue,
    parse_whole_date,
    venue_name,
    year_in,
)

_MIN_SENTENCE_WORDS: Final = 6
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

    def add_authors(self, text: str, *, is_certain: bool = False) -> bool:
        """Add the authors whose names a text lists; return whether it lists names."""
        names = parse_name_list(text, is_certain=is_certain)
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
#: Quotes and stops that are left where a title in quotes was.
_EDGE_QUOTES: Final = re.compile(r"^[\s.,]*+[\"”“][\s.,]*+|(?:(?<![\s,])[\s,]++)?[\"“]\s*+$")


def add_date_or_venue(details: Details, text: str) -> bool:
    """Add a text that is a date or a venue; return whether it is one."""
    return details.add_date(text) or details.add_venue(text)


def add_texts(details: Details, text: str) -> None:
    """Add what the text behind or before a title says, piece by piece.

    Args:
        details: receives dates, venues, names and sentences.
        text: plain text without labels of links.
    """
    text = _take_brackets(details, strip_marks(_EDGE_QUOTES.sub("", text)))
    for piece in _PIECE_END.split(text):
        clean = piece.strip(" .,;:-–—|•·*()[]/&\t")
        if clean and not _is_only_label(clean):
            _add_piece(details, clean, piece)


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
    if details.add_date(piece) or details.add_venue(piece) or details.add_authors(piece):
        return
    rest: list[str] = []
    names: list[str] = []
    has_detail = False
    # "ICLR 2024, Ada Lovelace" and "Ada Lovelace, Grace Hopper, Nature, 2021".
    for part in re.split(r"(?:(?<!\s)\s++)?,\s*+(?:and\s++)?", piece):
        if details.add_date(part) or details.add_venue(part):
            has_detail = True
        elif is_single_name(strip_et_al(part)) and not rest:
            names.append(part)
        else:
            rest.append(part)
    if names and not rest and (has_detail or len(names) > 1):
        details.add_authors(", ".join(names), is_certain=True)
    # Remarks in brackets are about the list: "(a must read)".
    elif rest and is_sentence(piece) and not raw.lstrip().startswith("("):
        details.sentences.append(raw.strip(" -–—|•·:\t"))
