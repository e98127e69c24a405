"""A collection's tokens as arrays: a vocabulary, and a vocabulary index for each token.

All of enrich/ computes on these arrays; a Python loop over the words of a collection would take
most of a build's time. Word numbers depend on the order of the papers, so no output may depend on
them: ties between equal scores are broken by text.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.text.words import (
    PHRASE_BREAK,
    SENTENCE_START,
    classify_gap,
    normalize_word,
    split_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.paper import Paper

# Values of ``Corpus.field``.
ABSTRACT: Final = 0
TITLE: Final = 1
KEYWORD: Final = 2

#: A malformed abstract may contain one gap of a megabyte; only its start is stored as a key.
_MAX_GAP_CHARS: Final = 100
#: Replaces the gap before the first word of a text: a border and a sentence start.
_TEXT_START: Final = "\n"


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The tokens of a collection, paper by paper, each in the order keywords, title, abstract.

    Attributes:
        size: number of papers.
        words: the vocabulary: each distinct word as written, without possessive 's.
        word: (tokens,) index into ``words``.
        marks: (tokens,) BORDER and INITIAL of sitegen.text.words, for the gap before the token; the
            first token of a text has both.
        field: (tokens,) KEYWORD, TITLE or ABSTRACT.
        paper: (tokens,) index of the paper; never decreases.
    """

    size: int
    words: list[str]
    word: NDArray[np.int32]
    marks: NDArray[np.uint8]
    field: NDArray[np.uint8]
    paper: NDArray[np.int32]

    @property
    def border(self) -> NDArray[np.bool_]:
        """(tokens,) whether anything but a space separates a token from the previous one."""
        return (self.marks & PHRASE_BREAK) > 0

    @property
    def initial(self) -> NDArray[np.bool_]:
        """(tokens,) whether a token starts a sentence, so that its capital carries no meaning."""
        return (self.marks & SENTENCE_START) > 0


class _Vocabulary(dict[str, int]):
    """Raw word -> word number, filled on lookup; raw words with one plain form share a number."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number_of: dict[str, int] = {}

    def __missing__(self, raw: str) -> int:
        word = normalize_word(raw)
        number = self._number_of.setdefault(word, len(self.words))
        if number == len(self.words):  # a new word
            self.words.append(word)
        self[raw] = number
        return number


class _GapMarks(dict[str, int]):
    """Gap -> its marks, filled on lookup; there are few distinct gaps."""

    def __missing__(self, gap: str) -> int:
        marks = self[gap[:_MAX_GAP_CHARS]] = classify_gap(gap)
        return marks


def read_corpus(papers: Sequence[Paper]) -> Corpus:
    """Split the titles, abstracts and keywords of a collection into words.

    The note of a paper stands in for a missing abstract.
    """
    vocabulary, marks_of = _Vocabulary(), _GapMarks()
    # Arrays take 4 bytes and 1 byte for each token, a list of Python integers 8 and more.
    word, marks = array("i"), array("B")
    # One item for each text; expanded to tokens below.
    fields: list[int] = []
    lengths: list[int] = []
    owners: list[int] = []
    for index, paper in enumerate(papers):
        texts = [(KEYWORD, keyword) for keyword in paper.keywords]
        for field, text in [*texts, (TITLE, paper.title), (ABSTRACT, paper.abstract or paper.note)]:
            words, gaps = split_words(text)
            if not words:
                continue
            gaps[0] = _TEXT_START
            word.extend([vocabulary[w] for w in words])
            marks.extend([marks_of[g] for g in gaps])
            fields.append(field)
            lengths.append(len(words))
            owners.append(index)
    return Corpus(
        size=len(papers),
        words=vocabulary.words,
        word=np.array(word, dtype=np.int32),
        marks=np.array(marks, dtype=np.uint8),
        field=np.repeat(np.array(fields, dtype=np.uint8), lengths),
        paper=np.repeat(np.array(owners, dtype=np.int32), lengths),
    )
