"""Features of each vocabulary word (stop word, adjective, stems …), computed once, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.related.static import count_tokens
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

#: A word of one or two letters is too short to be a topic alone.
_MAX_BRIEF_CHARS: Final = 2
#: The fields of ``WordFeatures`` that are one flag per word.
FLAGS: Final = (
    "stop", "general", "vague", "model", "adjective", "plain", "capital", "brief", "of",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WordFeatures:
    """Features of the words of a corpus; arrays are (words,), in the order of ``Corpus.words``.

    Attributes:
        stop: separates phrases.
        general: is too general to be a topic alone; stop words included.
        vague: makes a phrase too broad if it is the last word.
        model: needs a specific word before it if it is the last word of a phrase.
        adjective: looks like an adjective or participle.
        plain: has only lower-case letters after its first character, and has some.
        capital: starts with a capital.
        brief: has one or two characters.
        of: is "of".
        stems: of each word; a hyphenated word has several.
        term: number of the word's stems, joined; "pre-training" and "pretraining" have one number.
        terms: joined stems of each number.
        tokens: (words, tokens) counts, see ``related.static``.
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
    tokens: sparse.csr_matrix


def word_features(words: Sequence[str]) -> WordFeatures:
    """Compute the features of each word; no word is empty."""
    stop = _to_flags(map(is_stop, words))
    general = stop | _to_flags(map(is_general, words))
    parts = list(map(stems, words))
    # Terms are numbered in the order of their first word; the joined stems are the keys of phrases.
    numbers: dict[str, int] = {}
    term = [numbers.setdefault("".join(p), len(numbers)) for p in parts]
    return WordFeatures(
        stop=stop,
        general=general,
        vague=_to_flags(map(is_vague, words)),
        model=_to_flags(map(is_model, words)),
        adjective=_to_flags(map(is_adjective, words)),
        # Not plain: "GPT", "MeshGPT", and words without a letter after the first character.
        plain=_to_flags(word[1:].islower() for word in words),
        capital=_to_flags(word[0].isupper() for word in words),
        brief=_to_flags(len(word) <= _MAX_BRIEF_CHARS for word in words),
        of=_to_flags(word.lower() == "of" for word in words),
        stems=parts,
        term=np.array(term, dtype=np.int64),
        terms=list(numbers),
        tokens=count_tokens(words),
    )


def extend_features(
    words: Sequence[str], earlier_words: Sequence[str], earlier: WordFeatures
) -> WordFeatures:
    """Compute the features of each word; those of earlier words are taken over."""
    row_of = {word: row for row, word in enumerate(earlier_words)}
    fresh_words = [word for word in words if word not in row_of]
    fresh = word_features(fresh_words)
    row_of |= {word: row for row, word in enumerate(fresh_words, start=len(row_of))}
    rows = [row_of[word] for word in words]
    stems_of = earlier.stems + fresh.stems
    parts = [stems_of[row] for row in rows]
    numbers: dict[str, int] = {}
    term = [numbers.setdefault("".join(p), len(numbers)) for p in parts]
    flags = {
        name: np.concatenate([getattr(earlier, name), getattr(fresh, name)])[rows] for name in FLAGS
    }
    return WordFeatures(
        **flags,
        stems=parts,
        term=np.array(term, dtype=np.int64),
        terms=list(numbers),
        tokens=sparse.vstack([earlier.tokens, fresh.tokens], format="csr")[rows],
    )


def expand_acronyms(
    words: Sequence[str], features: WordFeatures, long_stems: dict[str, tuple[str, ...]]
) -> tuple[NDArray[np.bool_], list[tuple[str, ...]]]:
    """Return (words,) which words are acronyms, and the stems of each word or its long form.

    Args:
        words: of the corpus.
        features: of the same words.
        long_stems: short form, without plural s -> stems of its long form.
    """
    # A word is looked up without a plural s, so that "LLMs" is the acronym "LLM".
    expanded = [long_stems.get(singular(word)) for word in words]
    parts = [long or plain for long, plain in zip(expanded, features.stems, strict=True)]
    return _to_flags(long is not None for long in expanded), parts


def _to_flags(values: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(values, dtype=np.bool_)
