"""Split a text at what separates names: signs, line ends, list numbers, "and" in many languages."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.people.parts import (
    PAIR,
    are_dotted_names,
    ends_in_initials,
    is_chinese_name,
    is_family,
    is_initials,
    is_person,
)
from sitegen.text.markup import unescape_entities

#: Commas in a list of names.
COMMA: Final = re.compile(r"(?:(?<!\s)\s++)?[,，、]\s*+")
#: Blanks around the sign show that it separates; "·" may also be part of a Catalan name.
_STRONG_SEPARATOR: Final = re.compile(r"(?:[;；\n\t•●▪◦‣|¦]\s*)+|\s[·/]+\s+")
#: Between whole names only: a dash, a slash without blanks, "+".
_WEAK_SEPARATORS: Final = (re.compile(r"(?<!\s)\s++[-–—+]\s++"), re.compile(r"\s?/\s?"))
_DOT: Final = re.compile(r"[·・･‧∙ㆍ]")
#: Signs of other scripts that mean the same.
_SIGNS: Final = str.maketrans(
    {"،": ", ", "؛": "; ", "､": "、", "﹐": ",", "﹔": ";", "｜": "|", "＆": " & "}
)
_LINE_TAG: Final = re.compile(r"</?(?:br|p|li|ul|ol|div|td|tr)\b[^<>]{0,200}>", re.IGNORECASE)
#: "1. Ada Lovelace, 2. Alan Turing", "(1) Ada Lovelace (2) Alan Turing".
_LIST_NUMBER: Final = re.compile(
    r"(?:^|(?<=[\s,;]))(?:[\[(]\d{1,3}[)\]]|\d{1,3}[.)]|\d{1,3}\.\))\s*(?=[^\W\d_])"
)
_BULLET: Final = re.compile(r"^[^\S\n]*+(?:[-*+–—■□○◆►▸➢→]|\\item\b)\s*(?=[^\W\d_])", re.MULTILINE)
_AND_WORDS: Final = r"(?:[Aa]nd|AND)(?:\s+with)?|und|et|with|и"
_AND_SIGNS: Final = r",?\s&\s*|,?&\s+|,?\s(?:和|与|與|及|と|및|及び|および|並びに|ならびに)\s+"
_AND: Final = re.compile(rf",?\s(?:{_AND_WORDS})\s+|{_AND_SIGNS}")
#: Japanese has no blanks around it.
_GLUED_AND: Final = re.compile("及び|および|並びに|ならびに")
#: In a list that has capitals only.
_CAPITAL_AND: Final = re.compile(rf",?\s(?:{_AND_WORDS})\s+|{_AND_SIGNS}", re.IGNORECASE)
_LEADING_AND: Final = re.compile(r"^(?:[Aa]nd|AND|und|et)\s+|^&\s*")
#: "and" of other languages, which are parts of names too: "José Ortega y Gasset".
_FOREIGN_AND: Final = re.compile(
    r",?\s(?:y|e|ed|en|och|og|ja|ve|și|şi|si|та|і|й|i|a|és|dan|và|và|και|و|ו|in|ir|un|dhe)\s"
)
_CAPITAL_FOREIGN_AND: Final = re.compile(_FOREIGN_AND.pattern, re.IGNORECASE)
#: "李明和王芳", without blanks.
_HAN_AND: Final = re.compile(r"[和与與及]")
_HAN_LIST: Final = re.compile(r"[\u3400-\u9fff]{3,}")
#: Characters of the longest whole name, on one side of "and".
_MAX_NAME_CHARS: Final = 80


def prepare_list(text: str) -> str:
    """Return a text with the usual signs: no entities, no tags, no bullets and list numbers."""
    # Some programs escape twice.
    text = unescape_entities(unescape_entities(text))
    if "<" in text:
        text = _LINE_TAG.sub("\n", text)
    if not text.isascii():
        text = _GLUED_AND.sub(r" \g<0> ", text.translate(_SIGNS))
    text = _BULLET.sub("\n", text)
    if _LIST_NUMBER.match(text.lstrip()):
        text = _LIST_NUMBER.sub("\n", text)
    return text


def split_strong(text: str) -> list[str]:
    """Return the pieces between semicolons, line ends, bars and the like, without empty ones."""
    pieces = [piece.strip(" ,") for piece in _STRONG_SEPARATOR.split(text)]
    return [part for piece in pieces if piece for part in _split_weak(piece)]


def split_plain(text: str) -> list[str]:
    """Return the parts between semicolons, commas, line ends and "and", whatever they are."""
    return [part for piece in split_strong(text) for part in re.split(r",|\sand\s", piece)]


def _split_weak(piece: str) -> list[str]:
    """Split at signs that names may hold too, if all parts are whole names."""
    for separator in _WEAK_SEPARATORS:
        parts = separator.split(piece)
        if len(parts) > 1 and all(map(_is_whole, parts)):
            return parts
    if _DOT.search(piece):
        piece = ", ".join(map(_undotted, COMMA.split(piece)))
    return [piece]


def _is_whole(part: str) -> bool:
    """Return whether a part is "Ada Lovelace" or "Lovelace, Ada"."""
    family, comma, given = part.partition(",")
    if comma:
        return is_family(family) and bool(given.strip()) and "," not in given
    return is_person(part)


def _undotted(part: str) -> str:
    """Return a part with commas in the places of middle dots, if those separate whole names."""
    dot = _DOT.search(part)
    names = [name.strip() for name in _DOT.split(part)]
    return ", ".join(names) if dot and are_dotted_names(names, dot.group()) else part


def drop_leading_and(text: str) -> str:
    """Return a text without the "and" of a list that was cut before it."""
    return _LEADING_AND.sub("", text)


def has_and(text: str) -> bool:
    """Return whether a text has an "and" that always separates names."""
    return bool(_AND.search(text))


def split_and(text: str) -> list[str]:
    """Return the segments between every "and" that separates names."""
    pattern = _CAPITAL_AND if text.isupper() else _AND
    return [
        part
        for segment in pattern.split(text)
        for foreign in _split_foreign_and(segment)
        for part in _split_han_and(foreign)
    ]


def _split_foreign_and(segment: str) -> list[str]:
    """Split at a word such as "y" where whole names are on both sides."""
    pattern = _CAPITAL_FOREIGN_AND if segment.isupper() else _FOREIGN_AND
    segments = []
    start = 0
    for match in pattern.finditer(segment):
        left = segment[max(start, match.start() - _MAX_NAME_CHARS) : match.start()]
        right = segment[match.end() : match.end() + _MAX_NAME_CHARS]
        # A part of a name has one word behind it: "Santiago Ramón y Cajal y Juan Pérez".
        right = pattern.split(right, maxsplit=1)[0]
        is_separator = is_person(COMMA.split(left)[-1]) and is_person(COMMA.split(right)[0])
        whole_left = segment[start : match.start()]
        if is_separator or (_ends_inverted(whole_left) and _starts_inverted(right)):
            segments.append(whole_left)
            start = match.end()
    segments.append(segment[start:])
    return segments


def _ends_inverted(text: str) -> bool:
    """Return whether a text is "Pérez, Juan" or several such names."""
    parts = COMMA.split(text)
    if len(parts) % PAIR:
        return False
    family, given = parts[-2:]
    return bool(family) and bool(given) and (is_family(family) or is_initials(given))


def _starts_inverted(text: str) -> bool:
    """Return whether a text starts with "Pérez, Juan" or "de Vries, K."."""
    family, *given = COMMA.split(text)[:PAIR]
    return (
        bool(given)
        and bool(family)
        and family[-1].isalpha()
        and not ends_in_initials(family)
        and (is_family(family) or is_initials(given[0]))
    )


def _split_han_and(text: str) -> list[str]:
    """Split "李明和王芳", but not "李和平"."""
    if not _HAN_LIST.search(text):
        return [text]
    *others, last = COMMA.split(text)
    names = _HAN_AND.split(last)
    if len(names) == PAIR and all(map(is_chinese_name, names)):
        return [", ".join((*others, names[0])), names[1]]
    return [text]
