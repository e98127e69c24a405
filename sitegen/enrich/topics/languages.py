"""Detect papers that are not in English, and flag the words of those whose grammar is known.

A paper in another language, or another script, gets topics from its own keywords only, as the rules
would cut its text into wrong phrases.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD
from sitegen.enrich.topics.grammars import GRAMMARS
from sitegen.enrich.topics.lexicon import language_stops

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.topics.grammars import Grammar

_ENGLISH_TEXT: Final = (
    "the of and to for with that we is are this by from which our an be as it can has have"
)
_ENGLISH_WORDS: Final = frozenset(_ENGLISH_TEXT.split())
# French, German, Spanish, Portuguese, Italian, Dutch: short words that English lacks.
_FOREIGN_TEXT: Final = """
    le la les des du une un et pour dans avec sur est sont par qui que aux cette nous ces
    der das und für mit von ein eine einer eines den dem des auf ist sind wird werden zur zum
    el los las una del con para por y es son como su sus más
    os um uma da dos das ao em com não são mais pelo pela
    il lo gli della delle dei degli nel nella di che sono è una
    het een van voor zijn niet
"""
_FOREIGN_WORDS: Final = frozenset(_FOREIGN_TEXT.split())
_LATIN: Final = re.compile(r"[A-Za-z0-9]")
#: An English abstract may name some terms in another script.
_MAX_FOREIGN_SCRIPT_SHARE: Final = 0.3
#: A single foreign word may be a name, as in "DES encryption".
_MIN_FOREIGN_WORDS: Final = 2
#: A shorter German noun seldom is a compound.
_MIN_COMPOUND_CHARS: Final = 11


# Topics and reasons ask for the same collection.
@lru_cache(maxsize=1)
def find_foreign_papers(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (papers,) whether a paper is in a language or script other than English."""
    # (words,) flags of the vocabulary, then (papers,) counts of the tokens that have the flag.
    lowered = [word.lower() for word in corpus.words]
    english = _count_tokens(corpus, (word in _ENGLISH_WORDS for word in lowered))
    foreign = _count_tokens(corpus, (word in _FOREIGN_WORDS for word in lowered))
    other_script = _count_tokens(corpus, (not _LATIN.search(word) for word in lowered))
    tokens = _count_tokens(corpus, (True for _ in lowered))
    is_foreign = (foreign > english) & (foreign >= _MIN_FOREIGN_WORDS)
    return is_foreign | (other_script > _MAX_FOREIGN_SCRIPT_SHARE * np.maximum(1, tokens))


@lru_cache(maxsize=1)
def find_languages(corpus: Corpus) -> NDArray[np.int64]:
    """Return (papers,) which of ``GRAMMARS`` a paper is in, or -1: English, or an unknown one."""
    lowered = [word.lower() for word in corpus.words]
    is_foreign = find_foreign_papers(corpus)
    if not is_foreign.any():
        return np.full(corpus.size, -1)
    counts = np.stack(
        [
            _count_tokens(corpus, (word in grammar.markers for word in lowered))
            for grammar in GRAMMARS
        ]
    )
    minima = np.array([grammar.min_share for grammar in GRAMMARS])
    tokens = _count_tokens(corpus, (True for _ in lowered))
    counts[counts <= minima[:, None] * tokens] = 0
    is_known = is_foreign & (counts.max(axis=0) > 0)
    return np.where(is_known, counts.argmax(axis=0), -1)


def _used_grammars(corpus: Corpus) -> Iterable[tuple[Grammar, NDArray[np.bool_]]]:
    """Yield each grammar of the collection's papers, and (tokens,) whether a token is of one."""
    languages = find_languages(corpus)
    for number in np.unique(languages[languages >= 0]).tolist():
        yield GRAMMARS[number], (languages == number)[corpus.paper]


@lru_cache(maxsize=2)
def find_stops(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token separates phrases, in the language of its paper."""
    stop = features.stop[corpus.word]
    for grammar, is_here in _used_grammars(corpus):
        flags = np.array([_is_stop(grammar, word) for word in corpus.words], dtype=np.bool_)
        # Words that English has as stop words are others here: "natural", German "Band".
        is_token = features.stop & ~np.array([word.isalpha() for word in corpus.words], np.bool_)
        stop = np.where(is_here, (flags | is_token)[corpus.word], stop)
    return stop


def _is_stop(grammar: Grammar, word: str) -> bool:
    """Check whether a word of a language ends phrases."""
    is_ending = grammar.stop is not None and grammar.stop.search(word) is not None
    return is_ending or word.lower() in language_stops(grammar.code)


def find_inner_words(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token may join two words of a phrase: "of", French "de"."""
    inner = features.of[corpus.word]
    for grammar, is_here in _used_grammars(corpus):
        flags = np.array([word in grammar.inner for word in corpus.words], dtype=np.bool_)
        inner = np.where(is_here, flags[corpus.word], inner)
    return inner


def find_local_words(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (words,) whether only papers in other languages have a word, which says little alone.

    The rules that tell nouns from adjectives and participles are those of English. Compounds of
    German say enough.
    """
    size = len(corpus.words)
    is_only = np.zeros(size, dtype=np.bool_)
    counts = np.bincount(corpus.word, minlength=size)
    for grammar, is_here in _used_grammars(corpus):
        n_here = np.bincount(corpus.word[is_here], minlength=size)
        is_weak = np.array(
            [
                word.islower() or (grammar.has_capital_nouns and not _is_compound(grammar, word))
                for word in corpus.words
            ],
            dtype=np.bool_,
        )
        is_only |= is_weak & (n_here == counts)
    return is_only


def judge_local_runs(
    corpus: Corpus, features: WordFeatures, start: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Return (runs,) whether runs of one size read as topics in the language of their paper.

    Of words alone, only names do, and German compounds. A phrase does not start at an adjective
    behind its noun; a German one starts with an adjective or a noun and ends with a noun.

    Args:
        corpus: the collection's words.
        features: of those words.
        start: (runs,) index of the first token, in papers of a known language.
        size: number of words.
    """
    first, last = corpus.word[start], corpus.word[start + size - 1]
    accepted = np.zeros(len(start), dtype=np.bool_)
    for grammar, is_here in _used_grammars(corpus):
        modifies = np.array(
            [bool(grammar.modifier.search(w)) for w in corpus.words], dtype=np.bool_
        )
        if grammar.has_capital_nouns:
            is_noun = features.capital & ~modifies
            compound = np.array([_is_compound(grammar, w) for w in corpus.words], dtype=np.bool_)
            opens = modifies[first] | (is_noun[first] & ~corpus.initial[start])
            alone = ~features.plain[first] | (compound[first] & ~corpus.initial[start])
            fits = alone if size == 1 else opens & is_noun[last]
        elif size == 1:
            fits = ~features.plain[first]
        else:
            stop = find_stops(corpus, features)
            follows = ~stop[np.maximum(0, start - 1)] & ~corpus.border[start]
            # "Precoce della malattia" is cut from "diagnosi precoce della malattia".
            joins = np.array([word in grammar.inner for word in corpus.words], dtype=np.bool_)
            fits = ~((modifies[first] | joins[corpus.word[start + 1]]) & follows)
        accepted = np.where(is_here[start], fits, accepted)
    return accepted


def _is_compound(grammar: Grammar, word: str) -> bool:
    """Check whether a word is long enough to be two, and a noun: "Bildverarbeitung"."""
    return (
        len(word) >= _MIN_COMPOUND_CHARS
        and word[0].isupper()
        and not _is_stop(grammar, word)
        and not grammar.modifier.search(word)
    )


def _count_tokens(corpus: Corpus, flags: Iterable[bool]) -> NDArray[np.int64]:
    """Return (papers,) number of title and abstract tokens whose word has the flag.

    Args:
        corpus: the collection's words.
        flags: (words,) one flag for each word of the vocabulary.
    """
    # Keywords are left out: an English list of keywords often stands beside a foreign abstract.
    is_text = corpus.field != KEYWORD
    flagged = np.fromiter(flags, dtype=np.bool_)[corpus.word[is_text]]
    return np.bincount(corpus.paper[is_text][flagged], minlength=corpus.size)
