"""Split a text into words for phrase extraction, with the gaps that separate phrases."""

from __future__ import annotations

import re
from typing import Final

from sitegen.text.formulas import split_formulas

#: Letters and digits; inside, hyphens, apostrophes and decimal points (between digits); at the
#: end, plus signs (``C++``).
_WORD: Final = re.compile(
    r"([^\W_](?:[^\W_]|[-\u2010\u2011\u2013](?=[^\W_\d])|-(?=\d)|['’](?=[^\W_])|(?<=\d)\.(?=\d)|\+(?=[\s+,.;)]|$))*)"
)
_URL: Final = re.compile(r"https?://\S+")
#: French articles, pronouns and prepositions that lose their vowel: "l'étude", "qu'une". In
#: "d'Alembert" and "L'Oréal" they are part of a name.
_ELISION: Final = re.compile(
    r"(?<![\w'’])(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’](?-i:(?=[a-zà-öø-ÿœ]{3}))", re.IGNORECASE
)
_SENTENCE_GAP: Final = re.compile(r"[.!?:]\s|\n")

#: Bits that describe the gap before a word.
PHRASE_BREAK: Final = 1  # no phrase extends across it
SENTENCE_START: Final = 2  # the word after it starts a sentence


def split_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, in order, and the gap before each.

    URLs and formulas are left out. Callers pass words to ``normalize_word`` and gaps to
    ``classify_gap``, once for each distinct value, as there are few.

    Returns:
        Two lists of equal length: words, and the text between each and the previous one.
    """
    # The replacements are punctuation, so that they become part of a gap that is a border.
    text = _URL.sub(" . ", text) if "http" in text else text
    text = _remove_formulas(text) if "$" in text else text
    if "'" in text or "’" in text:
        text = _ELISION.sub(" – ", text)
    parts = _WORD.split(text)
    # split() with one group returns gap, word, gap, word, ..., gap.
    return parts[1::2], parts[:-1:2]


def _remove_formulas(text: str) -> str:
    """Remove formulas, but keep single letters and numbers: ``$k$-means`` is k-means."""
    return "".join(
        part
        if isinstance(part, str)
        else part.tex
        if len(part.tex) == 1 or part.tex.isdigit()
        else " $ "
        for part in split_formulas(text)
    )


def normalize_word(word: str) -> str:
    """Return a word without possessive 's, with U+2010 and U+2011 as ASCII hyphens."""
    word = word.replace("\u2010", "-").replace("\u2011", "-")
    return word[:-2] if word.endswith(("'s", "’s")) else word


def classify_gap(gap: str) -> int:
    """Return the bits of a gap: 0, ``PHRASE_BREAK``, or ``BORDER | INITIAL``."""
    # Most gaps are a single space.
    if gap == " ":
        return 0
    return PHRASE_BREAK | SENTENCE_START if _SENTENCE_GAP.search(gap) else PHRASE_BREAK
