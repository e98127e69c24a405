"""Split a printed name into the parts that citation formats have.

A record holds a name in reading order: "Ludwig van Beethoven". Particles stay at the family name,
where programs find them; nothing is reordered that could not be joined again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from sitegen.text.organizations import is_organization

_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
#: Names in these scripts have the family name first, or their order can't be known.
_EAST_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
#: Words between two family names: "José Ortega y Gasset".
_CONJUNCTIONS: Final = frozenset({"y", "e", "i"})
#: A comma is the separator of parts, and braces and semicolons are signs, in some formats.
_SIGNS: Final = re.compile(r"[,;{}\\]")
_MIN_WORDS: Final = 2
_MIN_WORDS_WITH_SUFFIX: Final = 3


class PersonName(NamedTuple):
    """The parts of a person's name, or a name that has none.

    Attributes:
        family: family name with its particles.
        given: all names before it.
        suffix: "Jr.", "III".
        literal: the whole name of an organization, or one whose parts are unknown; else empty.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def inverted(self) -> str:
        """The name as lists of references sort it: "Smith, John, Jr."."""
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))


@lru_cache(maxsize=1 << 14)
def split_name(name: str) -> PersonName:
    """Split a name in reading order.

    ``given + family + suffix``, joined by blanks, or ``literal`` is the name again.
    """
    words = name.split(" ")
    if (
        len(words) < _MIN_WORDS
        or not all(map(str.strip, words))
        or _SIGNS.search(name)
        or _EAST_ASIAN.search(name)
        or is_organization(name)
    ):
        return PersonName(literal=name)
    suffix = ""
    if len(words) >= _MIN_WORDS_WITH_SUFFIX and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    start = _family_start(words)
    return PersonName(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _family_start(words: list[str]) -> int:
    """Return the index of the first word of the family name."""
    last = len(words) - 1
    for index in range(1, last):
        if words[index] in _CONJUNCTIONS and index > 1:
            return index - 1
        if is_particle(words[index]):
            return index
    return last


def is_particle(word: str) -> bool:
    """Return whether a word starts in lower case, as BibTeX tells particles.

    Source: BibTeXing (Patashnik 1988), section 4, item 6.
    """
    return next((char.islower() for char in word if char.isalpha()), False)
