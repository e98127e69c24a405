r"""Normalize titles and abstracts: LaTeX, HTML and mojibake to one line of clean Unicode.

LaTeX accents and escapes become Unicode (``Bokm{\aa}l``, ``50\%``, ``Byte-~and``, ``--``), style
commands are replaced by their argument, citations are removed, ligatures become letters, words that
were hyphenated at a line end are joined, and UTF-8 that was decoded with another encoding is
repaired (ftfy). Control characters, bidirectional overrides and zero-width characters are removed,
as they can disturb a page, a file name or a terminal. Runs of whitespace become one space.
Mathematics becomes TeX between dollars. The contents of formulas and URLs are not changed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from sitegen.text.blanks import collapse_spaces, single_spaced
from sitegen.text.formulas import formula_matches, use_dollars
from sitegen.text.hyphens import join_hyphenated_words
from sitegen.text.latex import has_latex, latex_to_text
from sitegen.text.latex_notes import (
    expand_link_commands,
    remove_link_targets,
    remove_notes,
    restore_commands,
    unwrap_documents,
)
from sitegen.text.markup import strip_markup

#: UTF-8 that was decoded as Latin-1 or Windows-1252: the first byte of a sequence, then a
#: continuation byte. Windows-1252 maps some continuation bytes to signs above U+0100.
_MOJIBAKE_START: Final = re.compile("[\u00c2-\u00c5\u00e2\u00ef]")
_MOJIBAKE: Final = re.compile(
    _MOJIBAKE_START.pattern + "[\u0080-\u00bf\u0152-\u0178\u201a-\u203a\u20ac\u2122]"
)
#: Each wrong decoding of a text needs one repair.
_MAX_REPAIRS: Final = 6
#: Typographic ligatures, which fonts have as one glyph and PDFs as one character.
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_LIGATURE: Final = re.compile("[\ufb00-\ufb04]")
#: Formulas that contain no mathematics: only words in a text style, or a number or percent sign.
_STYLED_WORDS: Final = re.compile(
    r"(?=.*\\text)(?:\\text(?:bf|it|rm|sf|tt|sc)?\{[^{}$]*\}|[\s(),:;./-])+", re.DOTALL
)
_NUMBER: Final = re.compile(r"\s*+(-?\d[\d.,]*+(?=\D|\Z)|(?=\\?%))\s*+(\\?%)?\s*+")
#: A heading that leads an abstract: before a colon, a full stop or a dash, in capitals, or before
#: the first words of an abstract; not in "Abstract algebra".
_HEADING: Final = re.compile(
    r"(?:(?:Abstract|Summary|Résumé|Resumé|Zusammenfassung|Resumen|Resumo|ABSTRACT|SUMMARY)"
    r"(?:\s?[:.—–]\s*|\s-\s|\s?(?=(?:We|This|In this|The aim|Background|Objectives?|Purpose|Aims?|"
    r"Introduction|Motivation|Context|BACKGROUND|OBJECTIVES?|PURPOSE|INTRODUCTION)\b))"
    r"|(?:ABSTRACT|SUMMARY)\s(?=[A-Z]))+"
)
#: The first letters of these words.
_HEADING_INITIALS: Final = frozenset("ARSZ")
#: Markdown's ``**bold**``, and ``*emphasis*`` of words, as in the abstracts of OpenReview.
_BOLD: Final = re.compile(r"\*\*(?<![\w*\\]\*\*)(?=[^\s*])([^*\n]{1,120}?)(?<=[^\s*])\*\*(?![\w*])")
_EMPHASIS: Final = re.compile(
    r"\*(?<![\w*\\$^{]\*)(?=[^\W\d_]{2})([^*$^\n]{2,80}?)(?<=[^\W\d_])\*(?![\w*$^}])"
)
_COMBINING_MARK: Final = re.compile("[\u0300-\u036f]")
#: Text from PDFs may have a combining mark before its letter, with a space before the mark.
_MARK_BEFORE_LETTER: Final = re.compile(r"(?<=[^\W\d_]) ([\u0300-\u036f])([^\W\d_])")
_DOTLESS_I: Final = re.compile("\u0131(?=[\u0300-\u036f])")
_DETACHED_MARK: Final = re.compile("(?<=\\s)[\u0300-\u036f]+")
#: A soft hyphen between spaces was a dash.
_SOFT_HYPHEN_DASH: Final = re.compile(r"(?<=\s)\u00ad(?=\s)")
#: Clean names and titles, which are most, return early. For longer texts the match would cost
#: more than it saves.
_MAX_SIMPLE_CHARS: Final = 200
_SIMPLE: Final = re.compile(r"[A-Za-z0-9.,:;()'?!/+-]+(?: [A-Za-z0-9.,:;()'?!/+-]+)*")
#: Sequences of simple characters that are replaced all the same: dashes, hyphenation and quotes.
_REPLACED_SEQUENCE: Final = re.compile(r"--|- |''")
#: ASCII characters that a step of the cleaning looks for, but for those in words: hyphens,
#: apostrophes and parentheses. Newlines become blanks.
_SPECIAL_BYTES: Final = bytes({*range(32), 127, *rb"\\{$~`<&*"} - {ord("\n")})
_ASCII_BYTES: Final = bytes(range(128))
#: Letters with case, digits, also raised ones, punctuation and symbols.
_STABLE_CATEGORIES: Final = frozenset(
    {"Lu", "Ll", "Nd", "No", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "So"}
)
_SPECIAL_HYPHEN: Final = re.compile(r"-[- \n]")
#: Control characters (C1) -> the characters of Windows-1252 that they are in files read as Latin-1,
#: as browsers show them. Five codes have no character.
_WINDOWS_1252: Final = {
    code: ord(char)
    for code in range(0x80, 0xA0)
    if (char := bytes([code]).decode("cp1252", "ignore"))
}
_BIDI: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS: Final = frozenset("\u200c\u200d")  # Persian words and emoji need them
#: Unicode categories: control, format, surrogate, private use, unassigned.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_text(raw: str) -> str:
    """Return a text as one line of printable Unicode in NFC.

    Idempotent for texts without LaTeX: cleaning a cleaned text does not change it.

    Args:
        raw: a title or an abstract as in the source, LaTeX, HTML or plain.
    """
    if _is_plain(raw):
        return collapse_spaces(raw.replace("\n", " ") if "\n" in raw else raw)
    if (
        len(raw) < _MAX_SIMPLE_CHARS
        and _SIMPLE.fullmatch(raw)
        and not _REPLACED_SEQUENCE.search(raw)
    ):
        return raw
    text, prints_characters = raw, False
    for _ in range(_MAX_REPAIRS):
        # LaTeX prints characters outside ASCII, which are correct beside any letter.
        characters = text if prints_characters else _normalize_characters(text)
        prints_characters = prints_characters or _has_latex_characters(characters)
        cleaned, is_latex = _replace_markup(characters)
        # Commands can expose markup and formulas: ``{\textless}i{\textgreater}``, ``{\$}k{\$}``.
        is_final = not is_latex and (prints_characters or cleaned.isascii())
        if cleaned == text or is_final:
            return cleaned
        # The replacements can expose mojibake: an entity was one of its bytes, or a no-break
        # space before it, now a space, kept ftfy from the repair.
        text = cleaned
        if not prints_characters and _MOJIBAKE.search(cleaned):
            text = _repair_mojibake(cleaned)
        if text == cleaned and not is_latex:
            break
    return cleaned


#: The same with a cache: names, venues and keywords are repeated.
clean_name = lru_cache(maxsize=1 << 16)(clean_text)


#: "[PDF][PDF] Title", as Google Scholar marks results in the text of its pages.
_RESULT_MARK: Final = re.compile(r"\A\[(?:PDF|HTML|BOOK|CITATION|DOC|PS|TXT)\]\[[A-Z]{1,8}\]\s*")


def clean_title(raw: str) -> str:
    """Return a title as one line of printable Unicode, without footnotes and targets of links."""
    if "\\" in raw:
        raw = remove_link_targets(remove_notes(raw, keep_urls=False))
    if raw.startswith("["):
        raw = _RESULT_MARK.sub("", raw, count=1)
    return clean_text(raw)


def clean_abstract(raw: str) -> str:
    """Return an abstract as one line of printable Unicode, without the heading "Abstract"."""
    text = clean_text(raw)
    # The pattern takes longer to fail than the whole cleaning of a plain text.
    match = _HEADING.match(text) if text[:1] in _HEADING_INITIALS else None
    return text[match.end() :] or text if match else text


def _is_plain(text: str) -> bool:
    """Return whether no step of the cleaning would change more than blanks; True for few others."""
    if not _has_stable_characters(text):
        return False
    # One pass for all characters; a regular expression takes ten times as long.
    data = text.encode()
    if len(data.translate(None, _SPECIAL_BYTES)) != len(data):
        return False
    # One character is searched much faster than a sequence.
    return not (
        ("-" in text and _SPECIAL_HYPHEN.search(text))
        or ("'" in text and "''" in text)
        or ("(" in text and "(cid" in text)
    )


def _has_stable_characters(text: str) -> bool:
    if text.isascii():
        return True
    # Bytes are removed at once, where a pattern would look at each character.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_BYTES)
    return all(map(_is_stable, set(rest.decode("utf-8", "surrogatepass"))))


@lru_cache(maxsize=1 << 12)
def _is_stable(char: str) -> bool:
    """Return whether no step of the cleaning looks for a character outside ASCII.

    Marks and the letters of other categories may join the character before them in NFC.
    """
    return (
        unicodedata.category(char) in _STABLE_CATEGORIES
        and ord(char) not in _LIGATURES
        and not _MOJIBAKE_START.match(char)
        and unicodedata.is_normalized("NFC", char)
    )


def _has_latex_characters(text: str) -> bool:
    """Return whether LaTeX prints characters outside ASCII in a text."""
    return "\\" in text or "''" in text or "``" in text


def _replace_markup(text: str) -> tuple[str, bool]:
    """Return a text without HTML, LaTeX and Markdown, and whether it had the last two."""
    # HTML first, as its elements may contain LaTeX.
    if "<" in text or "&" in text:
        text = strip_markup(text)
    previous = text
    if has_latex(text):
        text = _replace_latex(text)
    if "*" in text and "$" not in text:
        text = _EMPHASIS.sub(r"\1", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    is_latex = text != previous
    # Such characters are in NFC, so only the spaces need a check.
    if _has_stable_characters(text) and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text, is_latex
    return unicodedata.normalize("NFC", single_spaced(text)), is_latex


def _normalize_characters(raw: str) -> str:
    """Repair wrongly decoded, invisible, hyphenated and combining characters."""
    is_stable = _has_stable_characters(raw)
    text = _repair_mojibake(raw) if not is_stable and _MOJIBAKE.search(raw) else raw
    # These two need the tabs and newlines that _remove_invisible replaces.
    if "$" in text or "{" in text:
        text = restore_commands(text)
    # One character is searched much faster than a sequence.
    is_hyphenated = "-" in text and ("-\n" in text or "- " in text)
    if is_hyphenated or "\x02" in text or ("(" in text and "(cid" in text):
        text = join_hyphenated_words(text)
    if is_stable:
        return _remove_invisible(text, has_ligatures=False)
    text = _remove_invisible(_SOFT_HYPHEN_DASH.sub("–", text) if "\u00ad" in text else text)
    # A removed character may have been between two bytes of a sequence.
    if text != raw and _MOJIBAKE.search(text):
        text = _remove_invisible(_repair_mojibake(text))
    if _COMBINING_MARK.search(text):
        text = _DOTLESS_I.sub("i", _MARK_BEFORE_LETTER.sub(r"\2\1", text))
        text = _DETACHED_MARK.sub("", text)
    return text


def _replace_latex(text: str) -> str:
    # Notes first: their arguments may contain URLs and formulas.
    text = remove_notes(unwrap_documents(text))
    text = use_dollars(text)
    if "http" in text:
        text = expand_link_commands(text)
    # The remaining dollars may form new pairs, as in ``$5$$%$$>``.
    while "$" in text:
        unwrapped = _unwrap_false_formulas(text)
        if unwrapped == text:
            break
        text = unwrapped
    return latex_to_text(text)


def _unwrap_false_formulas(text: str) -> str:
    """Remove the dollars around words and numbers."""
    parts: list[str] = []
    end = 0
    for match in formula_matches(text):
        tex = match["inline"] or match["display"]
        if number := _NUMBER.fullmatch(tex):
            parts += (text[end : match.start()], number[1] or "", "%" * bool(number[2]))
        elif _STYLED_WORDS.fullmatch(tex):
            parts += (text[end : match.start()], tex)
        else:
            continue
        end = match.end()
    return "".join((*parts, text[end:])) if parts else text


def _repair_mojibake(text: str) -> str:
    """Repair wrong decodings until the text is stable or has no sign of one."""
    # Few collections need it, and its patterns take a tenth of the start of a command.
    import ftfy

    for _ in range(_MAX_REPAIRS):
        previous, text = text, ftfy.fix_encoding(text)
        if text == previous or not _MOJIBAKE.search(text):
            break
    return text


class _DisplayTable(dict[int, int | str | None]):
    """A table for ``str.translate``: code point to its visible form, None for invisible ones.

    Entries are computed at the first lookup, as a full table would have 1.1 million.
    """

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        display: int | str | None = _LIGATURES.get(code, code)
        # Line breaks and tabs are control characters (Cc), but separate words.
        if char in "\t\n\r\x0b\x0c\u2028\u2029":
            display = ord(" ")
        elif code in _WINDOWS_1252:
            display = _WINDOWS_1252[code]
        elif char in _BIDI or (char not in _JOINERS and unicodedata.category(char) in _INVISIBLE):
            display = None
        self[code] = display
        return display


_DISPLAY_TABLE: Final = _DisplayTable()


def _remove_invisible(text: str, *, has_ligatures: bool = True) -> str:
    # Most texts are printable but for newlines; then translate, which takes long, is not needed.
    text = text.replace("\n", " ")
    is_plain = text.isprintable() and not (has_ligatures and _LIGATURE.search(text))
    return text if is_plain else text.translate(_DISPLAY_TABLE)
