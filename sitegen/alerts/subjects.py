"""What a sentence is about: its words, each with a weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from sitegen.enrich.topics.lexicon import stems
from sitegen.search.question_words import question_words
from sitegen.text.frequency import zipf_frequency
from sitegen.text.function_words import subject_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.alerts.texts import PaperWords
    from sitegen.enrich.scientific_english import PhraseTable

#: So many titles per abstract has the word of a subject: "locomotion" 0.38, "improve" 0.08.
_SUBJECT_TITLE_RATIO: Final = 0.15
#: A word of everyday English that is in no table of scientific English was left out there.
_EVERYDAY_ZIPF: Final = 5.0
#: From this standing on, a word is one of those that a sentence is about.
_MIN_STANDING: Final = 0.6
#: Two words are a pair if so many papers have them in a row.
_MIN_PAIRS: Final = 2
#: A pair is a term, and must stand in a row, if this share of the papers with both have it so.
_MIN_TERM_SHARE: Final = 0.5
#: Share of the weights of a subject's words that a paper close in meaning must have.
_MIN_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        text: as the index of questions has it.
        stem: the word's.
        standing: 0 for words of discourse ("made"), to 1 for words of subjects.
        weight: standing times the rarity in the collection, in nats.
    """

    text: str
    stem: str
    standing: float
    weight: float


class Subject:
    """The subject of a sentence in one collection.

    Args:
        typed: the words of the sentence.
        papers: of the collection.
        stem: returns the stem of a word.
        language: in which sentences are, besides English.
        table: how common words are in the collection's field.
    """

    def __init__(
        self,
        typed: Iterable[str],
        papers: Sequence[PaperWords],
        stem: Callable[[str], str],
        language: str,
        table: PhraseTable,
    ) -> None:
        self._papers, self._stem = papers, stem
        parts = [word for text in typed for word in question_words(text)]
        words = {
            text: self._word(text, standing)
            for text in subject_words(parts, language)
            if (standing := _standing(text, table))
        }
        self.words = tuple(words.values())
        main = {word.stem for word in self.words if word.standing >= _MIN_STANDING}
        self._terms: list[tuple[str, ...]] = []
        for texts in pairwise(parts):
            pair = tuple(words[text].stem for text in texts if text in words)
            n_rows = self._count_rows(pair) if len(set(pair)) > 1 else 0
            if n_rows < _MIN_PAIRS:
                continue
            is_term = n_rows >= _MIN_TERM_SHARE * self._count(pair)
            if is_term:
                self._terms.append(pair)
            # "Natural images" are not all images, and "fine-tuning" is no main word.
            if is_term or main & set(pair):
                main.update(pair)
        # Of a sentence whose words are all common, each counts.
        self._main = frozenset(main) or frozenset(word.stem for word in self.words)

    def is_in(self, paper: PaperWords) -> bool:
        """Return whether a paper has all words that the sentence is about, and its terms."""
        return (
            bool(self._main) and self._main <= paper.stems and all(map(paper.has_row, self._terms))
        )

    def _word(self, text: str, standing: float) -> Word:
        stem = self._stem(text)
        rarity = log((len(self._papers) + 1) / (1 + self._count((stem,))))
        return Word(text, stem, standing, standing * rarity)

    def _count(self, row: tuple[str, ...]) -> int:
        return sum(paper.stems.issuperset(row) for paper in self._papers)

    def _count_rows(self, row: tuple[str, ...]) -> int:
        return sum(paper.has_row(row) for paper in self._papers)

    def is_mostly_in(self, paper: PaperWords) -> bool:
        """Return whether a paper has most of the subject. Rare words count more than common ones.

        Vectors know that "cell biology of yeast" is about biology. In a collection without yeast,
        that says nothing.
        """
        weights = self._weights
        share = sum(weight for form, weight in weights.items() if form in paper.stems)
        return bool(weights) and share >= _MIN_SHARE * sum(weights.values())

    @cached_property
    def _weights(self) -> dict[str, float]:
        weights: dict[str, float] = {}
        for word in self.words:
            weights[word.stem] = max(word.weight, weights.get(word.stem, 0.0))
        return weights


def _standing(word: str, table: PhraseTable) -> float:
    key = "".join(stems(word))
    if not table.shares([key])[0]:
        return 0.0 if zipf_frequency(word) >= _EVERYDAY_ZIPF else 1.0
    return min(1.0, float(table.title_ratios([key])[0]) / _SUBJECT_TITLE_RATIO)
