"""A collection's texts as arrays: each word once in a table, each place where it stands a number.

All of enrich/ counts on these arrays; a loop in Python over a collection's words would take most of
a build's time. Numbers of words depend on the order of the papers, so nothing that readers see may
depend on them: equal scores are told apart by texts.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.text.words import BORDER, INITIAL, gap_marks, plain_word, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.paper import Paper

ABSTRACT: Final = 0
TITLE: Final = 1
KEYWORD: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The words of a collection, paper by paper: keywords, title, abstract.

    Attributes:
        size: number of papers.
        words: each distinct word as written, possessive 's left off.
        word: (tokens,) number of the word that stands there.
        marks: (tokens,) BORDER and INITIAL of sitegen.text.words; a text's first word has both.
        field: (tokens,) KEYWORD, TITLE or ABSTRACT.
        paper: (tokens,) place of the paper.
    """

    size: int
    words: list[str]
    word: NDArray[np.int32]
    marks: NDArray[np.uint8]
    field: NDArray[np.uint8]
    paper: NDArray[np.int32]

    @property
    def border(self) -> NDArray[np.bool_]:
        """Whether something other than a blank parts a word from the one before."""
        return (self.marks & BORDER) > 0

    @property
    def initial(self) -> NDArray[np.bool_]:
        """Whether a word starts a sentence, so that its capital says nothing."""
        return (self.marks & INITIAL) > 0


class _Numbers(dict[str, int]):
    """Word as it stands -> its number; a new one gets the next."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._known: dict[str, int] = {}

    def __missing__(self, raw: str) -> int:
        word = plain_word(raw)
        number = self._known.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        self[raw] = number
        return number


class _Marks(dict[str, int]):
    def __missing__(self, gap: str) -> int:
        # Gaps are few, but a hostile text may be one long gap.
        marks = self[gap[:100]] = gap_marks(gap)
        return marks


def read_corpus(papers: Sequence[Paper]) -> Corpus:
    """Cut the titles, abstracts and keywords of a collection into words."""
    numbers, marks_of = _Numbers(), _Marks()
    word, marks = array("i"), array("B")
    fields: list[int] = []
    lengths: list[int] = []
    owners: list[int] = []
    for place, paper in enumerate(papers):
        texts = [(KEYWORD, keyword) for keyword in paper.keywords]
        for field, text in [*texts, (TITLE, paper.title), (ABSTRACT, paper.abstract or paper.note)]:
            words, gaps = split_words(text)
            if not words:
                continue
            gaps[0] = "\n"
            word.extend([numbers[w] for w in words])
            marks.extend([marks_of[g] for g in gaps])
            fields.append(field)
            lengths.append(len(words))
            owners.append(place)
    return Corpus(
        size=len(papers),
        words=numbers.words,
        word=np.array(word, dtype=np.int32),
        marks=np.array(marks, dtype=np.uint8),
        field=np.repeat(np.array(fields, dtype=np.uint8), lengths),
        paper=np.repeat(np.array(owners, dtype=np.int32), lengths),
    )
