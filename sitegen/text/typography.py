"""Set dashes, ties and quotation marks as TeX prints them, and remove braces that protect capitals.

These signs also occur in plain texts, so that each rule asks for what stands beside them.
"""

from __future__ import annotations

import re
from typing import Final

#: Words that follow a dash; two names with ``--`` between them have an en dash.
_AFTER_DASH: Final = (
    r"(?:the|an?|and|or|but|which|that|this|these|even|is|are|was|in|on|of|from|with|by|to|for|"
    r"when|where|while|as|at|it|its|our|we|they|not|no|such|i\.e\.|e\.g\.|including|without|namely|"
    r"rather|than|especially|one|two|then)"
)
_EM_DASH: Final = re.compile(
    rf"--(?:(?<=[a-z]--)(?={_AFTER_DASH}\b)|(?<=\b(?:and|the|not|but|for)--)(?=[a-z]))"
)
#: ``~`` is a no-break space between words, and before a dash, but "about" before a number.
_TIE: Final = re.compile(r"(?<=[\w.,:;)\]-])~(?=[\w\\(°“‘«<>≤≥±−]|--)")
_RANGE: Final = re.compile(r"(\d\s?[A-Za-z%]{0,3}) ?~ ?(?=\d)")
#: ``--`` between words, numbers, closing marks and blanks; options (``--help``) keep theirs.
_EN_DASH: Final = re.compile(r"--(?:(?<=\s--)(?=\s)|(?<=[\w)\]%’”°.]--)(?=[\w(\[“‘]))")
#: Braces of which the contents decide; the first three alternatives keep theirs: arguments of
#: commands, scripts of formulas that lost their dollars, and parts of a path.
_BRACES: Final = re.compile(
    r"\\[A-Za-z]+(?:\{[^{}]*\})+|[_^]\{[^{}]*\}|/\{[^{}]*\}|\{(?P<inner>[^{}\\$]{1,200})\}"
)
#: What protecting braces have in them: a sign, as DBLP's ``{-}``, or words with a capital letter,
#: but no lists and equations.
_PROTECTED: Final = re.compile(
    r"[-%&#.:;,!?'’/–—+@ ]|(?=[^\W_])(?=.*[^\W\d_a-z])(?:\w[^,;|=<>:]+|\w[^,;|=<>:]*:)"
)
#: Words in braces beside a letter, as for capitals in BibTeX: ``{B}ert``, ``Bio{bert}``.
_WORD: Final = re.compile(r"\w[\w\u0300-\u036f-]*")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
#: Levels of protecting braces.
_MAX_BRACE_DEPTH: Final = 6


def set_type(text: str) -> str:
    """Return a text with the dashes, blanks and quotation marks that TeX would print.

    Args:
        text: a text without formulas and URLs, which would be damaged.
    """
    if "~" in text:
        # Ranges first: ``5~10`` is "5–10", which the tie would make "5 10".
        text = _TIE.sub(" ", _RANGE.sub(r"\1–", text))
    if "--" in text:
        # Between blanks or words only, so that options (``--help``) keep their hyphens.
        text = _EM_DASH.sub("—", re.sub(r"(?<!-)---(?!-)", "—", text))
        text = _EN_DASH.sub("–", text)
    return _replace_quotes(text) if "``" in text or "''" in text else text


def remove_protecting_braces(text: str) -> str:
    """Remove the braces around words with capitals, a sign, or a part of a word.

    Other braces stay, as they may be a set or the place of a name: ``{0, 1}``, ``{question}``.
    """
    for _ in range(_MAX_BRACE_DEPTH):
        previous, text = text, _BRACES.sub(_unprotect, text)
        if text == previous or "{" not in text:
            break
    return text


def unwrap_braces(text: str) -> str:
    """Remove a pair of braces around a whole text, as INSPIRE and ADS write titles."""
    if not (text.startswith("{") and text.endswith("}") and _LETTERS.search(text)):
        return text
    depth = 0
    for match in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth <= 0 and match.end() < len(text):
            return text
    return text[1:-1] if depth == 0 else text


def _unprotect(match: re.Match[str]) -> str:
    """Return the contents of a pair of protecting braces, or other braces as they are."""
    inner, text = match["inner"], match.string
    if inner is None:
        return match[0]
    if _PROTECTED.fullmatch(inner):
        return inner
    preceding = text[match.start() - 1] if match.start() else ""
    following = text[match.end() : match.end() + 1]
    touches_word = preceding.isalnum() or following.isalnum()
    return inner if touches_word and _WORD.fullmatch(inner) else match[0]


def _replace_quotes(text: str) -> str:
    """Replace TeX's quotation marks, also those without a counterpart or with a different one."""
    # Pairs first, then a pair of closing marks, as some authors write, then single marks.
    text = re.sub(r"(?<!`)``(?!`)([^`']*)''", r"“\1”", text)
    text = re.sub(r"(?<!['\w])''(?=\w)([^`'\"]*?)(?<=[\w.,!?)])''(?![\w'(])", r"“\1”", text)
    text = re.sub(r"(?<!`)``(?=\w)", "“", text)
    return re.sub(r"(?<=[\w.,!?)])''(?![\w'(])", "”", text)
