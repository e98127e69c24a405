"""The words of papers, as alerts look for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.search.question_words import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.paper import EnrichedPaper


class PaperWords:
    """The words of one paper, split when a query needs them."""

    def __init__(self, enriched: EnrichedPaper, stem: Callable[[str], str]) -> None:
        self.enriched = enriched
        self._stem = stem

    @cached_property
    def _texts(self) -> list[tuple[str, ...]]:
        """Stems of each text, in which phrases may stand."""
        return [tuple(map(self._stem, question_words(text))) for text in _texts(self.enriched)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems."""
        return frozenset(stem for text in self._texts for stem in text)

    @cached_property
    def title(self) -> frozenset[str]:
        """The stems of the title."""
        return frozenset(self._texts[0])

    def has_start(self, start: str) -> bool:
        """Return whether a stem starts with some letters."""
        return start in self.stems or any(stem.startswith(start) for stem in self.stems)

    def has_row(self, row: Sequence[str]) -> bool:
        """Return whether a text has some stems in a row."""
        if not self.stems.issuperset(row):
            return False
        return any(
            text[start : start + len(row)] == tuple(row)
            for text in self._texts
            for start in range(len(text) - len(row) + 1)
        )


def _texts(enriched: EnrichedPaper) -> Iterator[str]:
    """Yield the texts of a paper that search indexes, the title first."""
    paper = enriched.entry.paper
    yield paper.title
    yield paper.abstract
    yield paper.note
    for author in paper.authors:
        yield author.name
        yield from author.affiliations
    for tag in enriched.tags:
        yield tag.name
        yield from tag.also
    yield from filter(None, (paper.venue, str(paper.year or ""), paper.arxiv_id, paper.doi))
    for section in paper.sections:
        yield section.heading
        yield from section.paragraphs
