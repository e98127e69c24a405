"""Cut a text into words as phrases need them: hyphenated words whole, borders between phrases."""

from __future__ import annotations

import re
from typing import Final

from sitegen.text.formulas import split_formulas

#: A word: letters and digits, with hyphens, apostrophes and (between digits) points inside.
_WORD: Final = re.compile(
    r"([^\W_](?:[^\W_]|[-\u2010\u2011\u2013](?=[^\W_\d])|-(?=\d)|['’](?=[^\W_])|(?<=\d)\.(?=\d)|\+(?=[\s+,.;)]|$))*)"
)
_URL: Final = re.compile(r"https?://\S+")
_SENTENCE_GAP: Final = re.compile(r"[.!?:]\s|\n")

#: What a gap before a word can tell: it parts phrases; it starts a sentence.
BORDER: Final = 1
INITIAL: Final = 2


def split_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text as they stand, in order, and the gap before each.

    Addresses and formulas are left out. Words still need ``plain_word``, gaps ``gap_marks``: there
    are few different ones, so callers ask once for each.
    """
    text = _URL.sub(" . ", text) if "http" in text else text
    text = _without_formulas(text) if "$" in text else text
    parts = _WORD.split(text)
    return parts[1::2], parts[:-1:2]


def _without_formulas(text: str) -> str:
    """Leave mathematics out, but for one letter or number: ``$k$-means`` is k-means."""
    return "".join(
        part
        if isinstance(part, str)
        else part.tex
        if len(part.tex) == 1 or part.tex.isdigit()
        else " $ "
        for part in split_formulas(text)
    )


def plain_word(word: str) -> str:
    """Leave off a possessive 's, write any hyphen as one."""
    word = word.replace("\u2010", "-").replace("\u2011", "-")
    return word[:-2] if word.endswith(("'s", "’s")) else word


def gap_marks(gap: str) -> int:
    """Tell what a gap between two words means: ``BORDER``, ``INITIAL``, both or 0."""
    if gap == " ":
        return 0
    return BORDER | INITIAL if _SENTENCE_GAP.search(gap) else BORDER
