"""Which papers have which words, for questions of which no paper has all words.

A paper's relevance for a question is the sum over the question's words of the word's rarity times
its weight in the paper (BM25: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework:
BM25 and Beyond", section 3). The weights are computed here and rounded to 3 bits; the rarity is
computed in the browser from the number of papers with the word.

Words of one stem are one term. The first letters of a word lead to its term, so a browser needs no
stemmer and loads only the terms that start like the words of the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from Stemmer import Stemmer

from sitegen.search.question_words import question_words
from sitegen.text.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

#: The usual parameters of BM25: saturation of a word's count, influence of a text's length.
_SATURATION: Final = 1.2
_LENGTH_SHARE: Final = 0.75
#: A word of the title counts as often as this many words of the abstract.
_TITLE_WEIGHT: Final = 2
#: Bits of a weight, and the range of weights that they divide into equal steps: a long abstract
#: that has a word once, and an upper bound.
LEVEL_BITS: Final = 3
LOWEST_WEIGHT: Final = 0.55
HIGHEST_WEIGHT: Final = 1 + _SATURATION
#: Forms of one term agree in so many letters, by which a browser finds its file.
PREFIX_LETTERS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a collection, paper by paper.

    Attributes:
        words: distinct words, as written.
        word: (tokens,) index into ``words``.
        paper: (tokens,) index of the paper.
        is_title: (tokens,) whether the token is in a title.
        urls: (papers,) the URL of each paper's page.
        names: (papers,) texts whose words the length of a paper does not count: names of people,
            venue, year.
        is_complete: whether the search index has no further words, such as those of full texts.
    """

    words: Sequence[str]
    word: NDArray[np.int32]
    paper: NDArray[np.int32]
    is_title: NDArray[np.bool_]
    urls: Sequence[str]
    names: Sequence[Iterable[str]]
    is_complete: bool


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """The terms of a collection, in the order of their keys, and the papers with each.

    Attributes:
        forms: the words of each term, sorted.
        starts: (terms + 1,) where the papers of each term start in ``numbers``.
        numbers: the numbers of the papers with each term, ascending.
        levels: the weight of the term in each of them, from 0 to 2**LEVEL_BITS - 1.
        language: ISO 639-1 code of the stems; readers ask in it, or in English.
    """

    forms: Sequence[Sequence[str]]
    starts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    levels: NDArray[np.int64]
    language: str


def build_word_index(tokens: Tokens, numbers: Mapping[str, int], language: str) -> WordIndex:
    """Index the words of a collection.

    Args:
        tokens: the collection.
        numbers: the number of each page in the search index, by its URL. A paper whose page is not
            in it is left out.
        language: ISO 639-1 code, for stemming.
    """
    terms = _Terms(stemmer(language))
    term, paper, weight = _count(terms, tokens)
    forms, order = terms.sorted_forms()
    number = np.array([numbers.get(url, -1) for url in tokens.urls], dtype=np.int64)[paper]
    # Renumber the terms by their order, and sort by term, then by the paper's number.
    term, number, weight = order[term][number >= 0], number[number >= 0], weight[number >= 0]
    sorting = np.lexsort((number, term))
    steps = 2**LEVEL_BITS - 1
    scale = steps / (HIGHEST_WEIGHT - LOWEST_WEIGHT)
    levels = np.clip(np.rint((weight[sorting] - LOWEST_WEIGHT) * scale), 0, steps)
    starts = np.searchsorted(term[sorting], np.arange(len(forms) + 1))
    return WordIndex(forms, starts, number[sorting], levels.astype(np.int64), language)


def stemmer(language: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language; for other languages, one that changes nothing."""
    try:
        stem = Stemmer(language).stemWord
    except KeyError:
        return lambda word: word
    return lambda word: str(stem(word))


class _Terms:
    """The terms of a collection, numbered in the order in which they are first looked up."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._number_of_form: dict[str, int] = {}
        self._number_of_key: dict[tuple[str, str], int] = {}
        self._forms: list[list[str]] = []

    def number(self, form: str) -> int:
        """Return the number of the term of a word."""
        number = self._number_of_form.get(form)
        if number is None:
            # Forms that start differently, as "dying" and "die", are different terms: a browser
            # finds a term by the letters that are typed.
            key = (form[:PREFIX_LETTERS], self._stem(form))
            number = self._number_of_key.setdefault(key, len(self._forms))
            if number == len(self._forms):
                self._forms.append([])
            self._forms[number].append(form)
            self._number_of_form[form] = number
        return number

    def sorted_forms(self) -> tuple[list[list[str]], NDArray[np.int64]]:
        """Return the sorted forms of each term in the order of the terms, and (terms,) positions.

        The order is JavaScript's order of strings: that of UTF-16 code units.
        """
        keys = list(self._number_of_key)
        by_key = sorted(range(len(keys)), key=lambda n: tuple(map(_utf16, keys[n])))
        positions = np.empty(len(keys), dtype=np.int64)
        positions[by_key] = np.arange(len(keys))
        return [sorted(self._forms[number], key=_utf16) for number in by_key], positions


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _count(
    terms: _Terms, tokens: Tokens
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the term, the paper and the weight of each distinct pair of a term and a paper."""
    # Questions are never asked for function words, which would take a third of the index.
    parts = [
        [terms.number(form) for form in question_words(word) if form not in function_words()]
        for word in tokens.words
    ]
    term, token = _flatten(parts, tokens.word)
    paper = tokens.paper[token].astype(np.int64)
    count = np.where(tokens.is_title[token], float(_TITLE_WEIGHT), 1.0)
    # The length of a text, in all of its words.
    weights = np.where(tokens.is_title, float(_TITLE_WEIGHT), 1.0)
    length = np.bincount(tokens.paper, weights, minlength=len(tokens.names))
    named = [
        (terms.number(form), index)
        for index, texts in enumerate(tokens.names)
        for form in {form for text in texts for form in question_words(text)}
    ]
    names = np.array(named, dtype=np.int64).reshape(-1, 2)
    term, paper = np.concatenate([term, names[:, 0]]), np.concatenate([paper, names[:, 1]])
    count = np.concatenate([count, np.ones(len(names))])
    # One number per (term, paper) pair, so that a single sort counts all pairs.
    size = max(1, len(tokens.names))
    pair, inverse = np.unique(term * size + paper, return_inverse=True)
    total = np.bincount(inverse, count, minlength=len(pair))
    term, paper = np.divmod(pair, size)
    share = length / max(1.0, float(length.mean()) if len(length) else 1.0)
    damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * share[paper])
    return term, paper, total * (1 + _SATURATION) / (total + damping)


def _flatten(
    parts: Sequence[Sequence[int]], word: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the terms of all tokens one after the other, and the token of each.

    Args:
        parts: the terms of each word; a word has none, or several if it has a hyphen.
        word: (tokens,) index into ``parts``.
    """
    lengths = np.array([len(part) for part in parts], dtype=np.int64)
    flat = np.array([number for part in parts for number in part], dtype=np.int64)
    offsets = np.cumsum(lengths) - lengths
    repeats = lengths[word]
    token = np.repeat(np.arange(len(word)), repeats)
    # Counts 0, 1, … within each token.
    inner = np.arange(len(token)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return flat[np.repeat(offsets[word], repeats) + inner], token
