"""Name two words that both papers of a pair have, if each is a term and few papers have both."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.reasons import find_shared_phrases, find_words
from sitegen.enrich.related.specific import (
    MAX_SUBJECT_ZIPF,
    MAX_WORD_ZIPF,
    most_papers,
    term_words,
)
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import snowball_key, stems
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.reasons import Phrases
    from sitegen.enrich.related.terms import Terms

#: One of the words may be in this share of the papers, the other in the wider one.
_MAX_PAPERS_SHARE: Final = 0.08
_MAX_WIDE_SHARE: Final = 0.2
#: Papers that may have both, in small collections.
MAX_SMALL_TOGETHER: Final = 4
#: The same of two words that are subjects of both papers.
_MAX_STRESSED_TOGETHER: Final = 6
#: What each word adds to the cosine of the two papers; less is a passing mention.
_MIN_WEIGHT: Final = 0.012
#: The same for a general word, as "memory" beside "cache".
_MIN_GENERAL_WEIGHT: Final = 0.022
#: What two words add that are subjects of both papers: "logic, reasoning".
_MIN_STRESSED_WEIGHT: Final = 0.04
#: Share of the papers with both words that have them as one phrase.
_MIN_JOINED_SHARE: Final = 0.7


def find_word_pairs(  # noqa: PLR0913, PLR0917
    corpus: Corpus,
    features: WordFeatures,
    terms: Terms,
    pairs: NDArray[np.int64],
    phrases: Mapping[str, int],
    long_forms: Mapping[str, str],
) -> list[str]:
    """Return "word, word" for each pair of papers, or "" where two words say too little.

    Args:
        corpus: the collection.
        features: of its words.
        terms: the collection as term vectors.
        pairs: (pairs, 2) indexes of papers.
        phrases: joined stems of the phrases of the collection -> number of their papers.
        long_forms: acronym -> its long form.
    """
    left, right = pairs.T
    is_rare = terms.df <= most_papers(corpus.size, _MAX_WIDE_SHARE)
    is_named = term_words(phrases_of(corpus), terms.names) & is_rare
    words = find_words(corpus, features, terms, is_named, are_joined=True)
    rare = most_papers(corpus.size, _MAX_PAPERS_SHARE)
    limit = max(MAX_SMALL_TOGETHER, most_papers(corpus.size))
    # (pairs, 4) the words that add most to the cosine, and what they add.
    shared = find_shared_phrases(words, left, right)
    cells = Cells(words)
    weights = cells.weigh(shared, left, right)
    # The last number, -1, is that of no word.
    is_general = np.append(features.general, False)[shared]
    shared[weights < np.where(is_general, _MIN_GENERAL_WEIGHT, _MIN_WEIGHT)] = -1

    @cache
    def name_two(first: int, second: int, are_stressed: bool) -> str:  # noqa: FBT001
        pair = corpus.words[first], corpus.words[second]
        count = cells.count_papers(first, second)
        is_specific = (
            # Two everyday words say little.
            min(map(zipf_frequency, pair)) < (MAX_SUBJECT_ZIPF if are_stressed else MAX_WORD_ZIPF)
            and _are_two_things(*pair, phrases, count)
            and not _is_part(*pair, long_forms)
            and not _is_part(pair[1], pair[0], long_forms)
            and count <= (max(limit, _MAX_STRESSED_TOGETHER) if are_stressed else limit)
            and min(map(cells.count, (first, second))) <= rare
        )
        return ", ".join(pair) if is_specific else ""

    is_stressed = weights >= _MIN_STRESSED_WEIGHT
    named = []
    for numbers, flags in zip(shared.tolist(), is_stressed.tolist(), strict=True):
        words_of_pair = [word for word in zip(numbers, flags, strict=True) if word[0] >= 0]
        # Combinations come in the order of their first words, those with a general word last.
        twos = [
            ((first, second, are_stressed), features.general[[first, second]].sum())
            for (first, left_flag), (second, right_flag) in combinations(words_of_pair, 2)
            for are_stressed in (left_flag and right_flag,)
        ]
        ranked = [
            two for count in (0, 1, 2) for two, n in twos if n == count and (n <= 1 or two[2])
        ]
        named.append(next(filter(None, (name_two(*two) for two in ranked)), ""))
    return named


def _are_two_things(first: str, second: str, phrases: Mapping[str, int], count: int) -> bool:
    """Check that two words are no forms of one word, and no phrase: "LLM, LLMs", "Monte, Carlo".

    Nor may "of" join them: "mixture of experts".

    Words of a phrase that most of the ``count`` papers with both do not have are two things:
    "calibration, camera".
    """
    left, right = snowball_key(singular(first)), snowball_key(singular(second))
    if left.startswith(right) or right.startswith(left):
        return False
    left, right = "".join(stems(first)), "".join(stems(second))
    joined = (left + right, right + left, f"{left}of{right}", f"{right}of{left}")
    n_joined = max(phrases.get(key, 0) for key in joined)
    return n_joined < _MIN_JOINED_SHARE * count


def _is_part(word: str, acronym: str, long_forms: Mapping[str, str]) -> bool:
    """Check whether a word is in the long form of an acronym: "bidirectional" and BERT."""
    long_form = long_forms.get(singular(acronym), "")
    return not set(stems(word)).isdisjoint(stems(long_form))


class Cells:
    """The papers that have words, and the words' weights in them."""

    def __init__(self, words: Phrases) -> None:
        self._matrix = words.matrix.tocsc()
        self._column = {number: index for index, number in enumerate(words.numbers.tolist())}

    def count(self, word: int) -> int:
        """Return how many papers have a word."""
        return len(self._rows(word))

    def count_papers(self, first: int, second: int) -> int:
        """Return how many papers have both words."""
        rows = [self._rows(first), self._rows(second)]
        return len(np.intersect1d(rows[0], rows[1], assume_unique=True))

    def count_among(self, word: int, papers: NDArray[np.int64]) -> int:
        """Return how many of some papers have a word."""
        return len(np.intersect1d(self._rows(word), papers, assume_unique=True))

    def weigh(
        self, numbers: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return (pairs, 2) the shares of two words in the cosines of papers; 0 for no word."""
        weights = np.zeros(numbers.shape)
        for side in range(numbers.shape[1]):
            pair = np.flatnonzero(numbers[:, side] >= 0)
            if not len(pair):
                continue
            column = [self._column[number] for number in numbers[pair, side].tolist()]
            cells = [self._matrix[papers[pair], column] for papers in (left, right)]
            weights[pair, side] = np.asarray(cells[0]).ravel() * np.asarray(cells[1]).ravel()
        return weights

    def _rows(self, word: int) -> NDArray[np.int32]:
        start, end = self._matrix.indptr[self._column[word] :][:2].tolist()
        rows: NDArray[np.int32] = self._matrix.indices[start:end]
        return rows
