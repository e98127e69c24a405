"""OpenAlex: works of its API and its CSV export.

Source: https://docs.openalex.org/api-entities/works/work-object
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape

#: An abstract has a few hundred words; a position beyond this is no place in one.
_MAX_POSITION: Final = 100_000
_SEPARATOR: Final = "|"


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    _read_status(record, fields)
    index = record.get("abstract_inverted_index")
    if "abstract" not in fields and isinstance(index, dict):
        fields["abstract"] = _abstract(index)
    if "arxiv_id" not in fields:
        pages = value_at(record, "locations[].landing_page_url") or []
        ids = (parse_arxiv_id(page) for page in pages if "arxiv.org/" in str(page))
        fields["arxiv_id"] = next(filter(None, ids), None)


def _read_status(record: dict[str, Any], fields: dict[str, Any]) -> None:
    # A table has the text "TRUE".
    if str(record.get("is_retracted")).lower() == "true":
        fields["status"] = "retracted"


def _abstract(index: dict[str, Any]) -> str:
    """Return the text of ``{"word": [positions]}``."""
    pairs = [
        (position, word)
        for word, positions in index.items()
        if isinstance(positions, list)
        for position in positions
        if isinstance(position, int) and 0 <= position < _MAX_POSITION
    ]
    return " ".join(word for _, word in sorted(pairs))


def _split_cells(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Split the cells of a table that hold a list: "Jana Roe|Jon Svart"."""
    _read_status(record, fields)
    for name in ("authors", "keywords"):
        if isinstance(fields.get(name), str):
            fields[name] = [text.strip() for text in fields[name].split(_SEPARATOR)]
    for name in ("venue", "doi"):
        if isinstance(fields.get(name), str):
            fields[name] = fields[name].partition(_SEPARATOR)[0]


_FIELDS: Final[Paths] = {
    "title": ("title", "display_name"),
    "abstract": "abstract",
    "authors": "authorships",
    "year": "publication_year",
    "date": "publication_date",
    "venue": (
        "primary_location.source.display_name",
        "primary_location.raw_source_name",
        "host_venue.display_name",
        "best_oa_location.source.display_name",
    ),
    "kind": ("type_crossref", "type", "primary_location.raw_type"),
    # That of the best open copy may be the licence of a manuscript.
    "license": ("primary_location.license", "host_venue.license"),
    "publisher": "primary_location.source.host_organization_name",
    "issn": "primary_location.source.issn_l",
    "doi": ("doi", "ids.doi"),
    "arxiv_id": "ids.arxiv",
    "url": ("primary_location.landing_page_url", "open_access.oa_url"),
    "pdf": ("primary_location.pdf_url", "best_oa_location.pdf_url"),
    "keywords": (
        "keywords[].display_name",
        "keywords[].keyword",
        "topics[].display_name",
        "concepts[].display_name",
    ),
    "language": "language",
    "id": "id",
    "volume": ("biblio.volume", "biblio_volume"),
    "issue": ("biblio.issue", "biblio_issue"),
    "first_page": ("biblio.first_page", "biblio_first_page"),
    "last_page": ("biblio.last_page", "biblio_last_page"),
}
_AUTHOR: Final[Paths] = {
    "name": ("author.display_name", "raw_author_name"),
    "orcid": "author.orcid",
    "affiliations": ("institutions[].display_name", "raw_affiliation_strings"),
}
_IGNORED: Final = (
    "abstract_inverted_index",
    "display_name",
    "locations",
    "referenced_works",
    "related_works",
    "corresponding_author_ids",
)
#: Columns of the CSV are the paths of the JSON, without brackets; the older export has short ones.
_CSV_FIELDS: Final[Paths] = {
    **_FIELDS,
    "authors": (
        "authorships.author.display_name",
        "author_names",
        "authorships.raw_author_name",
        "authorships_author_display_name",
        "authorships",
    ),
    "venue": (
        "primary_location.source.display_name",
        "primary_location_display_name",
        "primary_location_source_display_name",
        "host_venue.display_name",
    ),
    "url": (
        "primary_location.landing_page_url",
        "primary_location_landing_page_url",
        "open_access.oa_url",
        "open_access_oa_url",
    ),
    "pdf": ("primary_location.pdf_url", "primary_location_pdf_url", "best_oa_location.pdf_url"),
    "keywords": (
        "keywords.display_name",
        "keywords_display_name",
        "keywords",
        "topics.display_name",
        "concepts.display_name",
    ),
}

SHAPES: Final = (
    *(
        Shape(signature, _FIELDS, _AUTHOR, ignored=_IGNORED, mend=_mend)
        for signature in (
            ("authorships",),
            ("abstract_inverted_index",),
            ("display_name", "publication_year"),
        )
    ),
    *(
        Shape(signature, _CSV_FIELDS, ignored=_IGNORED, mend=_split_cells, is_flat=True)
        for signature in (
            ("authorships.author.display_name", "title"),
            ("authorships.author.display_name", "display_name"),
            ("authorships.raw_author_name", "display_name"),
            ("authorships_author_display_name", "display_name"),
            ("author_names", "display_name"),
        )
    ),
)
