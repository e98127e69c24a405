"""The words of a collection, commonest first: what "did you mean" is chosen from."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.text.words import plain_word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE: Final = "words.json"
_SHORTEST: Final = 4
#: Keeps the file near 300 kB; it is loaded only where a word seems misspelt.
_MOST: Final = 30_000
#: A word that one paper alone has may be a slip itself.
_LEAST: Final = 2


def common_words(texts: Iterable[str], least: int = _LEAST) -> list[str]:
    """Return lower-case words that at least so many texts have, commonest first.

    Args:
        texts: a text a paper.
        least: texts that a word must be in.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        words, _ = split_words(text)
        counts.update({plain_word(word).lower() for word in words})
    kept = ((-n, w) for w, n in counts.items() if n >= least and _is_told(w))
    return [word for _, word in sorted(kept)[:_MOST]]


def write_words(folder: Path, words: Iterable[str]) -> None:
    """Write the words beside the index."""
    text = json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def _is_told(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
