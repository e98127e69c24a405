r"""LaTeX in a title or an abstract, outside of mathematics, as what it would print.

Accents and escapes become Unicode (``Bokm{\aa}l``, ``50\%``), styles leave their text, citations
nothing or ``[…]`` where the sentence needs them, a footnote its address. What looks like a command
and is none that we know loses its backslash.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

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
_STYLES: Final = (
    "emph|textbf|textit|texttt|textsc|textsl|textrm|textsf|textup|textnormal|textsuperscript|"
    "textsubscript|text|underline|mbox|enquote|boldsymbol|mathbf|mathrm|mathit|mathcal|mathbb|"
    "mathsf|uline|ul|hl|protect"
)
_STYLED: Final = re.compile(
    rf"\\(?:{_STYLES})\s?\{{([^{{}}]*)\}}"
    r"|\{\\(?:bf|it|em|tt|sc|sl|rm|sf)(?:series|shape|family)?\s+([^{}\\]*)\}"
    r"|\\(?:textcolor|colorbox)\s?\{[^{}]*\}\s?\{([^{}]*)\}"
)
#: The same again, as some pages' scripts leave it.
_DOUBLED: Final = re.compile(rf"(\\(?:{_STYLES})\{{[^{{}}]{{1,80}}\}})\1")
#: How deep styles are nested in one another.
_NESTED: Final = 6
_CITED: Final = re.compile(
    r"[\s~]*\\(?:(?P<note>footnote|footnotetext|thanks)|[cC]ite[a-zA-Z]*|footnotemark|label|index)\*?"
    r"(?:\[[^\[\]]*\])*"
    r"\{(?P<inner>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,1000})\}"
)
_LAST_WORD: Final = re.compile(r"[\w.]*\Z")
_NOTES: Final = ("\\cite", "\\Cite", "\\foot", "\\thanks", "\\label", "\\index")
#: A citation whose braces are lost: ``\citeyang2013icml,bunte2012neuro,``.
_CITED_BARE: Final = re.compile(r"[\s~]*\\cite[tp]?(?=[a-z]+\d{4})\w+(?:,\w+)*")
#: Words after which a sentence needs what is cited.
_NEEDING_WORDS: Final = """
    as by following from in like of on see than to with works work via and e.g. i.e. cf.
"""
_NEEDING: Final = frozenset(_NEEDING_WORDS.split())
_EMPTIED: Final = re.compile(r"[ ,;]*\(\s*\)|(?<=\w)[,;]\s*(?=\))|(?<=\()\s*[,;]\s*")
#: Commands whose backslash is lost, or whose first letter was read as a tab or a page's end.
_LOST_STYLE: Final = re.compile(
    r"(?<![A-Za-z\\])(?:t?ext(?=(?:it|bf|tt|sc|rm|color)\{)|emph(?=\{))"
)
_LOST_NOTE: Final = re.compile(r"(?<![A-Za-z\\])f?ootnote(?=\{)")
_LOST_CITE: Final = re.compile(r"(?<=~)cite(?=\{)")
_LOST: Final = re.compile(r"(?<=[$\d])\s(imes|au|ho|heta|o|extit|extbf|ext)(?=[$\s\d{_^])")
_LOST_STARTS: Final = (
    "extit{", "extbf{", "exttt{", "extsc{", "extrm{", "extcolor{", "emph{", "ootnote{", "~cite{"
)  # fmt: skip
_LOST_LETTER: Final = {"ho": "r"}
_ACCENTED: Final = re.compile(
    r"\{?\\(?:(?P<mark>[`'^\"~=.])|(?P<name>[uvHtcdbkr])(?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))(?P<close>\})?"
)
_LETTER: Final = re.compile(
    r"\{\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")\s*\}"
    r"|\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])\s?)"
)
_HREF: Final = re.compile(r"\\href\s?\{\s*([^\s{}]+?)\s*\}\s?\{\s*([^{}]*?)\s*\}")
_ADDRESS: Final = re.compile(r"~?\\(?:url|path|nolinkurl)\s?\{\s*(https?://[^\s{}]+)\s*\}")
_BARE_ADDRESS: Final = re.compile(r"\\url(?=https?://)")
_DOUBLED_URL: Final = re.compile(r"(https?://[^\s{}]+)\{\s*(https?://[^\s{}]+)\s*\}")
_DEGREE: Final = re.compile(r"\s?\^\s?\{?\s?\\circ\s?\}?")
_ROMAN: Final = re.compile(r"\\romannumeral\s?([1-9])(?!\d)")
_ROMANS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_COMMAND: Final = re.compile(r"\\([A-Za-z]{2,40})(?![A-Za-z])(\{\})?")
#: A command of an author's own stands where a word may; a backslash elsewhere is a path's.
_BEFORE_WORD: Final = frozenset(" \n\t([{–—-~'\"“/")
_BRACED_LETTER: Final = re.compile(
    r"(?<=\w)\{(\w[\u0300-\u036f]?)\}|\{(\w[\u0300-\u036f]?)\}(?=\w)"
)
#: Small words that stand beside a dash, not beside the hyphen of two names.
_DASHED: Final = (
    r"(?:the|an?|and|or|but|which|that|this|these|even|is|are|was|in|on|of|from|with|by|to|for|"
    r"when|where|while|as|at|it|its|our|we|they|not|no|such|i\.e\.|e\.g\.|including|without|namely|"
    r"rather|than|especially|one|two|then)"
)
_EM_DASH: Final = re.compile(
    rf"(?<=[a-z])--(?={_DASHED}\b)|(?<=\b(?:and|the|not|but|for))--(?=[a-z])"
)
_TIE: Final = re.compile(r"(?<=[\w.,:;)\]-])~(?=[\w\\(])")
_RANGE: Final = re.compile(r"(\d\s?[A-Za-z%]{0,3}) ?~ ?(?=\d)")


def has_latex(text: str) -> bool:
    """Tell whether a text has anything that ``plain_latex`` would change."""
    return (
        "\\" in text
        or "{" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "''" in text
        or "``" in text
    )


def plain_latex(text: str) -> str:
    """Return a text that has no mathematics and no address as it would be printed."""
    if "\\" in text:
        text = _without_commands(text)
    if "~" in text:
        text = _TIE.sub(" ", _RANGE.sub(r"\1–", text))
    if "--" in text:
        text = _EM_DASH.sub("—", re.sub(r"(?<!-)---(?!-)", "—", text))
        text = re.sub(r"(?<=\s)--(?=\s)|(?<=\w)--(?=\w)", "–", text)
    if "``" in text or "''" in text:
        text = _with_quotes(text)
    return _BRACED_LETTER.sub(r"\1\2", text) if "{" in text else text


def with_addresses(text: str) -> str:
    r"""Set addresses free: ``\url{…}``, ``\href{…}{…}``; a text beside one stays beside it."""
    text = _HREF.sub(_linked, text)
    text = _BARE_ADDRESS.sub("", _ADDRESS.sub(r"\1", text))
    return _DOUBLED_URL.sub(_once, text)


def with_lost_commands(text: str) -> str:
    r"""Give commands their start again: ``$ imes$``, ``extit{…}``, ``ootnote{…}``.

    ``\t`` of ``\times`` was read as a tab, ``\f`` of ``\footnote`` as a page's end.
    """

    def mend(match: re.Match[str]) -> str:
        rest = match[1]
        if text.count("$", 0, match.start()) % 2 == 0:
            return match[0]
        return f"\\{_LOST_LETTER.get(rest, 't')}{rest}"

    if "$" in text:
        text = _LOST.sub(mend, text)
    if not any(start in text for start in _LOST_STARTS):
        return text
    text = _LOST_NOTE.sub(r"\\footnote", _LOST_CITE.sub(r"\\cite", text))
    return _LOST_STYLE.sub(lambda m: "\\emph" if m[0] == "emph" else "\\text", text)


def without_notes(text: str) -> str:
    r"""Leave off ``\cite``, ``\footnote`` and their like, before their addresses are set free."""
    if not any(name in text for name in _NOTES):
        return text
    return _EMPTIED.sub("", _CITED_BARE.sub("", _CITED.sub(_cited, text)))


def _cited(match: re.Match[str]) -> str:
    """Return what stays of a citation: nothing, its address, or that something was there."""
    if match["note"]:
        address = re.search(r"https?://[^\s{}\\]+", match["inner"])
        return f" ({address[0]})" if address else ""
    if "cite" not in match[0].lower():
        return ""
    before = match.string[max(0, match.start() - 20) : match.start()]
    word = _LAST_WORD.search(before)
    is_needed = not before or (word is not None and word[0].lower() in _NEEDING)
    return f"{' ' if before else ''}[…]" if is_needed else ""


def _without_commands(text: str) -> str:
    text = _DOUBLED.sub(r"\1", text)
    for _ in range(_NESTED):
        before, text = text, _STYLED.sub(_inner, text)
        if before == text:
            break
    text = _DEGREE.sub("°", text).replace('\\""', '\\"')
    text = _ACCENTED.sub(_compose, text)
    text = _LETTER.sub(lambda m: _LETTERS[m.group(1) or m.group(2)], text)
    text = re.sub(r"\\([%&#_$])", r"\1", text)
    text = _ROMAN.sub(lambda match: _ROMANS[int(match[1])], text)
    return _COMMAND.sub(lambda match: _told(match, text), text)


def _told(match: re.Match[str], text: str) -> str:
    """Return what a command that is left over stands for: a sign, or the author's own word."""
    sign = _sign(match[1])
    if sign:
        return sign
    before = text[match.start() - 1] if match.start() else " "
    # With an argument it is no word.
    has_argument = text[match.end() : match.end() + 1] in {"{", "["} and not match[2]
    return match[1] if before in _BEFORE_WORD and not has_argument else match[0]


@lru_cache(maxsize=1_000)
def _sign(command: str) -> str:
    r"""Return the character that a command of mathematics is, as ``\phi``; "" for none."""
    # Its import takes 0.05 CPU s, and few texts have such a command.
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f"\\{command}")
    char = chr(int(code, 16)) if code else ""
    return char if char.isprintable() and not char.isascii() else ""


def _with_quotes(text: str) -> str:
    """Set TeX's quotation marks, also where the other half is missing or of another kind."""
    text = re.sub(r"(?<!`)``(?!`)([^`']*)''", r"“\1”", text)
    text = re.sub(r"(?<!['\w])''(?=\w)([^`'\"]*?)(?<=[\w.,!?)])''(?![\w'(])", r"“\1”", text)
    text = re.sub(r"(?<!`)``(?=\w)", "“", text)
    return re.sub(r"(?<=[\w.,!?)])''(?![\w'(])", "”", text)


def _linked(match: re.Match[str]) -> str:
    target, shown = match.groups()
    if not target.startswith("http"):
        return str(shown)
    return target if shown in {target, ""} else f"{shown} ({target})"


def _once(match: re.Match[str]) -> str:
    shown, target = match.groups()
    return shown if shown == target else f"{shown} {target}"


def _inner(match: re.Match[str]) -> str:
    return next(one for one in match.groups() if one is not None)


def _compose(match: re.Match[str]) -> str:
    base = (match["braced"] or match["bare"]).lstrip("\\")
    mark = _ACCENTS.get(match["mark"] or match["name"])
    if mark is None or len(base) != 1:
        return match.group()
    letter = unicodedata.normalize("NFC", base + mark)
    opened, closed = match.group().startswith("{"), bool(match["close"])
    return ("{" if opened and not closed else "") + letter + ("}" if closed and not opened else "")
