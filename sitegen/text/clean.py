r"""Turn what a source holds into what an author would print.

LaTeX accents and escapes become Unicode (``Bokm{\aa}l``, ``50\%``, ``Byte-~and``, ``--``), styles
leave their text and citations nothing, ligatures become letters, words that a line's end has parted
are joined, UTF-8 that was read as something else is read again (ftfy). Characters that would
disturb a reader, a file name or a terminal (controls, bidirectional overrides, zero-width
characters) go, blanks become single blanks. Mathematics becomes TeX between dollars, and it and
addresses are left as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import ftfy

from sitegen.text.formulas import formula_matches, split_formulas
from sitegen.text.hyphens import without_parted_words
from sitegen.text.latex import (
    has_latex,
    plain_latex,
    with_addresses,
    with_lost_commands,
    without_notes,
)
from sitegen.text.markup import without_markup

#: How UTF-8 looks that was read as Latin-1 or Windows-1252.
_MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00c5\u00e2\u00ef][\u0080-\u00bf\u0152-\u0178\u201a-\u203a\u20ac\u2122]"
)
#: How often a text may have been decoded wrongly.
_TIMES: Final = 6
#: Typesetters' ligatures.
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_URL: Final = re.compile(r"https?://\S+")
_IN_LINE: Final = re.compile(r"\\\((.{1,1000}?)\\\)", re.DOTALL)
_DISPLAYED: Final = re.compile(
    r"\\\[(.{1,1000}?)\\\]|\\begin\{(equation|displaymath|align)\*?\}(.{1,1000}?)\\end\{\2\*?\}",
    re.DOTALL,
)
#: Mathematics that is none: words in a style, a number, a per cent sign.
_WORDS: Final = re.compile(
    r"(?=.*\\text)(?:\\text(?:bf|it|rm|sf|tt|sc)?\{[^{}$]*\}|[\s(),:;./-])+", re.DOTALL
)
_NUMBER: Final = re.compile(r"\s*(-?\d[\d.,]*(?=\D|\Z)|(?=\\?%))\s*(\\?%)?\s*")
_STARRED: Final = re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])([^*\n]{1,120}?)(?<=[^\s*])\*\*(?![\w*])")
#: Marks that a PDF's text has before their letter, or on a letter without a dot.
_MARK: Final = re.compile("[\u0300-\u036f]")
_MARK_FIRST: Final = re.compile(r"(?<=[^\W\d_]) ([\u0300-\u036f])([^\W\d_])")
_DOTLESS: Final = re.compile("\u0131(?=[\u0300-\u036f])")
_LOOSE_MARK: Final = re.compile("(?<=\\s)[\u0300-\u036f]+")
_SOFT_DASH: Final = re.compile(r"(?<=\s)\u00ad(?=\s)")
_TELLING: Final = re.compile(r"--|- |''")
_SHORT: Final = 200
#: A text that is as it would be printed, as most names and titles are. In a longer one it would
#: cost more to look than it saves.
_PLAIN: Final = re.compile(r"[A-Za-z0-9.,:;()'?!/+-]+(?: [A-Za-z0-9.,:;()'?!/+-]+)*")
_BIDI: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS: Final = frozenset("\u200c\u200d")  # Persian and emoji need them
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_text(raw: str) -> str:
    """Return a text as one paragraph of printable Unicode (NFC); idempotent on its own output.

    Args:
        raw: a title or an abstract as the source holds it, LaTeX or plain.
    """
    if len(raw) < _SHORT and _PLAIN.fullmatch(raw) and not _TELLING.search(raw):
        return raw
    text = _characters(raw)
    if "<" in text or "&" in text:
        text = without_markup(text)
    if has_latex(text):
        text = _without_latex(text)
    if "**" in text:
        text = _STARRED.sub(r"\1", text)
    if text.isascii() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return unicodedata.normalize("NFC", " ".join(text.split()))


#: Names, venues and keywords come again and again.
clean_name = lru_cache(maxsize=1 << 16)(clean_text)


def _characters(raw: str) -> str:
    """Return a text in the characters that it is meant to have, each of them visible."""
    is_plain = raw.isascii()
    text = _decoded(raw) if not is_plain and _MOJIBAKE.search(raw) else raw
    if "$" in text or "{" in text:
        text = with_lost_commands(text)
    if "-\n" in text or "- " in text or "\x02" in text or "(cid" in text:
        text = without_parted_words(text)
    if is_plain:
        return _visible(text)
    text = _visible(_SOFT_DASH.sub("–", text) if "\u00ad" in text else text)
    if _MOJIBAKE.search(text):
        # What went was between two halves of a letter.
        text = _visible(_decoded(text))
    if _MARK.search(text):
        text = _LOOSE_MARK.sub("", _DOTLESS.sub("i", _MARK_FIRST.sub(r"\2\1", text)))
    return text


def _without_latex(text: str) -> str:
    text = without_notes(text)
    if "\\(" in text or "\\[" in text or "\\begin" in text:
        text = _with_dollars(text)
    if "http" in text:
        text = with_addresses(text)
    return _outside_verbatim(_without_false_formulas(text) if "$" in text else text)


def _without_false_formulas(text: str) -> str:
    """Set free what stands between dollars and is words or a number."""
    parts: list[str] = []
    for part in split_formulas(text):
        if isinstance(part, str):
            parts.append(part)
        elif number := _NUMBER.fullmatch(part.tex):
            parts.append(f"{number[1] or ''}{'%' * bool(number[2])}")
        else:
            parts.append(part.tex if _WORDS.fullmatch(part.tex) else part.source)
    return "".join(parts)


def _decoded(text: str) -> str:
    """Decode again what was decoded wrongly, until nothing looks so."""
    for _ in range(_TIMES):
        before, text = text, ftfy.fix_encoding(text)
        if text == before or not _MOJIBAKE.search(text):
            break
    return text


class _Visible(dict[int, int | str | None]):
    """What ``str.translate`` makes of each character, found out when one is first met."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        shown: int | str | None = _LIGATURES.get(code, code)
        if char in "\t\n\r\x0b\x0c\x85\u2028\u2029":
            shown = ord(" ")
        elif char in _BIDI or (char not in _JOINERS and unicodedata.category(char) in _INVISIBLE):
            shown = None
        self[code] = shown
        return shown


_VISIBLE: Final = _Visible()


def _visible(text: str) -> str:
    text = text.replace("\n", " ")
    return text if text.isascii() and text.isprintable() else text.translate(_VISIBLE)


def _with_dollars(text: str) -> str:
    r"""Set mathematics between dollars that stands in ``\(…\)``, ``\[…\]`` or an environment."""
    text = _DISPLAYED.sub(lambda m: m[0] if "$" in m[0] else f"$${(m[1] or m[3]).strip()}$$", text)
    return _IN_LINE.sub(lambda m: m[0] if "$" in m[1] else f"${m[1].strip()}$", text)


def _outside_verbatim(text: str) -> str:
    parts, end = [], 0
    spans = [match.span() for match in formula_matches(text)] if "$" in text else []
    if "http" in text:
        spans = sorted([*spans, *(match.span() for match in _URL.finditer(text))])
    for first, last in spans:
        if first >= end:
            parts += [plain_latex(text[end:first]), text[first:last]]
            end = last
    parts.append(plain_latex(text[end:]))
    return "".join(parts)
