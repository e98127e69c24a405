"""Weight the specific phrases and words that two papers share.

A phrase has the weight it would have in a term vector, damped count times inverse document
frequency, in each of the two papers. Longer phrases weigh more, as "state space models" explains
more than "models". Single words have their weights in the vectors that were compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.related.nouns import find_nouns
from sitegen.enrich.topics.languages import find_local_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.topics.phrases import Concepts

_MAX_REASONS: Final = 4
#: Phrases per pair that are examined; further ones weigh too little to be shown.
_MAX_CANDIDATES: Final = 8
#: A phrase of one paper only can't be shared.
_MIN_PAPERS: Final = 2
#: Stems of a phrase that are compared with those of other phrases.
_MAX_PHRASE_STEMS: Final = 4
#: Pairs of papers whose phrases are multiplied at once.
_CHUNK_PAIRS: Final = 100_000
#: Mentions of a spelling, of those of the most frequent one.
_MIN_SHARE: Final = 0.25
#: Digits by which weights are compared: sums in another order differ in the last bits.
_WEIGHT_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases, or single words, that can be shown as reasons.

    Attributes:
        matrix: (papers, phrases) weights.
        numbers: (phrases,) index of the concept, or of the corpus word, behind each phrase.
        stems: (phrases, 4) ids of the stems of each phrase, equal for equal stems. A phrase of
            fewer stems is padded with negative ids that occur nowhere else.
    """

    matrix: sparse.csr_matrix
    numbers: NDArray[np.int64]
    stems: NDArray[np.int64]


def find_phrases(concepts: Concepts, allowed: NDArray[np.bool_], size: int) -> Phrases:
    """Weight the concepts that can be shown as reasons.

    Args:
        concepts: of the collection.
        allowed: (concepts,) whether a concept may be shown.
        size: number of papers.
    """
    numbers = np.flatnonzero(allowed & (concepts.df >= _MIN_PAPERS))
    # Concept -> column of the matrix; -1 for concepts that are not shown.
    columns = np.full(len(concepts.keys), -1)
    columns[numbers] = np.arange(len(numbers))
    # Pairs of a concept and a paper, restricted to the concepts that are shown.
    is_used = columns[concepts.concept] >= 0
    column = columns[concepts.concept[is_used]]
    words = np.array([len(concepts.parts[n]) for n in numbers.tolist()], dtype=np.float64)
    idf = np.log((1 + size) / (1 + concepts.df[numbers])) + 1
    # The product of two papers' weights contains the square root twice: the number of words.
    weights = (1 + np.log(concepts.weight[is_used])) * idf[column] * np.sqrt(words[column])
    matrix = sparse.csr_matrix(
        (weights, (concepts.paper[is_used], column)), shape=(size, len(numbers))
    )
    return Phrases(matrix, numbers, stem_ids(concepts, numbers))


def find_words(
    corpus: Corpus,
    features: WordFeatures,
    terms: Terms,
    is_named: NDArray[np.bool_],
    *,
    are_joined: bool = False,
) -> Phrases:
    """Return the words that may be named, with their weights in the term vectors.

    Each stem is shown in its most frequent spelling. Left out are verbs and adjectives, and general
    words unless ``are_joined``: "memory" says little alone, and more beside "cache".
    """
    spellings = _shown_spellings(corpus, features, are_joined=are_joined)
    columns = [
        column for column, stem in enumerate(terms.names) if is_named[column] and stem in spellings
    ]
    numbers = np.array([spellings[terms.names[column]] for column in columns], dtype=np.int64)
    # Each word has a stem that no other has, so padding alone is enough.
    return Phrases(terms.matrix[:, columns], numbers, _padding_ids(len(columns)))


# Several kinds of reasons ask for the same collection.
@lru_cache(maxsize=2)
def _shown_spellings(corpus: Corpus, features: WordFeatures, *, are_joined: bool) -> dict[str, int]:
    """Return stem -> index of its most frequent word, of the stems that may be named."""
    excluded = features.stop | features.brief | ~find_nouns(corpus, features)
    excluded |= features.general & (not are_joined)
    excluded |= find_local_words(corpus)
    # "Arabic" is a name.
    adjective = features.plain & features.adjective & ~features.capital
    names = {}
    for stem, numbers in _rank_spellings(corpus, features).items():
        # Excluded last: if the most frequent spelling is excluded, the stem is not shown at all,
        # but "logic" is shown for "logical".
        first, *rest = numbers
        if adjective[first]:
            first = next((number for number in rest if _is_noun_of(corpus, number, first)), first)
        if not excluded[numbers[0]] and not excluded[first] and not adjective[first]:
            names[stem] = first
    return names


def _is_noun_of(corpus: Corpus, noun: int, adjective: int) -> bool:
    """Check whether a word names the field of an adjective: "kinematics" and "kinematic"."""
    noun_name, name = corpus.words[noun].lower(), corpus.words[adjective].lower()
    is_field = noun_name.endswith(("ic", "ics")) and noun_name != name
    return is_field and name.startswith(noun_name.removesuffix("s"))


def _rank_spellings(corpus: Corpus, features: WordFeatures) -> dict[str, list[int]]:
    """Return stem -> indexes of its words, the most frequent first, ties by spelling.

    Words of several stems ("pre-training") are no spelling of either. Those that are far rarer than
    the most frequent one are left out.
    """
    counts = np.bincount(corpus.word, minlength=len(corpus.words)).tolist()
    # Sorted by (-count, word, index): the highest count first, then the alphabet, as indices
    # depend on the order of the papers.
    spellings: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for index, (stems, count) in enumerate(zip(features.stems, counts, strict=True)):
        if len(stems) == 1:
            spellings[stems[0]].append((-count, corpus.words[index], index))
    return {
        stem: [index for count, _, index in sorted(rows) if count <= _MIN_SHARE * min(rows)[0]]
        for stem, rows in spellings.items()
    }


def stem_ids(concepts: Concepts, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (numbers, 4) ids of the stems of concepts: 0 or more, then padding."""
    indices: dict[str, int] = {}
    ids = _padding_ids(len(numbers))
    for row, number in enumerate(numbers.tolist()):
        for column, stem in enumerate(concepts.parts[number][:_MAX_PHRASE_STEMS]):
            ids[row, column] = indices.setdefault(stem, len(indices))
    return ids


def _padding_ids(count: int) -> NDArray[np.int64]:
    """Return (count, 4) unique negative ids: padding that equals no stem's id."""
    return -1 - np.arange(count * _MAX_PHRASE_STEMS).reshape(count, _MAX_PHRASE_STEMS)


def find_shared_phrases(
    phrases: Phrases,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    *,
    min_weight: float = 0.0,
) -> NDArray[np.int64]:
    """Return the phrases that pairs of papers share, highest weight first.

    No two phrases of a pair have a stem in common.

    Args:
        phrases: that can be shown.
        left: (pairs,) index of the first paper of each pair.
        right: (pairs,) index of the second paper.
        min_weight: least product of the weights in both papers.

    Returns:
        (pairs, 4) ``Phrases.numbers``, with -1 at the end of rows that have fewer phrases.
    """
    numbers = np.full((len(left), _MAX_REASONS), -1)
    if len(phrases.numbers) == 0:
        return numbers
    for start in range(0, len(left), _CHUNK_PAIRS):
        rows = slice(start, start + _CHUNK_PAIRS)
        # Not zero only where both papers have the phrase.
        product = phrases.matrix[left[rows]].multiply(phrases.matrix[right[rows]]).tocsr()
        product.data[product.data < min_weight] = 0
        product.eliminate_zeros()
        numbers[rows] = _pick_phrases(phrases, product.tocoo(), len(left[rows]))
    return numbers


def _pick_phrases(phrases: Phrases, product: sparse.coo_matrix, pairs: int) -> NDArray[np.int64]:
    """Return (pairs, 4) numbers of phrases, chosen greedily by weight for all pairs at once.

    Args:
        phrases: that can be shown.
        product: (pairs, phrases) weights of the shared phrases.
        pairs: number of pairs.
    """
    ranked = _rank_columns(product, pairs)
    picked = np.full((pairs, _MAX_REASONS), -1)
    count = np.zeros(pairs, dtype=np.int64)
    for candidate in ranked.T:
        # Most pairs have no more candidates: only the others are looked at.
        rows = np.flatnonzero((candidate >= 0) & (count < _MAX_REASONS))
        for column in range(_MAX_REASONS):
            is_second = count[rows] > column
            pair = rows[is_second]
            stems = phrases.stems[candidate[pair]][:, :, None]
            previous_stems = phrases.stems[picked[pair, column]][:, None, :]
            is_second[is_second] = (stems == previous_stems).any(axis=(1, 2))
            rows = rows[~is_second]
        picked[rows, count[rows]] = candidate[rows]
        count[rows] += 1
    numbers: NDArray[np.int64] = np.where(picked >= 0, phrases.numbers[picked], -1)
    return numbers


def _rank_columns(product: sparse.coo_matrix, pairs: int) -> NDArray[np.int64]:
    """Return (pairs, 8) columns of the highest weights in each row, ties by column; -1 if fewer."""
    row, column = product.row.astype(np.int64), product.col.astype(np.int64)
    # ``lexsort`` sorts by its last key first: by row, weight and column.
    order = np.lexsort((column, -np.round(product.data, _WEIGHT_DIGITS), row))
    row, column = row[order], column[order]
    # In sorted rows, the distance from the first cell of the same row is the rank.
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    is_candidate = rank < _MAX_CANDIDATES
    ranked = np.full((pairs, _MAX_CANDIDATES), -1)
    ranked[row[is_candidate], rank[is_candidate]] = column[is_candidate]
    return ranked
