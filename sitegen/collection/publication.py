"""Find out what a paper is as a publication, from what its source and its venue say.

Exports call most texts articles, so a source's "article" yields to a venue that the table knows as
a conference or a server. All other kinds are the source's to say. What neither says stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import published_doi
from sitegen.venues import publisher_of

if TYPE_CHECKING:
    from sitegen.paper import Paper, PaperKind
    from sitegen.venues import VenueKind, VenueTable

_KIND_OF_VENUE: Final[dict[VenueKind, PaperKind]] = {
    "journal": "article", "conference": "conference", "preprint": "preprint",
    "series": "conference",
}  # fmt: skip
#: Kinds that say little: a server's preprint may be called any of them.
_VAGUE: Final = frozenset({None, "article", "other"})
#: Kinds whose venue is a publication, and no publisher or institution.
_IN_VENUE: Final = frozenset({"article", "conference", "chapter"})
#: DOIs of servers, and those of the ACL Anthology.
#: Source: https://www.crossref.org/labs/posted-content, and the servers' own pages.
_DOI_KINDS: Final[tuple[tuple[PaperKind, re.Pattern[str]], ...]] = (
    (
        "preprint",
        re.compile(
            r"10\.(?:48550/arxiv\.|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,}|21203/rs\.|26434/chemrxiv|"
            r"31234/osf|31219/osf|31235/osf|31223/|36227/|20944/preprints|2139/ssrn|22541/|"
            r"7287/peerj\.preprints|64898/)"
        ),
    ),
    ("conference", re.compile(r"10\.(?:18653/v1/|3115/v1/|24963/ijcai|5244/c\.|15607/rss\.)")),
    ("article", re.compile(r"10\.1162/(?:tacl_|coli_)")),
)  # fmt: skip
#: IEEE's DOIs name the conference: 10.1109/ICRA.2018.8460934.
_IEEE_DOI: Final = re.compile(r"10\.1109/([a-z]{2,12})\d{0,5}\.(?:19|20)\d\d\.")


def with_kind(paper: Paper, venues: VenueTable) -> Paper:
    """Return a paper with its kind, and with the publisher that a curator gives its venue.

    It is the same object if that is what its source says.
    """
    kind = find_kind(paper, venues)
    publisher = paper.publisher or _publisher_of_venue(paper, kind, venues)
    if (kind, publisher) == (paper.kind, paper.publisher):
        return paper
    return replace(paper, kind=kind, publisher=publisher)


def _publisher_of_venue(paper: Paper, kind: PaperKind | None, venues: VenueTable) -> str | None:
    venue = venues.find(paper.venue) if paper.venue and kind in _IN_VENUE else None
    return (venue.publisher or None) if venue else None


def find_kind(paper: Paper, venues: VenueTable) -> PaperKind | None:
    """Return a paper's kind; None if nothing says it."""
    venue_kind, is_known = venues.kind_of(paper.venue)
    kind = _KIND_OF_VENUE[venue_kind] if venue_kind else None
    if kind == "preprint":
        # A conference paper's record may name the server where it can be read.
        return "preprint" if paper.kind in _VAGUE | {"conference"} else paper.kind
    if paper.kind == "article":
        if kind == "conference" and is_known and venue_kind != "series":
            return "conference"
        return "article" if paper.venue or published_doi(paper.doi) else _kind_without_venue(paper)
    if paper.kind not in _VAGUE:
        return paper.kind
    return kind or _kind_by_address(paper, venues) or paper.kind


def _kind_without_venue(paper: Paper) -> PaperKind:
    return "preprint" if paper.arxiv_id else "article"


def _kind_by_address(paper: Paper, venues: VenueTable) -> PaperKind | None:
    """Return the kind that a DOI, a publisher's page or an arXiv id says."""
    doi = (paper.doi or "").lower()
    for kind, pattern in _DOI_KINDS:
        if pattern.match(doi):
            return kind
    if match := _IEEE_DOI.match(doi):
        venue = venues.find(match[1])
        if venue and venue.kind == "conference":
            return "conference"
    for link in paper.links:
        host_kind = publisher_of(link.url)[1]
        if host_kind:
            return _KIND_OF_VENUE[host_kind]
    # A venue that is unknown may be anything.
    is_only_preprint = paper.arxiv_id and not paper.venue and not published_doi(doi)
    return "preprint" if is_only_preprint else None
