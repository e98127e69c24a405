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
from typing import Final

import ftfy

from sitegen.text.formulas import formula_matches
from sitegen.text.markup import without_markup

#: Accent command -> combining character. Source: LaTeX2e, "Accents" (latexref.xyz).
_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
#: Letter command -> letter. Source: LaTeX2e, "Additional Latin letters".
_LETTERS: Final = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "i": "ı", "j": "ȷ", "S": "§", "P": "¶", "pounds": "£",
    "copyright": "©", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…",
    "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textbackslash": "\\", "textregistered": "®",
    "texttrademark": "™", "textdegree": "°", "euro": "€", "texttimes": "×",
    "textmu": "µ", "textless": "<", "textgreater": ">", "textpm": "±", "textbullet": "•",
}  # fmt: skip
_STYLED: Final = re.compile(
    r"\\(?:emph|textbf|textit|texttt|textsc|textsl|textrm|textsf|textup|textsuperscript|"
    r"textsubscript|text|underline|mbox|url|enquote)\s?\{([^{}]*)\}"
    r"|\{\\(?:bf|it|em|tt|sc|sl|rm|sf)(?:series|shape|family)?\s+([^{}\\]*)\}"
)
#: How deep styles are nested in one another.
_NESTED: Final = 6
_CITED: Final = re.compile(
    r"[\s~]*\\(?:[cC]ite[a-zA-Z]*|footnote|footnotemark|label|thanks|index)\*?"
    r"(?:\[[^\[\]]*\])*\{[^{}]*\}"
)
#: How UTF-8 looks that was read as Latin-1 or Windows-1252.
_MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00c5\u00e2\u00ef][\u0080-\u00bf\u0152-\u0178\u201a-\u203a\u20ac\u2122]"
)
_PARTED: Final = re.compile(r"(?<![\w-])([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
#: Parts of words that are written with a hyphen mostly: the first, the last.
_FIRST_PARTS: Final = """
    all anti auto bi co cross data deep domain end ex fine few first fully graph hand high human
    image in inter intra large language learning linear long low machine meta mid model multi near
    neural non off on one open out over part plug point post pre pseudo quasi query real rule second
    self semi short single small speech state step sub super task text three time token top trade
    two un under user video vision web well wide word zero
"""
_LAST_PARTS: Final = """
    agnostic aware based centric dependent driven free guided independent invariant level like of
    oriented shot specific supervised tuned tuning wise world
"""
_PREFIXES: Final = frozenset(_FIRST_PARTS.split())
_SUFFIXES: Final = frozenset(_LAST_PARTS.split())
#: Typesetters' ligatures.
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_ACCENTED: Final = re.compile(
    r"\{?\\(?:(?P<mark>[`'^\"~=.])|(?P<name>[uvHtcdbkr])(?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))(?P<close>\})?"
)
_LETTER: Final = re.compile(
    r"\{\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")\s*\}"
    r"|\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])\s?)"
)
_ADDRESS: Final = re.compile(r"\\url\s?\{(https?://[^\s{}]+)\}")
_DOUBLED_URL: Final = re.compile(r"(https?://[^\s{}]+)\{\s*(https?://[^\s{}]+)\s*\}")
_URL: Final = re.compile(r"https?://\S+")
_IN_LINE: Final = re.compile(r"\\\((.{1,1000}?)\\\)", re.DOTALL)
_DISPLAYED: Final = re.compile(
    r"\\\[(.{1,1000}?)\\\]|\\begin\{(equation|displaymath|align)\*?\}(.{1,1000}?)\\end\{\2\*?\}",
    re.DOTALL,
)
#: Commands whose backslash and first letter a program took for a tab or a line's end.
_LOST: Final = re.compile(r"(?<=[$\d])\s(imes|au|ho|heta|o|extit|extbf|ext)(?=[$\s\d{_^])")
_LOST_LETTER: Final = {"ho": "r"}
#: A text that is as it would be printed, as most names and titles are. In a longer one it would
#: cost more to look than it saves.
_PLAIN: Final = re.compile(r"(?=.{0,200}\Z)[A-Za-z0-9.,:;()'?!/+-]+(?: [A-Za-z0-9.,:;()'?!/+-]+)*")
_BIDI: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS: Final = frozenset("\u200c\u200d")  # Persian and emoji need them
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_text(raw: str) -> str:
    """Return a text as one paragraph of printable Unicode (NFC); idempotent on its own output.

    Args:
        raw: a title or an abstract as the source holds it, LaTeX or plain.
    """
    if _PLAIN.fullmatch(raw) and "--" not in raw:
        return raw
    text = _characters(raw)
    if "<" in text or "&" in text:
        text = without_markup(text)
    if "{http" in text:
        text = _ADDRESS.sub(r"\1", text)
        text = _DOUBLED_URL.sub(_once, text)
    if "\\(" in text or "\\[" in text or "\\begin" in text:
        text = _with_dollars(text)
    if "\\" in text or "~" in text or "--" in text or "``" in text:
        text = _outside_verbatim(text)
    if text.isascii() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _characters(raw: str) -> str:
    """Return a text in the characters that it is meant to have, each of them visible."""
    text = _decoded(raw) if _MOJIBAKE.search(raw) else raw
    if "-\n" in text:
        text = _PARTED.sub(_joined, text)
    if "$" in text:
        text = _with_lost_commands(text)
    text = _visible(text)
    # What went may have been between two halves of a letter.
    return _visible(_decoded(text)) if _MOJIBAKE.search(text) else text


def _decoded(text: str) -> str:
    """Decode again what was decoded wrongly, until nothing looks so."""
    for _ in range(_NESTED):
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
    return text if text.isascii() and text.isprintable() else text.translate(_VISIBLE)


def _once(match: re.Match[str]) -> str:
    shown, target = match.groups()
    return shown if shown == target else f"{shown} {target}"


def _with_dollars(text: str) -> str:
    r"""Set mathematics between dollars that stands in ``\(…\)``, ``\[…\]`` or an environment."""
    text = _DISPLAYED.sub(lambda m: m[0] if "$" in m[0] else f"$${(m[1] or m[3]).strip()}$$", text)
    return _IN_LINE.sub(lambda m: m[0] if "$" in m[1] else f"${m[1].strip()}$", text)


def _with_lost_commands(text: str) -> str:
    r"""Give ``$ imes$`` its backslash and letter again: JSON's ``\t`` was read in ``\times``."""

    def mend(match: re.Match[str]) -> str:
        rest = match[1]
        if text.count("$", 0, match.start()) % 2 == 0:
            return match[0]
        return f"\\{_LOST_LETTER.get(rest, 't')}{rest}"

    return _LOST.sub(mend, text)


def _outside_verbatim(text: str) -> str:
    parts, end = [], 0
    spans = [match.span() for match in formula_matches(text)] if "$" in text else []
    if "http" in text:
        spans = sorted([*spans, *(match.span() for match in _URL.finditer(text))])
    for first, last in spans:
        if first >= end:
            parts += [_delatex(text[end:first]), text[first:last]]
            end = last
    parts.append(_delatex(text[end:]))
    return "".join(parts)


def _delatex(text: str) -> str:
    if "\\" in text:
        text = _CITED.sub("", text)
        for _ in range(_NESTED):
            before, text = text, _STYLED.sub(_inner, text)
            if before == text:
                break
        text = _ACCENTED.sub(_compose, text)
        text = _LETTER.sub(lambda m: _LETTERS[m.group(1) or m.group(2)], text)
        text = re.sub(r"\\([%&#_$])", r"\1", text)
    text = re.sub(r"(?<=[\w.,:;)\]-])~(?=[\w\\(])", " ", text)
    text = re.sub(r"(?<=\s)--(?=\s)|(?<=\w)--(?=\w)", "–", re.sub(r"(?<!-)---(?!-)", "—", text))
    if "``" in text:
        text = re.sub(r"(?<!`)``(?!`)([^`']*)''", r"“\1”", text)
    return text


def _inner(match: re.Match[str]) -> str:
    return match[1] if match[1] is not None else match[2]


def _joined(match: re.Match[str]) -> str:
    """Join a word that a line's end has parted; "self-" and its like keep their hyphen."""
    first, second = match.groups()
    keeps = (
        first.lower() in _PREFIXES
        or first.isupper()
        or second in _SUFFIXES
        or not second[:1].islower()
    )
    return f"{first}-{second}" if keeps else f"{first}{second}"


def _compose(match: re.Match[str]) -> str:
    base = (match["braced"] or match["bare"]).lstrip("\\")
    mark = _ACCENTS.get(match["mark"] or match["name"])
    if mark is None or len(base) != 1:
        return match.group()
    letter = unicodedata.normalize("NFC", base + mark)
    opened, closed = match.group().startswith("{"), bool(match["close"])
    return ("{" if opened and not closed else "") + letter + ("}" if closed and not opened else "")
