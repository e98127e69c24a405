"""Find which short form stands for which long form.

Source: Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
biomedical text", section 2.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.enrich.topics.lexicon import commonest

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETED: Final = re.compile(r"\s[(\[]([A-Za-z][^()\[\]\s]{1,11})[)\]]")
_CLAUSE_END: Final = re.compile(r"[()\[\];:,]")
_WINDOW: Final = 150
_SHORT: Final = re.compile(r"(?=.*[A-Z].*)[A-Za-z][A-Za-z0-9-]{1,9}")


def find_acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Return short form -> long form, in its commonest spelling, for a whole collection.

    Where a short form stands for several things, the one that most texts mean wins; a plural s
    ("LLMs") is left off.
    """
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for short, long in definitions(text):
            meanings[short][long.lower()] += 1
            spellings[long.lower()][long] += 1
    best = {short: commonest(longs) for short, longs in meanings.items()}
    return {short: commonest(spellings[long]) for short, long in sorted(best.items())}


def definitions(text: str) -> list[tuple[str, str]]:
    """Return (short form, long form) for each "long form (SF)" in a text."""
    found = []
    for match in _BRACKETED.finditer(text):
        short = singular(match.group(1))
        if not _SHORT.fullmatch(short) or sum(c.isupper() for c in short) < 2:  # noqa: PLR2004
            continue
        before = _CLAUSE_END.split(text[max(0, match.start() - _WINDOW) : match.start()])[-1]
        long = _long_form(short, before)
        if long:
            found.append((short, long))
    return found


def singular(short: str) -> str:
    """Leave off a plural s: ``LLMs`` is ``LLM``."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short  # noqa: PLR2004


def _long_form(short: str, before: str) -> str | None:
    """Match the short form's letters from its end; its first must start a word."""
    words = before.split()
    window = " ".join(words[-min(len(short) + 5, len(short) * 2) :])
    at = len(window)
    for place in range(len(short) - 1, -1, -1):
        letter = short[place].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and not _matches(window, at, letter, is_first=place == 0):
            at -= 1
        if at < 0:
            return None
    long = window[at:].strip(" \"'“”")
    n_words = len(re.split(r"[\s-]+", long))
    if n_words < 2 or short.lower() in long.lower().split() or n_words > len(short) + 3:  # noqa: PLR2004
        return None
    return long


def _matches(window: str, at: int, letter: str, *, is_first: bool) -> bool:
    if window[at].lower() != letter:
        return False
    return not is_first or at == 0 or not window[at - 1].isalnum()
