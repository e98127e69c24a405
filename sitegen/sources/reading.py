"""Functions that every format shares: check titles and abstracts, gather links, find lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.errors import describe_error
from sitegen.sources.limits import MAX_ABSTRACT_CHARS, MAX_TITLE_CHARS
from sitegen.text.clean import clean_abstract, clean_title
from sitegen.text.links import find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.errors import Diagnostic
    from sitegen.paper import Link, Paper


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Papers of one or more sources in reading order, and diagnostics of faulty records.

    ``record_count == len(papers) + sum(d.record_count for d in diagnostics)``: records are counted
    where they are read, papers and diagnostics where they are built, so that the sum can fail.

    Attributes:
        papers: of the records that are papers.
        diagnostics: of all other records, and of papers that lack a part of their data.
        record_count: number of records that the readers came upon.
    """

    papers: tuple[Paper, ...]
    diagnostics: tuple[Diagnostic, ...]
    record_count: int = 0

    def plus(self, *diagnostics: Diagnostic) -> ReadResult:
        """Return the result with more diagnostics, whose records are counted too."""
        added = sum(diagnostic.record_count for diagnostic in diagnostics)
        return ReadResult(self.papers, (*self.diagnostics, *diagnostics), self.record_count + added)

    @property
    def missing_count(self) -> int:
        """Number of records that are neither papers nor accounted for by a diagnostic."""
        accounted = sum(diagnostic.record_count for diagnostic in self.diagnostics)
        return self.record_count - len(self.papers) - accounted


class RecordError(ValueError):
    """A record that can't be read as a paper; the message states the fault and the remedy."""


def unexpected_fault(error: Exception) -> RecordError:
    """Return the fault of a record that raised an exception which no reader expects.

    Raises:
        MemoryError: the exception is one, as there is no memory for the next record either.
    """
    if isinstance(error, MemoryError):
        raise error
    return RecordError(f"can't be read: {describe_error(error)}; please report it")


def line_finder(text: str) -> Callable[[int], int]:
    """Return a function from a character's index to its 1-based line.

    Line ends are indexed once, so that each call takes logarithmic time.
    """
    line_ends = [match.start() for match in re.finditer("\n", text)]
    # bisect_left: a line end belongs to the line that it ends.
    return lambda index: bisect_left(line_ends, index) + 1


def validate_title(raw: str) -> str:
    """Return a cleaned title.

    Raises:
        RecordError: the title has no letter or digit, or more than ``MAX_TITLE_CHARS`` characters.
    """
    if len(raw) > MAX_TITLE_CHARS:
        raise RecordError(
            f"the title has {len(raw):,} characters, over the limit of {MAX_TITLE_CHARS:,}; "
            "is it a whole text in one line?"
        )
    title = clean_title(raw)
    # Nearly all start with a letter.
    if not (title[:1].isalnum() or any(c.isalnum() for c in title)):
        raise RecordError("there is no title; give one")
    return title


def validate_abstract(raw: str) -> str:
    """Return a cleaned abstract, which may be empty.

    Raises:
        RecordError: the abstract has more than ``MAX_ABSTRACT_CHARS`` characters.
    """
    if len(raw) > MAX_ABSTRACT_CHARS:
        raise RecordError(
            f"the abstract has {len(raw):,} characters, over the limit of {MAX_ABSTRACT_CHARS:,}; "
            "is it a whole paper in one line?"
        )
    return clean_abstract(raw)


def paper_links(source_links: Iterable[Link], abstract: str) -> tuple[Link, ...]:
    """Return a paper's links, each URL once: the source's own, then those in the abstract.

    Links of the kind "link" in an abstract are left out: they may lead to anything, such as a data
    set of other authors. Code, models and PDFs are most likely the paper's.
    """
    if "://" not in abstract:
        # The usual case: at most one link, and none to search for.
        source_links = tuple(source_links)
        if len(source_links) <= 1:
            return source_links
    links: dict[str, Link] = {}
    abstract_links = (link for link in find_links(abstract) if link.kind != "link")
    for link in (*source_links, *abstract_links):
        # The first kind wins: the source's word on a URL counts more than a guess. Only "PDF" says
        # more than "page": RIS gives the address of a PDF as both.
        known = links.setdefault(link.url, link)
        if (known.kind, link.kind) == ("source", "pdf"):
            links[link.url] = link
    return tuple(links.values())
