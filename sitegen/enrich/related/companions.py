"""Name a word beside a thing that two papers share, where the thing alone says too little.

A topic of many papers, or a thing that the page has named twice, says little of the next paper.
With a word that both papers stress it does, if few papers have both: "in-context learning, kernel".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.reasons import find_shared_phrases, find_words
from sitegen.enrich.related.specific import are_broad, find_passing, most_papers, term_words
from sitegen.enrich.related.word_pairs import MAX_SMALL_TOGETHER, Cells
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import stems
from sitegen.enrich.topics.quality import MIN_NESTED_SHARE
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.topics.phrases import Concepts

#: The word may be in this share of the papers, and so frequent in everyday English (Zipf scale).
_MAX_PAPERS_SHARE: Final = 0.2
_MAX_ZIPF: Final = 5.0
#: The limits of its stem in scientific English: share of abstracts, titles per abstract. They are
#: wider than those of a word that is named alone.
_MAX_SHARE: Final = 0.11
_MIN_TITLE_RATIO: Final = 0.05
#: The share of a word that seldom stands in titles: "guarantees", "measurements".
_MAX_PASSING_SHARE: Final = 0.05
#: What the word adds to the cosine of the two papers; less is a passing mention.
_MIN_WEIGHT: Final = 0.012
#: The same for a general word, as "memory", and the titles per abstract of its stem.
_MIN_GENERAL_WEIGHT: Final = 0.014
_MIN_GENERAL_RATIO: Final = 0.12


class Companions:
    """The words that may stand beside a thing.

    Args:
        corpus: the collection.
        features: of its words.
        terms: the collection as term vectors.
        concepts: of the collection.
        nested: stems that as candidates for topics nearly always stand in one longer phrase.
        are_general: whether general words may, too: "motion planning, tree".
    """

    def __init__(  # noqa: PLR0913
        self,
        corpus: Corpus,
        features: WordFeatures,
        terms: Terms,
        concepts: Concepts,
        nested: Collection[str],
        *,
        are_general: bool = False,
    ) -> None:
        self._corpus, self._concepts = corpus, concepts
        self._limit = max(MAX_SMALL_TOGETHER, most_papers(corpus.size))
        is_rare = terms.df <= most_papers(corpus.size, _MAX_PAPERS_SHARE)
        self._table = table = phrases_of(corpus)
        ratio = _MIN_GENERAL_RATIO if are_general else _MIN_TITLE_RATIO
        is_term = term_words(table, terms.names, max_share=_MAX_SHARE, min_title_ratio=ratio)
        is_term &= ~find_passing(table, terms.names, _MAX_PASSING_SHARE)
        is_nested = np.array([name in nested for name in terms.names], dtype=np.bool_)
        if are_general:
            # General words are candidates in longer phrases only: "memory" of "episodic memory".
            is_nested &= _count_phrases(concepts, terms.names) >= MIN_NESTED_SHARE * terms.df
        is_named = is_term & is_rare & ~is_nested
        self._words = find_words(corpus, features, terms, is_named, are_joined=are_general)
        self._min_weight = _MIN_GENERAL_WEIGHT if are_general else _MIN_WEIGHT
        self._cells = Cells(self._words)
        # The papers of a concept are ends[number] to ends[number + 1] of all.
        self._ends = np.searchsorted(concepts.concept, np.arange(len(concepts.keys) + 1)).tolist()
        self._fits = cache(self._check)

    def of_pairs(
        self, things: Sequence[Sequence[int]], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> list[list[tuple[int, str]]]:
        """Return the (concept, word) pairs that two papers share, the best first.

        Args:
            things: concepts that both papers of each pair have, the best first.
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
        """
        shared = find_shared_phrases(self._words, left, right)
        shared[self._cells.weigh(shared, left, right) < self._min_weight] = -1
        return [
            [
                (thing, self._corpus.words[word])
                for thing in row
                for word in words
                if word >= 0 and self._fits(thing, word)
            ]
            for row, words in zip(things, shared.tolist(), strict=True)
        ]

    def _check(self, thing: int, word: int) -> bool:
        """Check that few papers have both, and that the word is no part of the thing."""
        name = self._corpus.words[word]
        if zipf_frequency(name) >= _MAX_ZIPF or not self._differ(thing, name):
            return False
        if are_broad(self._table, self._concepts.keys[thing], "".join(stems(name))):
            return False
        papers = self._concepts.paper[self._ends[thing] : self._ends[thing + 1]]
        return self._cells.count_among(word, papers) <= self._limit

    def _differ(self, thing: int, word: str) -> bool:
        """Check that a word is no part of a thing, and no acronym of it: "Markov chains, MC"."""
        parts = self._concepts.parts[thing]
        long_form = self._concepts.acronyms.get(singular(word), word)
        is_new = set(stems(long_form)).isdisjoint(parts)
        return is_new and "".join(stems(word)) not in "".join(parts)


def _count_phrases(concepts: Concepts, names: Sequence[str]) -> NDArray[np.int64]:
    """Return (names,) the number of papers of the most frequent phrase with each stem."""
    n_papers: dict[str, int] = {}
    for parts, df in zip(concepts.parts, concepts.df.tolist(), strict=True):
        if len(parts) > 1:
            for stem in parts:
                n_papers[stem] = max(df, n_papers.get(stem, 0))
    return np.array([n_papers.get(name, 0) for name in names], dtype=np.int64)
