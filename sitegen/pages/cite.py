"""A paper's BibTeX entry, from known values only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import slugify
from sitegen.text.formulas import Formula, split_formulas

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: Characters with a meaning in TeX -> their escapes.
_TEX_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
#: Words that a citation key skips.
_KEY_STOP_WORDS: Final = frozenset(
    ["a", "an", "and", "are", "for", "how", "in", "is", "of", "on", "the", "to", "what", "why",
     "with"]
)  # fmt: skip
#: An author-less key takes more words of the title, as the first alone is seldom unique.
_KEY_WORDS_WITHOUT_AUTHOR: Final = 3
#: BibTeX splits an author field here, in any case, outside braces.
#: Source: BibTeXing (Patashnik 1988), section 4, item 6.
_NAME_SEPARATOR: Final = re.compile(r"\sand\s", re.IGNORECASE)


def format_bibtex(paper: Paper) -> str:
    """Return a BibTeX entry; it has no fields for values that the sources don't give.

    Source: https://www.bibtex.com/format/ for the entry types.
    """
    fields = {
        # Doubled braces keep the title's capitals under styles that lower them.
        "title": f"{{{_escape(paper.title)}}}",
        "author": " and ".join(_format_name(author.name) for author in paper.authors),
        "year": str(paper.year or ""),
        "journal": _escape(paper.venue or ""),
        "doi": _escape(paper.doi or ""),
        "eprint": paper.arxiv_id or "",
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
    }
    # An article must have a journal; misc requires nothing.
    kind = "article" if paper.venue else "misc"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{format_bibkey(paper)},\n{body}\n}}"


def format_bibkey(paper: Paper) -> str:
    """Return a citation key: family name, year and first word of the title, as Google Scholar."""
    words = [w for w in slugify(paper.title).split("-") if w and w not in _KEY_STOP_WORDS]
    family = slugify(paper.authors[0].name).split("-")[-1] if paper.authors else ""
    title = "".join(words[: 1 if family else _KEY_WORDS_WITHOUT_AUTHOR])
    # Slugs may hold letters of any script; BibTeX's keys are ASCII.
    key = re.sub(r"[^a-z0-9]", "", f"{family}{paper.year or ''}{title}")
    return key or "paper"


def _format_name(name: str) -> str:
    """Return an author's name for the author field; "Smith and Sons" is braced, as one name."""
    escaped = _escape(name)
    return f"{{{escaped}}}" if _NAME_SEPARATOR.search(f" {name} ") else escaped


def _escape(text: str) -> str:
    """Escape a text for a field; formulas are TeX already and stay as written."""
    return "".join(
        part.source
        if isinstance(part, Formula) and _is_balanced(part.tex)
        else _escape_characters(part if isinstance(part, str) else part.source)
        for part in split_formulas(text)
    )


def _is_balanced(tex: str) -> bool:
    """Return whether a formula leaves the brace depth of the field around it unchanged."""
    depth = 0
    # Escaped characters, such as "\{", are no delimiters.
    for char in re.sub(r"\\.", "", tex):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    # A final backslash would escape the "$" that ends the formula.
    return depth == 0 and not tex.endswith("\\")


def _escape_characters(text: str) -> str:
    return "".join(_TEX_ESCAPES.get(char, char) for char in text)
