"""The values of one paper of a list, collected from several lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.lists.addresses import arxiv_id_of, doi_of, paper_evidence
from sitegen.sources.lists.details import Details
from sitegen.sources.lists.names import parse_name_list
from sitegen.text.links import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.sources.lists.labels import LabelKind

#: Of a paper without a link.
_MIN_TITLE_WORDS: Final = 2


@dataclass(slots=True)
class Draft:
    """The values of one paper of a list.

    Attributes:
        line: 1-based line where its entry starts.
        title: plain text.
        urls: addresses of the paper, the preferred ones first.
        code: addresses of its code.
        pages: addresses of its other pages.
        details: authors, date, venue and sentences.
        fields: values of labelled lines and columns, by our names.
        has_label: whether a label or a known site says that the link is the paper's.
        evidence: 2 for a link to a known site or a label, 1 for any other PDF, 0 for no link.
        is_led: whether the authors stand before a title that is set apart.
        is_titled: whether the title is set apart: a link's text, bold, quoted.
        is_cited: whether the title follows names as in a formatted reference.
    """

    line: int
    title: str = ""
    urls: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    fields: dict[str, str] = field(default_factory=dict)
    evidence: int = 0
    is_linked: bool = False
    is_titled: bool = False
    is_led: bool = False
    is_cited: bool = False

    @property
    def is_paper(self) -> bool:
        """Whether there is a title and a link to the paper."""
        return bool(self.title) and self.evidence > 0

    @property
    def is_record(self) -> bool:
        """Whether a title, authors and a venue or a year tell a paper without its link."""
        details = self.details
        is_placed = bool(details.venue or details.volume or details.pages)
        # "Lovelace (1843). See why looms matter." may be a remark on a reference.
        is_dated = bool(details.year or details.venue_year) and not self.is_cited
        is_long = len(self.title.split()) >= _MIN_TITLE_WORDS
        return is_long and bool(details.authors) and (is_placed or is_dated)

    def add_link(self, url: str, kind: LabelKind | None) -> None:
        """Add a link with the kind that its label says."""
        if safe_url(url) is None:
            # The file of a paper beside the list.
            if "://" not in url and url.lower().endswith(".pdf"):
                self.evidence = max(self.evidence, 1)
            return
        evidence = paper_evidence(url)
        if kind == "paper" or (evidence and kind != "code"):
            if url not in self.urls:
                # An address of a known site leads before one that only a label calls a paper.
                self.urls.insert(len(self.urls) if not evidence else self._rank(evidence), url)
            self.evidence = max(self.evidence, 2 if kind == "paper" else evidence)
        elif kind == "code":
            self.code.append(url)
        else:
            self.pages.append(url)

    def _rank(self, evidence: int) -> int:
        ranks = [paper_evidence(url) for url in self.urls]
        return next((i for i, rank in enumerate(ranks) if rank < evidence), len(ranks))

    def merge(self, draft: Draft) -> None:
        """Add the links and details of a subordinate item, but not its title."""
        for url in draft.urls:
            if url not in self.urls:
                self.urls.append(url)
        self.code += draft.code
        self.pages += draft.pages
        self.evidence = max(self.evidence, draft.evidence)
        for name, value in draft.fields.items():
            self.fields.setdefault(name, value)
        details, added = self.details, draft.details
        details.authors = details.authors or added.authors
        details.date, details.year = details.date or added.date, details.year or added.year
        details.venue = details.venue or added.venue
        details.venue_year = details.venue_year or added.venue_year
        if not details.volume and not details.pages:
            details.volume, details.issue = added.volume, added.issue
            details.pages = added.pages
        details.sentences += added.sentences


def record_fields(draft: Draft, keywords: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a draft under our names."""
    details, labelled = draft.details, dict(draft.fields)
    if "date" in labelled and not details.add_date(labelled["date"]):
        details.date = details.date or labelled["date"]
    if "year" in labelled:
        details.add_date(labelled["year"])
    if labelled.get("venue"):
        details.venue = ""
        details.add_venue(labelled["venue"], is_certain=True)
    if labelled.get("authors"):
        details.authors = parse_name_list(labelled["authors"], is_certain=True) or [
            labelled["authors"]
        ]
    arxiv_id = next(filter(None, map(arxiv_id_of, draft.urls)), None) or labelled.get("arxiv_id")
    words = [word.strip() for word in re.split(r"[,;，、|/]", labelled.get("keywords", ""))]
    return {
        "title": draft.title,
        "abstract": labelled.get("abstract") or " ".join(details.sentences),
        "authors": details.authors,
        "date": details.date,
        "year": details.year or details.venue_year,
        "venue": details.venue,
        **{
            name: labelled.get(name) or getattr(details, name)
            for name in ("volume", "issue", "pages")
        },
        **{name: labelled[name] for name in ("isbn", "kind", "publisher") if name in labelled},
        "arxiv_id": arxiv_id,
        "doi": labelled.get("doi") or next(filter(None, map(doi_of, draft.urls)), None),
        "url": [*draft.urls, *draft.pages],
        "code": draft.code,
        "keywords": list(dict.fromkeys(filter(None, [*words, *keywords]))),
    }
