"""Cut a text into words as phrases need them: hyphenated words whole, borders between phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: A word: letters and digits, with hyphens, apostrophes and (between digits) points inside.
_WORD: Final = re.compile(
    r"[^\W_](?:[^\W_]|[-\u2010\u2011\u2013](?=[^\W_\d])|-(?=\d)|['’](?=[^\W_])|(?<=\d)\.(?=\d)|\+(?=[\s+,.;)]|$))*"
)
_URL: Final = re.compile(r"https?://\S+")
_SENTENCE_GAP: Final = re.compile(r"[.!?:]\s|\n")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands.

    Attributes:
        text: as written, a possessive 's left off.
        border: whether something other than a blank parts it from the word before.
        initial: whether it starts a sentence, so that its capital says nothing.
    """

    text: str
    border: bool
    initial: bool


def split_words(text: str) -> list[Word]:
    """Return the words of a text in order; addresses are left out."""
    text = _URL.sub(" . ", text) if "http" in text else text
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        first = not words
        words.append(
            Word(
                _without_possessive(match.group().replace("\u2010", "-").replace("\u2011", "-")),
                border=gap != " ",
                initial=first or (gap != " " and bool(_SENTENCE_GAP.search(gap))),
            )
        )
        end = match.end()
    return words


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
