"""The facets of the search page: by what readers filter, with the most frequent values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.locale import ENGLISH, N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.locale import Texts
    from sitegen.paper import EnrichedPaper

#: Values that the page lists before a reader asks for all. facets.js has the same number.
COLLAPSED_VALUES: Final = 8
#: Of a facet of more values, search loads the most frequent ones (``search/filters.py``), and all
#: when a reader asks for them: those of 3,000 names are about 40 kB.
MAX_EAGER_VALUES: Final = 3_000


class FacetValue(NamedTuple):
    """A value of a facet and its number of papers."""

    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A property that readers filter search results by.

    Attributes:
        name: Pagefind's filter.
        label: the heading, in the singular.
        plural: what the values are, as in "Show authors".
        values: the most frequent values, or the newest years.
        total: number of values.
        is_late: whether there are too many values to load all of them with each search.
    """

    name: str
    label: str
    plural: str
    values: tuple[FacetValue, ...]
    total: int
    is_late: bool


def _links(enriched: EnrichedPaper) -> Iterable[str]:
    names = {"code": N_("code"), "model": N_("model or dataset")}
    return {names[link.kind] for link in enriched.entry.paper.links if link.kind in names}


def _years(enriched: EnrichedPaper) -> Iterable[str]:
    year = enriched.entry.paper.year
    return [str(year)] if year else []


def _venues(enriched: EnrichedPaper) -> Iterable[str]:
    venue = enriched.entry.paper.venue
    return [venue] if venue else []


def _authors(enriched: EnrichedPaper) -> Iterable[str]:
    # A source may name an author twice; Pagefind counts papers.
    return {author.name for author in enriched.entry.paper.authors}


def _topics(enriched: EnrichedPaper) -> Iterable[str]:
    return {tag.name for tag in enriched.tags}


#: Name, label, plural, and the values of one paper.
_FACETS: Final[tuple[tuple[str, str, str, Callable[[EnrichedPaper], Iterable[str]]], ...]] = (
    ("tag", N_("Topic"), N_("topics"), _topics),
    ("year", N_("Year"), N_("years"), _years),
    ("venue", N_("Venue"), N_("venues"), _venues),
    ("author", N_("Author"), N_("authors"), _authors),
    ("has", N_("With"), N_("code, models and datasets"), _links),
)


def list_facets(
    papers: Sequence[EnrichedPaper], label_of: Callable[[str], str], texts: Texts = ENGLISH
) -> tuple[Facet, ...]:
    """Return the facets that have a value, in the order of the page.

    Args:
        papers: the collection.
        label_of: returns how readers know the venue that a source names.
        texts: of the interface.
    """
    facets = []
    for name, label, plural, values_of in _FACETS:
        counts = Counter(value for paper in papers for value in values_of(paper))
        if name == "venue":
            labels = [label_of(venue) for venue in counts.elements()]
            counts = Counter(labels)
        if not counts:
            continue
        if name == "year":
            ordered = sorted(counts.items(), key=lambda pair: -int(pair[0]))
        else:
            ordered = sorted(
                counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0])
            )
        is_late = len(counts) > MAX_EAGER_VALUES
        values = tuple(FacetValue(*pair) for pair in ordered[:COLLAPSED_VALUES])
        words = texts.gettext(label), texts.gettext(plural)
        facets.append(Facet(name, *words, values, len(counts), is_late))
    return tuple(facets)
