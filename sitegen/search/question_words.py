"""The words of a text as the index of questions knows them.

``theme/assets/sitegen/words.js`` splits a question in the same way, with the same tables; the tests
of both compare their results.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import ASCII_SPELLINGS
from sitegen.text.spelling import american

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"[^\W_]+")
#: Scripts without spaces between words, and Hangul, whose particles are part of a word. A run of
#: such letters is split into pairs: 深度学习 is 深度, 度学, 学习.
UNSPACED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN: Final = re.compile(f"([{UNSPACED}]+)")


@lru_cache(maxsize=200_000)
def question_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without diacritics, in American spelling."""
    lower = text.lower()
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower.translate(ASCII_SPELLINGS))
        # Categories of marks are Mn, Mc and Me.
        lower = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
        # NFKD takes Hangul syllables apart.
        lower = unicodedata.normalize("NFC", lower)
    return tuple(word for run in _WORD.findall(lower) for word in _split(run))


def _split(run: str) -> Iterator[str]:
    if run.isascii():
        yield american(run)
        return
    # split() with one group returns other letters, run, other letters, run, …
    for index, part in enumerate(_RUN.split(run)):
        if index % 2 == 0:
            if part:
                yield american(part)
        elif len(part) == 1:
            yield part
        else:
            yield from (part[start : start + 2] for start in range(len(part) - 1))
