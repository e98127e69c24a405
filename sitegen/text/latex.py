r"""Decode LaTeX in a title, a name or an abstract, outside formulas, to the text that it prints.

Accents and escapes become Unicode (``Bokm{\aa}l``, ``Nguy{\~{\^e}}n``, ``50\%``). Commands are
replaced by their arguments. Unknown commands without one lose their backslash: they are mostly
macros of the author for a name, as ``\method``. There are two kinds of text: fields that are
LaTeX for certain, as BibTeX's, where all braces go (``decode_latex``), and texts of any source,
where a backslash may be a path's and a brace a set's (``latex_to_text``).

Why not a library: ``pylatexenc`` loses stacked accents without braces and unknown commands, takes
a percent sign for a comment, and raises RecursionError on deep groups.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitegen.text.formulas import formula_matches, use_dollars
from sitegen.text.latex_decoder import Decoder
from sitegen.text.latex_notes import remove_notes, unwrap_documents
from sitegen.text.latex_symbols import SPACED_SYMBOLS, SYMBOLS
from sitegen.text.typography import remove_protecting_braces, set_type, unwrap_braces

if TYPE_CHECKING:
    from collections.abc import Callable

#: Numerals by number; 0 has none.
_ROMAN_NUMERALS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
#: ``90^\circ`` outside a formula.
_DEGREE: Final = re.compile(r"\s?\^\s?\{?\s?\\circ\s?\}?")
#: A styled text twice in a row, as some web pages contain it.
_DUPLICATE: Final = re.compile(r"(\\(?:emph|text(?:bf|it|tt|sc|rm|sf))\{[^{}]{1,80}\})\1")
#: Formulas of one sign: Google Scholar's ``$\{$``, Mendeley's ``$\backslash$`` and ``$<$``.
#: The literal dollar comes first, which the search looks for; an optional brace would be slow.
_SIGN: Final = r"(?:\\(?P<command>text[a-z]+|backslash|[{}_&#])|(?P<sign>[<>|']))\$"
_SIGN_FORMULA: Final = re.compile(rf"\$(?<!\\\$){_SIGN}")
_BRACED_SIGN_FORMULA: Final = re.compile(rf"\{{\${_SIGN}\}}")
#: A line break that Mendeley escaped, and the word after it.
_LINE_BREAK: Final = re.compile(
    r"(?:\$\\backslash\$|\{\\textbackslash\}|\\textbackslash\{\})n(?P<word>[A-Za-z]*)"
)
#: Commands that start with "n", which are no line break and word.
_N_COMMANDS: Final = frozenset(
    {"e", "ewline", "g", "i", "u", "abla", "eg", "eq", "ot", "otin", "oindent", "ocite"}
)  # fmt: skip
#: Google Scholar's subscript, of which the underscore is escaped.
_ESCAPED_SCRIPT: Final = re.compile(r"\$\s?\\([_^])\s?(?=\{)")
_ESCAPE: Final = re.compile(r"\{?\\([%&#_$~{}])(?:\{\})?\}?|\{\\(text[a-z]+)\}|\\(text[a-z]+)\{\}")
#: A formula in protecting braces, and ADS's tilde, which it writes before numbers.
_BRACED_FORMULA: Final = re.compile(r"(?<![\w}^])\{(\$[^$]{1,300}\$)\}")
#: Certainly mathematics, with one level of braces in it.
_ENSURED: Final = re.compile(r"\\ensuremath\s?\{((?:[^{}$]|\{[^{}$]*\}){1,300})\}")
#: What is read before the commands with arguments: its sign in a text, pattern and replacement.
_REWRITES: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    # ``\u00e9`` of a JSON text that was escaped twice, and TeX's ``\char"E9``.
    ("\\u", re.compile(r"\\u(?=\d)([0-9a-fA-F]{4})"), lambda m: _character(m[1])),
    (
        "\\char",
        re.compile(r"\\char\s?\"([0-9A-F]{2,4})\b\s?"),
        lambda m: _character(m[1]),
    ),
    ("\\char", re.compile(r"\\char\s?(\d{2,4})(?!\d)\s?"), lambda m: _character(f"{int(m[1]):x}")),
    # Spaces of TeX with a measure, as between parts of a logo.
    (
        "k",
        re.compile(
            r"\\(?P<name>m?kern|hskip|mskip)\s?-?\d{0,3}(?:[.,]\d{0,4})?\s?(?:em|ex|pt|mu|mm|cm)\s?"
            r"(?:(?:plus|minus)\s?\d{1,3}(?:\.\d{1,4})?\s?(?:em|ex|pt|mu|fil{1,3})\s?){0,2}"
        ),
        lambda m: "" if m["name"].endswith("kern") else " ",
    ),
    # A number with its unit: ``\SI{13}{\TeV}``.
    (
        "\\SI",
        re.compile(r"\\SI(?:\[[^\[\]]*\])?\{([^{}]*)\}\{\\?(?=[^{}]*\})"),
        lambda m: f"{m[1]} {{",
    ),
    # The signs of HTML's tags, as ADS escapes them.
    ("\\ensure", re.compile(r"\{?\\ensuremath\{([<>])\}\}?"), lambda m: m[1]),
    # Mathematics in dollars, as in ADS's ``M$_{\ensuremath{\odot}}$``, then outside of them.
    (
        "\\ensure",
        re.compile(r"(?<!\\)\$[^$]{1,1000}\$"),
        lambda m: _ENSURED.sub(r"\1", m[0]) if "\\ensure" in m[0] else m[0],
    ),
    ("\\ensure", _ENSURED, lambda m: f"${m[1]}$"),
    # ADS's tilde, which it writes before numbers.
    (
        "\\raisebox",
        re.compile(
            r"(?P<outer>\{)?\\raisebox\{[^{}]*\}(?P<inner>\{)?\\textasciitilde(?:\{\}|\s|(?![A-Za-z]))"
            r"(?(inner)\})(?(outer)\})"
        ),
        lambda _: "∼",
    ),
    # ``{\sc ii}``, an ion's numeral.
    ("\\sc", re.compile(r"\{\\sc(?:shape)?\s+([ivx]{1,4})\s*\}"), lambda m: m[1].upper()),
    ("\\verb", re.compile(r"\\verb\*?([^\w\s{}\\])(.{0,200}?)\1"), lambda m: m[2]),
    ("\\expand", re.compile(r"\\expandafter(?![A-Za-z])"), lambda _: ""),
    (
        "\\roman",
        re.compile(r"\\romannumeral\s?([1-9])(?!\d)"),
        lambda m: _ROMAN_NUMERALS[int(m[1])],
    ),
    # CSV doubles quotes, so that the umlaut ``\"o`` may arrive as ``\""o``.
    ('\\""', re.compile(r'\\""'), lambda _: '\\"'),
)
#: The start of any of these commands; asking for each sign alone takes ten times as long.
_REWRITE_START: Final = re.compile(
    r"\\(?:u|char|m?kern|[hm]skip|SI|ensure|raisebox|sc|verb|expand|roman|\"\")"
)
#: Commands that lost their braces, as on PMLR's pages: ``\\emphnovel``, ``\\tildeO``; a line break.
#: Words that start with "emph" are few.
_BARE_STYLE: Final = re.compile(r"\\(?:emph(?!as|at|ys)|text(?:bf|it))(?=[a-z]{3})")
_BARE_ACCENT: Final = re.compile(r"\\(?:wide)?(tilde|hat)(?:\s?\{([A-Za-z])\}|([A-Z]))")
_SIGN_ACCENTS: Final = {"tilde": "~", "hat": "^"}
_BREAK: Final = re.compile(r"\\\\(?<=[.!?]\\\\)(?=[A-Z])")
_INVERTED_MARK: Final = re.compile(r"([?!])`(?=\w|\\|\{)")
_URL: Final = re.compile(r"https?://(?:[^\s{}\\]|\\[_%&#~$])+")


def has_latex(text: str) -> bool:
    """Return whether a text may contain LaTeX; False if ``latex_to_text`` would not change it."""
    # A chain of ``in`` is faster than any() over a generator or a regular expression.
    return (
        "\\" in text
        or "{" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "''" in text
        or "``" in text
    )


def decode_latex(field: str) -> str:
    """Return a field that is certainly LaTeX, such as BibTeX's, as plain text with formulas.

    All braces outside formulas go, also those without a counterpart. Plain text isn't changed.

    Args:
        field: a title, a name or an abstract without the delimiters of its value.
    """
    if not field or (not has_latex(field) and "}" not in field and "`" not in field):
        return field
    text = use_dollars(_prepare(unwrap_documents(field)))
    if "\\" in text:
        text = remove_notes(text, keep_urls=False)
    if "\\" in text or "{" in text or "}" in text or "~" in text:
        text = Decoder(is_certain=True).decode(text, _split(text))
    if "`" in text:
        text = _INVERTED_MARK.sub(lambda match: "¿¡"[match[1] == "!"], text)
    text = _quote_formulas(map_plain_parts(text, set_type))
    if "`" in text:
        text = re.sub(r"(?<![\w`])`([^`']+)'(?![\w'])", r"‘\1’", text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def unescape_latex(field: str) -> str:
    r"""Return an identifier or a URL without LaTeX's escapes and braces.

    Dashes, ties and quotation marks are not TeX's there. ``{\textless}`` is ``<``, ``\_`` is ``_``.
    """
    if "\\" not in field and "{" not in field and "}" not in field:
        return field
    text = _ESCAPE.sub(_unescape, _unwrap_signs(field))
    return text.replace("{", "").replace("}", "")


def _unescape(match: re.Match[str]) -> str:
    name = match[2] or match[3]
    if name is None:
        # A brace without a counterpart belongs to a pair around more than the escape.
        return str(match[1])
    return SYMBOLS.get(name) or SPACED_SYMBOLS.get(name) or match[0]


def latex_to_text(text: str) -> str:
    """Return a text of any source as LaTeX would print it.

    Args:
        text: a title, a name or an abstract; its formulas and URLs are not changed.
    """
    has_backslash = "\\" in text
    parts = _split(text) if has_backslash else []
    if has_backslash or "$<$" in text or "$>$" in text:
        restored = _prepare(text)
        # Most backslashes are in formulas, which are left as they are.
        if restored != text or _has_plain_backslash(text, parts):
            restored = map_plain_parts(restored, _restore_braces)
        restored = _DUPLICATE.sub(r"\1", restored)
        if restored != text:
            text, parts = restored, _split(restored)
    if _has_plain_backslash(text, parts):
        text = Decoder(is_certain=False).decode(text, parts)
    # Most abstracts with formulas have no such sign.
    if "~" in text or "--" in text or "''" in text or "``" in text:
        text = _quote_formulas(map_plain_parts(text, set_type))
    if "{" not in text:
        return text
    if "{$" in text:
        text = _BRACED_FORMULA.sub(r"\1", text)
    return unwrap_braces(map_plain_parts(text, remove_protecting_braces))


def _has_plain_backslash(text: str, parts: list[tuple[int, int, bool]]) -> bool:
    return any(is_plain and text.find("\\", start, stop) >= 0 for start, stop, is_plain in parts)


def _restore_braces(text: str) -> str:
    if "\\" not in text:
        return text
    text = _BREAK.sub(" ", _BARE_STYLE.sub("", text))
    return _BARE_ACCENT.sub(lambda m: f"\\{_SIGN_ACCENTS[m[1]]}{{{m[2] or m[3]}}}", text)


def map_plain_parts(text: str, convert: Callable[[str], str]) -> str:
    """Return a text of which the parts that are no formula and no URL are converted."""
    return _convert(text, _split(text), convert)


def _convert(text: str, parts: list[tuple[int, int, bool]], convert: Callable[[str], str]) -> str:
    """Convert the plain parts; a tie beside a formula or a URL is a blank."""
    pieces = []
    for number, (start, stop, is_plain) in enumerate(parts):
        piece = text[start:stop]
        if is_plain:
            if piece.endswith("~") and number < len(parts) - 1:
                piece = piece[:-1] + " "
            if piece.startswith("~") and number:
                piece = " " + piece[1:]
            piece = convert(piece)
        pieces.append(piece)
    return "".join(pieces)


def _quote_formulas(text: str) -> str:
    """Replace TeX's quotation marks that touch a formula: the words beside it have no pair."""
    if "``" not in text and "''" not in text:
        return text
    pieces, open_count = [], 0
    for start, stop, is_plain in _split(text):
        piece = text[start:stop]
        if is_plain:
            if stop < len(text) and piece.endswith("``") and not piece.endswith("```"):
                piece = piece[:-2] + "“"
            if open_count > 0 and piece.startswith("''") and not piece.startswith("'''"):
                piece = "”" + piece[2:]
            open_count += piece.count("“") - piece.count("”")
        pieces.append(piece)
    return "".join(pieces)


def _split(text: str) -> list[tuple[int, int, bool]]:
    """Return start, end, and whether it is plain, of each part of a text, in order."""
    spans = [match.span() for match in formula_matches(text)] if "$" in text else []
    if "http" in text:
        spans = sorted([*spans, *(match.span() for match in _URL.finditer(text))])
    parts, end = [], 0
    for start, stop in spans:
        # A formula and a URL may overlap; the first one wins.
        if start >= end:
            parts += [(end, start, True), (start, stop, False)]
            end = stop
    parts.append((end, len(text), True))
    return parts


def _prepare(text: str) -> str:
    """Replace what is no command with an argument: codes, numerals, and formulas of one sign."""
    if "backslash" in text:
        text = _LINE_BREAK.sub(
            lambda m: m[0] if m["word"] in _N_COMMANDS else f" {m['word']}", text
        )
        text = text.replace("$\\backslash$\\", "\\")
    if "$" in text:
        unwrapped = _unwrap_signs(text)
        text = _ESCAPED_SCRIPT.sub(r"$\1", unwrapped) if unwrapped != text else text
    if "circ" in text:
        text = map_plain_parts(text, lambda part: _DEGREE.sub("°", part))
    if "\\" in text and _REWRITE_START.search(text):
        for sign, pattern, replacement in _REWRITES:
            if sign in text:
                text = pattern.sub(replacement, text)
    return text


def _character(code: str) -> str:
    """Return the character of a hexadecimal code, "" for one that can't be printed."""
    char = chr(int(code, 16))
    return char if char.isprintable() else ""


def _unwrap_signs(text: str) -> str:
    """Replace formulas of one sign by the sign, also those in braces of their own."""
    if "{$" in text:
        text = _BRACED_SIGN_FORMULA.sub(_unwrap_sign, text)
    return _SIGN_FORMULA.sub(_unwrap_sign, text) if "$" in text else text


def _unwrap_sign(match: re.Match[str]) -> str:
    command = match["command"]
    if command is None or command in {"{", "}"}:
        # Braces become braces again, as they are an argument's or protect capitals.
        return str(match["sign"] or command)
    if command == "backslash":
        return "\\"
    return f"{{\\{command}}}"
