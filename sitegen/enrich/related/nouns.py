"""Tell the nouns of a collection from its verbs and modifiers, by how its texts use them.

A noun ends phrases: a stop word or punctuation follows it. Verbs stand before determiners and after
"to" or "that" ("BERT, which stands for"); modifiers stand before other words ("upper bounds"). A
name ("Poisson equation") is a noun wherever it stands. No list of words is involved, so the rule
holds in each field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT
from sitegen.enrich.topics.generality import DETERMINERS, find_running

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures

#: Mentions at the end of a phrase, of all mentions in running text.
_MIN_NOUN_SHARE: Final = 0.1
_BEFORE_VERBS: Final = frozenset(
    ("to", "can", "will", "may", "could", "should", "must", "we", "they", "which", "that", "who")
)


def find_nouns(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (words,) whether a word is used as a noun, however it is spelled."""
    if not len(corpus.word):
        return np.zeros(len(corpus.words), dtype=np.bool_)
    is_determiner, precedes_verb = (
        np.fromiter(map(listed.__contains__, corpus.words), np.bool_, len(corpus.words))
        for listed in (DETERMINERS, _BEFORE_VERBS)
    )
    # The last token of all has no next one; the first has no previous one, and a border before it.
    following = np.minimum(np.arange(1, len(corpus.word) + 1), len(corpus.word) - 1)
    word, border = corpus.word, corpus.border
    ends = border[following] | (features.stop & ~is_determiner)[word[following]]
    ends[-1] = True
    ends &= border | ~precedes_verb[np.roll(word, 1)]
    running = find_running(corpus)
    term = features.term[word]
    n_running = np.bincount(term, running, minlength=len(features.terms))
    n_ends = np.bincount(term, running & ends, minlength=len(features.terms))
    # Capitals at the start of sentences say nothing; in a text without abstracts titles have them.
    is_name = running & features.capital[word] & ~corpus.initial & (corpus.field == ABSTRACT)
    n_names = np.bincount(term, is_name, minlength=len(features.terms))
    is_noun: NDArray[np.bool_] = (n_ends > _MIN_NOUN_SHARE * n_running) | (n_names > n_running / 2)
    return is_noun[features.term]
