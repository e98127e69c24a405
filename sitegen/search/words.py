"""List the words of a collection, most frequent first, for spelling suggestions."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.text.words import normalize_word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORDS_FILE: Final = "words.json"
#: Shorter words have too many neighbours at an edit distance of 1. engine.js has the same limit.
_MIN_LETTERS: Final = 4
#: About 300 kB; the page loads the file only if a query seems to contain a spelling mistake.
_MAX_WORDS: Final = 30_000
#: A word that occurs in one paper only may be a spelling mistake itself.
_MIN_TEXTS: Final = 2


def common_words(texts: Iterable[str], min_texts: int = _MIN_TEXTS) -> list[str]:
    """Return the lower-case words of a collection, most frequent first, ties in code point order.

    Args:
        texts: one text per paper.
        min_texts: minimum number of texts that contain a word.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        words, _ = split_words(text)
        # Count texts, not occurrences: a set has each word of a text once.
        counts.update({normalize_word(word).lower() for word in words})
    # Negative counts sort frequent words first and leave words in ascending order.
    ranked = sorted(
        (-count, word)
        for word, count in counts.items()
        if count >= min_texts and _is_suggestible(word)
    )
    return [word for _, word in ranked[:_MAX_WORDS]]


def write_words(folder: Path, words: Iterable[str]) -> None:
    """Write the words as a JSON array beside the index."""
    text = json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
    (folder / WORDS_FILE).write_text(text, encoding="utf-8", newline="\n")


def _is_suggestible(word: str) -> bool:
    """Return whether a word is long enough and has letters only: no ``gpt-4``, no ``3d``."""
    return len(word) >= _MIN_LETTERS and word.isalpha()
