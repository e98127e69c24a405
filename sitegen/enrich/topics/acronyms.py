"""Find acronyms and the long forms that they stand for.

Source: Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
biomedical text", section 2.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.enrich.topics.lexicon import most_common, stems

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A single token in round or square brackets: "(LLMs)", "[MLP]", but not "(see GPT)".
_BRACKETED: Final = re.compile(r"\s[(\[]([A-Za-z][^()\[\]\s]{1,11})[)\]]")
#: A long form does not run across these characters.
_CLAUSE_END: Final = re.compile(r"[()\[\];:,]")
_MAX_LONG_FORM_CHARS: Final = 150
_SHORT_FORM: Final = re.compile(r"(?=.*[A-Z].*)[A-Za-z][A-Za-z0-9-]{1,9}")
#: "(Fig)" and "(Eq)" have one capital.
_MIN_CAPITALS: Final = 2
_MIN_PLURAL_CHARS: Final = 3
_MIN_LONG_FORM_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The acronyms of a collection.

    Attributes:
        long_forms: short form, without a plural s -> long form, in its most frequent spelling.
        defined: short form -> indices of the texts that define it so.
        otherwise: short form -> indices of the texts that define it as something else.
    """

    long_forms: dict[str, str]
    defined: dict[str, frozenset[int]]
    otherwise: dict[str, frozenset[int]]


def find_acronyms(texts: Iterable[str]) -> Acronyms:
    """Return the acronyms that the texts of a collection define.

    If a short form has several meanings, the one that most texts define wins. A plural s ("LLMs")
    is removed from short forms.
    """
    # Long forms are compared by their words' stems and shown as most texts spell them.
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    definers: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for index, text in enumerate(texts):
        for short, long in find_definitions(text):
            meanings[short][long.lower()] += 1
            spellings[long.lower()][long] += 1
            definers[short, "".join(stems(long))].add(index)
    best = {short: most_common(longs) for short, longs in meanings.items()}
    key_of = {short: "".join(stems(long)) for short, long in best.items()}
    otherwise: defaultdict[str, set[int]] = defaultdict(set)
    for (short, key), indices in definers.items():
        if key != key_of[short]:
            otherwise[short] |= indices
    return Acronyms(
        # Sorted, so that the result does not depend on the order of the texts.
        {short: most_common(spellings[long]) for short, long in sorted(best.items())},
        {short: frozenset(definers[short, key]) for short, key in key_of.items()},
        {
            short: frozenset(indices - definers[short, key_of[short]])
            for short, indices in otherwise.items()
        },
    )


def find_definitions(text: str) -> list[tuple[str, str]]:
    """Return (short form, long form) for each "long form (SF)" in a text, in order."""
    definitions = []
    for match in _BRACKETED.finditer(text):
        short = singular(match.group(1))
        n_capitals = sum(c.isupper() for c in short)
        if not _SHORT_FORM.fullmatch(short) or n_capitals < _MIN_CAPITALS:
            continue
        preceding = text[max(0, match.start() - _MAX_LONG_FORM_CHARS) : match.start()]
        long = _match_long_form(short, _CLAUSE_END.split(preceding)[-1])
        if long:
            definitions.append((short, long))
    return definitions


def singular(short: str) -> str:
    """Remove the plural s of a short form: ``LLMs`` becomes ``LLM``, ``BUS`` and ``Is`` stay."""
    is_plural = len(short) >= _MIN_PLURAL_CHARS and short.endswith("s") and short[-2].isupper()
    return short[:-1] if is_plural else short


def _match_long_form(short: str, clause: str) -> str | None:
    """Return the end of a clause that spells out a short form, or None.

    Each letter of the short form is matched from right to left; its first letter must start a word.
    """
    # The paper's bound on the number of words: min(letters + 5, letters * 2).
    words = clause.split()
    window = " ".join(words[-min(len(short) + 5, len(short) * 2) :])
    position = len(window)
    for index in range(len(short) - 1, -1, -1):
        letter = short[index].lower()
        if not letter.isalnum():
            continue  # The hyphen of "GPT-J" need not be in the long form.
        position -= 1
        while position >= 0 and not _matches(window, position, letter, is_first=index == 0):
            position -= 1
        if position < 0:
            return None
    long = window[position:].strip(" \"'“”")
    n_words = len(re.split(r"[\s-]+", long))
    # Too short, circular ("the BERT model (BERT)"), or too long to be what the letters stand for.
    if n_words < _MIN_LONG_FORM_WORDS or n_words > len(short) + 3:
        return None
    return None if short.lower() in long.lower().split() else long


def _matches(window: str, position: int, letter: str, *, is_first: bool) -> bool:
    """Check one character; the first letter of a short form must also start a word."""
    if window[position].lower() != letter:
        return False
    return not is_first or position == 0 or not window[position - 1].isalnum()
