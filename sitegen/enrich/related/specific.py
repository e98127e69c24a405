"""Decide which phrases and words are specific enough to say why two papers are related.

A thing is specific if few papers of the collection have it, and if it is a phrase, an acronym or a
name, or a word that is rare in everyday and in scientific English.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT
from sitegen.enrich.scientific_english import phrases_of
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.scientific_english import PhraseTable
    from sitegen.enrich.topics.phrases import Concepts

#: A thing may be on this share of the papers, or on the minimum number.
MAX_PHRASE_PAPERS_SHARE: Final = 0.02
_MAX_WORD_PAPERS_SHARE: Final = 0.01
_MIN_MAX_PAPERS: Final = 3
#: Shares of the abstracts of science: "experimental results" says nothing in any collection.
_MAX_PHRASE_SHARE: Final = 0.01
_MAX_WORD_SHARE: Final = 0.01
#: Phrases that science knows and that seldom stand in titles ("image patches"), or that it uses
#: often ("convergence rates"), are details where they are not stressed. Of 215 that readers judged,
#: the rule drops 30% of the useless ones, and 5% of the others.
_MIN_KNOWN_SHARE: Final = 0.0002
_MAX_DETAIL_RATIO: Final = 0.08
_MIN_COMMON_SHARE: Final = 0.005
#: The same of those that must be stressed by both papers: "target domains", "control laws".
_MIN_PASSING_SHARE: Final = 0.003
_MAX_PASSING_RATIO: Final = 0.1
#: The share of abstracts that would have two terms by chance; two broad terms say little.
_MAX_CHANCE: Final = 0.0015
#: Limits of the phrases of two words that longer phrases have in common.
_MIN_CORE_WORDS: Final = 2
_MAX_CORE_PAPERS_SHARE: Final = 0.1
_MAX_CORE_SHARE: Final = 0.02
_MIN_CORE_RATIO: Final = 0.1
#: The same for words that are named by twos.
_MAX_TERM_SHARE: Final = 0.06
#: Titles per abstract of a word that science knows; "checkpoint" has 0.08, "rotor" 0.18.
_MIN_TITLE_RATIO: Final = 0.12
_MIN_JUDGED_SHARE: Final = 0.0003
#: The Zipf scale of everyday English.
MAX_WORD_ZIPF: Final = 3.8
#: The same for a word that is the subject of both papers: "privacy".
MAX_SUBJECT_ZIPF: Final = 4.6


def specific_concepts(
    corpus: Corpus,
    features: WordFeatures,
    concepts: Concepts,
    excluded: Sequence[NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """Return (concepts,) which concepts may be named as reasons.

    Args:
        corpus: the collection.
        features: of its words.
        concepts: of the collection.
        excluded: masks (concepts,) of those that may not, whatever their frequency.
    """
    n_words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    table = phrases_of(corpus)
    share, ratio = table.shares(concepts.keys), table.title_ratios(concepts.keys)
    is_phrase = (
        (n_words > 1)
        & (concepts.df <= most_papers(corpus.size, MAX_PHRASE_PAPERS_SHARE))
        & (share <= _MAX_PHRASE_SHARE)
    )
    is_word = (
        (concepts.df <= most_papers(corpus.size))
        & (share <= _MAX_WORD_SHARE)
        & ((share <= _MIN_JUDGED_SHARE) | (ratio >= _MIN_TITLE_RATIO))
        & (_is_name(corpus, features, concepts) | (_zipf(corpus, concepts) < MAX_WORD_ZIPF))
    )
    is_specific: NDArray[np.bool_] = is_phrase | is_word
    for mask in excluded:
        is_specific &= ~mask
    return is_specific


def find_details(table: PhraseTable, keys: Sequence[str]) -> NDArray[np.bool_]:
    """Return (keys,) whether a concept says nothing of a paper that names it in passing.

    Args:
        table: of the collection's field.
        keys: of the concepts.
    """
    share, ratio = table.shares(keys), table.title_ratios(keys)
    is_detail: NDArray[np.bool_] = (share > _MIN_COMMON_SHARE) | (
        (share > _MIN_KNOWN_SHARE) & (ratio < _MAX_DETAIL_RATIO)
    )
    return is_detail


def find_passing(
    table: PhraseTable, keys: Sequence[str], min_share: float = _MIN_PASSING_SHARE
) -> NDArray[np.bool_]:
    """Return (keys,) whether science often mentions a concept, and seldom in titles.

    Args:
        table: of the collection's field.
        keys: of the concepts.
        min_share: of the abstracts of science that is often.
    """
    share, ratio = table.shares(keys), table.title_ratios(keys)
    is_passing: NDArray[np.bool_] = (share > min_share) & (ratio < _MAX_PASSING_RATIO)
    return is_passing


def are_broad(table: PhraseTable, first: str, second: str) -> bool:
    """Check whether two terms, by their joined stems, are so common that they often meet."""
    shares = table.shares([first, second])
    return bool(shares[0] * shares[1] > _MAX_CHANCE)


def core_concepts(corpus: Corpus, concepts: Concepts) -> set[str]:
    """Return the joined stems of phrases that are terms, if too common to be reasons alone.

    Two longer phrases with such a core, "French question answering" and "visual question
    answering", are kinds of one thing.
    """
    table = phrases_of(corpus)
    n_words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    is_core = (
        (n_words >= _MIN_CORE_WORDS)
        & (concepts.df <= most_papers(corpus.size, _MAX_CORE_PAPERS_SHARE))
        & (table.shares(concepts.keys) <= _MAX_CORE_SHARE)
        & (table.title_ratios(concepts.keys) >= _MIN_CORE_RATIO)
    )
    return {concepts.keys[number] for number in np.flatnonzero(is_core).tolist()}


def term_words(
    table: PhraseTable,
    names: Sequence[str],
    *,
    max_share: float = _MAX_TERM_SHARE,
    min_title_ratio: float = _MIN_TITLE_RATIO,
) -> NDArray[np.bool_]:
    """Return (stems,) which stems are terms of science, of which two together say something.

    Args:
        table: of the collection's field.
        names: the stems.
        max_share: share of the abstracts of science that may have a term.
        min_title_ratio: titles per abstract of a term.
    """
    share, ratio = table.shares(names), table.title_ratios(names)
    is_titled = (share <= _MIN_JUDGED_SHARE) | (ratio >= min_title_ratio)
    is_term: NDArray[np.bool_] = (share <= max_share) & is_titled
    return is_term


# Several kinds of reasons ask for the same collection.
@lru_cache(maxsize=2)
def specific_words(
    corpus: Corpus, features: WordFeatures, terms: Terms, max_zipf: float = MAX_WORD_ZIPF
) -> NDArray[np.bool_]:
    """Return (stems,) which stems of the term vectors may be named alone as reasons.

    Args:
        corpus: the collection.
        features: of its words.
        terms: of the collection.
        max_zipf: how frequent a word may be in everyday English.
    """
    names, df = terms.names, terms.df
    table = phrases_of(corpus)
    share, ratio = table.shares(names), table.title_ratios(names)
    zipf = dict.fromkeys(names, 0.0)
    for word, stems in zip(corpus.words, features.stems, strict=True):
        if len(stems) == 1 and stems[0] in zipf:
            zipf[stems[0]] = max(zipf[stems[0]], zipf_frequency(word))
    is_rare = np.array([zipf[name] < max_zipf for name in names], dtype=np.bool_)
    is_specific: NDArray[np.bool_] = (
        (df <= most_papers(corpus.size))
        & (share <= _MAX_WORD_SHARE)
        & ((share <= _MIN_JUDGED_SHARE) | (ratio >= _MIN_TITLE_RATIO))
        & is_rare
    )
    return is_specific


def most_papers(size: int, share: float = _MAX_WORD_PAPERS_SHARE) -> int:
    """Return on how many papers of a collection a thing may be."""
    return max(_MIN_MAX_PAPERS, int(share * size))


def _zipf(corpus: Corpus, concepts: Concepts) -> NDArray[np.float64]:
    """Return (concepts,) the highest Zipf frequency of the spellings of one word."""
    zipf_of_word = np.array([zipf_frequency(word) for word in corpus.words])
    is_single = concepts.length == 1
    zipf = np.zeros(len(concepts.keys))
    word = corpus.word[concepts.start[is_single]]
    np.maximum.at(zipf, concepts.phrase[is_single], zipf_of_word[word])
    return zipf


def _is_name(corpus: Corpus, features: WordFeatures, concepts: Concepts) -> NDArray[np.bool_]:
    """Return (concepts,) whether most mentions of one word are an acronym or have a capital.

    Mentions in titles and at the start of sentences say nothing of capitals.
    """
    is_single = concepts.length == 1
    start, phrase = concepts.start[is_single], concepts.phrase[is_single]
    is_running = (corpus.field[start] == ABSTRACT) & ~corpus.initial[start]
    word = corpus.word[start]
    # "GPT" and "BERT" have capitals after the first letter, wherever they stand.
    is_named = ~features.plain[word] | (features.capital[word] & is_running)
    n_concepts = len(concepts.keys)
    named = np.bincount(phrase, is_named, minlength=n_concepts)
    counted = np.bincount(phrase, ~features.plain[word] | is_running, minlength=n_concepts)
    is_name: NDArray[np.bool_] = (named > 0) & (named > counted / 2)
    return is_name
