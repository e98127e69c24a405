"""A paper's BibTeX entry, from known values only.

``theme/assets/sitegen/site.js`` writes the entry in the browser, as ``format_from_metadata`` does,
if the metadata in the page's head suffice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import slugify
from sitegen.pages.bibtex_text import escape_bibtex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.paper import Paper, PaperKind

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
#: Kind -> element of the head that holds the venue.
_VENUE_TAGS: Final[dict[str, str]] = {
    "article": "citation_journal_title", "conference": "citation_conference_title",
    "chapter": "citation_inbook_title", "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}  # fmt: skip
#: Elements of the head -> type and field of the entry that the script writes.
_SCRIPT_TYPES: Final = {
    "citation_journal_title": ("article", "journal"),
    "citation_conference_title": ("inproceedings", "booktitle"),
}
_ARXIV_VENUE: Final = re.compile(r"arxiv|corr\b", re.IGNORECASE)
#: Kinds of links whose address an entry gives, best first.
URL_KINDS: Final = ("source", "arxiv", "pdf")
#: Characters that stay as they are in an address.
_URL_CHARS: Final = "!#$%&'()*+,-./:;=?@[]_~"
_YEAR_CHARS: Final = 4


def format_bibtex(paper: Paper) -> str:
    """Return a BibTeX entry of the type that the paper's kind asks for.

    It has no fields for values that the sources don't give. A paper of unknown kind is "misc",
    which requires nothing.
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
        "pages": escape_bibtex(_PAGE_RANGE.sub("--", paper.pages or "")),
        "doi": escape_bibtex(paper.doi or ""),
        "eprint": escape_bibtex(paper.arxiv_id or ""),
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        "url": _SIMPLE_ESCAPES.sub(_ESCAPE, _address_of(paper)),
    }
    return _join_fields(type_, format_bibkey(paper), fields)


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
        is_eprint = bool(paper.arxiv_id) and bool(_ARXIV_VENUE.match(venue))
        return {"howpublished": "" if is_eprint else venue or publisher}
    volume = {"series": paper.series or "", "edition": paper.edition or "",
              "publisher": publisher or (venue if type_ == "book" else ""),
              "isbn": paper.isbn or ""}  # fmt: skip
    if type_ == "article":
        return {"journal": venue}
    return volume if type_ == "book" else {"booktitle": venue, **volume}


def _address_of(paper: Paper) -> str:
    """Return the address of the publisher's page, of arXiv's, or of the PDF; a DOI is one too."""
    urls = {link.kind: link.url for link in reversed(paper.links)}
    if paper.arxiv_id:
        urls.setdefault("arxiv", f"https://arxiv.org/abs/{paper.arxiv_id}")
    # What a brace or a backslash would do to the entry.
    return next((quote(urls[kind], safe=_URL_CHARS) for kind in URL_KINDS if kind in urls), "")


def format_from_metadata(key: str, citation: Mapping[str, Any], url: str = "") -> str:
    """Return the BibTeX entry that the script of a paper's page writes.

    It equals ``format_bibtex`` unless the entry has fields or a type that the metadata lack, or a
    value has formulas, or characters that need more than a backslash.

    Args:
        key: the citation key.
        citation: the metadata in the front matter of the paper's page.
        url: the address in the page's first link of a kind in ``URL_KINDS``.
    """

    def escape(name: str) -> str:
        return _SIMPLE_ESCAPES.sub(_ESCAPE, citation.get(name, ""))

    type_, field = _SCRIPT_TYPES.get(citation.get("venue_tag", ""), ("misc", "howpublished"))
    venue = escape("venue")
    if citation.get("arxiv_id") and field == "howpublished" and _ARXIV_VENUE.match(venue):
        venue = ""
    fields = {
        "title": f"{{{escape('title')}}}",
        "author": _SIMPLE_ESCAPES.sub(_ESCAPE, " and ".join(citation.get("authors", ()))),
        "year": citation.get("date", "")[:_YEAR_CHARS],
        field: venue,
        "volume": escape("volume"),
        "number": escape("issue"),
        "pages": "--".join(filter(None, (escape("first_page"), escape("last_page")))),
        "doi": escape("doi"),
        "eprint": escape("arxiv_id"),
        "archiveprefix": "arXiv" if citation.get("arxiv_id") else "",
        "url": _SIMPLE_ESCAPES.sub(_ESCAPE, url),
    }
    return _join_fields(type_, key, fields)


def venue_tag(kind: PaperKind | None) -> str:
    """Return the name of the metadata element that holds the venue of a paper of some kind.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, and Dublin Core's
    "source" for what Google Scholar has no name for.
    """
    return _VENUE_TAGS.get(kind or "other", "DC.source")


def _join_fields(type_: str, key: str, fields: Mapping[str, str]) -> str:
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{type_}{{{key},\n{body}\n}}"


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
