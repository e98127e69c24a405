"""Rules against words that name no topic: discourse, common words, modifiers, verbs, numerals.

Two sources tell them: scientific English as a whole, by the table that ships with sitegen, and how
the collection itself uses a word. No list of words is involved, so the rules hold in each field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT, KEYWORD, TITLE
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.languages import find_stops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.topics.phrases import Concepts

#: In collections of fewer papers, 5% is one paper or two.
_MIN_SHARE_PAPERS: Final = 40
_MAX_WORD_SHARE: Final = 0.05
#: A single word that is this common in each field is no topic of any.
_MAX_LEAST_SHARE: Final = 0.006
#: The same for a word that titles have.
_MAX_TERM_SHARE: Final = 0.03
#: A single word that is this common in all abstracts together.
_MAX_COMMON_SHARE: Final = 0.06
#: Titles per abstract: phrases of discourse have fewer, terms more.
_MIN_TITLE_RATIO: Final = {"phrase": 0.012, "word": 0.09}
#: Below this share of the abstracts, the number of titles says little.
_MIN_JUDGED_SHARE: Final = 0.0005
#: Titles per abstract of an established term.
_MIN_TERM_RATIO: Final = 0.2
_MAX_MODIFIER_SHARE: Final = 0.75
_MAX_VERB_SHARE: Final = 0.3
#: A hyphenated word is a modifier at a share that is this much lower.
_HYPHEN_SHARE: Final = 0.15
#: Papers with a word as a keyword, of all that have the word.
_MIN_KEYWORD_SHARE: Final = 0.3
#: Fewer mentions do not show how a word is used.
_MIN_MENTIONS: Final = 3
#: A word that ends a longer phrase in a higher share of its mentions, and is no established term,
#: says little without the word before it: "portals", "energy harvesting".
_MAX_HEAD_SHARE: Final = 0.6
HEAD: Final = "says little without the word before it"
CUT: Final = "part of longer phrases"
#: Mentions that go on with the same word: of all mentions, and at least.
_MAX_SAME_SHARE: Final = 0.4
_MIN_SAME: Final = 2
#: Mentions that go on with any word; in phrases of few papers that is enough.
_MAX_CUT_SHARE: Final = 0.6
_MAX_CUT_PAPERS: Final = 3
#: Mentions of an acronym before a year, of all its mentions.
_MAX_DATED_SHARE: Final = 0.4
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
DETERMINERS: Final = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "our", "their", "each", "such")
)
#: "500k", "10M", "1st", "3D", "6-DoF", "3-stage", "n-1"; but "5G", "GPT-2", "K-12" are names.
_NUMERAL: Final = re.compile(
    r"[\d.,]+(?:-?[a-z]{1,3}|(?<=\d\d)[KM]|-?D(?:[oO][fF]s?)?|-[a-zα-ω]+)?|[ivx]{2,4}|[a-z]-\d+"
)


def find_general(
    corpus: Corpus, features: WordFeatures, concepts: Concepts
) -> dict[str, NDArray[np.bool_]]:
    """Return rule -> (concepts,) whether the concept fails it, so that it is no topic."""
    is_word = np.array([len(parts) == 1 for parts in concepts.parts], dtype=np.bool_)
    table = phrases_of(corpus)
    share, rarest = table.shares(concepts.keys), table.shares(concepts.keys, is_minimum=True)
    ratio = table.title_ratios(concepts.keys)
    min_ratio = np.where(is_word, _MIN_TITLE_RATIO["word"], _MIN_TITLE_RATIO["phrase"])
    # A word that sciences put in their titles may be a topic even if it is rather common.
    max_least = np.where(ratio > _MIN_TERM_RATIO, _MAX_TERM_SHARE, _MAX_LEAST_SHARE)
    is_common = (rarest > max_least) | (share > _MAX_COMMON_SHARE)
    crowd = corpus.size if corpus.size < _MIN_SHARE_PAPERS else _MAX_WORD_SHARE * corpus.size
    is_term = (ratio > _MIN_TERM_RATIO) & (rarest < _MAX_LEAST_SHARE)
    is_token, modifier, verb, numeral = _measure_usage(corpus, features, concepts)
    # What authors or librarians assign is a topic of their field, however common the word is.
    is_assigned = corpus.field[concepts.start] == KEYWORD
    assigned = np.bincount(concepts.phrase, is_assigned, minlength=len(concepts.keys))
    is_keyword = assigned >= np.maximum(1, _MIN_KEYWORD_SHARE * concepts.df)
    return {
        CUT: _find_cut(corpus, features, concepts) & ~is_keyword,
        HEAD: _find_heads(corpus, features, concepts) & (ratio < _MIN_TERM_RATIO) & ~is_keyword,
        "a numeral": numeral,
        "discourse, rare in titles of science": (share > _MIN_JUDGED_SHARE) & (ratio < min_ratio),
        "a common word of science": is_word & is_common & ~is_keyword,
        "a word of too many papers": (
            is_word & is_token & (concepts.df > crowd) & ~is_term & ~is_keyword
        ),
        "modifies other words": is_token & (modifier > _MAX_MODIFIER_SHARE),
        "used as a verb": is_token & (verb > _MAX_VERB_SHARE),
        "an event of a year": _find_events(corpus, features, concepts) & ~is_keyword,
    }


def _find_events(corpus: Corpus, features: WordFeatures, concepts: Concepts) -> NDArray[np.bool_]:
    """Return (concepts,) whether a year follows an acronym in most mentions: "ICAPS 2023"."""
    n_concepts = len(concepts.keys)
    is_acronym = (concepts.length == 1) & ~features.plain[corpus.word[concepts.start]]
    following = np.minimum(concepts.start + 1, len(corpus.word) - 1)
    is_year = np.array([bool(_YEAR.fullmatch(word)) for word in corpus.words], dtype=np.bool_)
    is_dated = is_acronym & ~corpus.initial[following] & is_year[corpus.word[following]]
    n_mentions = np.bincount(concepts.phrase, minlength=n_concepts)
    n_dated = np.bincount(concepts.phrase, is_dated, minlength=n_concepts)
    events: NDArray[np.bool_] = n_dated > _MAX_DATED_SHARE * n_mentions
    return events


def _find_heads(corpus: Corpus, features: WordFeatures, concepts: Concepts) -> NDArray[np.bool_]:
    """Return (concepts,) whether a word in lower case mostly ends phrases of several words."""
    n_concepts = len(concepts.keys)
    is_single = concepts.length == 1
    start, phrase = concepts.start[is_single], concepts.phrase[is_single]
    # The first word of a text has a border before it.
    stop = find_stops(corpus, features)
    has_modifier = ~corpus.border[start] & ~stop[start - 1]
    following = np.minimum(start + 1, len(corpus.word) - 1)
    is_last = corpus.border[following] | stop[following]
    n_mentions = np.bincount(phrase, minlength=n_concepts)
    n_heads = np.bincount(phrase, has_modifier & is_last, minlength=n_concepts)
    n_plain = np.bincount(phrase, features.plain[corpus.word[start]], minlength=n_concepts)
    is_word = np.array([len(parts) == 1 for parts in concepts.parts], dtype=np.bool_)
    heads: NDArray[np.bool_] = (
        is_word
        & (n_mentions >= _MIN_MENTIONS)
        & (n_plain > n_mentions / 2)
        & (n_heads > _MAX_HEAD_SHARE * n_mentions)
    )
    return heads


def _find_cut(corpus: Corpus, features: WordFeatures, concepts: Concepts) -> NDArray[np.bool_]:
    """Return (concepts,) whether a phrase is cut off: "diffusion language" of "… language models".

    It goes on with the same word in many mentions, or with any word in nearly all of few mentions;
    "Monte Carlo" goes on with many words. A vague word is no part of it: "active learning" methods.
    """
    last = len(corpus.word) - 1
    end = concepts.start + concepts.length
    following = np.minimum(end, last)
    word = corpus.word[following]
    is_vague = find_stops(corpus, features)[following] | features.vague[word]
    goes_on = (end <= last) & ~corpus.border[following] & ~is_vague
    # A keyword is a whole, and so is a word with a hyphen.
    is_counted = (corpus.field[concepts.start] != KEYWORD) & (concepts.length > 1)
    goes_on &= is_counted
    n_concepts = len(concepts.keys)
    n_mentions = np.bincount(concepts.phrase, is_counted, minlength=n_concepts)
    n_longer = np.bincount(concepts.phrase, goes_on, minlength=n_concepts)
    # Mentions by concept and following term; the most frequent term of each concept counts.
    n_terms = len(features.terms) + 1
    codes = concepts.phrase[goes_on] * n_terms + features.term[word[goes_on]]
    pairs, counts = np.unique(codes, return_counts=True)
    n_same = np.zeros(n_concepts, dtype=np.int64)
    np.maximum.at(n_same, pairs // n_terms, counts)
    is_same = (n_same >= _MIN_SAME) & (n_same > _MAX_SAME_SHARE * n_mentions)
    goes_on_mostly = n_longer > _MAX_CUT_SHARE * n_mentions
    cut: NDArray[np.bool_] = goes_on_mostly & (is_same | (concepts.df <= _MAX_CUT_PAPERS))
    return cut


def find_running(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (tokens,) whether a token shows how its word is used: in abstracts, else in titles."""
    is_abstract = corpus.field == ABSTRACT
    has_abstract = np.zeros(corpus.size, dtype=np.bool_)
    has_abstract[corpus.paper[is_abstract]] = True
    # A bibliography has titles alone.
    running: NDArray[np.bool_] = is_abstract | (
        (corpus.field == TITLE) & ~has_abstract[corpus.paper]
    )
    return running


def _measure_usage(
    corpus: Corpus, features: WordFeatures, concepts: Concepts
) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return how the collection uses the concepts that are one token, in lower case.

    Returns:
        (concepts,) whether it is one, a hyphenated token included; the share of its mentions in
        running text before another content word; the share before a determiner; whether it is a
        numeral.
    """
    n_concepts = len(concepts.keys)
    is_running = find_running(corpus)[concepts.start]
    start, phrase = concepts.start[is_running], concepts.phrase[is_running]
    is_single = (concepts.length[is_running] == 1) & features.plain[corpus.word[start]]
    n_all = np.bincount(phrase, minlength=n_concepts)
    start, phrase = start[is_single], phrase[is_single]
    n_single = np.bincount(phrase, minlength=n_concepts)
    following = np.minimum(start + 1, len(corpus.word) - 1)
    is_joined = ~corpus.border[following] & (following > start)
    word = corpus.word[following]
    is_determiner = np.array([w in DETERMINERS for w in corpus.words], dtype=np.bool_)
    before_content = np.bincount(phrase, is_joined & ~features.stop[word], minlength=n_concepts)
    before_determiner = np.bincount(phrase, is_joined & is_determiner[word], minlength=n_concepts)
    # A hyphen makes modifiers ("two-stream", "out-of-plane"), so that a mention is evidence enough.
    has_hyphen = np.array(["-" in w for w in corpus.words], dtype=np.bool_)
    hyphens = np.bincount(phrase, has_hyphen[corpus.word[start]], minlength=n_concepts)
    is_hyphenated = hyphens > n_single / 2
    minimum = np.where(is_hyphenated, 1, _MIN_MENTIONS)
    is_token = (n_single >= minimum) & (n_single > n_all / 2)
    before_content = before_content + np.where(is_hyphenated, _HYPHEN_SHARE * n_single, 0)
    is_numeral = np.array([bool(_NUMERAL.fullmatch(w)) for w in corpus.words], dtype=np.bool_)
    numeral = np.zeros(n_concepts, dtype=np.bool_)
    is_one_token = concepts.length == 1
    numeral[concepts.phrase[is_one_token]] = is_numeral[corpus.word[concepts.start[is_one_token]]]
    n_single = np.maximum(1, n_single)
    return is_token, before_content / n_single, before_determiner / n_single, numeral
