"""Words of a paper to inline Markdown: escaped, mathematics as MathML, addresses as links."""

from __future__ import annotations

from sitegen.errors import shorten
from sitegen.pages.escape import Markdown, escape_markdown, escape_url
from sitegen.pages.formulas import formula_html, formula_text
from sitegen.paper import Link
from sitegen.text.formulas import Formula, cut_before_formula, split_formulas
from sitegen.text.links import split_links


def linked(text: str) -> Markdown:
    """Turn a text into Markdown in which each address is a link, and mathematics is MathML."""
    parts = []
    for part in split_links(text):
        if isinstance(part, Link):
            shown = escape_markdown(part.url)
            parts.append(f"[{shown}]({escape_url(part.url)})")
        else:
            parts.append(rich(part, in_line=False) if "$" in part else escaped_part(part))
    return Markdown("".join(parts))


def excerpt(text: str, width: int) -> str:
    """Cut a text to ``width`` characters at most, never within a formula."""
    short = shorten(text, width)
    if short is text or "$" not in text:
        return short
    place = len(short) - 1
    cut = cut_before_formula(text, place)
    return short if cut == place else text[:cut].rstrip(" ,;:.–—-") + "…"


def rich(text: str, *, in_line: bool = True, in_heading: bool = False) -> Markdown:
    """Turn a text into Markdown in which mathematics is MathML, none on a line of its own."""
    if "$" not in text:
        return escape_markdown(text)
    parts = []
    for part in split_formulas(text):
        if in_line and isinstance(part, Formula):
            part = Formula(part.tex)  # noqa: PLW2901
        shown = None if isinstance(part, str) else formula_html(part, in_heading=in_heading)
        source = part if isinstance(part, str) else part.source
        parts.append(escaped_part(source) if shown is None else shown)
    return Markdown("".join(parts))


def plain(text: str) -> str:
    """Return a text in which mathematics is in plain Unicode, for where no markup can be."""
    if "$" not in text:
        return text
    return "".join(
        part if isinstance(part, str) else formula_text(part) for part in split_formulas(text)
    )


def escaped_part(text: str) -> str:
    """Escape a part of a paragraph: escaping trims, and only a paragraph's start starts a block."""
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * lead}{escape_markdown(text)}{' ' * tail if text.strip() else ''}"
