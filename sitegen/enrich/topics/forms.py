"""Separate words of one stem with other endings of adjectives: generative and generated models.

The stems of a stemmer for search are too wide for names: "model predictions" is no "model
predictive", and an "operable space" no "operational space". Mentions of a phrase whose words have
other endings of adjectives than most of its mentions are left out. Acronyms and keywords count in
any form, and so do single words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.candidates import Runs

#: Ending -> its code. Codes are primes, so that a product is a bag of endings.
_ENDINGS: Final = {"able": 2, "ible": 2, "ive": 3, "al": 5, "ous": 7}
_NO_ENDING: Final = 1
#: A shorter word is not a stem and an ending: "ring", "red".
_MIN_STEM: Final = 3


def ending_code(word: str) -> int:
    """Return the code of a word's ending as an adjective, or 1."""
    last = word.lower().rsplit("-", 1)[-1]
    for ending, code in _ENDINGS.items():
        if last.endswith(ending) and len(last) >= len(ending) + _MIN_STEM:
            return code
    return _NO_ENDING


def has_usual_form(
    corpus: Corpus, runs: Runs, phrase: NDArray[np.int64], is_short: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return (runs,) whether a mention has the endings that most mentions of its concept have.

    Args:
        corpus: the collection's words.
        runs: the mentions.
        phrase: (runs,) concept number of each, -1 for none.
        is_short: (words,) whether a word is an acronym.
    """
    start, length = runs
    codes = np.array([ending_code(word) for word in corpus.words], dtype=np.int64)
    form = np.ones(len(start), dtype=np.int64)
    is_free = (corpus.field[start] == KEYWORD) | (phrase < 0) | (length == 1)
    last = max(0, len(corpus.word) - 1)
    for offset in range(int(length.max(initial=0))):
        is_longer = length > offset
        word = corpus.word[np.minimum(start + offset, last)]
        form *= np.where(is_longer, codes[word], 1)
        is_free |= is_longer & is_short[word]
    _, form = np.unique(form, return_inverse=True)
    n_forms = int(form.max(initial=0)) + 1
    pairs, counts = np.unique(phrase[~is_free] * n_forms + form[~is_free], return_counts=True)
    # By concept, then count, then form: the last of each concept is its most frequent form.
    order = np.lexsort((pairs % n_forms, counts, pairs // n_forms))
    # The last is that of runs without a phrase, whose number is -1.
    usual = np.full(int(phrase.max(initial=-1)) + 2, -1)
    usual[pairs[order] // n_forms] = pairs[order] % n_forms
    is_usual: NDArray[np.bool_] = is_free | (usual[phrase] == form)
    return is_usual
