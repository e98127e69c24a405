"""Tell tables and objects of other trades from papers by the names of their columns.

Music, films, products and tasks have titles, years and authors, too. A table of papers names their
authors, venues, abstracts or identifiers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.sources.field_names import find_synonym

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: Column in small letters -> what the rows are.
_KIND_OF_COLUMN: Final = {
    column: kind
    for kind, columns in {
        "music": "artist artists album albums bpm songwriter tracklist spotify record_label",
        "films": "director directors cast actor actors actress imdb imdb_id runtime screenplay "
                 "box_office episode episodes showrunner",
        "videos": "subscribers playlist watch_time video_id",
        "products": "price prices sku vendor brand barcode asin upc unit_price product_id "
                    "product_type inventory",
        "tasks": "assignee assignees reporter severity milestone sprint story_points issue_type "
                 "issue_key epic",
        "jobs": "salary employer job_type vacancy",
        "recipes": "ingredients calories cuisine servings prep_time",
        "games": "console esrb game_mode",
        "houses": "bedrooms bathrooms sqft",
    }.items()
    for column in columns.split()
}  # fmt: skip
#: Our fields that only a publication has, and those that other works have too.
_STRONG: Final = frozenset({"abstract", "doi", "arxiv_id", "venue", "pages", "first_page", "issue"})
_EVIDENCE: Final = _STRONG | {"authors", "volume", "keywords", "pdf", "references"}
#: Fields, and columns beside them, that say nothing.
_NEUTRAL: Final = frozenset({"title", "year", "date", "month", "day", "id", "language", "note"})
_NEUTRAL_COLUMN: Final = re.compile(
    r"|#|no\.?|nr\.?|notes?|comments?|remarks?|rank|read|type|unnamed: \d+", re.IGNORECASE
)
#: Names of columns that speak of publications, beside the usual ones of our fields.
_PAPER_COLUMN: Final = re.compile(
    r"paper|article|publication|journal|proceeding|conference|citation|cited|issn|isbn|pmid|bibtex|"
    r"publisher|affiliation|preprint|arxiv|\bdoi\b|orcid|reviewer|submission|scopus|thesis|abstract|"
    r"论文|論文|논문|文献|期刊|会议|会議",
    re.IGNORECASE,
)
#: Addresses and identifiers of publications in the rows.
_PAPER_ADDRESS: Final = re.compile(
    r"\b10\.\d{4,9}/|arxiv\.org|arXiv:\d|openreview\.net|aclanthology\.org|pubmed|/papers?/|\.pdf\b|"
    r"semanticscholar\.org|biorxiv\.org|proceedings|jstor\.org|springer\.com|ieeexplore|acm\.org"
)
_MAX_COLUMNS: Final = 12


def other_kind(names: Iterable[str]) -> str:
    """Return what a record with some fields is, such as "music"; "" if it may be a paper."""
    return _kind_of_names(tuple(names))


@lru_cache(maxsize=1_000)
def _kind_of_names(names: tuple[str, ...]) -> str:
    """Return the kind by the names; the records of a file have few sets of names."""
    kinds = (_KIND_OF_COLUMN.get("_".join(name.lower().split())) for name in names)
    kind = next(filter(None, kinds), "")
    return "" if kind and _fields(names) & _STRONG else kind


def table_fault(names: Collection[str], rows: str) -> str:
    """Return why a table holds no papers, or "" if its columns or its rows speak of them.

    Args:
        names: of its columns.
        rows: the text of its first rows.
    """
    kind = other_kind(names)
    columns = ", ".join(list(names)[:_MAX_COLUMNS])
    remedy = 'if they are papers, name the title\'s in sitegen.toml: [columns] title = "…"'
    if kind:
        return f"is a table of {kind} by its columns ({columns}), no list of papers; {remedy}"
    fields = _fields(names)
    speaks = fields & _EVIDENCE or any(map(_PAPER_COLUMN.search, names))
    if speaks or all(map(_is_neutral, names)) or has_paper_address(rows):
        return ""
    return (
        f"is a table whose columns ({columns}) name no authors, venues or identifiers of papers; "
        f"{remedy}"
    )


def has_paper_address(text: str) -> bool:
    """Return whether a text has an address or an identifier of a publication."""
    return _PAPER_ADDRESS.search(text) is not None


def _fields(names: Iterable[str]) -> set[str]:
    return {synonym[0] for name in names if (synonym := find_synonym(name))}


def _is_neutral(name: str) -> bool:
    synonym = find_synonym(name)
    return (synonym[0] in _NEUTRAL) if synonym else bool(_NEUTRAL_COLUMN.fullmatch(name))
