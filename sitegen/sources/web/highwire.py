"""Read the one paper that a page describes in its meta tags.

Highwire's ``citation_`` tags, which publishers write for Google Scholar, and the tags of Dublin
Core, PRISM, EPrints and bepress.
Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_doi
from sitegen.sources.fields import Record
from sitegen.sources.people.names import split_element, split_names
from sitegen.sources.values.dates import parse_day
from sitegen.sources.values.positions import page_range
from sitegen.sources.web.abstracts import page_abstract
from sitegen.sources.web.arxiv import subject_categories
from sitegen.sources.web.people import page_authors, page_keywords
from sitegen.sources.web.structured import read_json_ld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.sources.web.elements import Element

#: Our field -> names of tags, best first. The prefix "dcterms." is read as "dc.".
_TAGS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("citation_title", "bepress_citation_title", "eprints.title", "prism.title",
              "dc.title"),
    "date": ("citation_publication_date", "citation_date", "citation_cover_date",
             "bepress_citation_date", "prism.publicationdate", "dc.date.issued", "dc.issued",
             "eprints.date", "dc.date", "citation_online_date", "dc.date.created",
             "article:published_time"),
    "year": ("citation_year", "prism.publicationyear"),
    "venue": ("citation_journal_title", "citation_conference_title", "citation_conference",
              "citation_inbook_title", "citation_book_title", "bepress_citation_journal_title",
              "bepress_citation_conference_title", "eprints.publication", "eprints.book_title",
              "eprints.event_title", "prism.publicationname", "dc.source",
              "citation_dissertation_institution", "citation_technical_report_institution",
              "bepress_citation_dissertation_institution", "citation_journal_abbrev"),
    "doi": ("citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier.doi",
            "eprints.id_number", "dc.identifier", "doi"),
    "volume": ("citation_volume", "bepress_citation_volume", "prism.volume", "eprints.volume",
               "dc.source.volume"),
    "issue": ("citation_issue", "bepress_citation_issue", "prism.number", "eprints.number",
              "dc.source.issue"),
    # The second half are whole ranges, or numbers of articles.
    "first_page": ("citation_firstpage", "bepress_citation_firstpage", "prism.startingpage",
                   "citation_first_page", "citation_pages", "eprints.pagerange",
                   "dc.identifier.pagenumber", "prism.pagerange", "citation_article_number"),
    "last_page": ("citation_lastpage", "bepress_citation_lastpage", "prism.endingpage",
                  "citation_last_page"),
    "publisher": ("citation_publisher", "bepress_citation_publisher", "eprints.publisher"),
    "institution": ("citation_dissertation_institution", "citation_technical_report_institution",
                    "bepress_citation_dissertation_institution"),
    "genre": ("citation_dissertation_name",),
    "kind": ("dc.type", "eprints.type", "citation_article_type"),
    "isbn": ("citation_isbn", "prism.isbn"),
    "issn": ("citation_issn", "prism.issn", "bepress_citation_issn"),
    "arxiv_id": ("citation_arxiv_id",),
    "url": ("citation_abstract_html_url", "bepress_citation_abstract_html_url",
            "citation_public_url", "dc.identifier.uri", "og:url", "citation_fulltext_html_url",
            "eprints.official_url", "prism.url", "dc.identifier"),
    "pdf": ("citation_pdf_url", "bepress_citation_pdf_url", "eprints.document_url"),
    "license": ("dc.rights.license", "dc.license", "dc.rights.uri", "dc.rights", "eprints.license",
                "citation_license"),
    "language": ("citation_language", "dc.language", "eprints.language"),
    "abstract": ("citation_abstract", "bepress_citation_abstract", "eprints.abstract",
                 "dc.abstract", "dc.description.abstract", "dc.description"),
    "keywords": ("citation_keywords", "citation_keyword", "bepress_citation_keywords",
                 "eprints.keywords", "prism.keyword", "dc.subject"),
    "authors": ("citation_author", "citation_authors", "bepress_citation_author",
                "eprints.creators_name", "dc.creator.personalname", "dc.creator",
                "dc.contributor.author"),
}  # fmt: skip
#: A title of Dublin Core alone may be any page's; one of these tags shows that it is a paper's.
_PROOF: Final = ("dc.creator", "dc.creator.personalname", "dc.contributor.author", "prism.doi",
                 "citation_author", "citation_doi")  # fmt: skip
#: Tags that only some kinds of papers have, the surest first.
_KINDS: Final = (
    ("citation_dissertation_institution", "thesis"), ("citation_dissertation_name", "thesis"),
    ("citation_technical_report_institution", "report"), ("citation_inbook_title", "chapter"),
    ("citation_conference_title", "conference"), ("citation_conference", "conference"),
    ("citation_journal_title", "article"),
)  # fmt: skip
_AUTHOR_TAGS: Final = frozenset({"citation_author", "bepress_citation_author"})
_INSTITUTION_TAGS: Final = frozenset(
    {
        "citation_author_institution",
        "citation_author_affiliation",
        "bepress_citation_author_institution",
    }
)
_ORCID_TAG: Final = "citation_author_orcid"


def read_meta_tags(root: Element) -> Iterator[Record]:
    """Yield the paper of a page's meta tags; yield nothing without a title in them."""
    pairs = list(_meta_tags(root))
    tags: dict[str, list[str]] = {}
    for name, content in pairs:
        tags.setdefault(name, []).append(content)
    title = _first(tags, "title")
    is_only_dublin_core = not any(tags.get(name) for name in _TAGS["title"][:-1])
    if not title or (is_only_dublin_core and not any(name in tags for name in _PROOF)):
        return
    arxiv_id = _first(tags, "arxiv_id")
    is_pubmed = "citation_pmid" in tags or "ncbi.nlm.nih.gov" in _first(tags, "url")
    date = _date(tags, is_month_first=is_pubmed)
    fields = {
        "title": title,
        "abstract": _abstract(tags, root),
        "authors": _authors(pairs, tags) or page_authors(root),
        "date": date,
        "year": _first(tags, "year")[:4] if not date else None,
        "venue": _first(tags, "venue"),
        "volume": _first(tags, "volume"),
        "issue": _first(tags, "issue"),
        "pages": page_range(_first(tags, "first_page"), _first(tags, "last_page")),
        "doi": next(filter(None, map(parse_doi, _values(tags, "doi"))), None),
        "kind": next((kind for name, kind in _KINDS if tags.get(name)), _first(tags, "kind")),
        "publisher": _first(tags, "publisher"),
        "editors": list(tags.get("citation_editor", ())),
        "institution": _first(tags, "institution"),
        "genre": _first(tags, "genre"),
        "isbn": _first(tags, "isbn"),
        "issn": _first(tags, "issn"),
        "arxiv_id": arxiv_id,
        "url": f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else _address(tags, root),
        "pdf": _first(tags, "pdf"),
        "keywords": subject_categories(root) or _keywords(tags) or page_keywords(root),
        "license": [*_values(tags, "license"), *_license_links(root)],
        "language": _first(tags, "language").split("_")[0],
    }
    # The tags are in the head of the page: its first line is close enough for a message.
    yield Record(1, _complete(fields, root), title)


def _license_links(root: Element) -> list[str]:
    """Return addresses of the page's typed links, and of arXiv's link to the licence."""
    links = (*root.iter("link", "a"),)
    rights = root.iterfind(".//div[@class='abs-license']/a")
    typed = (link for link in links if "license" in (link.get("rel") or "").lower().split())
    return [link.get("href") or "" for link in (*typed, *rights)]


def _complete(fields: dict[str, Any], root: Element) -> dict[str, Any]:
    """Fill what the tags lack from the page's JSON-LD about the same paper."""
    title = fields["title"].casefold()
    for record in read_json_ld(root):
        described = dict(record.fields) if isinstance(record.fields, Mapping) else {}
        if str(described.get("title")).casefold() == title:
            # A date that is only a year stays.
            rest = {name: value for name, value in described.items() if not fields.get(name)}
            return fields | (rest if not fields.get("year") else rest | {"date": fields["date"]})
    return fields


def _date(tags: dict[str, list[str]], *, is_month_first: bool) -> str:
    """Return the date of publication, or a day in the same year if it is only a month."""
    texts = _values(tags, "date")
    dates = [parse_day(text, is_month_first=is_month_first) for text in texts]
    if not dates or dates[0]:
        return next(iter(dates), "") or ""
    # The day online is that of publication; a paper may be older than the tags of its issue.
    year = texts[0][:4]
    return next((date for date in dates if date and date[:4] == year), texts[0])


def _values(tags: dict[str, list[str]], field: str) -> list[str]:
    """Return the values of all tags of a field, those of the best tag first."""
    return [value for name in _TAGS[field] for value in tags.get(name, ())]


def _first(tags: dict[str, list[str]], field: str) -> str:
    return next(iter(_values(tags, field)), "")


def _abstract(tags: dict[str, list[str]], root: Element) -> str:
    """Return the abstract of a tag, or the page's where the tag's is cut."""
    tagged = _first(tags, "abstract")
    # Descriptions of Dublin Core are often the first sentences only.
    if tags.get("citation_abstract") and not _is_cut(tagged):
        return tagged
    visible = page_abstract(root)
    return visible if len(visible) > len(tagged.rstrip(" .…")) or not tagged else tagged


def _is_cut(text: str) -> bool:
    return text.rstrip().endswith(("...", "…"))


def _address(tags: dict[str, list[str]], root: Element) -> str:
    urls = [value for value in _values(tags, "url") if "://" in value or value.startswith("/")]
    canonical = root.xpath("//link[@rel='canonical']/@href")
    return next(iter([*urls, *canonical]), "")


def _authors(pairs: Sequence[tuple[str, str]], tags: dict[str, list[str]]) -> list[Any]:
    """Return the authors; with one tag each, they have the institutions of the tags behind them."""
    if not any(tags.get(name) for name in _AUTHOR_TAGS):
        tag = next((name for name in _TAGS["authors"] if tags.get(name)), "")
        values = tags.get(tag, [])
        return [name for text in values for name in _names(text, is_only=len(values) == 1)]
    authors: list[dict[str, Any]] = []
    # A page may have the tags of two conventions.
    tag = next(name for name in sorted(_AUTHOR_TAGS, reverse=True) if tags.get(name))
    for name, content in pairs:
        if name == tag:
            names = _names(content, is_only=len(tags[tag]) == 1)
            authors += [{"name": author, "affiliations": []} for author in names]
        elif authors and name in _INSTITUTION_TAGS:
            authors[-1]["affiliations"].append(content)
        elif authors and name == _ORCID_TAG:
            authors[-1]["orcid"] = content
    if any(author["affiliations"] or "orcid" in author for author in authors):
        return authors
    return [author["name"] for author in authors]


def _names(text: str, *, is_only: bool) -> Sequence[str]:
    """Return the names in the content of a tag; one in a row of tags has one name as a rule."""
    return split_names(text) if is_only else split_element(text)


def _keywords(tags: dict[str, list[str]]) -> str | list[str]:
    """Return the keywords of the best tag; a single tag holds a list with separators."""
    tag = next((name for name in _TAGS["keywords"] if tags.get(name)), "")
    values = tags.get(tag, [])
    return values[0] if len(values) == 1 else values


def _meta_tags(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the lower-case names and the contents of all meta tags that are not empty.

    A name can occur repeatedly: ``citation_author`` has one tag per author.
    """
    for meta in root.iter("meta"):
        # Open Graph's tags (og:url) have a property in place of a name.
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        # A tag for the server ("http-equiv") has no name.
        if name and content:
            yield re.sub(r"^dcterms[.:]|^dc:", "dc.", name), content
