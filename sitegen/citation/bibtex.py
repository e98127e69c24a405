"""A paper's BibTeX entry, from known values only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.citation.bibtex_text import escape_bibtex
from sitegen.citation.csl import csl_status, date_parts
from sitegen.citation.keys import format_bibkey
from sitegen.citation.links import citation_url
from sitegen.citation.names import is_particle, split_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
#: Macros of all styles, which print a month in their own way.
_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = dict(enumerate(_MONTH_NAMES.split(), start=1))
#: What a reader of the citation must know of the paper; see ``csl_status``.
_NOTED_STATUSES: Final = frozenset({"retracted", "withdrawn", "expression of concern"})
#: ISO 639-1 code -> the language's name in LaTeX's package babel.
_BABEL_PAIRS: Final = """
    en:english de:ngerman fr:french es:spanish it:italian pt:portuguese nl:dutch ru:russian
    zh:chinese ja:japanese ko:korean pl:polish tr:turkish sv:swedish da:danish no:norsk nn:nynorsk
    fi:finnish cs:czech uk:ukrainian ar:arabic fa:persian he:hebrew el:greek hu:magyar ro:romanian
    vi:vietnamese id:indonesian hi:hindi la:latin ca:catalan hr:croatian sr:serbian sk:slovak
    sl:slovene bg:bulgarian et:estonian lv:latvian lt:lithuanian
"""
_BABEL_NAMES: Final = dict(pair.split(":") for pair in _BABEL_PAIRS.split())
#: Without a sign at which programs divide keywords.
_PLAIN_KEYWORD: Final = re.compile(r"\w+(?:[ -]\w+)*")


def format_bibtex(paper: Paper, key: str = "", *, is_whole: bool = False) -> str:
    """Return a BibTeX entry of the type that the paper's kind asks for.

    It has no fields for values that the sources don't give. A paper of unknown kind is "misc",
    which requires nothing. Source: BibTeXing (Patashnik 1988), section 3.1.

    Args:
        paper: the paper.
        key: its citation key; without one it gets the one of ``format_bibkey``.
        is_whole: whether the entry has what no style prints: keywords, language and abstract.
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
        **date_fields(date_parts(paper) if _is_published_date(paper) else ()),
        **{name: escape_bibtex(value) for name, value in _imprint(paper, type_).items()},
        "volume": escape_bibtex(paper.volume or ""),
        "number": escape_bibtex(paper.issue or ""),
        # BibTeX writes a range with two hyphens, which LaTeX sets as a dash.
        "pages": escape_bibtex(PAGE_RANGE.sub("--", paper.pages or "")),
        "doi": escape_bibtex(paper.doi or ""),
        "eprint": escape_bibtex(paper.arxiv_id or ""),
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        "url": escape_simply(citation_url(paper)),
        "note": note_of(csl_status(paper)),
    }
    if is_whole:
        fields |= _unprinted(paper)
    return join_fields(type_, key or format_bibkey(paper), fields)


def _is_published_date(paper: Paper) -> bool:
    """Return whether the date is surely that of the publication, and not of its preprint."""
    is_elsewhere = paper.venue and not ARXIV_VENUE.match(paper.venue)
    return bool(paper.year) and not (paper.arxiv_id and is_elsewhere)


def date_fields(parts: Sequence[int]) -> dict[str, str]:
    """Return the fields for year, month and day, without the year; those that are known.

    BibTeX knows no day, and its styles don't print the field. Other programs read it.
    """
    month = _MONTHS.get(parts[1], "") if len(parts) > 1 else ""
    day = str(parts[2]) if month and len(parts) > len(("year", "month")) else ""
    return {"month": month, "day": day}


def note_of(status: str) -> str:
    """Return what a bibliography says of a paper that was withdrawn, which all styles print."""
    return status.capitalize() if status in _NOTED_STATUSES else ""


def _unprinted(paper: Paper) -> dict[str, str]:
    """Return the fields that programs for references read, and no style prints."""
    return {
        "keywords": _format_keywords(paper.keywords),
        # BibLaTeX prints "language"; "langid" is the name of a language of the package babel.
        "langid": _BABEL_NAMES.get(paper.language or "", paper.language or ""),
        "abstract": escape_bibtex(paper.abstract),
    }


def _format_keywords(keywords: Sequence[str]) -> str:
    """Return keywords with commas between them, in braces where one has a separating sign."""
    if all(map(_PLAIN_KEYWORD.fullmatch, keywords)):
        return ", ".join(keywords)
    text = ", ".join(f"{{{escape_bibtex(keyword)}}}" for keyword in keywords)
    # Braces around a whole field have no meaning.
    return text if len(keywords) > 1 else f"{{{text}}}"


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
    body = ",\n".join(
        # A month is the name of a macro.
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value
    )
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
