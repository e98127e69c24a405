"""Decide which concepts may be topics of a collection: named rules, as arrays over concepts.

Phrase quality after the literature: phrases that occur mostly inside one longer phrase are not
topics (C-value; Frantzi et al. 2000, section 2.2); a single word must be far more frequent in the
collection than in everyday English (keyness; Rayson & Garside 2000, as a ratio of frequencies); a
topic is on several papers, and on at most half of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT, KEYWORD, TITLE
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.lexicon import compounds, is_function_stem, stems
from sitegen.enrich.topics.phrases import TITLE_WEIGHT
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.topics.phrases import Concepts

#: Collections with fewer papers have no bounds on the number of papers of a topic.
MIN_COLLECTION_PAPERS: Final = 10
INFREQUENT: Final = "on too few papers"
EVERYDAY: Final = "an everyday word"
NESTED: Final = "nearly always part of one longer phrase"
CLIPPED: Final = "nearly always part of a longer phrase in science"
PADDED: Final = "adds only a generic word to another topic"
#: Rules that also keep a phrase from being named as a reason why two papers are related.
NOT_AS_REASON: Final = (PADDED,)
#: The minimum number of papers grows as the square root of the collection, divided by this.
_MIN_PAPERS_DIVISOR: Final = 20
#: A phrase is nested if one longer phrase is on this share of its papers.
MIN_NESTED_SHARE: Final = 0.7
#: The same in the abstracts of science: "decision processes" are Markov's in 92% of them, "machine
#: translation" is neural in fewer.
_MIN_CLIPPED_SHARE: Final = 0.6
#: log10 of a ratio: 8 times as frequent as in everyday English.
_MIN_KEYNESS: Final = 0.9
#: In titles of no paper, a phrase must be on more papers than this.
_MAX_UNTITLED_PAPERS: Final = {"phrase": 1, "word": 3}
#: Two words may be a term by themselves ("network architecture"); longer padded phrases are not.
_MIN_PADDED_WORDS: Final = 3
#: Stems that add nothing after or before a topic: "deep neural network models".
_PADDING_HEADS: Final = frozenset(
    {"model", "architectur", "agent", "algorithm", "method", "base", "approach", "network"}
)
_PADDING_VERBS: Final = frozenset(
    {"learn", "train", "improv", "understand", "evalu", "build", "use"}
)
#: "Pre-trained vision-language models"; "pre-trained language models" is a listed compound.
_PADDING_PREFIX: Final = ("pre", "train")


def min_papers(size: int) -> int:
    """Return the minimum number of papers of a topic in a collection of ``size`` papers.

    It is 2 up to 3,599 papers, and 14 for 87,000.
    """
    if size < MIN_COLLECTION_PAPERS:
        return 1
    return max(2, int(size**0.5 / _MIN_PAPERS_DIVISOR))


def find_faults(corpus: Corpus, concepts: Concepts) -> dict[str, NDArray[np.bool_]]:
    """Return rule -> (concepts,) whether the concept fails the rule, so that it is no topic."""
    n_words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    max_papers = corpus.size if corpus.size < MIN_COLLECTION_PAPERS else corpus.size // 2
    max_untitled = np.where(
        n_words > 1, _MAX_UNTITLED_PAPERS["phrase"], _MAX_UNTITLED_PAPERS["word"]
    )
    number = {key: index for index, key in enumerate(concepts.keys)}
    return {
        INFREQUENT: concepts.df < min_papers(corpus.size),
        "on more than half of the papers": concepts.df > max_papers,
        "in no title and on few papers": (concepts.titles == 0) & (concepts.df <= max_untitled),
        EVERYDAY: keyness(corpus, concepts) < _MIN_KEYNESS,
        NESTED: _find_nested(corpus, concepts, number),
        CLIPPED: _find_clipped(corpus, concepts, number),
        PADDED: _find_padded(concepts, number),
    }


def keyness(corpus: Corpus, concepts: Concepts) -> NDArray[np.float64]:
    """Return (concepts,) log10 of the frequency here over the frequency in everyday English.

    Infinite for phrases of several words and for words that the list of everyday words lacks.
    """
    zipf_of_word = np.array([zipf_frequency(word) for word in corpus.words])
    # Of the spellings of a concept as one word, the most frequent in everyday English counts.
    is_single = concepts.length == 1  # (mentions,)
    word = corpus.word[concepts.start[is_single]]
    zipf = np.zeros(len(concepts.keys))
    np.maximum.at(zipf, concepts.phrase[is_single], zipf_of_word[word])
    # The Zipf scale is log10 of occurrences among 10^9 words.
    mentions = np.bincount(concepts.phrase, minlength=len(concepts.keys))
    zipf_here = np.log10(np.maximum(1, mentions) * 1e9 / max(1, len(corpus.word)))
    n_words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    return np.where((n_words == 1) & (zipf > 0), zipf_here - zipf, np.inf)


class Names:
    """The concepts that papers name in their keywords, or in the title as in the abstract.

    A word counts only as a keyword. A phrase of the title whose words the abstract lacks is often a
    figure of speech ("Chief rallies troops"), and so is one with "of" that science does not know
    ("headache of transformers"); one that starts with a verb is a sentence cut short.
    Few papers are asked for, so that their words are read then.
    """

    def __init__(self, corpus: Corpus, features: WordFeatures, concepts: Concepts) -> None:
        self._corpus, self._features, self._concepts = corpus, features, concepts
        # Pairs are sorted by concept, then paper.
        self._codes = concepts.concept * corpus.size + concepts.paper
        field = corpus.field[concepts.start]
        keyword = np.flatnonzero(field == KEYWORD)
        of_keyword = corpus.paper[concepts.start[keyword]].astype(np.int64)
        self._keywords = set((concepts.phrase[keyword] * corpus.size + of_keyword).tolist())
        is_verb = np.array([word.lower().endswith("ing") for word in corpus.words], dtype=np.bool_)
        is_title = (field == TITLE) & (concepts.length > 1) & ~is_verb[corpus.word[concepts.start]]
        has_of = np.array(["of" in parts for parts in concepts.parts], dtype=np.bool_)
        is_figure = has_of & (phrases_of(corpus).shares(concepts.keys) == 0)
        is_title &= ~is_figure[concepts.phrase]
        mentions = np.flatnonzero((field == KEYWORD) | is_title)
        paper = corpus.paper[concepts.start[mentions]]
        order = np.argsort(paper, kind="stable")
        self._mentions = mentions[order]
        # The mentions and the tokens of paper i are ends[i] to ends[i + 1] of all.
        papers = np.arange(corpus.size + 1)
        self._ends = np.searchsorted(paper[order], papers).tolist()
        self._token_ends = np.searchsorted(corpus.paper, papers).tolist()

    def is_keyword(self, paper: int, number: int) -> bool:
        """Check whether a concept is a keyword of a paper."""
        return number * self._corpus.size + paper in self._keywords

    def is_repeated(self, paper: int, number: int) -> bool:
        """Check whether a paper has a concept in its title, and once more."""
        at = int(np.searchsorted(self._codes, number * self._corpus.size + paper))
        return bool(self._concepts.weight[at] > TITLE_WEIGHT)

    def of(self, paper: int) -> set[int]:
        """Return the concepts that a paper names."""
        corpus, concepts = self._corpus, self._concepts
        mentions = self._mentions[self._ends[paper] : self._ends[paper + 1]].tolist()
        tokens = slice(self._token_ends[paper], self._token_ends[paper + 1])
        is_abstract = corpus.field[tokens] == ABSTRACT
        words = set(self._features.term[corpus.word[tokens][is_abstract]].tolist())
        names = set()
        for mention in mentions:
            start, length = int(concepts.start[mention]), int(concepts.length[mention])
            is_keyword = corpus.field[start] == KEYWORD
            terms = self._features.term[corpus.word[start : start + length]].tolist()
            if is_keyword or words.issuperset(terms):
                names.add(int(concepts.phrase[mention]))
        return names


def _find_nested(corpus: Corpus, concepts: Concepts, number: dict[str, int]) -> NDArray[np.bool_]:
    """Return (concepts,) whether one longer phrase is on nearly as many papers.

    ``number`` maps keys to concept numbers.
    """
    is_nested = np.zeros(len(concepts.keys), dtype=np.bool_)
    # A phrase on a single paper nests nothing, even where one paper is enough for a topic.
    frequent = np.flatnonzero(concepts.df >= max(2, min_papers(corpus.size)))
    for outer in frequent.tolist():
        for parts in _proper_subphrases(concepts.parts[outer]):
            inner = number.get("".join(parts))
            if inner is None:
                continue
            if concepts.df[outer] >= MIN_NESTED_SHARE * concepts.df[inner]:
                is_nested[inner] = True
    return is_nested


def _find_clipped(corpus: Corpus, concepts: Concepts, number: dict[str, int]) -> NDArray[np.bool_]:
    """Return (concepts,) whether a longer phrase of the collection is nearly as common in science.

    ``number`` maps keys to concept numbers. What papers name as a keyword is whole.
    """
    shares = phrases_of(corpus).shares(concepts.keys)
    is_clipped = np.zeros(len(concepts.keys), dtype=np.bool_)
    for outer in np.flatnonzero(shares > 0).tolist():
        # "Sequence modeling" is no part of "sequence-to-sequence modeling".
        phrase = concepts.parts[outer]
        if any(map(is_function_stem, phrase)):
            continue
        for parts in _proper_subphrases(phrase):
            inner = number.get("".join(parts)) if len(parts) > 1 else None
            if inner is not None and shares[outer] >= _MIN_CLIPPED_SHARE * shares[inner] > 0:
                is_clipped[inner] = True
    is_keyword = corpus.field[concepts.start] == KEYWORD
    is_clipped[concepts.phrase[is_keyword]] = False
    return is_clipped


def _proper_subphrases(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each contiguous run of stems except the whole phrase."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if end - start < len(parts):
                yield parts[start:end]


def _find_padded(concepts: Concepts, number: dict[str, int]) -> NDArray[np.bool_]:
    """Return (concepts,) whether a phrase is another with a generic head or verb added.

    ``number`` maps keys to concept numbers. A core that papers hardly mention without the head is
    no concept: "diffusion language" of "diffusion language models".
    """
    mentions = np.bincount(concepts.concept, concepts.weight, minlength=len(concepts.keys))
    # Long forms of acronyms and listed compounds are terms, whatever their words are.
    terms = {stems(long) for long in concepts.acronyms.values()} | compounds()
    is_padded = np.zeros(len(concepts.keys), dtype=np.bool_)
    for index, parts in enumerate(concepts.parts):
        if len(parts) < _MIN_PADDED_WORDS or parts in terms:
            continue
        cores = [parts[:-1]] if parts[-1] in _PADDING_HEADS else []
        cores += [parts[1:]] if parts[0] in _PADDING_VERBS else []
        cores += [parts[2:]] if parts[:2] == _PADDING_PREFIX else []
        core_numbers = [number[key] for core in cores if (key := "".join(core)) in number]
        # The core must be at least as common; a rarer one is a cut-off form of the phrase.
        is_padded[index] = any(
            concepts.df[core] >= concepts.df[index]
            and MIN_NESTED_SHARE * mentions[core] > mentions[index]
            for core in core_numbers
        )
    return is_padded
