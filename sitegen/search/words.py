"""List the words of a collection, most frequent first, for spelling suggestions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

WORDS_FILE: Final = "words.json"
#: Shorter words have too many neighbours at an edit distance of 1. engine.js has the same limit.
_MIN_LETTERS: Final = 4
#: About 300 kB; the page loads the file only if a query seems to contain a spelling mistake.
_MAX_WORDS: Final = 30_000
#: A word that occurs in one paper only may be a spelling mistake itself.
_MIN_TEXTS: Final = 2


def common_words(
    words: Sequence[str],
    word: NDArray[np.int32],
    text: NDArray[np.int32],
    min_texts: int = _MIN_TEXTS,
) -> list[str]:
    """Return the lower-case words of a collection, most frequent first, ties in code point order.

    Args:
        words: distinct words, as written.
        word: (tokens,) index into ``words``.
        text: (tokens,) index of the text, one per paper.
        min_texts: minimum number of texts that contain a word.
    """
    numbers: dict[str, int] = {}
    lower = [numbers.setdefault(name.lower(), len(numbers)) for name in words]
    # One number per pair of text and word: texts are counted, not occurrences.
    size = max(1, len(numbers))
    pairs = np.unique(text.astype(np.int64) * size + np.array(lower, dtype=np.int64)[word])
    counts = np.bincount(pairs % size, minlength=len(numbers)).tolist()
    # Negative counts sort frequent words first and leave words in ascending order.
    ranked = sorted(
        (-count, name)
        for name, count in zip(numbers, counts, strict=True)
        if count >= min_texts and _is_suggestible(name)
    )
    return [name for _, name in ranked[:_MAX_WORDS]]


def write_words(folder: Path, words: Iterable[str]) -> None:
    """Write the words as a JSON array beside the index."""
    text = json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
    (folder / WORDS_FILE).write_text(text, encoding="utf-8", newline="\n")


def _is_suggestible(word: str) -> bool:
    """Return whether a word is long enough and has letters only: no ``gpt-4``, no ``3d``."""
    return len(word) >= _MIN_LETTERS and word.isalpha()
