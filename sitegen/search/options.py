"""Options of the search index."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.venues import VenueTable, shipped_venues
from sitegen.work import LOCAL, Engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sitegen.search.word_index import Tokens

#: Pagefind takes about 100 kB of memory per paper, most of the time on one core.
MAX_SHARD_PAGES: Final = 6_000
#: In one index of 77,000 pages a search for "learning", a word of three in four pages, takes 7 s;
#: in volumes of this size it takes 0.2 s.
MAX_VOLUME_PAGES: Final = 8_000


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """Content of the index beside the pages, and limits.

    Attributes:
        by_title: page URLs, sorted by title; pages that are not listed come last.
        texts: additional text of a page, by its URL; it is indexed with a low weight.
        words: words of the collection, most frequent first, for spelling suggestions.
        tokens: words of the papers, for questions; None to answer no questions.
        vectors: (papers, dimensions) what the papers of ``tokens`` mean; None to leave out lists
            of papers like another one.
        venues: number of papers of each venue, for questions that name one.
        venue_table: the names of venues.
        withheld: ids and names that must be nowhere, sorted; a change of these makes a new index.
        years: the first and the last year of the papers; None if no paper has one.
        offline: whether search works in a site that is opened from disk.
        packed: whether the index consists of few scripts, on servers too.
        is_large: whether it consists of scripts on servers too if there are scripts: each byte of
            a large site counts.
        jobs: number of processes and threads; None for the number of cores.
        engine: computes what other machines can compute, if it is shared.
        shard: maximum number of pages in one Pagefind run.
        volume: maximum number of pages in one volume.
    """

    by_title: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    words: Iterable[str] = ()
    tokens: Tokens | None = None
    vectors: NDArray[np.float32] | None = None
    venues: Mapping[str, int] = field(default_factory=dict)
    venue_table: VenueTable = field(default_factory=shipped_venues)
    withheld: Sequence[str] = ()
    years: tuple[int, int] | None = None
    offline: bool = True
    packed: bool = False
    is_large: bool = False
    jobs: int | None = None
    engine: Engine = LOCAL
    shard: int = MAX_SHARD_PAGES
    volume: int = MAX_VOLUME_PAGES

    @property
    def has_scripts_only(self) -> bool:
        """Whether servers deliver the scripts for search from disk, too, and nothing else."""
        return self.packed or (self.offline and self.is_large)
