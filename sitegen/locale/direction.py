"""Texts that are written from right to left, among texts that are not."""

from __future__ import annotations

import re
from typing import Final

#: Letters of Hebrew, Arabic, Syriac, Thaana and further scripts, and their presentation forms.
#: Source: Unicode 16, DerivedBidiClass, blocks whose letters are R or AL.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: Languages of ISO 639-1 that are written from right to left.
_LANGUAGES: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def has_right_to_left(text: str) -> bool:
    """Return whether a text has letters that are written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return language in _LANGUAGES


def isolate(text: str) -> str:
    """Return a text whose direction is its own, for a list in one line.

    Without that, two names in Arabic would change places in an English line.
    Source: Unicode Standard Annex 9, "first strong isolate".
    """
    return f"\u2068{text}\u2069" if has_right_to_left(text) else text
