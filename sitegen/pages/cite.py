"""A paper's BibTeX entry, from known values only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import slugify
from sitegen.pages.bibtex_text import escape_bibtex

if TYPE_CHECKING:
    from sitegen.paper import Paper

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
#: The hyphen of a page range: "7-12", "S7-S12"; that of "e-1234" is part of a number.
_PAGE_RANGE: Final = re.compile(r"(?<=\d)-(?=[A-Za-z]?\d)")
#: URLs that stay as they are in BibTeX: BibLaTeX takes the field verbatim, so nothing is escaped.
_PLAIN_URL: Final = re.compile(r"https?://[A-Za-z0-9/.:?=&_~#%+,;@-]+", re.ASCII)


def format_bibtex(paper: Paper) -> str:
    """Return a BibTeX entry; it has no fields for values that the sources don't give.

    Source: https://www.bibtex.com/format/ for the entry types.
    """
    fields = {
        # Doubled braces keep the title's capitals under styles that lower them.
        "title": f"{{{escape_bibtex(paper.title)}}}",
        "author": " and ".join(_format_name(author.name) for author in paper.authors),
        "year": str(paper.year or ""),
        "journal": escape_bibtex(paper.venue or ""),
        "volume": escape_bibtex(paper.volume or ""),
        "number": escape_bibtex(paper.issue or ""),
        # BibTeX writes a range with two hyphens, which LaTeX sets as a dash.
        "pages": escape_bibtex(_PAGE_RANGE.sub("--", paper.pages or "")),
        "doi": escape_bibtex(paper.doi or ""),
        "eprint": escape_bibtex(paper.arxiv_id or ""),
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        # A DOI and an arXiv id are addresses already.
        "url": "" if paper.doi or paper.arxiv_id else _find_address(paper),
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


def _find_address(paper: Paper) -> str:
    """Return the first link to the paper itself, or an empty string; code and models are not it."""
    urls = (link.url for link in paper.links if link.kind in {"source", "pdf"})
    return next((url for url in urls if _PLAIN_URL.fullmatch(url)), "")


def _format_name(name: str) -> str:
    """Return an author's name for the author field; "Smith and Sons" is braced, as one name."""
    escaped = escape_bibtex(name)
    return f"{{{escaped}}}" if _NAME_SEPARATOR.search(f" {name} ") else escaped
