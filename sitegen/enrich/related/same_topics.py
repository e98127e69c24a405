"""Name the topics that both papers of a pair have, if few papers have them.

A topic that too many papers have to be a reason as a phrase says something in two cases: few papers
have it together with another topic of both, or the collection is small, so that a narrow topic of
science is on more than the few papers that a phrase may have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.related.reasons import Phrases, find_shared_phrases, stem_ids
from sitegen.enrich.related.specific import (
    MAX_PHRASE_PAPERS_SHARE,
    MAX_WORD_ZIPF,
    most_papers,
)
from sitegen.enrich.topics.phrases import TITLE_WEIGHT
from sitegen.paper import Reason
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.scientific_english import PhraseTable
    from sitegen.enrich.topics.phrases import Concepts

#: A topic that is named alone may be on this many papers, or on the share of a phrase.
_MAX_NARROW_PAPERS: Final = 12
#: Each of two topics may be on this share of the papers.
_MAX_PAPERS_SHARE: Final = 0.2
#: Shares of the abstracts of science of a narrow topic, and of one that is named beside it.
_MAX_NARROW_SHARE: Final = 0.015
_MAX_BROAD_SHARE: Final = 0.05
#: Titles per abstract of a topic that science knows; "natural language processing" has 0.04.
_MIN_TITLE_RATIO: Final = 0.1
_MIN_JUDGED_SHARE: Final = 0.0003
#: The same of a topic that is rare in science: "positional encodings" has 0.06.
_MAX_RARE_SHARE: Final = 0.001
_MIN_RARE_RATIO: Final = 0.05
_MIN_MENTIONS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class SharedTopics:
    """The topics that pairs of papers share.

    Attributes:
        together: reason of each pair that names two topics, if few papers have both.
        alone: concepts of each pair that are narrow topics, the rarest first, without those that
            are everyday words.
        numbers: (pairs, 4) concepts that are topics of both, the rarest first, padded with -1.
    """

    together: list[list[Reason]]
    alone: list[list[int]]
    numbers: NDArray[np.int64]


def find_shared_topics(  # noqa: PLR0913, PLR0917
    table: PhraseTable,
    concepts: Concepts,
    chosen: Sequence[Sequence[int]],
    names: Mapping[int, str],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> SharedTopics:
    """Return reasons that name topics of both papers of each pair.

    Args:
        table: of the collection's field.
        concepts: of the collection.
        chosen: numbers of the concepts that are topics of each paper.
        names: concept -> name of the topic.
        left: (pairs,) index of the first paper of each pair.
        right: (pairs,) index of the second.
    """
    topics = _read_topics(table, concepts, chosen)
    shared = find_shared_phrases(topics, left, right)
    narrow = _find_narrow(table, concepts, topics, len(chosen))
    counts = _count_together(concepts, topics, shared[:, :2])
    limit = most_papers(len(chosen), MAX_PHRASE_PAPERS_SHARE)
    weights = _Weights(concepts)
    together, alone = [], []
    rows = zip(shared.tolist(), counts, left.tolist(), right.tolist(), strict=True)
    for row, count, left_paper, right_paper in rows:
        pair = row[:2]
        is_specific = count <= limit and pair[1] >= 0 and not narrow.isdisjoint(pair)
        text = ", ".join(names[n] for n in pair if n >= 0)
        together.append([Reason("topics", text)] if is_specific else [])
        alone.append(
            [
                n
                for n in row
                # The name of a field, as "reinforcement learning", where hardly any paper has it.
                if n >= 0
                and (n in narrow or concepts.df[n] <= limit)
                and _is_stressed(
                    (weights.of(n, left_paper), weights.of(n, right_paper)),
                    is_word=len(concepts.parts[n]) == 1,
                )
                and zipf_frequency(names[n]) < MAX_WORD_ZIPF
            ]
        )
    return SharedTopics(together, alone, shared)


def _is_stressed(weights: tuple[float, float], *, is_word: bool) -> bool:
    """Check whether a topic is stressed: a word in a title, or thrice, or twice in both papers."""
    return max(weights) >= (TITLE_WEIGHT if is_word else _MIN_MENTIONS) or min(weights) > 1


class _Weights:
    """Mentions of concepts in papers; those in titles count three times."""

    def __init__(self, concepts: Concepts) -> None:
        self._size = int(concepts.paper.max(initial=0)) + 1
        # Pairs are sorted by concept, then paper.
        self._codes = concepts.concept * self._size + concepts.paper
        self._weight = concepts.weight

    def of(self, number: int, paper: int) -> float:
        at = int(np.searchsorted(self._codes, number * self._size + paper))
        return float(self._weight[at])


def _find_narrow(table: PhraseTable, concepts: Concepts, topics: Phrases, size: int) -> set[int]:
    """Return the topics that few papers mention, and few abstracts of science."""
    numbers = topics.numbers
    share = table.shares([concepts.keys[number] for number in numbers.tolist()])
    is_narrow = (concepts.df[numbers] <= _most_narrow(size)) & (share <= _MAX_NARROW_SHARE)
    return set(numbers[is_narrow].tolist())


def _read_topics(
    table: PhraseTable, concepts: Concepts, chosen: Sequence[Sequence[int]]
) -> Phrases:
    """Return the topics that may be named, the rarest with the highest weight."""
    paper = np.repeat(np.arange(len(chosen)), [len(row) for row in chosen])
    concept = np.array([number for row in chosen for number in row], dtype=np.int64)
    counts = np.bincount(concept, minlength=len(concepts.keys))
    numbers = np.flatnonzero(counts > 1)
    keys = [concepts.keys[number] for number in numbers.tolist()]
    share, ratio = table.shares(keys), table.title_ratios(keys)
    min_ratio = np.where(share <= _MAX_RARE_SHARE, _MIN_RARE_RATIO, _MIN_TITLE_RATIO)
    is_term = (share <= _MIN_JUDGED_SHARE) | (ratio >= min_ratio)
    limit = max(_most_narrow(len(chosen)), _MAX_PAPERS_SHARE * len(chosen))
    numbers = numbers[is_term & (share <= _MAX_BROAD_SHARE) & (counts[numbers] <= limit)]
    column = np.full(len(concepts.keys), -1)
    column[numbers] = np.arange(len(numbers))
    is_used = column[concept] >= 0
    weights = np.sqrt(np.log((1 + len(chosen)) / counts[concept[is_used]]))
    cells = paper[is_used], column[concept[is_used]]
    matrix = sparse.csr_matrix((weights, cells), shape=(len(chosen), len(numbers)))
    return Phrases(matrix, numbers, stem_ids(concepts, numbers))


def _most_narrow(size: int) -> int:
    return max(_MAX_NARROW_PAPERS, int(MAX_PHRASE_PAPERS_SHARE * size))


def _count_together(concepts: Concepts, topics: Phrases, pairs: NDArray[np.int64]) -> list[int]:
    """Return the number of papers that mention both topics of each pair; pairs may have -1."""
    ends = np.searchsorted(concepts.concept, np.arange(len(concepts.keys) + 1)).tolist()
    papers = {
        number: set(concepts.paper[ends[number] : ends[number + 1]].tolist())
        for number in topics.numbers.tolist()
    }
    counts = {
        (first, second): len(papers[first] & papers[second]) if second >= 0 else 0
        for first, second in np.unique(pairs, axis=0).tolist()
    }
    return [counts[first, second] for first, second in pairs.tolist()]
