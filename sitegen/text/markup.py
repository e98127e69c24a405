"""HTML and MathML that is left in a title or an abstract, as plain text and TeX.

Crossref, publishers' exports and saved pages write ``<i>E. coli</i>``, ``CO<sub>2</sub>``,
``R&amp;D`` and ``<mml:math>…``. A text that merely has a ``<`` stays as it is.
"""

from __future__ import annotations

import html
import re
from typing import Final

from sitegen.text.mathml import parse_mathml

_MATH: Final = re.compile(
    r"<((?:[\w.-]+:)?math)\b([^<>]*)>.{0,4000}?</\1\s*>", re.DOTALL | re.IGNORECASE
)
#: As they stand in texts; of others the next step would make something else.
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,24}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SCRIPT: Final = re.compile(r"<(?:\w+:)?(su[bp])>([^<>]{0,40})</(?:\w+:)?\1>", re.IGNORECASE)
_STYLE: Final = re.compile(
    r"<((?:jats:)?(?:i|b|em|strong|italic|bold|tt|sc|scp|u|span|monospace|ext-link|"
    r"inline-formula|sub|sup))(?:\s[\w:.-]+=[^<>]{0,300})?>(.{0,2000}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK: Final = re.compile(
    r"<(?:br|hr)\s*/?>|</?(?:jats:)?(?:p|div|sec|title)(?:\s[\w:.-]+=[^<>]{0,300})?>", re.IGNORECASE
)
#: How deep marks are nested in one another, or escaped.
_NESTED: Final = 8
RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def without_markup(text: str) -> str:
    """Return a text without HTML's and MathML's marks; scripts of digits are Unicode's."""
    for _ in range(_NESTED):
        before = text
        if "&" in text:
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if "<" in text:
            text = _SCRIPT.sub(_script, _MATH.sub(_formula, text))
            text = _BREAK.sub(" ", _STYLE.sub(r"\2", text))
        if text == before:
            break
    return text


def _script(match: re.Match[str]) -> str:
    """Return a raised or lowered text as Unicode has it, or flat (``1st``)."""
    kind, inner = match[1].lower(), match[2].strip()
    return raised_or_lowered(inner, raised=kind == "sup")


def raised_or_lowered(text: str, *, raised: bool) -> str:
    """Return digits and signs in a row as superscript or subscript; other texts as they are."""
    table = RAISED if raised else LOWERED
    return text.translate(table) if text and all(ord(char) in table for char in text) else text


def _formula(match: re.Match[str]) -> str:
    tex = parse_mathml(match[0])
    if not tex:
        return match[0]
    return f"$${tex}$$" if "block" in match[2] else f"${tex}$"
