"""Detect papers that are not in English: the rules for phrases cover English and French only.

A paper in another language gets topics from its own keywords only, as the rules would cut its text
into wrong phrases.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD
from sitegen.enrich.topics.lexicon import french_stops

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures

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
#: French words that Spanish, Italian, Portuguese, German and English lack.
_FRENCH_TEXT: Final = "le les des du et dans avec sur est sont par aux cette nous ces au une pour"
_FRENCH_WORDS: Final = frozenset(_FRENCH_TEXT.split())
#: French words, of all words of a French paper.
_MIN_FRENCH_SHARE: Final = 0.06
_FRENCH_OF: Final = frozenset(("de", "du", "des"))
#: Endings of French adjectives and participles.
_FRENCH_ADJECTIVE: Final = re.compile(
    r"(?:iques?|ée?s?|aires?|i(?:f|ve)s?|eu(?:x|ses?)|elles?|els?|ales?|aux|ables?)$"
)
_LATIN: Final = re.compile(r"[A-Za-z0-9]")
#: An English abstract may name some terms in another script.
_MAX_FOREIGN_SCRIPT_SHARE: Final = 0.3
#: A single foreign word may be a name, as in "DES encryption".
_MIN_FOREIGN_WORDS: Final = 2


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
def find_french_papers(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (papers,) whether a paper is in French."""
    french = _count_tokens(corpus, (word.lower() in _FRENCH_WORDS for word in corpus.words))
    tokens = _count_tokens(corpus, (True for _ in corpus.words))
    is_french: NDArray[np.bool_] = french > _MIN_FRENCH_SHARE * tokens
    return is_french & find_foreign_papers(corpus)


@lru_cache(maxsize=2)
def find_stops(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token separates phrases, in the language of its paper."""
    stop = features.stop[corpus.word]
    is_french = find_french_papers(corpus)
    if is_french.any():
        stops = french_stops()
        french = np.array([word.lower() in stops for word in corpus.words], dtype=np.bool_)
        stop = stop | (french[corpus.word] & is_french[corpus.paper])
    return stop


def find_inner_words(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token may join two words of a phrase: "of", French "de"."""
    inner = features.of[corpus.word]
    is_french = find_french_papers(corpus)
    if is_french.any():
        french = np.array([word in _FRENCH_OF for word in corpus.words], dtype=np.bool_)
        inner = np.where(is_french[corpus.paper], french[corpus.word], inner)
    return inner


def find_french_words(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (words,) whether only French papers have a word, which then says little alone.

    The rules that tell nouns from adjectives and participles are those of English.
    """
    size = len(corpus.words)
    is_french = find_french_papers(corpus)
    if not is_french.any():
        return np.zeros(size, dtype=np.bool_)
    n_french = np.bincount(corpus.word[is_french[corpus.paper]], minlength=size)
    is_lower = np.array([word.islower() for word in corpus.words], dtype=np.bool_)
    is_only: NDArray[np.bool_] = is_lower & (n_french == np.bincount(corpus.word, minlength=size))
    return is_only


def find_french_modifiers(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token is a French adjective behind its noun, by its ending."""
    is_adjective = np.array(
        [bool(_FRENCH_ADJECTIVE.search(word)) for word in corpus.words], dtype=np.bool_
    )
    stop = find_stops(corpus, features)
    follows = np.concatenate([[False], ~stop[:-1]]) & ~corpus.border
    is_modifier: NDArray[np.bool_] = is_adjective[corpus.word] & follows
    return is_modifier


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
