r"""The fields of an entry under our names.

Texts are LaTeX. Identifiers and addresses are not: programs only escape them (``\_``, ``\%``), and
a dash or a tie in them is not TeX's. Names of fields are those of BibTeX, BibLaTeX 3.20 and of
the programs that write BibTeX: Mendeley, Zotero, JabRef, DBLP, ADS, INSPIRE, al-folio.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.sources.bibtex.journals import ADS_MACROS
from sitegen.sources.bibtex.names import (
    COMMA,
    SEMICOLON,
    add_collaboration,
    parse_name_list,
    split_outside_braces,
)
from sitegen.sources.values.keywords import split_keywords
from sitegen.sources.values.months import month_number
from sitegen.sources.values.statuses import parse_remark
from sitegen.text.latex import decode_latex, unescape_latex
from sitegen.text.markup import unescape_entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# ---- Venues ----
_BOOK_TITLES: Final = ("booktitle", "eventtitle")
_VENUE_FIELDS: Final = (
    "journal", "journaltitle", "fjournal", "shortjournal", *_BOOK_TITLES, "series", "school",
    "institution", "howpublished",
    "organization", "publisher",
)  # fmt: skip
#: Types of parts of books: their editors are not their authors.
_PART: Final = re.compile(r"in(?:book|collection|proceedings|reference)|conference|supp\w+")
_ADS_MACRO: Final = re.compile(r"\{?\s*+\\([A-Za-z]++)\s*+(?:\{\}\s*+)?\}?")
_SENTENCE_END: Final = ("?", "!", ":", ".")

#: Types of BibTeX, and keys of BibLaTeX for the field "type" -> what styles print.
_GENRES: Final = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis", "techreport": "",
    "resreport": "Research report",
}  # fmt: skip

# ---- Links and identifiers ----
_LINK_COMMAND: Final = re.compile(
    r"\\(?:url|path|nolinkurl|href)\s*+\{((?:[^{}]++|\{[^{}]*+\})*+)\}(?:\s*+\{[^{}]*+\})?"
)
_URL: Final = re.compile(r"https?://[^\s,;]+", re.IGNORECASE)
_RESOLVER: Final = re.compile(r"//(?:(?:dx\.)?doi\.org|doi\.acm\.org)/", re.IGNORECASE)
_DOI_NOTE: Final = re.compile(r"\bdoi\b\s*+(?:[:=]\s*+)?(?:\\url\s*+\{\s*+)?10\.", re.IGNORECASE)
#: "ee" is DBLP's electronic edition, "html" and "website" are al-folio's,
#: "bdsk-url-1" is BibDesk's.
_URL_FIELDS: Final = ("url", "ee", "link", "html", "website", "bdsk-url-1", "bdsk-url-2")
_DOI_FIELDS: Final = (*_URL_FIELDS, "howpublished", "note")
#: Pages, or the number of an article: the physical journals', MDPI's, ACM's, Scopus's.
_PAGE_FIELDS: Final = ("pages", "eid", "article-number", "articleno", "art_number")
_ARXIV_FIELDS: Final = ("arxiv", "arxivid", "arxiv_id", "arxiv-id")
#: Fields that may hold an arXiv id in their text ("arXiv preprint arXiv:…").
_ARXIV_TEXT_FIELDS: Final = (
    *_URL_FIELDS, "pdf", "journal", "journaltitle", "howpublished", "note", "volume", "number",
    "eid", "pages", "institution", "publisher", "organization", "type", "series", "booktitle",
    "addendum", "pubstate",
)  # fmt: skip
#: Fields of an article in "arXiv" or "CoRR" that hold the id: "abs/1706.03762".
_ARXIV_PLACES: Final = ("volume", "number", "eid", "pages", "note")
#: Fields that may name arXiv beside an id in one of those.
_ARXIV_NAMES: Final = ("archiveprefix", "eprinttype", "publisher", "institution", "archive")
_ARXIV_JOURNAL: Final = re.compile(r"(?:arxiv|corr)\b.*", re.IGNORECASE)
_CORR: Final = re.compile(r"corr\b[\s,]*abs/", re.IGNORECASE)
#: arXiv's archives before April 2007, which some write as the archive's name.
_OLD_ARCHIVE: Final = re.compile(
    r"(?:astro|cond|hep|nucl|quant|math|gr|alg|cmp|chao|patt|solv)-[a-z]{2,4}|math|physics|cs|nlin"
)
#: What leads to the id of another paper.
_OTHER_PAPER: Final = re.compile(
    r"\b(?:see|cf|cites?|comment(?:s|ary)? on|repl(?:y|ies) to|response to|companion|based on)\b",
    re.IGNORECASE,
)
#: An id before April 2007 without its archive, which stands in "primaryclass".
_OLD_NUMBER: Final = re.compile(r"\d{7}(?:v\d+)?")
#: Signs as formulas, or escaped by a program that wrote HTML into BibTeX.
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("$<$", "<"), ("$>$", ">"))

# ---- Other fields ----
_KEYWORD_FIELDS: Final = (
    "author_keywords", "author-keywords", "author+keywords", "authorkeywords", "keywords",
    "keyword",
)  # fmt: skip
#: Commands that separate keywords: Elsevier's, Springer's, and signs that are printed.
_KEYWORD_SIGNS: Final = re.compile(
    r"(?:(?<!\s)\s++)?(?:\\(?:sep|and|textbullet|textperiodcentered|quad|qquad)(?![A-Za-z])(?:\{\})?|"
    r"\$\s?\\(?:cdot|bullet)\s?\$|\\\\)\s*+"
)
_REMARK_FIELDS: Final = ("note", "addendum", "annote")
_LANGUAGE_FIELDS: Final = ("langid", "language", "hyphenation", "lang")
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: A day within a month's field: ``jan # "~1"``, ``"10~" # jan``, "July 4". A range is no day.
_DAY_IN_MONTH: Final = re.compile(
    r"(?P<before>\d{1,2})?(?:st|nd|rd|th|\.)?[\s~]*(?P<month>[A-Za-z]{3,9})\.?"
    r"[\s~]*(?P<after>\d{1,2})?(?:st|nd|rd|th|,)?"
)
_URL_START: Final = re.compile("https?://")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")


def named_fields(kind: str, key: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry's fields under our names.

    Args:
        kind: the entry's type in lower case.
        key: its citation key.
        fields: its fields in LaTeX, with those that it inherits.
    """
    return {
        "title": _join_title(fields.get("title", ""), fields.get("subtitle", "")),
        "abstract": decode_latex(fields.get("abstract", "")),
        # BibTeX's rules have said what is one name: commas and "and" are part of it.
        "authors": [{"literal": name} for name in _authors(kind, fields)],
        "date": _date(fields),
        "year": _year(fields),
        "venue": _venue(kind, fields),
        "volume": decode_latex(fields.get("volume", "")),
        "issue": decode_latex(fields.get("number") or fields.get("issue", "")),
        "pages": decode_latex(next(filter(None, map(fields.get, _PAGE_FIELDS)), "")),
        "kind": "thesis" if "thesis" in kind else kind,
        "publisher": decode_latex(fields.get("publisher", "")),
        "editors": [{"literal": name} for name in _editors(fields)],
        "series": decode_latex(fields.get("series", "")),
        "edition": decode_latex(fields.get("edition", "")),
        "institution": decode_latex(fields.get("school") or fields.get("institution", "")),
        "genre": _genre(kind, fields),
        "isbn": fields.get("isbn", ""),
        "issn": fields.get("issn", ""),
        # DataCite writes the licence as the copyright, BibLaTeX's styles for software as itself.
        "license": [fields.get(name, "") for name in ("license", "copyright", "rights")],
        "status": fields.get("pubstate") or parse_remark(*map(fields.get, _REMARK_FIELDS)),
        "doi": _doi(fields),
        "arxiv_id": _arxiv_id(fields),
        "url": [url for name in _URL_FIELDS for url in _urls(fields.get(name, ""))]
        + [url for name in ("howpublished", "note") for url in _urls_in_text(fields.get(name, ""))],
        # HighWire (bioRxiv, journals) writes the address of the PDF as the eprint.
        "pdf": _urls(fields.get("pdf", "")) + _urls_in_text(fields.get("eprint", "")),
        "code": _urls(fields.get("code") or fields.get("github", "")),
        # Objects, since the only text of a list would be split again.
        "keywords": [{"name": keyword} for keyword in _keywords(fields)],
        "language": _language(fields),
        "id": key,
    }


def _join_title(title: str, subtitle: str) -> str:
    title, subtitle = decode_latex(title), decode_latex(subtitle)
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title.endswith(_SENTENCE_END) else ': '}{subtitle}"


def _authors(kind: str, fields: Mapping[str, str]) -> list[str]:
    """Return authors, or the editors of a whole book, and the collaboration."""
    names = parse_name_list(fields.get("author") or fields.get("authors", ""))
    if not names and not _PART.fullmatch(kind):
        names = parse_name_list(fields.get("editor", ""))
    collaboration = fields.get("collaboration", "")
    return add_collaboration(names, collaboration) if collaboration else names


def _editors(fields: Mapping[str, str]) -> list[str]:
    return parse_name_list(fields.get("bookeditor") or fields.get("editor", ""))


def _genre(kind: str, fields: Mapping[str, str]) -> str:
    """Return what a thesis or a report is; BibTeX's styles print these words for their types."""
    genre = decode_latex(fields.get("type", ""))
    return _GENRES.get(genre.lower() or kind, genre)


def _venue(kind: str, fields: Mapping[str, str]) -> str:
    """Return where an entry was published; an address is no venue."""
    names = (*_BOOK_TITLES, *_VENUE_FIELDS) if _PART.fullmatch(kind) else _VENUE_FIELDS
    for name in names:
        value = fields.get(name, "")
        # A book may have its own title as the book title of its chapters.
        if not value or value == fields.get("title") or _urls_in_text(value):
            continue
        macro = _ADS_MACRO.fullmatch(value)
        if macro and macro[1] in ADS_MACROS:
            return ADS_MACROS[macro[1]]
        part = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}.get(name, "")
        return _join_title(value, fields.get(part, ""))
    return ""


# ---- Links and identifiers --------------------------------------------------------------------


def _plain_address(value: str) -> str:
    r"""Return an identifier or an address without escapes, ``\url`` and ``\href``."""
    value = unescape_latex(_LINK_COMMAND.sub(r"\1", value))
    if "&" in value or "$" in value:
        for entity, char in _ENTITIES:
            value = value.replace(entity, char)
    return value


def _urls(value: str) -> list[str]:
    """Return the addresses in a field of addresses."""
    if not value:
        return []
    plain = _plain_address(value).strip()
    urls = plain.split() if len(_URL_START.findall(plain)) > 1 else [plain]
    return [url.rstrip(",;") for url in urls if url]


def _urls_in_text(value: str) -> list[str]:
    if "http" not in value.lower():
        return []
    return [url.rstrip(").") for url in _URL.findall(_plain_address(value))]


def _doi(fields: Mapping[str, str]) -> str | None:
    """Return the DOI in the field for it, or else the one in an address of the resolver."""
    if fields.get("doi"):
        return _plain_address(fields["doi"])
    for name in _DOI_FIELDS:
        value = fields.get(name, "")
        if value and (_RESOLVER.search(value) or _DOI_NOTE.search(value)):
            plain = _plain_address(value)
            start = _RESOLVER.search(plain) or _DOI_NOTE.search(plain)
            return parse_doi(plain[start.start() :] if start else plain)
    return None


def _arxiv_id(fields: Mapping[str, str]) -> str | None:
    """Return the arXiv id that a field holds; a DOI never does."""
    values = {name: fields[name] for name in _ARXIV_FIELDS if fields.get(name)}
    for value in values.values():
        if arxiv_id := parse_arxiv_id(_plain_address(value)):
            return arxiv_id
    return _eprint(fields) or _arxiv_id_in_texts(fields)


def _eprint(fields: Mapping[str, str]) -> str | None:
    # BibTeX styles call the archive "archiveprefix", BibLaTeX "eprinttype"; an eprint without
    # either is most likely arXiv's.
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    eprint = _plain_address(fields.get("eprint", "")).strip()
    archive = decode_latex(archive).strip().lower()
    archive_name = fields.get("primaryclass") or fields.get("eprintclass") or ""
    if _OLD_ARCHIVE.fullmatch(archive):
        archive_name, archive = archive, "arxiv"
    # DOIs and publishers' addresses may hold a number like arXiv's.
    is_foreign = eprint.startswith("10.") or ("://" in eprint and "arxiv" not in eprint.lower())
    if not eprint or archive != "arxiv" or is_foreign:
        return None
    if _OLD_NUMBER.fullmatch(eprint) and archive_name:
        eprint = f"{archive_name.split('.')[0]}/{eprint}"
    return parse_arxiv_id(eprint)


def _arxiv_id_in_texts(fields: Mapping[str, str]) -> str | None:
    for name in _ARXIV_TEXT_FIELDS:
        value = fields.get(name, "")
        if "arxiv" in value.lower():
            # "arXiv:1706.03762 [cs.CL]", "arXiv 1706.03762", "https://arxiv.org/pdf/1706.03762".
            text = _plain_address(value)
            start = text.lower().find("arxiv")
            if name in {"note", "addendum"} and _OTHER_PAPER.search(text, 0, start):
                continue
            if arxiv_id := parse_arxiv_id(text[start:]):
                return arxiv_id
    journal = unescape_latex(fields.get("journal") or fields.get("journaltitle") or "")
    if match := _CORR.match(journal):
        return parse_arxiv_id(journal[match.end() :])
    archives = (journal, *(fields.get(name, "") for name in _ARXIV_NAMES))
    if not any(_ARXIV_JOURNAL.fullmatch(archive.strip()) for archive in archives):
        return None
    values = (_plain_address(fields.get(name, "")) for name in _ARXIV_PLACES)
    return next(filter(None, map(parse_arxiv_id, values)), None)


# ---- Keywords, languages and dates ------------------------------------------------------------


def _keywords(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield the keywords of all fields of keywords, each once.

    Beside the authors' keywords, Scopus has its index terms in "keywords": "article", "human".
    """
    is_indexed = fields.get("author_keywords") and fields.get("source", "").lower() == "scopus"
    names = [name for name in _KEYWORD_FIELDS if not (is_indexed and name.startswith("keyword"))]
    texts = filter(None, map(fields.get, names))
    yield from dict.fromkeys(keyword for text in texts for keyword in _split_keywords(text))


def _split_keywords(value: str) -> Iterator[str]:
    r"""Yield keywords between ``\sep``, semicolons or commas, whichever there are."""
    value = _KEYWORD_SIGNS.sub("; ", unescape_entities(value))
    while value.startswith("{") and value.endswith("}") and value.count("{") == 1:
        value = value[1:-1]
    if "{" not in value:
        yield from filter(None, map(str.strip, split_keywords(decode_latex(value))))
        return
    parts = list(split_outside_braces(value, SEMICOLON))
    for keyword in parts if len(parts) > 1 else split_outside_braces(value, COMMA):
        if plain := decode_latex(keyword):
            yield plain


def _language(fields: Mapping[str, str]) -> str:
    """Return a language's name or code; BibLaTeX's own keys have "lang" before the name."""
    value = next((fields[name] for name in _LANGUAGE_FIELDS if fields.get(name)), "")
    return re.sub(r"^lang(?=[a-z]{4})", "", decode_latex(value))


def _year(fields: Mapping[str, str]) -> str | None:
    """Return the year's four digits, or the whole text so that a warning can quote it."""
    texts = [fields[name] for name in ("year", "date", "eventdate") if fields.get(name)]
    for text in texts:
        if match := _FOUR_DIGITS.search(text):
            return match.group()
    return texts[0] if texts else None


def date_conflict(fields: Mapping[str, str]) -> str:
    """Return a warning of a year that is not the date's, else ""."""
    year, date = (fields.get(name, "").strip() for name in ("year", "date"))
    start = _FOUR_DIGITS.match(date)
    if not start or not _FOUR_DIGITS.fullmatch(year) or year in date:
        return ""
    return f"year {year} contradicts date {date}; leave the wrong one out"


def _date(fields: Mapping[str, str]) -> str | None:
    """Return BibLaTeX's date, or one put together of year, month and day."""
    if fields.get("date"):
        return fields["date"]
    year = fields.get("year", "").strip()
    if not _FOUR_DIGITS.fullmatch(year):
        # "2020-05-07" where a year belongs is a date all the same.
        return year or None
    month, day = _month_and_day(fields.get("month", ""), fields.get("day", ""))
    if not month:
        return None
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


def _month_and_day(month_text: str, day_text: str) -> tuple[int | None, str | None]:
    day = _DAY.fullmatch(day_text.strip())
    if month := _DAY_IN_MONTH.fullmatch(unescape_latex(month_text).strip()):
        number = month["before"] or month["after"]
        return month_number(month["month"]), day[1] if day else number
    return month_number(month_text), day[1] if day else None
