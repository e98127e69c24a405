"""Google Scholar's results as programs keep them: Publish or Perish, SerpApi, scholarly.

Source: https://harzing.com/resources/publish-or-perish, https://serpapi.com/google-scholar-organic-results,
https://scholarly.readthedocs.io
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape
from sitegen.sources.values.journal_refs import split_journal_ref

#: "A Doe, B Roe - Journal of X, 2020 - publisher".
_SUMMARY: Final = re.compile(
    r"(?:(?P<names>(?:(?! - ).)*+) - (?P<venue>.*?), |(?P<only_names>.*?) - )"
    r"(?P<year>\d{4})(?: - (?s:.*))?"
)
#: What Google Scholar puts before the titles of its results, such as "[BOOK][B]".
_MARK: Final = re.compile(r"(?:\[(?:BOOK|CITATION|PDF|HTML|DOC|B|C)\] ?){1,2}")


def _mend_summary(record: dict[str, Any], fields: dict[str, Any]) -> None:
    information = record.get("publication_info")
    summary = information.get("summary") if isinstance(information, dict) else None
    match = _SUMMARY.fullmatch(summary[:1_000]) if isinstance(summary, str) else None
    if not match:
        return
    names, venue = match["names"] or match["only_names"] or "", match["venue"]
    fields["year"] = match["year"]
    # An ellipsis stands for what didn't fit.
    if "…" not in names:
        fields["authors"] = names
    if venue and "…" not in venue:
        fields["venue"] = venue


def _mend_bib(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Read where a paper appeared from its citation, which is all that a list of papers has."""
    bib = record.get("bib")
    citation = bib.get("citation") if isinstance(bib, dict) else None
    if isinstance(citation, str) and "venue" not in fields:
        fields |= split_journal_ref(citation)


def _mend_row(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Leave out "0", which Publish or Perish writes for what is unknown, a cut venue and marks."""
    for name in ("year", "volume", "issue"):
        if str(fields.get(name)) == "0":
            del fields[name]
    if "…" in str(fields.get("venue", "")):
        del fields["venue"]
    title = fields.get("title")
    if isinstance(title, str) and (mark := _MARK.match(title)):
        fields["title"] = title[mark.end() :]


_PERISH_FIELDS: Final[Paths] = {
    "title": ("Title", "title"),
    "abstract": ("Abstract", "abstract"),
    "authors": ("Authors", "authors"),
    "year": ("Year", "year"),
    "venue": ("Source", "source"),
    "doi": ("DOI", "doi"),
    "url": ("ArticleURL", "article_url"),
    "pdf": ("FullTextURL", "fulltext_url"),
    "volume": ("Volume", "volume"),
    "issue": ("Issue", "issue"),
    "first_page": ("StartPage", "startpage"),
    "last_page": ("EndPage", "endpage"),
}
_PERISH_IGNORED: Final = (
    "CitesPerAuthor",
    "AuthorCount",
    "CitationURL",
    "CitesURL",
    "RelatedURL",
    "Publisher",
    "publisher",
)
_SERP_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "publication_info.authors",
    "url": "link",
    "pdf": "resources[file_format=PDF].link",
    "id": "result_id",
}
_SCHOLARLY_FIELDS: Final[Paths] = {
    "title": "bib.title",
    "abstract": "bib.abstract",
    "authors": "bib.author",
    "year": ("bib.pub_year", "bib.year"),
    "venue": (
        "bib.venue",
        "bib.journal",
        "bib.conference",
        "bib.booktitle",
        "bib.publisher",
    ),
    "volume": "bib.volume",
    "issue": ("bib.number", "bib.issue"),
    "pages": "bib.pages",
    "id": "author_pub_id",
    "url": "pub_url",
    "pdf": "eprint_url",
}

SHAPES: Final = (
    *(
        Shape(signature, _PERISH_FIELDS, ignored=_PERISH_IGNORED, mend=_mend_row)
        for signature in (
            ("GSRank", "Title"),
            ("ArticleURL", "Title"),
            ("CitesPerYear", "Title"),
            ("article_url", "title"),
        )
    ),
    Shape(
        ("publication_info", "title"),
        _SERP_FIELDS,
        ignored=("snippet", "inline_links", "position"),
        mend=_mend_summary,
    ),
    Shape(
        ("bib.title",),
        _SCHOLARLY_FIELDS,
        ignored=("author_id", "filled", "source", "url_scholarbib", "citedby_url"),
        mend=_mend_bib,
    ),
)
