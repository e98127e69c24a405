"""A collection's tokens as arrays: a vocabulary, and a vocabulary index for each token.

All of enrich/ computes on these arrays; a Python loop over the words of a collection would take
most of a build's time. Words are numbered in the order of their texts, whether a paper's words are
read or taken from an earlier corpus.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

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
_PRINT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The tokens of a collection, paper by paper, each in the order keywords, title, abstract.

    Attributes:
        size: number of papers.
        prints: of each paper, a hash of the texts that are read.
        words: the vocabulary: each distinct word as written, without possessive 's; sorted.
        word: (tokens,) index into ``words``.
        marks: (tokens,) BORDER and INITIAL of sitegen.text.words, for the gap before the token; the
            first token of a text has both.
        field: (tokens,) KEYWORD, TITLE or ABSTRACT.
        paper: (tokens,) index of the paper; never decreases.
        stems: the joined stems of each word, if they have been computed.
    """

    size: int
    prints: list[bytes]
    words: list[str]
    word: NDArray[np.int32]
    marks: NDArray[np.uint8]
    field: NDArray[np.uint8]
    paper: NDArray[np.int32]
    stems: Sequence[str] = ()

    @property
    def border(self) -> NDArray[np.bool_]:
        """(tokens,) whether anything but a space separates a token from the previous one."""
        return (self.marks & PHRASE_BREAK) > 0

    @property
    def initial(self) -> NDArray[np.bool_]:
        """(tokens,) whether a token starts a sentence, so that its capital carries no meaning."""
        return (self.marks & SENTENCE_START) > 0


class _Vocabulary(dict[str, int]):
    """Raw word -> word number, filled on lookup; raw words with one plain form share a number.

    Args:
        words: that have numbers already.
    """

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.words = list(words)
        self._number_of = {word: number for number, word in enumerate(words)}

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


def read_corpus(papers: Sequence[Paper], earlier: Corpus | None = None) -> Corpus:
    """Split the titles, abstracts and keywords of a collection into words.

    The note of a paper stands in for a missing abstract.

    Args:
        papers: the collection.
        earlier: a corpus that has some of the papers.
    """
    earlier = earlier or _EMPTY
    prints = [_print(paper) for paper in papers]
    ends = np.searchsorted(earlier.paper, np.arange(earlier.size + 1)).tolist()
    spans = dict(zip(earlier.prints, pairwise(ends), strict=True))
    reader = _Reader(earlier)
    for paper, print_ in zip(papers, prints, strict=True):
        if print_ not in spans:
            spans[print_] = reader.read(paper)
    chosen = [spans[print_] for print_ in prints]
    word, marks, field = (_gather(array, chosen) for array in reader.arrays())
    # Words that only earlier papers had are left out.
    used = np.flatnonzero(np.bincount(word, minlength=len(reader.words))).tolist()
    order = sorted(used, key=reader.words.__getitem__)
    number = np.zeros(len(reader.words), dtype=np.int32)
    number[order] = np.arange(len(order))
    return Corpus(
        size=len(papers),
        prints=prints,
        words=[reader.words[old] for old in order],
        word=number[word],
        marks=marks,
        field=field,
        paper=np.repeat(
            np.arange(len(papers), dtype=np.int32), [end - start for start, end in chosen]
        ),
    )


def _print(paper: Paper) -> bytes:
    """Return a hash of the texts of a paper that are read."""
    texts = (paper.title, paper.abstract or paper.note, *paper.keywords)
    # The lengths part the texts: ("ab", "c") differs from ("a", "bc").
    lengths = ",".join(str(len(text)) for text in texts)
    data = "".join((lengths, ":", *texts)).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_PRINT_BYTES).digest()


def _gather(array: NDArray[Any], spans: Sequence[tuple[int, int]]) -> NDArray[Any]:
    """Return parts of an array, one after the other."""
    if not spans:
        return array[:0]
    return np.concatenate([array[start:end] for start, end in spans])


class _Reader:
    """The tokens of an earlier corpus, and behind them those of the papers that are read.

    Args:
        earlier: the corpus whose word numbers go on.
    """

    def __init__(self, earlier: Corpus) -> None:
        self._earlier = earlier
        self._number = _Vocabulary(earlier.words)
        self._marks_of = _GapMarks()
        # Arrays take 4 bytes and 1 byte for each token, a list of Python integers 8 and more.
        self._word, self._marks, self._field = array("i"), array("B"), array("B")

    @property
    def words(self) -> list[str]:
        """All words, by their numbers."""
        return self._number.words

    def read(self, paper: Paper) -> tuple[int, int]:
        """Read a paper; return the index of its first token, and of the one behind its last."""
        start = len(self._earlier.word) + len(self._word)
        texts = [(KEYWORD, keyword) for keyword in paper.keywords]
        for field, text in [*texts, (TITLE, paper.title), (ABSTRACT, paper.abstract or paper.note)]:
            words, gaps = split_words(text)
            if not words:
                continue
            gaps[0] = _TEXT_START
            self._word.extend([self._number[w] for w in words])
            self._marks.extend([self._marks_of[g] for g in gaps])
            self._field.frombytes(bytes((field,)) * len(words))
        return start, len(self._earlier.word) + len(self._word)

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint8]]:
        """Return the word, marks and field of all tokens."""
        return (
            np.concatenate([self._earlier.word, np.array(self._word, dtype=np.int32)]),
            np.concatenate([self._earlier.marks, np.array(self._marks, dtype=np.uint8)]),
            np.concatenate([self._earlier.field, np.array(self._field, dtype=np.uint8)]),
        )


_EMPTY: Final = Corpus(
    size=0,
    prints=[],
    words=[],
    word=np.zeros(0, dtype=np.int32),
    marks=np.zeros(0, dtype=np.uint8),
    field=np.zeros(0, dtype=np.uint8),
    paper=np.zeros(0, dtype=np.int32),
)
