"""Find the runs of words that may name a topic.

A candidate is a run of one to four words between stop words and punctuation; "of" is allowed as the
second word ("mixture of experts"). Keywords are candidates as a whole. Names of the curator's
forced topics are candidates wherever they occur.

All functions are vectorized over the tokens of the collection. A set of runs is a pair of arrays:
``start``, the index of the first token of each run, and ``length``, its number of words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD, TITLE
from sitegen.enrich.topics.languages import (
    find_foreign_papers,
    find_inner_words,
    find_languages,
    find_stops,
    judge_local_runs,
)
from sitegen.enrich.topics.lexicon import compounds, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.paper import Topic

MAX_PHRASE_WORDS: Final = 4

#: (runs,) index of the first token and (runs,) number of words.
Runs = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def find_candidates(corpus: Corpus, features: WordFeatures, openers: set[tuple[str, ...]]) -> Runs:
    """Return the runs that may name a topic, from titles, abstracts and keywords.

    Args:
        corpus: the collection's words.
        features: of those words.
        openers: first two stems of known phrases, which may start with a stop word.
    """
    starts, lengths = [], []
    for size, start in _text_runs(corpus, features, openers):
        starts.append(start)
        lengths.append(np.full(len(start), size))
    # A keyword is a candidate from its first word, whatever its words are.
    first = np.flatnonzero((corpus.field == KEYWORD) & corpus.initial)
    starts.append(first)
    lengths.append(_text_lengths(corpus, first))
    return np.concatenate(starts), np.concatenate(lengths)


def _text_runs(
    corpus: Corpus, features: WordFeatures, openers: set[tuple[str, ...]]
) -> Iterable[tuple[int, NDArray[np.int64]]]:
    """Yield (size, starts) of the candidates in titles and abstracts, for each size."""
    n_tokens = len(corpus.word)
    is_foreign = find_foreign_papers(corpus)[corpus.paper] if n_tokens else np.zeros(0, np.bool_)
    is_local = find_languages(corpus)[corpus.paper] >= 0 if n_tokens else is_foreign
    is_text = (corpus.field != KEYWORD) & (~is_foreign | is_local)
    # (words,) flags of the vocabulary -> (tokens,) flags.
    stop, of = find_stops(corpus, features), find_inner_words(corpus, features)
    general = features.general[corpus.word]
    # ``alive`` has the starts of all runs of the current size without a border inside, and without
    # stop words other than a known opener or "of". Runs of n words grow from those of n - 1, so
    # only the last word needs a check.
    alive = np.flatnonzero(is_text & (~stop | _opens_phrase(corpus, features, openers)))
    # "Decision making" ends with a stop word, and "decision support systems" goes on after it.
    stop = stop & ~_closes_compound(corpus, features)
    for size in range(1, MAX_PHRASE_WORDS + 1):
        if size > 1:
            alive = alive[alive + size <= n_tokens]
            # The first word of a text has a border before it, so no run crosses into another text.
            alive = alive[~corpus.border[alive + size - 1]]
            last = alive + size - 1
            # "mixture of …" may grow further; "model of …" with a general first word may not.
            is_inner_of = (
                of[last] & ~general[alive] if size == 2 else np.zeros(len(alive), np.bool_)  # noqa: PLR2004
            )
            alive = alive[~stop[last] | is_inner_of]
        # A run that ends with "of" can grow, but is not a candidate itself.
        start = alive[~stop[alive + size - 1]] if len(alive) else alive
        accepted = _may_be_topic(corpus, features, start, size)
        # These rules for last words are those of English.
        here = np.flatnonzero(is_local[start])
        if len(here):
            accepted[here] = judge_local_runs(corpus, features, start[here], size)
        yield size, start[accepted]


def _text_lengths(corpus: Corpus, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (first,) number of words up to the next sentence start, at most MAX_PHRASE_WORDS."""
    n_tokens = len(corpus.word)
    length = np.ones(len(first), dtype=np.int64)
    is_same_text = np.ones(len(first), dtype=np.bool_)
    for offset in range(1, MAX_PHRASE_WORDS):
        # The index is clipped for the last text; the comparison then stops it.
        token = np.minimum(first + offset, n_tokens - 1)
        is_same_text &= (first + offset < n_tokens) & ~corpus.initial[token]
        length += is_same_text
    return length


def _opens_phrase(
    corpus: Corpus, features: WordFeatures, openers: set[tuple[str, ...]]
) -> NDArray[np.bool_]:
    """Return (tokens,) whether a stop word starts a known phrase, as in "deep learning"."""
    n_tokens = len(corpus.word)
    opens = np.zeros(n_tokens, dtype=np.bool_)
    heads = {parts[0] for parts in openers}
    # Cheap filter first: stop words whose first stem starts any known phrase.
    is_head = np.array([bool(p) and p[0] in heads for p in features.stems], dtype=np.bool_)
    start = np.flatnonzero(is_head[corpus.word] & features.stop[corpus.word])
    start = start[start + 1 < n_tokens]
    start = start[~corpus.border[start + 1]]
    opens[start] = _check_runs(corpus, features, start, 2, lambda parts: parts[:2] in openers)
    return opens


def _closes_compound(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a stop word is the second word of a compound: "decision making"."""
    closes = np.zeros(len(corpus.word), dtype=np.bool_)
    pairs = {parts for parts in compounds() if len(parts) == 2}  # noqa: PLR2004
    tails = {parts[1] for parts in pairs}
    is_tail = np.array([bool(p) and p[0] in tails for p in features.stems], dtype=np.bool_)
    last = np.flatnonzero((is_tail & features.stop)[corpus.word] & ~corpus.border)
    closes[last] = _check_runs(corpus, features, last - 1, 2, pairs.__contains__)
    return closes


def _may_be_topic(
    corpus: Corpus, features: WordFeatures, start: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Return (runs,) whether runs of one size read as topics, judged by the last word.

    A run must not end with an adjective or a vague word, nor with a model word after general words.
    """
    end = start + size - 1
    last = corpus.word[end]  # (runs,) word numbers
    plain = features.plain[last]
    if size == 1:
        is_alone: NDArray[np.bool_] = ~features.general[last] & ~features.brief[last]
        return is_alone & ~(plain & features.adjective[last])
    # A capital inside a sentence marks a name, and a name may end like an adjective. In titles and
    # at sentence starts capitals say nothing.
    is_title = corpus.field[end] == TITLE
    is_capital = features.capital[last] & ~corpus.initial[end] & ~is_title
    accepted: NDArray[np.bool_] = is_capital | ~plain | ~features.adjective[last]
    broad = features.model[last]
    vague = features.vague[last] & plain & ~broad
    for offset in range(size - 1):
        broad &= features.general[corpus.word[start + offset]]
    # Vague and broad runs are topics only if the lexicon lists them: whole, or by their start.
    accepted[vague] = _check_runs(corpus, features, start[vague], size, _ends_in_compound)
    openers = {parts[:2] for parts in compounds()}
    accepted[broad] = _check_runs(
        corpus,
        features,
        start[broad],
        size,
        lambda parts: parts[:2] in openers or _ends_in_compound(parts),
    )
    return accepted


def _ends_in_compound(parts: tuple[str, ...]) -> bool:
    """Check whether stems end with those of a compound: "nonlinear control systems"."""
    return any(parts[start:] in compounds() for start in range(len(parts) - 1))


def _check_runs(
    corpus: Corpus,
    features: WordFeatures,
    start: NDArray[np.int64],
    size: int,
    predicate: Callable[[tuple[str, ...]], bool],
) -> NDArray[np.bool_]:
    """Return (runs,) the predicate of the stems of each run, computed once for equal runs."""
    runs = corpus.word[start[:, None] + np.arange(size)]  # (runs, size) word numbers
    unique_runs, inverse = np.unique(runs, axis=0, return_inverse=True)
    answers = [
        predicate(tuple(part for word in run for part in features.stems[word]))
        for run in unique_runs.tolist()
    ]
    # The shape of the inverse with an axis differs between versions of NumPy.
    return np.array(answers, dtype=np.bool_)[inverse.reshape(-1)]


def add_forced(corpus: Corpus, features: WordFeatures, topics: Iterable[Topic], runs: Runs) -> Runs:
    """Add all occurrences of the names of forced topics, even where they read like no topic.

    Returns:
        The runs without duplicates, ordered by start, then length.
    """
    starts, lengths = [runs[0]], [runs[1]]
    term = features.term[corpus.word]  # (tokens,) number of the joined stems of each token
    number = {name: index for index, name in enumerate(features.terms)}
    for topic in topics:
        for name in topic.names if topic.is_forced else ():
            terms = ["".join(stems(word)) for word in name.split()]
            if not terms or not all(name_term in number for name_term in terms):
                continue  # The collection lacks a word of the name.
            start = _find_sequence(corpus, term, [number[name_term] for name_term in terms])
            starts.append(start)
            lengths.append(np.full(len(start), len(terms)))
    merged = np.stack([np.concatenate(starts), np.concatenate(lengths)], axis=1)
    merged = np.unique(merged.astype(np.int64), axis=0)
    return merged[:, 0], merged[:, 1]


def _find_sequence(
    corpus: Corpus, term: NDArray[np.int64], numbers: list[int]
) -> NDArray[np.int64]:
    """Return the tokens where a sequence of terms starts, within one sentence.

    Args:
        corpus: the collection's words.
        term: (tokens,) term number of each token.
        numbers: term numbers of the sequence; not empty.
    """
    start = np.flatnonzero(term == numbers[0])
    for offset, number in enumerate(numbers[1:], start=1):
        start = start[start + offset < len(term)]
        start = start[(term[start + offset] == number) & ~corpus.initial[start + offset]]
    return start
