"""Render a paper's text as inline Markdown: escaped, with formulas as MathML and links."""

from __future__ import annotations

import re
from typing import Final

from sitegen.errors import shorten
from sitegen.pages.escape import Markdown, escape_markdown, escape_url
from sitegen.pages.formulas import formula_html, formula_text, source_html
from sitegen.paper import Link
from sitegen.text.formulas import Formula, cut_before_formula, split_formulas
from sitegen.text.links import split_links

#: A command, or a script in braces, which no prose has.
_TEX: Final = re.compile(r"\\[A-Za-z]{2}|[\^_]\{")
#: What ends a word and is not TeX's.
_WORD_END: Final = ".,;:!?"
#: Words between two commands that belong to the same formula: ``{K, M} NM T``.
_MAX_GAP_WORDS: Final = 3


def render_with_links(text: str) -> Markdown:
    """Return a text as Markdown with its addresses as links and its formulas as MathML."""
    parts = []
    for part in split_links(text):
        if isinstance(part, Link):
            parts.append(f"[{escape_markdown(part.url)}]({escape_url(part.url)})")
        else:
            # Formulas are rare: most parts take the cheaper way.
            parts.append(render_inline(part, in_line=False) if "$" in part else _render_words(part))
    return Markdown("".join(parts))


def excerpt(text: str, width: int) -> str:
    """Shorten a text to ``width`` characters at most, never inside a formula."""
    short = shorten(text, width)
    if short is text or "$" not in text:
        return short
    # ``short`` ends with an ellipsis, which stands for the text from here on.
    end = len(short) - 1
    cut = cut_before_formula(text, end)
    return short if cut == end else text[:cut].rstrip(" ,;:.–—-") + "…"


def render_inline(text: str, *, in_line: bool = True, in_heading: bool = False) -> Markdown:
    """Return a text as Markdown with its formulas as MathML.

    Args:
        text: plain text with formulas between dollar signs.
        in_line: show displayed formulas inside the line, for lists and headings.
        in_heading: see ``formula_html``.
    """
    if "$" not in text:
        return Markdown(_render_words(text).strip()) if _has_tex(text) else escape_markdown(text)
    parts: list[str] = []
    for part in split_formulas(text):
        if isinstance(part, str):
            parts.append(_render_words(part))
            continue
        # A Formula is inline unless it says otherwise.
        formula = Formula(part.tex) if in_line else part
        html = formula_html(formula, in_heading=in_heading)
        # Readers see the source of a formula that can't be rendered.
        parts.append(source_html(formula.source) if html is None else html)
    return Markdown("".join(parts))


def plain_text(text: str) -> str:
    """Return a text with its formulas in plain Unicode, for attributes and front matter."""
    if "$" not in text:
        return text
    return "".join(
        part if isinstance(part, str) else formula_text(part) for part in split_formulas(text)
    )


def escape_part(text: str) -> str:
    """Escape a part of a paragraph and keep one blank at each end that has any.

    ``escape_markdown`` trims its text, which would join the part to its neighbours.
    """
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    # A part of nothing but blanks is one blank, not two.
    return f"{' ' * lead}{escape_markdown(text)}{' ' * tail if text.strip() else ''}"


def _has_tex(text: str) -> bool:
    return ("\\" in text or "{" in text) and bool(_TEX.search(text))


def _render_words(text: str) -> str:
    """Escape a part of a paragraph; TeX outside formulas is a formula if it is whole, else code.

    Such TeX lost its dollars, and mostly its braces too: to set it would give wrong mathematics.
    """
    if not _has_tex(text):
        return escape_part(text)
    words = text.split(" ")
    parts, start = [], 0
    for first, last in _tex_runs(words):
        prose, source = " ".join(words[start:first]), " ".join(words[first:last])
        source, end = source.rstrip(_WORD_END), source[len(source.rstrip(_WORD_END)) :]
        html = None if "\\" in source or "$" in source else formula_html(Formula(source))
        parts.append(escape_part(f"{prose} " if first > start else prose))
        parts.append(html or source_html(source))
        words[last - 1], start = end, last - 1
    parts.append(escape_part(" ".join(words[start:])))
    return "".join(parts)


def _tex_runs(words: list[str]) -> list[tuple[int, int]]:
    """Return start and end of the runs of words with TeX, also with a few other words inside."""
    runs: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if not _TEX.search(word):
            continue
        if runs and index - runs[-1][1] <= _MAX_GAP_WORDS:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
