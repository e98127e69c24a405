"""Find the noun phrases of titles and abstracts, and keep the specific ones of each paper.

A noun phrase is the whole run of content words between stop words and punctuation, as in "a robust
[structured pruning method] for": a part of the run would cut a term ("causal language" of "causal
language modeling"). Weak words before it and vague ones after it are taken away. Phrases of one
paper count, which are no concepts of the collection, so that papers of small collections have some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD
from sitegen.enrich.related.specific import MAX_PHRASE_PAPERS_SHARE, most_papers
from sitegen.enrich.related.static import shipped_table
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.candidates import MAX_PHRASE_WORDS
from sitegen.enrich.topics.languages import find_foreign_papers
from sitegen.enrich.topics.naming import lower_common_words
from sitegen.enrich.topics.phrases import number_grams

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.topics.candidates import Runs
    from sitegen.enrich.topics.phrases import Concepts

#: Titles per abstract of a word from which it is a full term of science; "results" has 0.01.
_TERM_RATIO: Final = 0.12
#: Share of abstracts at which a word has half of its weight (Arora et al. 2017, "A simple but
#: tough-to-beat baseline for sentence embeddings", section 3).
_HALF_SHARE: Final = 0.003
#: Weights of the words of a phrase together; "training efficiency" has 0.03.
_MIN_WEIGHT: Final = 0.08
#: Words that stand before a phrase and add nothing: discourse, and adjectives of these shares.
_MAX_WEAK_RATIO: Final = 0.04
_MIN_WEAK_SHARE: Final = 0.0005
_MIN_WEAK_ADJECTIVE_SHARE: Final = 0.03
_MAX_ADJECTIVE_SHARE: Final = 0.15
#: A verb follows: "we study robot navigation".
_SUBJECTS: Final = frozenset(("we", "they", "it", "which", "who"))
#: Words that end a phrase and add nothing, beside those that the lexicon calls vague.
_MAX_VAGUE_RATIO: Final = 0.05
_MIN_VAGUE_SHARE: Final = 0.002
#: A phrase does not end with a word of discourse ("phenomenon").
_MAX_DISCOURSE_RATIO: Final = 0.02
#: The limits of specific phrases: shares of abstracts, titles per abstract.
_MAX_SHARE: Final = 0.003
_MIN_TITLE_RATIO: Final = 0.03
#: Words that are left of a run of more than four.
_TAIL_WORDS: Final = 3
#: Words of a phrase whose first word in -ing is a verb.
_MIN_VERBAL_WORDS: Final = 3
#: Mentions of a noun in -ing that go on with another content word.
_MAX_GERUND_SHARE: Final = 0.7
_LEAST_NORM: Final = 1e-9
_ADJECTIVE_ENDINGS: Final = ("ed", "al", "ic", "ive", "ous", "ly")


@dataclass(frozen=True, slots=True, eq=False)
class NounPhrases:
    """The specific noun phrases of a collection.

    Attributes:
        words: (phrases, 4) numbers of the words of one mention, padded with -1.
        vectors: (phrases, dimensions) unit vectors of meaning.
        paper: (pairs,) index of a paper that has the phrase ``phrase``; sorted.
        phrase: (pairs,) index of a phrase.
    """

    words: NDArray[np.int64]
    vectors: NDArray[np.float32]
    paper: NDArray[np.int64]
    phrase: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class WordWeights:
    """How much the words of a corpus say; arrays are (words,).

    Attributes:
        share: of the abstracts of science that have the word.
        ratio: titles per abstract.
        weight: 1 for a rare term, near 0 for words of discourse and for words that all papers have.
        tokens: (words, tokens) counts, see ``related.static``.
    """

    share: NDArray[np.float64]
    ratio: NDArray[np.float64]
    weight: NDArray[np.float64]
    tokens: sparse.csr_matrix


def weigh_words(corpus: Corpus, features: WordFeatures) -> WordWeights:
    """Look up the words of a corpus in the table of its field."""
    table = phrases_of(corpus)
    # Words of one term number have equal stems, so that each is looked up once.
    share = table.shares(features.terms)[features.term]
    ratio = table.title_ratios(features.terms)[features.term]
    weight = _HALF_SHARE / (_HALF_SHARE + share) * np.minimum(1, ratio / _TERM_RATIO)
    return WordWeights(share, ratio, weight, features.tokens)


def read_noun_phrases(
    corpus: Corpus,
    features: WordFeatures,
    concepts: Concepts,
    weights: WordWeights,
    papers: NDArray[np.int64] | None = None,
) -> NounPhrases:
    """Return the specific noun phrases of titles and abstracts.

    Args:
        corpus: the collection.
        features: of its words.
        concepts: of the collection.
        weights: of its words.
        papers: indexes of the papers whose phrases are returned; of all if None.
    """
    runs = _trim(corpus, features, weights, _content_runs(corpus, features))
    start, length = _drop_unfit(corpus, features, weights, runs)
    term = features.term[corpus.word]
    gram, samples = number_grams(term, start, length)
    codes = np.unique(gram * corpus.size + corpus.paper[start])
    phrase, paper = codes // max(1, corpus.size), codes % max(1, corpus.size)
    df = np.bincount(phrase, minlength=len(samples))
    keys = [
        "".join(features.terms[number] for number in term[first : first + size].tolist())
        for first, size in samples.tolist()
    ]
    # A concept is counted within longer runs too.
    df_of_concept = dict(zip(concepts.keys, concepts.df.tolist(), strict=True))
    df = np.maximum(df, [df_of_concept.get(key, 0) for key in keys])
    table = phrases_of(corpus)
    is_specific = (
        (df <= most_papers(corpus.size, MAX_PHRASE_PAPERS_SHARE))
        & (table.shares(keys) <= _MAX_SHARE)
        & (table.title_ratios(keys) >= _MIN_TITLE_RATIO)
    )
    if papers is not None:
        is_asked = np.zeros(corpus.size, dtype=np.bool_)
        is_asked[papers] = True
        is_specific &= np.bincount(phrase, is_asked[paper], minlength=len(samples)) > 0
    number = np.cumsum(is_specific) - 1
    used = is_specific[phrase]
    order = np.lexsort((phrase[used], paper[used]))
    words = _words_of(corpus, samples[is_specific])
    return NounPhrases(
        words,
        encode_phrases(corpus, words, weights),
        paper[used][order],
        number[phrase[used]][order],
    )


def _content_runs(corpus: Corpus, features: WordFeatures) -> Runs:
    """Return the first token and the length of each run of content words."""
    is_foreign = find_foreign_papers(corpus)[corpus.paper] if len(corpus.word) else False
    is_content = ~features.stop[corpus.word] & (corpus.field != KEYWORD) & ~is_foreign
    # A run ends at a stop word and before a border; the first token of a text has a border.
    follows = np.concatenate([[False], is_content[:-1]]) & ~corpus.border
    start = np.flatnonzero(is_content & ~follows)
    run = np.cumsum(is_content & ~follows) - 1
    length = np.bincount(run[is_content], minlength=len(start))
    is_subject = np.array([word.lower() in _SUBJECTS for word in corpus.words], dtype=np.bool_)
    is_verb = is_subject[corpus.word[np.maximum(0, start - 1)]] & ~corpus.border[start]
    return start + is_verb, length - is_verb


def _trim(corpus: Corpus, features: WordFeatures, weights: WordWeights, runs: Runs) -> Runs:
    """Take weak words from the start of runs and vague ones from their end."""
    adjective = features.adjective & features.plain
    weak = (weights.ratio < _MAX_WEAK_RATIO) & (weights.share > _MIN_WEAK_SHARE)
    is_common = (weights.ratio < _TERM_RATIO) & (weights.share > _MIN_WEAK_ADJECTIVE_SHARE)
    weak |= adjective & (is_common | (weights.share > _MAX_ADJECTIVE_SHARE))
    vague = features.vague | (
        (weights.ratio < _MAX_VAGUE_RATIO) & (weights.share > _MIN_VAGUE_SHARE)
    )
    vague &= features.plain
    n_parts = _count_parts(corpus, features)
    start, length = _trim_start(corpus, weak, *runs)
    for _ in range(int(length.max(initial=0))):
        last = corpus.word[_within(corpus, start + length - 1)]
        previous = corpus.word[_within(corpus, start + length - 2)]
        rest = n_parts[_within(corpus, start + length - 1)] - n_parts[_within(corpus, start)]
        is_trimmed = (length > 1) & vague[last] & (rest > 1) & ~adjective[previous]
        if not is_trimmed.any():
            break
        length -= is_trimmed
    # "Measuring [cross-lingual transfer]": a verb stands before two words and more.
    is_verb = np.array([word.lower().endswith("ing") for word in corpus.words], dtype=np.bool_)
    has_verb = is_verb[corpus.word[_within(corpus, start)]] & (length >= _MIN_VERBAL_WORDS)
    start, length = start + has_verb, length - has_verb
    # The last words of a long run are a phrase too: "adaptive visual servoing".
    is_long = length > MAX_PHRASE_WORDS
    start[is_long] += length[is_long] - _TAIL_WORDS
    length[is_long] = _TAIL_WORDS
    return _trim_start(corpus, weak, start, length)


def _trim_start(
    corpus: Corpus, weak: NDArray[np.bool_], start: NDArray[np.int64], length: NDArray[np.int64]
) -> Runs:
    """Take weak words, given as (words,) flags, from the start of runs."""
    start, length = start.copy(), length.copy()
    while True:
        is_trimmed = (length > 0) & weak[corpus.word[_within(corpus, start)]]
        if not is_trimmed.any():
            return start, length
        start += is_trimmed
        length -= is_trimmed


def _drop_unfit(corpus: Corpus, features: WordFeatures, weights: WordWeights, runs: Runs) -> Runs:
    """Drop runs that are too short, verbal, or say too little."""
    start, length = runs
    # A single token with a hyphen is a modifier ("in-context") more often than a thing.
    is_phrase = length > 1
    start, length = start[is_phrase], length[is_phrase]
    sums = np.concatenate([[0.0], np.cumsum(weights.weight[corpus.word])])
    plural = np.array([_looks_plural(word) for word in corpus.words], dtype=np.bool_)
    plurals = np.concatenate([[0], np.cumsum(plural[corpus.word])])
    is_participle = _find_participles(corpus, features)
    ending = np.array([word.endswith(_ADJECTIVE_ENDINGS) for word in corpus.words], dtype=np.bool_)
    end = start + length
    last = corpus.word[end - 1]
    discourse = (weights.ratio[last] < _MAX_DISCOURSE_RATIO) & (
        weights.share[last] > _MIN_WEAK_SHARE
    )
    is_fit = (
        (sums[end] - sums[start] >= _MIN_WEIGHT)
        # "Enumerates candidate": an inner word in -s is a verb more often than a plural.
        & (plurals[end - 1] == plurals[start])
        & ~(features.adjective & features.plain & ending)[last]
        & ~discourse
        & ~is_participle[corpus.word[start]]
    )
    return start[is_fit], length[is_fit]


def _find_participles(corpus: Corpus, features: WordFeatures) -> NDArray[np.bool_]:
    """Return (words,) which words in -ing seldom end a run: "generalizing", but not "learning"."""
    is_content = ~features.stop[corpus.word]
    goes_on = np.concatenate([is_content[1:] & ~corpus.border[1:], [False]])
    counts = np.bincount(corpus.word, minlength=len(corpus.words))
    longer = np.bincount(corpus.word, goes_on, minlength=len(corpus.words))
    ends_in_ing = np.array([word.lower().endswith("ing") for word in corpus.words], dtype=np.bool_)
    participles: NDArray[np.bool_] = ends_in_ing & (longer > _MAX_GERUND_SHARE * counts)
    return participles


def _looks_plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))


def _count_parts(corpus: Corpus, features: WordFeatures) -> NDArray[np.int64]:
    """Return (tokens + 1,) stems before each token; "multi-robot" has two."""
    n_stems = np.array([len(parts) for parts in features.stems], dtype=np.int64)
    return np.concatenate([[0], np.cumsum(n_stems[corpus.word])])


def _within(corpus: Corpus, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """Clip indexes of tokens; those of empty runs may lie beyond the end."""
    return np.clip(tokens, 0, max(0, len(corpus.word) - 1))


def _words_of(corpus: Corpus, samples: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (runs, 4) word numbers of runs of tokens, padded with -1."""
    words = np.full((len(samples), MAX_PHRASE_WORDS), -1)
    for column in range(MAX_PHRASE_WORDS):
        is_longer = samples[:, 1] > column
        words[is_longer, column] = corpus.word[samples[is_longer, 0] + column]
    return words


def encode_phrases(
    corpus: Corpus, words: NDArray[np.int64], weights: WordWeights
) -> NDArray[np.float32]:
    """Return (phrases, dimensions) unit vectors: sums of the words' vectors by their weights.

    Without weights, "robot design" would be close to "robot motion".

    Args:
        corpus: the collection.
        words: (phrases, 4) word numbers, padded with -1.
        weights: of the corpus's words.
    """
    used = np.unique(words[words >= 0])
    names = [corpus.words[number] for number in used.tolist()]
    vectors: NDArray[np.float32] = weights.tokens[used] @ shipped_table().vectors
    # Pieces of a name ("SourceData") say nothing of its meaning.
    is_name = np.array([not name[1:].islower() for name in names], dtype=np.bool_)
    is_known = np.array([name.lower() in shipped_table().tokens for name in names], dtype=np.bool_)
    vectors[is_name & ~is_known] = 0
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.maximum(_LEAST_NORM, norms) * weights.weight[used][:, None]
    # The last row, of zeros, is that of the padding.
    padded = np.vstack([vectors, np.zeros((1, vectors.shape[1]))]).astype(np.float32)
    row = np.where(words >= 0, np.searchsorted(used, words), len(used))
    sums = padded[row[:, 0]]
    for column in range(1, MAX_PHRASE_WORDS):
        sums += padded[row[:, column]]
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (sums / np.maximum(_LEAST_NORM, norms)).astype(np.float32)
    return unit


def encode_modifiers(
    corpus: Corpus, words: NDArray[np.int64], weights: WordWeights
) -> NDArray[np.float32]:
    """Return (phrases, dimensions) unit vectors of the words before the last one of each phrase.

    Args:
        corpus: the collection.
        words: (phrases, 4) word numbers, padded with -1.
        weights: of the corpus's words.
    """
    is_last = np.arange(MAX_PHRASE_WORDS) == (words >= 0).sum(axis=1)[:, None] - 1
    return encode_phrases(corpus, np.where(is_last, -1, words), weights)


def name_phrases(corpus: Corpus, words: NDArray[np.int64], lowered: frozenset[str]) -> list[str]:
    """Return the name of each phrase, without the capitals of titles.

    Args:
        corpus: the collection.
        words: (phrases, 4) word numbers, padded with -1.
        lowered: words that papers mostly write in lower case.
    """
    return [
        lower_common_words(" ".join(corpus.words[w] for w in row if w >= 0), lowered)
        for row in words.tolist()
    ]
