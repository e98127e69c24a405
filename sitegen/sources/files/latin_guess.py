"""Guess the encoding of a text in Latin script by the words that each encoding makes of its bytes.

A word is plausible if one language has all its letters, and they stand where the language has
them. The right encoding makes every word plausible; a wrong one puts signs, capitals or rows of
consonants into some.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

#: Encoding -> the letters beyond ASCII of each of its languages.
_ALPHABETS: Final = {
    "cp1252": ("äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíóúüñ", "ãõáâàçéêíóôú", "àèéìòùî", "åäöé", "åæøéöäü",
               "áðéíóúýþæö", "àçèéíïòóúü", "áéíóúëïöüè"),
    "cp1250": ("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "áäčďéíĺľňóôŕšťúýž", "ăâîşţ",
               "äöüßé", "ëç"),
    "cp1254": ("çğıöşüâîûé", "äöüßé"),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
}  # fmt: skip
#: Encoding -> the one whose languages it is used for.
_CODECS: Final = {
    "cp1252": "cp1252", "cp1254": "cp1254", "cp1250": "cp1250", "iso8859-2": "cp1250",
    "mac_roman": "cp1252", "cp850": "cp1252", "cp1257": "cp1257",
}  # fmt: skip
_WORD: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]*+[\x80-\xff][A-Za-z\x80-\xff]*+")
#: Marks around words, and those that stand inside too.
_EDGE_MARKS: Final = "“”„‘’‚«»‹›–—…€§©®™†‡•·°±×÷\xa0¿¡¶ºª"
_INNER_MARKS: Final = re.compile("[’‘–—·\xa0…×]")
_VOWELS: Final = "aeiouyáéíóúýàèìòùâêîôûäëïöüãõåæøœąęăāēīūėįųěůőűı"
#: What no language of these encodings writes.
_IMPLAUSIBLE: Final = re.compile(
    rf"[ñ](?![{_VOWELS}])|ń[{_VOWELS}]|[èòêæ](?=[{_VOWELS}])|ø(?=[aeiouáéíóúàèìòù])"
    rf"|õ(?!e)|ã(?![eo]|$)|(?<![{_VOWELS}])ï|^ð|(?<=.)þ|ý.*ý"
    rf"|(?<![{_VOWELS}lłsś])[čćřďţ](?![{_VOWELS}lrv])"
    r"|(?<=[b-df-hj-np-tv-xz])[šžź](?=[b-df-hj-np-tv-xz])"
    r"|^ŕ|ŕ$|^ė$|^ß|^ğ",
)
_CAPITAL_INSIDE: Final = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-ÞČĆĎĐĚĘŁŃŇŘŚŠŤŮŹŻŽĄĞİŞ](?![A-Z])")


class LatinGuess(NamedTuple):
    """The likely encoding of a text, and whether no other plausible text has the same bytes."""

    encoding: str
    is_sure: bool


def guess_latin(sample: bytes) -> LatinGuess:
    """Return the encoding that makes most words of a text plausible; windows-1252 wins a tie."""
    words = set(_WORD.findall(sample))
    scores = {
        codec: sum(_is_plausible(_decode(word, codec), languages) for word in words)
        for codec, languages in _CODECS.items()
    }
    # The first of equals is returned, and they stand by how common they are.
    best = max(scores, key=scores.__getitem__)
    text = [_decode(word, best) for word in words]
    is_clear = all(
        scores[codec] < scores[best] or [_decode(word, codec) for word in words] == text
        for codec in scores
    )
    return LatinGuess(best, is_clear and scores[best] == len(words))


def _decode(word: bytes, codec: str) -> str:
    return word.decode(codec, "replace")


def _is_plausible(word: str, languages: str) -> bool:
    return all(
        _is_plausible_part(part.strip(_EDGE_MARKS), languages)
        for part in _INNER_MARKS.split(word.strip(_EDGE_MARKS))
    )


def _is_plausible_part(part: str, languages: str) -> bool:
    # The capital of the dotted i is two characters in small letters.
    small = part.replace("İ", "i").lower()
    letters = {letter for letter in small if letter > "\x7f"}
    return (
        any(letters <= set(alphabet) for alphabet in _alphabets(part, languages))
        and not _CAPITAL_INSIDE.search(part)
        and not _IMPLAUSIBLE.search(small)
    )


def _alphabets(part: str, languages: str) -> tuple[str, ...]:
    """Return the alphabets that a word may have; the dotted capital I is Turkish alone."""
    return _ALPHABETS["cp1254"][:1] if "İ" in part else _ALPHABETS[languages]
