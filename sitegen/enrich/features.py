"""What can be said of each word of a corpus by itself, asked once a word and kept as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import (
    is_adjective,
    is_general,
    is_model,
    is_stop,
    is_vague,
    stems,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class WordFeatures:
    """Arrays over the words of a corpus, in its order.

    Attributes:
        stop: breaks a phrase.
        general: may not be a topic alone.
        vague: at a phrase's end makes it less of a topic.
        model: at a phrase's end needs a telling word before it.
        adjective: looks like one.
        plain: has no capital after its first letter.
        capital: starts with a capital.
        brief: has one or two letters.
        of: is "of".
        stems: of each word.
        term: number of the word's stems, joined; "pre-training" and "pretraining" have one number.
        terms: the joined stems of each number.
    """

    stop: NDArray[np.bool_]
    general: NDArray[np.bool_]
    vague: NDArray[np.bool_]
    model: NDArray[np.bool_]
    adjective: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    brief: NDArray[np.bool_]
    of: NDArray[np.bool_]
    stems: list[tuple[str, ...]]
    term: NDArray[np.int64]
    terms: list[str]


def word_features(words: Sequence[str]) -> WordFeatures:
    """Ask the lexicon about each word."""
    stop = _flags(map(is_stop, words))
    general = stop | _flags(map(is_general, words))
    parts = list(map(stems, words))
    numbers: dict[str, int] = {}
    term = [numbers.setdefault("".join(p), len(numbers)) for p in parts]
    return WordFeatures(
        stop=stop,
        general=general,
        vague=_flags(map(is_vague, words)),
        model=_flags(map(is_model, words)),
        adjective=_flags(map(is_adjective, words)),
        plain=_flags(word[1:].islower() for word in words),
        capital=_flags(word[0].isupper() for word in words),
        brief=_flags(len(word) <= 2 for word in words),  # noqa: PLR2004
        of=_flags(word.lower() == "of" for word in words),
        stems=parts,
        term=np.array(term, dtype=np.int64),
        terms=list(numbers),
    )


def long_forms(
    words: Sequence[str], features: WordFeatures, known: dict[str, tuple[str, ...]]
) -> tuple[NDArray[np.bool_], list[tuple[str, ...]]]:
    """Return which words are acronyms, and each word's stems with acronyms spelled out.

    Args:
        words: of the corpus.
        features: of the same words.
        known: stems of each acronym's long form.
    """
    long = [known.get(singular(word)) for word in words]
    parts = [new or old for new, old in zip(long, features.stems, strict=True)]
    return _flags(new is not None for new in long), parts


def _flags(values: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(values, dtype=np.bool_)
