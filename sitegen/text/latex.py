r"""Convert LaTeX in a title or an abstract, outside formulas, to the text that it would print.

Accents and escapes become Unicode (``Bokm{\aa}l``, ``50\%``). Style commands are replaced by their
argument, footnotes by the URL in them, citations by ``[…]`` where the sentence needs an object and
by nothing elsewhere. Unknown commands lose their backslash: they are mostly macros of the author
for a name, as ``\method``.
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
#: Commands that are replaced by their argument.
_STYLES: Final = (
    "emph|textbf|textit|texttt|textsc|textsl|textrm|textsf|textup|textnormal|textsuperscript|"
    "textsubscript|text|underline|mbox|enquote|boldsymbol|mathbf|mathrm|mathit|mathcal|mathbb|"
    "mathsf|uline|ul|hl|protect"
)
#: ``\emph{x}``, ``{\em x}`` and ``\textcolor{red}{x}``, without braces in x.
_STYLED: Final = re.compile(
    rf"\\(?:{_STYLES})\s?\{{([^{{}}]*)\}}"
    r"|\{\\(?:bf|it|em|tt|sc|sl|rm|sf)(?:series|shape|family)?\s+([^{}\\]*)\}"
    r"|\\(?:textcolor|colorbox)\s?\{[^{}]*\}\s?\{([^{}]*)\}"
)
#: A styled text twice in a row, as some web pages contain it.
_DUPLICATE_STYLED: Final = re.compile(rf"(\\(?:{_STYLES})\{{[^{{}}]{{1,80}}\}})\1")
#: Styles are replaced from the inside out, one level per pass.
_MAX_STYLE_DEPTH: Final = 6
#: A citation or note with its argument, which may have two levels of braces.
_NOTE: Final = re.compile(
    r"[\s~]*\\(?:(?P<note>footnote|footnotetext|thanks)|[cC]ite[a-zA-Z]*|footnotemark|label|index)\*?"
    r"(?:\[[^\[\]]*\])*"
    r"\{(?P<inner>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,1000})\}"
)
_LAST_WORD: Final = re.compile(r"[\w.]*\Z")
#: Characters before a citation that are searched for that word.
_MAX_WORD_CHARS: Final = 20
_NOTE_STARTS: Final = ("\\cite", "\\Cite", "\\foot", "\\thanks", "\\label", "\\index")
#: A citation that lost its braces: ``\citeyang2013icml,bunte2012neuro,``.
_CITATION_WITHOUT_BRACES: Final = re.compile(r"[\s~]*\\cite[tp]?(?=[a-z]+\d{4})\w+(?:,\w+)*")
#: Words that need an object; a citation after one is replaced by ``[…]``.
_OBJECT_WORDS: Final = """
    as by following from in like of on see than to with works work via and e.g. i.e. cf.
"""
_TAKING_OBJECT: Final = frozenset(_OBJECT_WORDS.split())
#: Empty parentheses and double separators, which remain after a citation is removed.
_EMPTY_PARENTHESES: Final = re.compile(r"[ ,;]*\(\s*\)|(?<=\w)[,;]\s*(?=\))|(?<=\()\s*[,;]\s*")
#: Commands that lost their backslash, or whose ``\t`` or ``\f`` was read as a tab or form feed.
_BROKEN_STYLE: Final = re.compile(
    r"(?<![A-Za-z\\])(?:t?ext(?=(?:it|bf|tt|sc|rm|color)\{)|emph(?=\{))"
)
_BROKEN_NOTE: Final = re.compile(r"(?<![A-Za-z\\])f?ootnote(?=\{)")
_BROKEN_CITE: Final = re.compile(r"(?<=~)cite(?=\{)")
_BROKEN_MATH: Final = re.compile(r"(?<=[$\d])\s(imes|au|ho|heta|o|extit|extbf|ext)(?=[$\s\d{_^])")
_BROKEN_STARTS: Final = (
    "extit{", "extbf{", "exttt{", "extsc{", "extrm{", "extcolor{", "emph{", "ootnote{", "~cite{"
)  # fmt: skip
#: First letters that were lost with the backslash, but for ``t``.
_LOST_LETTERS: Final = {"ho": "r"}
#: An accent and its letter: ``\'e``, ``\'{e}``, ``{\'e}``, ``\v{r}``, ``\'{\i}``.
_ACCENTED: Final = re.compile(
    r"\{?\\(?:(?P<mark>[`'^\"~=.])|(?P<name>[uvHtcdbkr])(?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))(?P<close>\})?"
)
#: A letter command: ``{\aa}``, ``\aa{}`` or ``\aa `` with the space that ends its name.
_LETTER: Final = re.compile(
    r"\{\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")\s*\}"
    r"|\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])\s?)"
)
_HREF: Final = re.compile(r"\\href\s?\{\s*([^\s{}]+?)\s*\}\s?\{\s*([^{}]*?)\s*\}")
_URL_COMMAND: Final = re.compile(r"~?\\(?:url|path|nolinkurl)\s?\{\s*(https?://[^\s{}]+)\s*\}")
_URL_COMMAND_WITHOUT_BRACES: Final = re.compile(r"\\url(?=https?://)")
#: A URL with its target in braces, which remains of ``\href`` without the command.
_URL_WITH_TARGET: Final = re.compile(r"(https?://[^\s{}]+)\{\s*(https?://[^\s{}]+)\s*\}")
#: ``90^\circ`` outside a formula.
_DEGREE: Final = re.compile(r"\s?\^\s?\{?\s?\\circ\s?\}?")
_ROMAN: Final = re.compile(r"\\romannumeral\s?([1-9])(?!\d)")
#: Numerals by number; 0 has none.
_ROMAN_NUMERALS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_COMMAND: Final = re.compile(r"\\([A-Za-z]{2,40})(?![A-Za-z])(\{\})?")
#: Characters before an author's macro. After others a backslash is part of a path.
_BEFORE_WORD: Final = frozenset(" \n\t([{–—-~'\"“/")
#: A letter in braces beside a letter, as for capitals in BibTeX: ``{B}ert``.
_BRACED_LETTER: Final = re.compile(
    r"(?<=\w)\{(\w[\u0300-\u036f]?)\}|\{(\w[\u0300-\u036f]?)\}(?=\w)"
)
#: Words that follow a dash; two names with ``--`` between them have an en dash.
_AFTER_DASH: Final = (
    r"(?:the|an?|and|or|but|which|that|this|these|even|is|are|was|in|on|of|from|with|by|to|for|"
    r"when|where|while|as|at|it|its|our|we|they|not|no|such|i\.e\.|e\.g\.|including|without|namely|"
    r"rather|than|especially|one|two|then)"
)
_EM_DASH: Final = re.compile(
    rf"(?<=[a-z])--(?={_AFTER_DASH}\b)|(?<=\b(?:and|the|not|but|for))--(?=[a-z])"
)
#: ``~`` is a no-break space between words, but "about" before a number.
_TIE: Final = re.compile(r"(?<=[\w.,:;)\]-])~(?=[\w\\(])")
_RANGE: Final = re.compile(r"(\d\s?[A-Za-z%]{0,3}) ?~ ?(?=\d)")


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


def latex_to_text(text: str) -> str:
    """Return a text as LaTeX would print it.

    Args:
        text: a text without formulas and URLs, which would be damaged.
    """
    if "\\" in text:
        text = _replace_commands(text)
    if "~" in text:
        # Ranges first: ``5~10`` is "5–10", which the tie would make "5 10".
        text = _TIE.sub(" ", _RANGE.sub(r"\1–", text))
    if "--" in text:
        # Between blanks or words only, so that options (``--help``) keep their hyphens.
        text = _EM_DASH.sub("—", re.sub(r"(?<!-)---(?!-)", "—", text))
        text = re.sub(r"(?<=\s)--(?=\s)|(?<=\w)--(?=\w)", "–", text)
    if "``" in text or "''" in text:
        text = _replace_quotes(text)
    return _BRACED_LETTER.sub(r"\1\2", text) if "{" in text else text


def expand_link_commands(text: str) -> str:
    r"""Replace ``\url{…}`` by the URL and ``\href{…}{…}`` by the text and the URL."""
    text = _HREF.sub(_format_href, text)
    text = _URL_COMMAND_WITHOUT_BRACES.sub("", _URL_COMMAND.sub(r"\1", text))
    return _URL_WITH_TARGET.sub(_merge_urls, text)


def restore_commands(text: str) -> str:
    r"""Restore the first characters of commands: ``$ imes$``, ``extit{…}``, ``ootnote{…}``.

    A program had read ``\t`` of ``\times`` as a tab and ``\f`` of ``\footnote`` as a form feed.
    """

    def restore(match: re.Match[str]) -> str:
        rest = match[1]
        # An even number of dollars before it: outside a formula, so it is a word.
        if text.count("$", 0, match.start()) % 2 == 0:
            return match[0]
        return f"\\{_LOST_LETTERS.get(rest, 't')}{rest}"

    if "$" in text:
        text = _BROKEN_MATH.sub(restore, text)
    if not any(start in text for start in _BROKEN_STARTS):
        return text
    text = _BROKEN_NOTE.sub(r"\\footnote", _BROKEN_CITE.sub(r"\\cite", text))
    return _BROKEN_STYLE.sub(lambda m: "\\emph" if m[0] == "emph" else "\\text", text)


def remove_notes(text: str) -> str:
    r"""Remove ``\cite``, ``\footnote`` and similar commands.

    Call it before ``expand_link_commands``, as notes may contain URLs in commands.
    """
    if not any(name in text for name in _NOTE_STARTS):
        return text
    return _EMPTY_PARENTHESES.sub(
        "", _CITATION_WITHOUT_BRACES.sub("", _NOTE.sub(_format_note, text))
    )


def _format_note(match: re.Match[str]) -> str:
    """Return the replacement of a note: its URL in parentheses, ``[…]``, or nothing."""
    if match["note"]:
        url = re.search(r"https?://[^\s{}\\]+", match["inner"])
        return f" ({url[0]})" if url else ""
    # Labels, index entries and footnote marks print nothing.
    if "cite" not in match[0].lower():
        return ""
    preceding = match.string[max(0, match.start() - _MAX_WORD_CHARS) : match.start()]
    word = _LAST_WORD.search(preceding)
    # A citation at the start is the sentence's subject.
    is_needed = not preceding or (word is not None and word[0].lower() in _TAKING_OBJECT)
    return f"{' ' if preceding else ''}[…]" if is_needed else ""


def _replace_commands(text: str) -> str:
    text = _DUPLICATE_STYLED.sub(r"\1", text)
    for _ in range(_MAX_STYLE_DEPTH):
        previous, text = text, _STYLED.sub(_first_group, text)
        if previous == text:
            break
    # CSV doubles quotes, so that the umlaut ``\"o`` may arrive as ``\""o``.
    text = _DEGREE.sub("°", text).replace('\\""', '\\"')
    # Accents before letters: ``\'{\i}`` is one letter, and ``\i`` alone is a dotless one.
    text = _ACCENTED.sub(_compose_letter, text)
    text = _LETTER.sub(lambda m: _LETTERS[m.group(1) or m.group(2)], text)
    text = re.sub(r"\\([%&#_$])", r"\1", text)
    text = _ROMAN.sub(lambda match: _ROMAN_NUMERALS[int(match[1])], text)
    return _COMMAND.sub(lambda match: _replace_unknown_command(match, text), text)


def _replace_unknown_command(match: re.Match[str], text: str) -> str:
    """Return the symbol of a command, or its name without the backslash."""
    symbol = _symbol(match[1])
    if symbol:
        return symbol
    preceding = text[match.start() - 1] if match.start() else " "
    # A command with an argument is not a macro for a name.
    has_argument = text[match.end() : match.end() + 1] in {"{", "["} and not match[2]
    return match[1] if preceding in _BEFORE_WORD and not has_argument else match[0]


@lru_cache(maxsize=1_000)
def _symbol(command: str) -> str:
    r"""Return the character of a mathematical command such as ``\phi``, or ""."""
    # Its import takes 0.05 CPU s, and few texts have such a command.
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f"\\{command}")
    char = chr(int(code, 16)) if code else ""
    # ASCII results are names of functions and delimiters, not symbols.
    return char if char.isprintable() and not char.isascii() else ""


def _replace_quotes(text: str) -> str:
    """Replace TeX's quotation marks, also those without a counterpart or with a different one."""
    # Pairs first, then a pair of closing marks, as some authors write, then single marks.
    text = re.sub(r"(?<!`)``(?!`)([^`']*)''", r"“\1”", text)
    text = re.sub(r"(?<!['\w])''(?=\w)([^`'\"]*?)(?<=[\w.,!?)])''(?![\w'(])", r"“\1”", text)
    text = re.sub(r"(?<!`)``(?=\w)", "“", text)
    return re.sub(r"(?<=[\w.,!?)])''(?![\w'(])", "”", text)


def _format_href(match: re.Match[str]) -> str:
    target, label = match.groups()
    # A target such as ``#section`` or ``mailto:`` is of no use outside the document.
    if not target.startswith("http"):
        return str(label)
    return target if label in {target, ""} else f"{label} ({target})"


def _merge_urls(match: re.Match[str]) -> str:
    label, target = match.groups()
    return label if label == target else f"{label} {target}"


def _first_group(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None)


def _compose_letter(match: re.Match[str]) -> str:
    # ``\i`` and ``\j`` under an accent become i and j.
    base = (match["braced"] or match["bare"]).lstrip("\\")
    mark = _ACCENTS.get(match["mark"] or match["name"])
    if mark is None or len(base) != 1:
        return match.group()
    letter = unicodedata.normalize("NFC", base + mark)
    # Remove a pair of braces, but keep a brace whose counterpart is outside the match.
    has_open, has_close = match.group().startswith("{"), bool(match["close"])
    prefix = "{" if has_open and not has_close else ""
    suffix = "}" if has_close and not has_open else ""
    return prefix + letter + suffix


def decode_latex(field: str) -> str:
    """Return a field that is certainly LaTeX, such as BibTeX's, as plain text with formulas."""
    return latex_to_text(field).replace("{", "").replace("}", "")


def unescape_latex(field: str) -> str:
    """Return an identifier or a URL in a LaTeX field without its escapes and braces."""
    return re.sub(r"\\([%&#_$~{}])", r"\1", field.replace("{", "").replace("}", ""))
