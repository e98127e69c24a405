"""English words that carry no subject: articles, pronouns, question words, words of asking."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@cache
def function_words() -> frozenset[str]:
    """Return the words, in lower case."""
    return _read("function_words.txt")


@cache
def asking_words() -> frozenset[str]:
    """Return the words with which people ask for papers, in lower case."""
    return _read("asking_words.txt")


def subject_words(words: Sequence[str]) -> list[str]:
    """Return the words of a question that carry its subject, in their order.

    Words of asking are left out unless they stand beside a word of the subject: of "papers that I
    should read on machine reading comprehension" the last three stay.
    ``theme/assets/sitegen/words.js`` does the same; a test compares them.
    """
    frame = function_words() | asking_words()

    def is_subject(position: int) -> bool:
        if words[position] not in frame:
            return True
        beside = words[max(0, position - 1) : position + 2]
        return words[position] not in function_words() and any(w not in frame for w in beside)

    return [word for position, word in enumerate(words) if is_subject(position)]


def _read(name: str) -> frozenset[str]:
    text = files("sitegen.text").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
