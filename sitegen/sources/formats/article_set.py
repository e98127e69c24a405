"""Articles as publishers and their programs (OJS, Janeway) announce them to PubMed.

Source: https://www.ncbi.nlm.nih.gov/books/NBK3828/ (PubMed XML tagged format)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.formats.pubmed import abstract_text, list_authors, read_date
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import drop_full_stop, earliest_date

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "article-set"
RANK: Final = 22


def sniff(head: str) -> bool:
    """Claim XML whose root is a set of articles for PubMed."""
    return root_name(head) == "ArticleSet"


def read(text: str, path: str) -> ReadResult:
    """Read the articles of a set; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, ("Article",), _article_fields), path)


def _article_fields(record: Element) -> dict[str, Any]:
    article = child_elements(record)
    journal = child_elements(article["Journal"][0]) if "Journal" in article else {}
    return {
        "title": drop_full_stop(child_text(article, "ArticleTitle", "VernacularTitle")),
        "abstract": abstract_text(article),
        "authors": [a for element in article.get("AuthorList", ()) for a in list_authors(element)],
        **earliest_date(map(read_date, journal.get("PubDate", ()))),
        "venue": child_text(journal, "JournalTitle"),
        "volume": child_text(journal, "Volume"),
        "issue": child_text(journal, "Issue"),
        "pages": page_range(child_text(article, "FirstPage"), child_text(article, "LastPage")),
        "kind": [
            text_of(e) for e in article.get("PublicationType", ()) if text_of(e)
        ] or "journal article",
        "publisher": child_text(journal, "PublisherName"),
        "issn": child_text(journal, "Issn"),
        "doi": _doi(article),
        "keywords": [
            text_of(word)
            for group in article.get("ObjectList", ())
            for item in find_elements(group, "{*}Object")
            if attribute(item, "Type") == "keyword"
            for word in find_elements(item, "{*}Param")
        ],
        "language": child_text(article, "Language"),
    }  # fmt: skip


def _doi(article: dict[str, list[Element]]) -> str:
    """Return the DOI among the locations and the ids of an article."""
    elements = list(article.get("ELocationID", ()))
    for group in article.get("ArticleIdList", ()):
        elements += find_elements(group, "{*}ArticleId")
    dois = (text_of(e) for e in elements if (e.get("EIdType") or e.get("IdType")) == "doi")
    return next(dois, "")
