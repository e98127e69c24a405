"""A paper's BibTeX entry, from known values only.

``theme/assets/sitegen/site.js`` writes the entry in the browser, as ``format_from_metadata`` does,
if the metadata in the page's head suffice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import slugify
from sitegen.pages.bibtex_text import escape_bibtex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

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
#: Characters that need a backslash in BibTeX, and nothing else.
_SIMPLE_ESCAPES: Final = re.compile(r"[%&#_]")
_YEAR_CHARS: Final = 4


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
    }
    return _join_fields(format_bibkey(paper), fields)


def format_from_metadata(key: str, citation: Mapping[str, Any]) -> str:
    """Return the BibTeX entry that the script of a paper's page writes.

    It equals ``format_bibtex`` unless a value has formulas, or characters that need more than a
    backslash.

    Args:
        key: the citation key.
        citation: the metadata in the front matter of the paper's page.
    """

    def escape(name: str) -> str:
        return _SIMPLE_ESCAPES.sub(r"\\\g<0>", citation.get(name, ""))

    fields = {
        "title": f"{{{escape('title')}}}",
        "author": _SIMPLE_ESCAPES.sub(r"\\\g<0>", " and ".join(citation.get("authors", ()))),
        "year": citation.get("date", "")[:_YEAR_CHARS],
        "journal": escape("venue"),
        "doi": escape("doi"),
        "eprint": escape("arxiv_id"),
        "archiveprefix": "arXiv" if citation.get("arxiv_id") else "",
    }
    return _join_fields(key, fields)


def _join_fields(key: str, fields: Mapping[str, str]) -> str:
    # An article must have a journal; misc requires nothing.
    kind = "article" if fields["journal"] else "misc"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}"


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
    escaped = escape_bibtex(name)
    return f"{{{escaped}}}" if _NAME_SEPARATOR.search(f" {name} ") else escaped
