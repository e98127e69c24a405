"""A paper's citation in BibTeX, from what is known and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import slugify
from sitegen.text.formulas import Formula, split_formulas

if TYPE_CHECKING:
    from sitegen.paper import Paper

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SMALL_WORDS: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "on",
        "of",
        "for",
        "in",
        "to",
        "and",
        "with",
        "is",
        "are",
        "how",
        "what",
        "why",
    }
)


def format_bibtex(paper: Paper) -> str:
    """Return a BibTeX entry; a field that the sources don't give is not there.

    Source: https://www.bibtex.com/format/ for the entry types.
    """
    fields = {
        "title": f"{{{_escape(paper.title)}}}",
        "author": " and ".join(_escape(author.name) for author in paper.authors),
        "year": str(paper.year or ""),
        "journal": _escape(paper.venue or ""),
        "doi": _escape(paper.doi or ""),
        "eprint": paper.arxiv_id or "",
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
    }
    kind = "article" if paper.venue else "misc"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{format_bibkey(paper)},\n{body}\n}}"


def format_bibkey(paper: Paper) -> str:
    """Return a key as people write it: family name, year, first word of the title."""
    words = [w for w in slugify(paper.title).split("-") if w and w not in _SMALL_WORDS]
    family = slugify(paper.authors[0].name).split("-")[-1] if paper.authors else ""
    key = f"{family}{paper.year or ''}{''.join(words[: 1 if family else 3])}"
    return re.sub(r"[^a-z0-9]", "", key) or "paper"


def _escape(text: str) -> str:
    """Escape a text for a field; mathematics is TeX already."""
    return "".join(
        part.source
        if isinstance(part, Formula) and _is_balanced(part.tex)
        else _plain(part if isinstance(part, str) else part.source)
        for part in split_formulas(text)
    )


def _is_balanced(tex: str) -> bool:
    """Tell whether a formula's braces would leave the field's as they are."""
    depth = 0
    for char in re.sub(r"\\.", "", tex):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and not tex.endswith("\\")


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)
