"""Words that carry no subject: articles, pronouns, question words, words of asking.

They are English, and those of the language in which a site's readers ask.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sitegen.identifiers import fold_diacritics
from sitegen.text.spelling import american

if TYPE_CHECKING:
    from collections.abc import Sequence


@cache
def function_words(language: str = "en") -> frozenset[str]:
    """Return the words of English and of a language, as the index of questions has words."""
    return _read("function_words", language)


@cache
def asking_words(language: str = "en") -> frozenset[str]:
    """Return the words with which people ask for papers, as ``function_words`` does."""
    return _read("asking_words", language)


def subject_words(words: Sequence[str], language: str = "en") -> list[str]:
    """Return the words of a question that carry its subject, in their order.

    Words of asking are left out unless they stand beside a word of the subject: of "papers that I
    should read on machine reading comprehension" the last three stay.
    ``theme/assets/sitegen/words.js`` does the same; a test compares them.
    """
    functional = function_words(language)
    frame = functional | asking_words(language)

    def is_subject(position: int) -> bool:
        if words[position] not in frame:
            return True
        beside = words[max(0, position - 1) : position + 2]
        return words[position] not in functional and any(w not in frame for w in beside)

    return [word for position, word in enumerate(words) if is_subject(position)]


def _read(name: str, language: str) -> frozenset[str]:
    folder = files("sitegen.text")
    paths = (folder / f"{name}.txt", folder / f"{name}.{language}.txt")
    lines = [
        line
        for path in paths
        if path.is_file()
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return frozenset(
        american(fold_diacritics(line)) for line in lines if line and not line.startswith("#")
    )
