"""Rank the records of one paper by the kind of publication that they describe.

A paper may be in a library as a preprint, as a technical report, as a workshop's paper and as the
paper of a conference. Readers cite the last one, so its record decides.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import match_key, published_doi
from sitegen.venues import is_preprint_server

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: Archives that take any file: a paper beside its data and slides.
_ARCHIVES: Final = frozenset({
    "dataverse", "dryad", "figshare", "github", "gitlab", "harvarddataverse", "mendeleydata",
    "openscienceframework", "osf", "researchgate", "zenodo",
})  # fmt: skip
#: Source: the archives' own pages.
_ARCHIVE_DOI: Final = re.compile(
    r"10\.(?:5281/zenodo\.|6084/m9\.figshare|17605/osf\.io|5061/dryad|7910/dvn|17632/|13140/rg\.)"
)
#: Kinds whose venue is an institution or an archive. Journals print "reports" too, as articles.
_UNPUBLISHED_KINDS: Final = frozenset({"report", "thesis", "dataset", "software"})
_WORKSHOP: Final = re.compile(r"\bworkshops?\b", re.IGNORECASE)


class SourceRank(IntEnum):
    """What a record describes; a larger rank decides."""

    LISTING = 0
    PREPRINT = 1
    REPORT = 2
    WORKSHOP = 3
    PUBLISHED = 4


def source_rank(paper: Paper) -> SourceRank:
    """Return the rank of a record, by its venue, its DOI and its kind."""
    venue = paper.venue or ""
    is_named = bool(venue) and not is_preprint_server(venue) and not is_archive(venue)
    if is_named or has_publishers_doi(paper):
        if paper.kind in _UNPUBLISHED_KINDS:
            return SourceRank.REPORT
        return SourceRank.WORKSHOP if _WORKSHOP.search(venue) else SourceRank.PUBLISHED
    has_address = bool(paper.arxiv_id or paper.doi) or is_archive(venue)
    return SourceRank.PREPRINT if has_address else SourceRank.LISTING


def has_publishers_doi(paper: Paper) -> bool:
    """Return whether a record has a DOI that is neither arXiv's nor an archive's."""
    doi = published_doi(paper.doi)
    return bool(doi) and not _ARCHIVE_DOI.match((doi or "").lower())


def is_archive(venue: str | None) -> bool:
    """Return whether a venue is an archive of any files, and so no journal or conference."""
    return match_key(venue or "") in _ARCHIVES
