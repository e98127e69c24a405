"""Read the XML of databases and publishers: EPrints, Web of Science, Elsevier, EDP and others.

Each is a row of a table. Sources: https://wiki.eprints.org/w/XML_Export_Format,
https://developer.clarivate.com/apis/wos, https://dev.elsevier.com/documentation/,
https://developer.ieee.org/docs, https://dev.springernature.com/docs/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    XML_LANG,
    child_elements,
    child_text,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import join_title, parse_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "database-xml"
#: Before ``oai``, ``dublin-core`` and ``endnote``, which have roots of the same names.
RANK: Final = 19


class _Source(NamedTuple):
    """One program's XML.

    Attributes:
        root: name of the first element.
        mark: text in the head that only this program's XML has.
        record: name of the element of a record.
        fields: our field -> paths, best first; "@" parts off an attribute. "first_page" and
            "last_page" are the ends of the pages.
        authors: paths of the elements of authors, best first, or of one text with all of them;
            "|" joins paths that count together.
    """

    root: str
    mark: str
    record: str
    fields: dict[str, tuple[str, ...]]
    authors: tuple[str, ...]


_PRISM: Final = {
    "title": ("title",), "abstract": ("description//para", "description"),
    "venue": ("publicationName",), "date": ("coverDate", "publicationDate"),
    "volume": ("volume",), "issue": ("number", "issueIdentifier"), "first_page": ("startingPage",),
    "last_page": ("endingPage",), "pages": ("pageRange", "articleNumber"), "doi": ("doi",),
    "keywords": ("subject",), "url": ("link[@rel='scidir']@href", "link[@rel='scopus']@href"),
    "id": ("eid",),
}  # fmt: skip
_SOURCES: Final = (
    _Source("eprints", "eprints.org/ep2/data", "eprint", {
        "title": ("title",), "abstract": ("abstract",), "date": ("date",),
        "venue": ("publication", "book_title", "event_title", "series", "institution"),
        "volume": ("volume",), "issue": ("number",), "pages": ("pagerange", "article_number"),
        "doi": ("doi", "id_number"), "url": ("@id", "official_url"),
        "pdf": ("documents/document/files/file/url",), "keywords": ("keywords",),
        "language": ("language",), "id": ("eprintid",),
    }, ("creators/item|corp_creators/item",)),
    _Source("records", "FullRecord", "REC", {
        "title": ("static_data/summary/titles/title[@type='item']",),
        "abstract": ("static_data/fullrecord_metadata/abstracts//abstract_text",),
        "date": ("static_data/summary/pub_info@coverdate",),
        "year": ("static_data/summary/pub_info@pubyear",),
        "venue": ("static_data/summary/titles/title[@type='source']",),
        "volume": ("static_data/summary/pub_info@vol",),
        "issue": ("static_data/summary/pub_info@issue",),
        "pages": ("static_data/summary/pub_info/page",),
        "doi": ("dynamic_data//identifier[@type='doi']@value",
                "dynamic_data//identifier[@type='xref_doi']@value"),
        "keywords": ("static_data/fullrecord_metadata/keywords/keyword",),
        "language": ("static_data/fullrecord_metadata/languages/language",), "id": ("UID",),
    }, ("static_data/summary/names/name[@role='author']",)),
    _Source("full-text-retrieval-response", "elsevier.com", "coredata", _PRISM, ("creator",)),
    _Source("abstracts-retrieval-response", "elsevier.com", "coredata",
            _PRISM | {"keywords": ("../authkeywords/author-keyword",)},
            ("../authors/author", "creator/author")),
    _Source("document", "elsevier.com/xml/document", "Description", _PRISM | {
        "abstract": ("../../article/head/abstract[@class='author']//simple-para",),
        "date": ("coverDate", "coverDisplayDate"),
    },
            ("../../article/head/author-group/author", "creator/Seq/li")),
    *(_Source(name, "elsevier.com/xml/", name, {
        "title": ("head/title",), "doi": ("item-info/doi",), "language": (f"@{XML_LANG}",),
        "abstract": ("head/abstract[@class='author']//simple-para", "head/abstract//simple-para"),
        "year": ("item-info/copyright@year",), "license": ("item-info/copyright@license",),
        "keywords": ("head/keywords[@class='keyword']/keyword/text", "head/keywords/keyword/text"),
    }, ("head/author-group/author|head/author-group/collaboration",))
      for name in ("article", "simple-article", "converted-article")),
    _Source("EDPSArticle", "<EDPSArticle", "EDPSArticle", {
        "title": ("ArticleTitle/Title",), "subtitle": ("ArticleTitle/Subtitle",),
        "abstract": ("Abstract",), "doi": ("ArticleID/DOI",),
        "venue": ("JournalID/JournalTitle", "JournalID/JournalShortTitle"),
        "issn": ("JournalID/ElectronicISSN", "JournalID/PrintISSN"),
        "year": ("IssueID/Year",), "volume": ("IssueID/Volume",), "issue": ("IssueID/Issue",),
        "first_page": ("ArticleID/FirstPage",), "last_page": ("ArticleID/LastPage",),
        "keywords": (".//Subject/Keyword",), "language": ("ArticleID/Language",),
    }, ("AuthorGroup/Author/AuthorName/StructuredAuthorName", "AuthorGroup/Author/AuthorName")),
    _Source("response", "prismstandard.org", "article", _PRISM | {
        "abstract": ("../../body/p",), "url": ("url",),
    }, ("creator",)),
    _Source("root", "<totalfound>", "document", {
        "title": ("title",), "abstract": ("abstract",), "year": ("py",), "venue": ("pubtitle",),
        "volume": ("volume",), "issue": ("issue",), "first_page": ("spage",),
        "last_page": ("epage",), "doi": ("doi",), "url": ("mdurl",), "pdf": ("pdf",),
        "keywords": ("controlledterms/term", "thesaurusterms/term"), "id": ("arnumber",),
    }, ("authors",)),
    _Source("articles", "<totalrecords>", "article", {
        "title": ("title",), "abstract": ("abstract",), "year": ("publication_year",),
        "date": ("publication_date",), "venue": ("publication_title",), "volume": ("volume",),
        "issue": ("issue",), "first_page": ("start_page",), "last_page": ("end_page",),
        "doi": ("doi",), "url": ("html_url", "abstract_url"), "pdf": ("pdf_url",),
        "keywords": ("index_terms/author_terms/terms", "index_terms/ieee_terms/terms"),
        "id": ("article_number",),
    }, ("authors/author",)),
)  # fmt: skip
#: Fields with several values.
_LISTS: Final = frozenset({"keywords", "url", "pdf"})
_STEP: Final = re.compile(r"(?<![\w.'@\[=])([A-Za-z][\w-]*)(?=[/\[]|$)")
_ATTRIBUTE: Final = re.compile(r"(?<!\[)@([^@\]]+)$")
_HEADING: Final = re.compile(r"^abstract\s+", re.IGNORECASE)


def sniff(head: str) -> bool:
    """Claim XML with the root and the mark of a source in the table."""
    return _source_of(head) is not None


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title becomes a diagnostic."""
    source = _source_of(text) or _SOURCES[0]
    return read_records(
        read_elements(text, source.record, lambda record: _record_fields(record, source)), path
    )


def _source_of(text: str) -> _Source | None:
    name = root_name(text)
    matches = (s for s in _SOURCES if s.root == name and s.mark in text[:20_000])
    return next(matches, None)


def _record_fields(record: Element, source: _Source) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, paths in source.fields.items():
        texts = next(filter(None, (list(_texts(record, path)) for path in paths)), [])
        if name == "abstract":
            # Each of its sections has a paragraph.
            texts = [" ".join(texts)]
        fields[name] = texts if name in _LISTS else next(iter(texts), "")
    ends = (fields.pop(name, "") for name in ("first_page", "last_page"))
    # A record of Scopus has its first author alone beside the list of all.
    authors = next(filter(None, (list(_authors(record, paths)) for paths in source.authors)), [])
    whole = next((author for author in authors if isinstance(author, str)), None)
    return {
        **fields,
        "title": join_title(fields["title"], fields.pop("subtitle", "")),
        "abstract": _HEADING.sub("", str(fields["abstract"])),
        "pages": page_range(*ends) or fields.get("pages", ""),
        "authors": whole or authors,
    }


def _authors(record: Element, paths: str) -> Iterator[dict[str, Any] | str]:
    for path in paths.split("|"):
        yield from filter(None, map(_author, find_elements(record, _any_namespace(path))))


def _texts(record: Element, path: str) -> Iterator[str]:
    path, attribute = _split_attribute(path)
    elements = find_elements(record, _any_namespace(path)) if path else [record]
    for element in elements:
        text = element.get(attribute) if attribute else text_of(element)
        if text:
            yield text


def _split_attribute(path: str) -> tuple[str, str]:
    """Part "title[@type='item']@value" at the attribute, which stands behind all conditions."""
    match = _ATTRIBUTE.search(path)
    return (path[: match.start()], match[1]) if match else (path, "")


def _any_namespace(path: str) -> str:
    return _STEP.sub(r"{*}\1", path)


def _author(element: Element) -> dict[str, Any] | str:
    """Return the parts of a name; a text for an element with the list of all authors."""
    parts = child_elements(element)
    name = child_elements(parts["name"][0]) if "name" in parts else parts
    family = child_text(name, "family", "last_name", "surname", "LastName")
    given = child_text(name, "given", "first_name", "given-name", "initials", "FirstName")
    given = f"{given} {child_text(name, 'MiddleName')}".rstrip()
    text = child_text(parts, "full_name", "display_name", "indexed-name", "name", "text") or (
        "" if parts else text_of(element)
    )
    if ";" in text:
        return text
    if not family and not text:
        return {}
    return {
        **({"family": family, "given": given} if family else parse_heading(text)),
        "suffix": child_text(name, "lineage", "suffix"),
        "affiliations": [value] if (value := child_text(parts, "affiliation")) else [],
        "orcid": child_text(parts, "orcid"),
    }
