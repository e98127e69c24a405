"""Name two words that both papers of a pair have, if each is a term and few papers have both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.reasons import find_shared_phrases, find_words
from sitegen.enrich.related.specific import MAX_WORD_ZIPF, most_papers, term_words
from sitegen.enrich.topics.acronyms import singular
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.reasons import Phrases
    from sitegen.enrich.related.terms import Terms

#: Each of the words may be in this share of the papers.
_MAX_PAPERS_SHARE: Final = 0.05


def find_word_pairs(
    corpus: Corpus,
    features: WordFeatures,
    terms: Terms,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> list[str]:
    """Return "word, word" for each pair of papers, or "" where two words say too little.

    Args:
        corpus: the collection.
        features: of its words.
        terms: the collection as term vectors.
        left: (pairs,) index of the first paper of each pair.
        right: (pairs,) index of the second.
    """
    is_rare = terms.df <= most_papers(corpus.size, _MAX_PAPERS_SHARE)
    words = find_words(corpus, features, terms, term_words(terms.names) & is_rare)
    numbers = find_shared_phrases(words, left, right)[:, :2]
    names: dict[tuple[int, int], str] = {}
    counter = _Papers(words)
    for first, second in map(tuple, np.unique(numbers, axis=0).tolist()):
        pair = corpus.words[first], corpus.words[second]
        is_specific = (
            second >= 0
            # Two everyday words say little, and "LLM" and "LLMs" are one.
            and min(map(zipf_frequency, pair)) < MAX_WORD_ZIPF
            and singular(pair[0]) != singular(pair[1])
            and counter.count(first, second) <= most_papers(corpus.size)
        )
        names[first, second] = ", ".join(pair) if is_specific else ""
    return [names[first, second] for first, second in numbers.tolist()]


class _Papers:
    """Counts the papers that have two words."""

    def __init__(self, words: Phrases) -> None:
        self._matrix = words.matrix.tocsc()
        self._column = {number: index for index, number in enumerate(words.numbers.tolist())}

    def count(self, first: int, second: int) -> int:
        rows = [self._rows(first), self._rows(second)]
        return len(np.intersect1d(rows[0], rows[1], assume_unique=True))

    def _rows(self, word: int) -> NDArray[np.int32]:
        start, end = self._matrix.indptr[self._column[word] :][:2].tolist()
        rows: NDArray[np.int32] = self._matrix.indices[start:end]
        return rows
