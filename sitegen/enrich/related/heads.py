"""Find what noun phrases are kinds of: by their last word, and by the concepts within them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.specific import core_concepts, specific_words
from sitegen.enrich.scientific_english import phrases_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.noun_phrases import NounPhrases
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.topics.phrases import Concepts

#: The last word may be in this share of the papers of the collection, or in eight,
_MAX_PAPERS_SHARE: Final = 0.03
_MIN_MAX_PAPERS: Final = 8
#: and in this share of the abstracts of science.
_MAX_HEAD_SHARE: Final = 0.06
#: Titles per abstract of a term; "model" has 0.2, "challenge" 0.01.
_MIN_RATIO: Final = 0.12
_NEGATIONS: Final = frozenset(("non", "un", "anti"))
#: Stems of a core, and cores of a phrase.
_CORE_STEMS: Final = (2, 3)
_MAX_CORES: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What phrases are kinds of; arrays are (phrases,).

    Attributes:
        head: number of the last word, plurals and singulars alike.
        is_term: the last word is a term that few papers have.
        is_specific: the last word may be named alone.
        is_negated: the phrase has a word such as "non-redundant".
        key: number of the phrase's stems, equal for equal ones.
        core: number of the concept that the whole phrase is, or -1.
        cores: (phrases, 3) numbers of the concepts within the phrase that are not the whole of it,
            padded with -1.
    """

    head: NDArray[np.int64]
    is_term: NDArray[np.bool_]
    is_specific: NDArray[np.bool_]
    is_negated: NDArray[np.bool_]
    key: NDArray[np.int64]
    core: NDArray[np.int64]
    cores: NDArray[np.int64]


def read_heads(
    phrases: NounPhrases, corpus: Corpus, features: WordFeatures, concepts: Concepts, terms: Terms
) -> Heads:
    """Return what the noun phrases of a collection are kinds of.

    Args:
        phrases: the noun phrases.
        corpus: the collection.
        features: of its words.
        concepts: of the collection.
        terms: the collection as term vectors, which count the papers of each stem.
    """
    rows = [[number for number in row if number >= 0] for row in phrases.words.tolist()]
    stems = [[stem for number in row for stem in features.stems[number]] for row in rows]
    last = [corpus.words[row[-1]].lower().removesuffix("s") for row in rows]
    max_papers = max(_MIN_MAX_PAPERS, _MAX_PAPERS_SHARE * corpus.size)
    common = {
        stem for stem, df in zip(terms.names, terms.df.tolist(), strict=True) if df > max_papers
    }
    heads = [parts[-1] for parts in stems]
    is_nameable = specific_words(corpus, features, terms)
    nameable = {terms.names[number] for number in np.flatnonzero(is_nameable).tolist()}
    table = phrases_of(corpus)
    is_rare = np.array([stem not in common for stem in heads], dtype=np.bool_)
    is_term = table.title_ratios(heads) >= _MIN_RATIO
    is_term &= table.shares(heads) <= _MAX_HEAD_SHARE
    keys = ["".join(parts) for parts in stems]
    numbers = {key: number for number, key in enumerate(sorted(core_concepts(corpus, concepts)))}
    words = [[features.stems[number] for number in row] for row in rows]
    return Heads(
        head=_number(last),
        is_term=is_rare & is_term,
        is_specific=np.array([stem in nameable for stem in heads], dtype=np.bool_),
        is_negated=np.array([not _NEGATIONS.isdisjoint(parts) for parts in stems], dtype=np.bool_),
        key=_number(keys),
        core=np.array([numbers.get(key, -1) for key in keys], dtype=np.int64),
        cores=_find_cores(words, numbers),
    )


def _number(values: Sequence[str]) -> NDArray[np.int64]:
    """Give equal values equal numbers."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _find_cores(
    phrases: Sequence[list[tuple[str, ...]]], numbers: Mapping[str, int]
) -> NDArray[np.int64]:
    """Return (phrases, 3) numbers of the concepts within phrases, padded with -1.

    Args:
        phrases: the stems of each word of each phrase.
        numbers: of the concepts, by their joined stems.
    """
    rows = np.full((len(phrases), _MAX_CORES), -1)
    for row, words in zip(rows, phrases, strict=True):
        stems = [stem for parts in words for stem in parts]
        modifiers = {"".join(parts) for parts in words[:-1]}
        # "Fine-grained" action and "fine-grained" relations are no kinds of one thing.
        inner = [
            numbers[key]
            for size in _CORE_STEMS
            for start in range(len(stems) - size + 1)
            if size < len(stems)
            and (key := "".join(stems[start : start + size])) in numbers
            and key not in modifiers
        ][:_MAX_CORES]
        row[: len(inner)] = inner
    return rows
