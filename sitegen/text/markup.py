"""Convert HTML and MathML in a title or an abstract to plain text and TeX.

Crossref, publishers' exports and saved pages contain ``<i>E. coli</i>``, ``CO<sub>2</sub>``,
``R&amp;D`` and ``<mml:math>…``. Other texts with ``<``, such as ``p < 0.05``, are not changed.
"""

from __future__ import annotations

import html
import re
from typing import Final

from sitegen.text.mathml import parse_mathml

#: A math element with any prefix. The limits here and below bound the time for unclosed elements.
_MATH: Final = re.compile(
    r"<((?:[\w.-]+:)?math)\b([^<>]*)>.{0,4000}?</\1\s*>", re.DOTALL | re.IGNORECASE
)
#: Entities with a semicolon only: html.unescape would also change ``x&y`` and ``&copy``.
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,24}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SCRIPT: Final = re.compile(r"<(?:\w+:)?(su[bp])>([^<>]{0,40})</(?:\w+:)?\1>", re.IGNORECASE)
#: Inline elements of HTML and JATS, which are replaced by their content.
_STYLE: Final = re.compile(
    r"<((?:jats:)?(?:i|b|em|strong|italic|bold|tt|sc|scp|u|span|monospace|ext-link|"
    r"inline-formula|sub|sup))(?:\s[\w:.-]+=[^<>]{0,300})?>(.{0,2000}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
#: Block elements and line breaks, which separate words.
_BREAK: Final = re.compile(
    r"<(?:br|hr)\s*/?>|</?(?:jats:)?(?:p|div|sec|title)(?:\s[\w:.-]+=[^<>]{0,300})?>", re.IGNORECASE
)
#: Levels of nested elements and of repeated escapes (``&amp;lt;``); each pass removes one.
_MAX_DEPTH: Final = 8
#: Translation tables to Unicode's superscripts and subscripts.
SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def strip_markup(text: str) -> str:
    """Replace entities, elements and MathML; superscript and subscript digits become Unicode's."""
    for _ in range(_MAX_DEPTH):
        previous = text
        if "&" in text:
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if "<" in text:
            # Math and scripts first, as their content is converted, not copied.
            text = _SCRIPT.sub(_convert_script, _MATH.sub(_convert_math, text))
            text = _BREAK.sub(" ", _STYLE.sub(r"\2", text))
        if text == previous:
            break
    return text


def _convert_script(match: re.Match[str]) -> str:
    """Return a superscript or subscript in Unicode, or its plain text (``1st``)."""
    kind, inner = match[1].lower(), match[2].strip()
    return to_script_characters(inner, raised=kind == "sup")


def to_script_characters(text: str, *, raised: bool) -> str:
    """Return digits and signs as Unicode superscripts or subscripts; other texts unchanged."""
    table = SUPERSCRIPTS if raised else SUBSCRIPTS
    # All characters or none: ``n²m`` for ``nm`` raised to 2 would be wrong.
    return text.translate(table) if text and all(ord(char) in table for char in text) else text


def _convert_math(match: re.Match[str]) -> str:
    tex = parse_mathml(match[0])
    if not tex:
        return match[0]
    # ``display="block"`` is the attribute.
    return f"$${tex}$$" if "block" in match[2] else f"${tex}$"
