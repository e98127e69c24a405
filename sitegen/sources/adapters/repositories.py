"""Figshare, OSTI, PLOS, JSTOR's Constellate, OpenCitations, BibJSON: records with a few odd names.

Source: https://docs.figshare.com, https://www.osti.gov/api/v1/docs, https://api.plos.org,
https://constellate.org/docs/key-terms, https://opencitations.net/meta/api/v1,
http://okfnlabs.org/bibjson/
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: "Doe, Jane [orcid:0000-0002-1825-0097]", "Journal [issn:0000-0000]", "Roe, A. [University X]".
_BRACKETS: Final = re.compile(r"(?<!\s)\s*+\[[^\[\]]*+\]")


def _remove_brackets(record: dict[str, Any], fields: dict[str, Any]) -> None:
    authors = fields.get("authors")
    if isinstance(authors, str):
        fields["authors"] = _BRACKETS.sub("", authors)
    if isinstance(authors, list):
        texts = [_BRACKETS.sub("", name) for name in authors if isinstance(name, str)]
        fields["authors"] = "; ".join(texts)
    for name in ("venue", "publisher"):
        if isinstance(fields.get(name), str):
            fields[name] = _BRACKETS.sub("", fields[name])
    identifiers = record.get("id")
    if isinstance(identifiers, str) and "doi:" in identifiers:
        fields.setdefault("doi", identifiers.partition("doi:")[2].partition(" ")[0])


_FIGSHARE_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "description",
    "authors": "authors",
    "date": ("published_date", "timeline.firstOnline"),
    "doi": ("resource_doi", "doi"),
    "url": ("url_public_html", "figshare_url"),
    "keywords": ("tags", "keywords", "categories[].title"),
    "license": "license",
    "id": "id",
}
_OSTI_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "description",
    "authors": "authors",
    "date": "publication_date",
    "venue": ("journal_name", "conference_info"),
    "doi": "doi",
    "url": "links[rel=citation].href",
    "pdf": "links[rel=fulltext].href",
    "keywords": "subjects",
    "language": "language",
    "id": "osti_id",
    "volume": "journal_volume",
    "issue": "journal_issue",
}
_PLOS_FIELDS: Final[Paths] = {
    "title": ("title_display", "title"),
    "abstract": "abstract",
    "authors": ("author_display", "author"),
    "date": "publication_date",
    "venue": ("journal", "cross_published_journal_name"),
    "doi": "id",
    "keywords": "subject_level_1",
}
_JSTOR_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "creator",
    "year": "publicationYear",
    "date": "datePublished",
    "venue": "isPartOf",
    "doi": ("doi", "identifier[name=doi].value", "identifier[name=local_doi].value"),
    "url": "url",
    "keywords": ("keyphrase", "tdmCategory"),
    "language": "language",
    "id": "id",
    "volume": "volumeNumber",
    "issue": "issueNumber",
    "pages": "pagination",
    "first_page": "pageStart",
    "last_page": "pageEnd",
}
_CITATIONS_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "author",
    "date": "pub_date",
    "venue": "venue",
    "publisher": "publisher",
}
_BIBJSON_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("abstract", "description"),
    "authors": "author",
    "year": "year",
    "venue": ("journal.name", "journal.title", "booktitle"),
    "volume": ("volume", "journal.volume"),
    "issue": ("number", "issue", "journal.number", "journal.issue"),
    "pages": ("pages", "journal.pages"),
    "issn": "journal.identifier[type=issn].id",
    "doi": ("doi", "identifier[type=doi].id"),
    "url": ("url", "link[].url"),
    "publisher": "publisher.name",
    "kind": "type",
}

SHAPES: Final = (
    Shape(
        ("url_public_html", "title"), _FIGSHARE_FIELDS, ignored=("resource_title", "created_date")
    ),
    Shape(("figshare_url", "title"), _FIGSHARE_FIELDS, ignored=("resource_title", "created_date")),
    Shape(
        ("osti_id", "title"),
        _OSTI_FIELDS,
        ignored=("identifier", "contributing_org"),
        mend=_remove_brackets,
    ),
    Shape(("title_display",), _PLOS_FIELDS, ignored=("score", "article_type")),
    Shape(
        ("isPartOf", "publicationYear", "title"), _JSTOR_FIELDS, ignored=("identifier", "publisher")
    ),
    Shape(
        ("pub_date", "author", "title"),
        _CITATIONS_FIELDS,
        ignored=("id", "editor"),
        mend=_remove_brackets,
    ),
    *(
        Shape(signature, _BIBJSON_FIELDS, ignored=("identifier", "link", "journal"))
        for signature in (
            ("journal.name", "identifier", "title"),
            ("journal.name", "link", "title"),
            ("journal.volume", "author", "title"),
        )
    ),
)
