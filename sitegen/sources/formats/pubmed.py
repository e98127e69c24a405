"""Read PubMed's XML, the answers of EFetch: articles and books.

Source: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/190101/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    child_texts,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import (
    date_of_parts,
    drop_full_stop,
    earliest_date,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

    Children = dict[str, list[Element]]

NAME: Final = "pubmed"
RANK: Final = 22

_ROOTS: Final = frozenset(
    {"PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle",
     "MedlineCitationSet", "MedlineCitation"}
)  # fmt: skip
_RECORDS: Final = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
#: Part of an affiliation that is no place.
_ADDRESS: Final = re.compile(r"(?<!\s)\s*+Electronic address:.*", re.DOTALL)
_ARTICLE_NUMBER: Final = re.compile(r"e?\d{1,9}")
_UNTITLED: Final = frozenset({"", "[Not Available]", "Not Available"})


def sniff(head: str) -> bool:
    """Claim XML whose first element is a set of PubMed's records or one of them."""
    return root_name(head) in _ROOTS


def read(text: str, path: str) -> ReadResult:
    """Read the articles and books of a set; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, _RECORDS, _record_fields), path)


def _record_fields(record: Element) -> dict[str, Any] | None:
    children = child_elements(record)
    if record.tag.endswith("PubmedBookArticle"):
        return _book_fields(_children_of(children, "BookDocument"))
    if record.tag.endswith("MedlineCitation"):
        # MEDLINE's old files have no element around it.
        parent = record.getparent()
        if parent is not None and str(parent.tag).endswith("PubmedArticle"):
            return None
        return _article_fields(children, {})
    citation = _children_of(children, "MedlineCitation")
    return _article_fields(citation, _children_of(children, "PubmedData"))


def _children_of(children: Children, name: str) -> Children:
    return child_elements(children[name][0]) if name in children else {}


def _article_fields(citation: Children, data: Children) -> dict[str, Any]:
    article = _children_of(citation, "Article")
    journal = _children_of(article, "Journal")
    issue = _children_of(journal, "JournalIssue")
    pmid = child_text(citation, "PMID")
    return {
        "title": _title(article),
        "abstract": abstract_text(article),
        "authors": _authors(article),
        **earliest_date(
            map(read_date, [*article.get("ArticleDate", ()), *issue.get("PubDate", ())]),
        ),
        "venue": child_text(journal, "Title", "ISOAbbreviation")
        or child_text(_children_of(citation, "MedlineJournalInfo"), "MedlineTA"),
        "volume": child_text(issue, "Volume"),
        "issue": child_text(issue, "Issue"),
        "pages": _pages(article),
        "kind": [
            text_of(kind) for group in article.get("PublicationTypeList", ()) for kind in group
        ],
        "status": [
            notice.get("RefType") for notices in citation.get("CommentsCorrectionsList", ())
            for notice in notices
        ],
        "issn": child_text(journal, "ISSN"),
        "doi": _doi(article, data),
        "url": f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdecimal() else None,
        "keywords": _keywords(citation),
        "language": child_text(article, "Language"),
        "id": pmid,
    }  # fmt: skip


def _book_fields(document: Children) -> dict[str, Any]:
    pmid = child_text(document, "PMID")
    book = _children_of(document, "Book")
    title, book_title = _title(document), child_text(book, "BookTitle")
    lists = document.get("AuthorList") or book.get("AuthorList", [])
    return {
        "title": title or book_title,
        "abstract": abstract_text(document),
        "authors": [
            author for element in lists if element.get("Type") != "editors"
            for author in list_authors(element)
        ],
        **earliest_date(
            map(read_date, document.get("ContributionDate") or book.get("PubDate", []))
        ),
        "venue": book_title if title else None,
        "volume": child_text(book, "Volume"),
        "pages": _pages(document),
        "kind": "chapter" if title else "book",
        "publisher": child_text(_children_of(book, "Publisher"), "PublisherName"),
        "isbn": child_text(book, "Isbn"),
        "doi": _doi(book, document),
        "url": f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdecimal() else None,
        "keywords": _keywords(document),
        "language": child_text(document, "Language"),
        "id": pmid,
    }  # fmt: skip


def _title(article: Children) -> str:
    """Return the title; a translated one is "[Title]." beside the title in its own language."""
    title = drop_full_stop(child_text(article, "ArticleTitle"))
    # "[One] and [two]" is no translated title, "[Fog: a [short] review]" is one.
    inner = title[1:-1]
    is_enclosed = title.startswith("[") and title.endswith("]") and (
        inner.find("[") < inner.find("]") or "]" not in inner
    )  # fmt: skip
    if is_enclosed:
        title = title if title in _UNTITLED else inner
    if title in _UNTITLED:
        title = drop_full_stop(child_text(article, "VernacularTitle"))
    return drop_full_stop(title)


def abstract_text(article: Children) -> str:
    """Return the parts of the abstract, each after its label."""
    parts = []
    for element in article.get("Abstract", ())[:1]:
        for part in find_elements(element, "{*}AbstractText"):
            label = part.get("Label") or ""
            text = text_of(part)
            has_label = label and label != "UNLABELLED" and text
            parts.append(f"{label.rstrip(': ')}: {text}" if has_label else text)
        # Publishers write it without parts.
        parts = parts or [text_of(element)]
    return " ".join(filter(None, parts))


def _authors(article: Children) -> list[dict[str, Any]]:
    lists = article.get("AuthorList", ())
    return [author for element in lists for author in list_authors(element)]


def list_authors(authors: Element) -> list[dict[str, Any]]:
    """Return the authors of an ``AuthorList``."""
    # An author with ValidYN="N" is a misprint that a later author corrects.
    return [
        _author(child_elements(author))
        for author in find_elements(authors, "{*}Author")
        if author.get("ValidYN") != "N"
    ]


def _author(author: Children) -> dict[str, Any]:
    affiliations = child_texts(author, "Affiliation")
    for info in author.get("AffiliationInfo", ()):
        affiliations += child_texts(child_elements(info), "Affiliation")
    group = child_text(author, "CollectiveName")
    name = {"literal": group} if group else {
        "given": " ".join(
            filter(None, (child_text(author, "ForeName", "FirstName", "Initials"),
                          child_text(author, "MiddleName")))
        ),
        "family": child_text(author, "LastName"),
        "suffix": child_text(author, "Suffix"),
    }  # fmt: skip
    return {
        **name,
        "affiliations": [_ADDRESS.sub("", text) for text in affiliations],
        "orcid": next(
            (text_of(i) for i in author.get("Identifier", ()) if i.get("Source") == "ORCID"), ""
        ),
    }


def read_date(element: Element) -> str:
    """Return the day or the year of a date; ``MedlineDate`` is "2019 Jan-Feb"."""
    date = child_elements(element)
    year = child_text(date, "Year")
    if not year:
        match = re.match(r"\d{4}", child_text(date, "MedlineDate"))
        return match[0] if match else ""
    return date_of_parts(year, child_text(date, "Month"), child_text(date, "Day"))


def _pages(article: Children) -> str:
    """Return the pages, or the number of an article that is only online."""
    pagination = _children_of(article, "Pagination")
    ends = (child_text(pagination, name) for name in ("StartPage", "EndPage"))
    numbers = (
        text_of(location) for location in article.get("ELocationID", ())
        if location.get("EIdType") == "pii"
    )  # fmt: skip
    return (
        page_range(*ends)
        or child_text(pagination, "MedlinePgn")
        # Publishers' numbers of items ("S0140-6736(18)31234-5") are no places in a journal.
        or next(filter(_ARTICLE_NUMBER.fullmatch, numbers), "")
    )


def _doi(article: Children, data: Children) -> str:
    """Return the article's DOI; the lists of ids below ``ReferenceList`` are of other papers."""
    for location in article.get("ELocationID", ()):
        if location.get("EIdType") == "doi" and location.get("ValidYN") != "N":
            return text_of(location)
    for ids in data.get("ArticleIdList", ()):
        for number in find_elements(ids, "{*}ArticleId"):
            if attribute(number, "IdType") == "doi":
                return text_of(number)
    return ""


def _keywords(citation: Children) -> list[str]:
    """Return the authors' keywords, then MeSH headings."""
    words = [
        text for element in citation.get("KeywordList", ())
        for text in child_texts(child_elements(element), "Keyword")
    ]  # fmt: skip
    for element in citation.get("MeshHeadingList", ()):
        words += [text_of(d) for d in find_elements(element, "{*}MeshHeading/{*}DescriptorName")]
    return list(dict.fromkeys(words))
