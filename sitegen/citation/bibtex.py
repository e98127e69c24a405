"""A paper's BibTeX entry, from known values only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.citation.bibtex_text import escape_bibtex
from sitegen.citation.keys import format_bibkey
from sitegen.citation.links import citation_url
from sitegen.citation.names import is_particle, split_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.paper import Paper

#: BibTeX splits an author field here, in any case, outside braces.
#: Source: BibTeXing (Patashnik 1988), section 4, item 6.
NAME_SEPARATOR: Final = re.compile(r"\sand\s", re.IGNORECASE)
#: The hyphen of a page range: "7-12", "S7-S12"; that of "e-1234" is part of a number.
PAGE_RANGE: Final = re.compile(r"(?<=\d)-(?=[A-Za-z]?\d)")
#: Characters that need a backslash in BibTeX, and nothing else.
_SIMPLE_ESCAPES: Final = re.compile(r"[%&#_]")
_ESCAPE: Final = r"\\\g<0>"
#: Kind -> type of the entry; "misc" for all other kinds.
_TYPES: Final[dict[str, str]] = {
    "article": "article", "conference": "inproceedings", "book": "book", "chapter": "incollection",
    "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
#: Types that must have a venue.
_VENUE_FIELDS: Final = frozenset({"article", "inproceedings", "incollection"})
_EDITED_KINDS: Final = frozenset({"book", "chapter", "conference"})
#: What styles print for a type without words of the paper's own.
_PRINTED_GENRES: Final = {
    "phdthesis": frozenset({"", "PhD thesis"}), "techreport": frozenset({"", "Technical report"}),
}  # fmt: skip
ARXIV_VENUE: Final = re.compile(r"arxiv|corr\b", re.IGNORECASE)


def format_bibtex(paper: Paper, key: str = "") -> str:
    """Return a BibTeX entry of the type that the paper's kind asks for.

    It has no fields for values that the sources don't give. A paper of unknown kind is "misc",
    which requires nothing. Without a key it gets the one of ``format_bibkey``.
    Source: BibTeXing (Patashnik 1988), section 3.1.
    """
    venue, kind = paper.venue or "", paper.kind
    type_ = _TYPES.get(kind or "other", "misc")
    if type_ in _VENUE_FIELDS and not venue:
        type_ = "misc"
    is_edited = bool(paper.editors) and kind in _EDITED_KINDS
    editors = paper.editors if is_edited else ()
    authors = tuple(author.name for author in paper.authors)
    if kind == "book" and authors == editors:
        # Readers of the site see the editors of a whole book as its authors.
        authors = ()
    fields = {
        # Doubled braces keep the title's capitals under styles that lower them.
        "title": f"{{{escape_bibtex(paper.title)}}}",
        "author": " and ".join(map(_format_name, authors)),
        "editor": " and ".join(map(_format_name, editors)),
        "year": str(paper.year or ""),
        **{name: escape_bibtex(value) for name, value in _imprint(paper, type_).items()},
        "volume": escape_bibtex(paper.volume or ""),
        "number": escape_bibtex(paper.issue or ""),
        # BibTeX writes a range with two hyphens, which LaTeX sets as a dash.
        "pages": escape_bibtex(PAGE_RANGE.sub("--", paper.pages or "")),
        "doi": escape_bibtex(paper.doi or ""),
        "eprint": escape_bibtex(paper.arxiv_id or ""),
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        "url": escape_simply(citation_url(paper)),
    }
    return join_fields(type_, key or format_bibkey(paper), fields)


def _imprint(paper: Paper, type_: str) -> dict[str, str]:
    """Return the fields that say where a paper was published, in their order."""
    venue, publisher = paper.venue or "", paper.publisher or ""
    institution = paper.institution or publisher or venue
    if type_ in {"phdthesis", "techreport"}:
        field = "school" if type_ == "phdthesis" else "institution"
        # Styles print "PhD thesis" for a thesis without a type.
        genre = paper.genre or ("Thesis" if type_ == "phdthesis" else "")
        return {field: institution, "type": "" if genre in _PRINTED_GENRES[type_] else genre}
    if type_ == "misc":
        is_eprint = bool(paper.arxiv_id) and bool(ARXIV_VENUE.match(venue))
        return {"howpublished": "" if is_eprint else venue or publisher}
    volume = {"series": paper.series or "", "edition": paper.edition or "",
              "publisher": publisher or (venue if type_ == "book" else ""),
              "isbn": paper.isbn or ""}  # fmt: skip
    if type_ == "article":
        return {"journal": venue}
    return volume if type_ == "book" else {"booktitle": venue, **volume}


def join_fields(type_: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry with the fields that have a value, which are escaped already."""
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{type_}{{{key},\n{body}\n}}"


def escape_simply(text: str) -> str:
    """Put a backslash before what needs one, in a text that has no other special character."""
    return _SIMPLE_ESCAPES.sub(_ESCAPE, text)


def _format_name(name: str) -> str:
    """Return an author's name for the author field.

    Names that BibTeX would split in another way are inverted; those that it must not split, such
    as "Smith and Sons", are braced.
    """
    parts = split_name(name)
    escaped = escape_bibtex(name)
    if NAME_SEPARATOR.search(f" {name} ") or (parts.literal and not _is_one_word(name)):
        return f"{{{escaped}}}"
    if parts.literal or not (parts.suffix or _has_inner_particle(parts.family)):
        return escaped
    # BibTeX has the suffix in the middle: "Smith, Jr., John".
    inverted = (parts.family, parts.suffix, parts.given)
    return ", ".join(escape_bibtex(part) for part in inverted if part)


def _is_one_word(name: str) -> bool:
    return len(name.split()) == 1 and "," not in name


def _has_inner_particle(family: str) -> bool:
    """Return whether BibTeX would start the family name at a word within it."""
    first, *others = family.split()
    return bool(others) and not is_particle(first)
