"""British spellings of words, and rules for their American spelling that browsers can apply."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

#: Patterns of British spellings and their American spellings, to be applied in this order to a
#: word in lower case without diacritics. A word of two meanings may get a wrong spelling: it
#: still equals itself. Python and JavaScript read the patterns alike.
SPELLINGS: Final = (
    (r"is(?=(?:e[drs]?|ers?|ing|ations?|ational|able|ability)$)", "iz"),
    (r"ys(?=(?:e[drs]?|ers?|ing)$)", "yz"),
    (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing|al|ist|ful|abl|ite|less|hood|ly$)", "or"),
    (r"(?<=[aeiou])ll(?=(?:ed|ing|ers?)$)", "l"),
    (r"(?<=[btv])re(?=s?$)", "er"),
    (r"(?<=[btv])red$", "ered"),
    (r"ogue(?=s?$)", "og"),
    (r"ence(?=s?$)", "ense"),
    (r"^practise", "practice"),
    (r"ae|oe", "e"),
    (r"^gray", "grey"),
    (r"^programmes?$", "program"),
    (r"sulph", "sulf"),
    (r"^aluminium$", "aluminum"),
    (r"gement", "gment"),
    (r"^ageing$", "aging"),
    (r"^artefact", "artifact"),
    (r"^sceptic", "skeptic"),
    (r"^mould", "mold"),
    (r"^tyre", "tire"),
    (r"^cheque", "check"),
    (r"(?<=fulfi)ll", "l"),
    (r"(?<=enro)ll?", "l"),
)
#: Shorter words have one spelling.
MIN_SPELLED_LETTERS: Final = 4


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), spelling) for pattern, spelling in SPELLINGS)


@cache
def _any_spelling() -> re.Pattern[str]:
    return re.compile("|".join(pattern for pattern, _ in SPELLINGS))


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """Return the American spelling of a word in lower case without diacritics."""
    # Most words have no British spelling.
    if len(word) < MIN_SPELLED_LETTERS or not _any_spelling().search(word):
        return word
    for pattern, spelling in _compiled():
        word = pattern.sub(spelling, word)
    return word
