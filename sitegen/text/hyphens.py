"""Join words that were hyphenated at a line end of a PDF: ``proba-␤bilistic``, ``proba- bilistic``.

The question is whether the hyphen belongs to the word (``self-attention``) or not
(``transfor-mer``). Word frequencies and lists of common word parts decide.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.text.frequency import zipf_frequency

#: The second half of a word after a line break, and after a line break that became a space.
#: Both capture a hyphen after that half, as in ``state-␤of-the-art``.
_AFTER_LINE_BREAK: Final = re.compile(r"-\n[ \t]*([^\W\d_]{2,})(-?)")
_AFTER_SPACE: Final = re.compile(r"- +([a-z]{2,})(-?)")
#: The first half; it contains no hyphen.
_FIRST_HALF: Final = re.compile(r"(?<![\w-])[^\W\d_]{2,}\Z")
#: Characters before the hyphen that are searched for the first half.
_MAX_HALF_CHARS: Final = 40
#: PDFs write "(cid:173)" for a soft hyphen, and U+0002 for a hard one.
_SOFT_HYPHEN: Final = re.compile(r"\(cid:173\)\s*")
_HARD_HYPHEN: Final = re.compile(r"(?<=\w)\x02(?=\w)")
#: First and last parts of compounds that are mostly written with a hyphen.
_FIRST_PARTS: Final = """
    all anti auto bi co cross data deep domain end ex fine few first fully graph hand high human
    image in inter intra large language learning linear long low machine meta mid model multi near
    neural non off on one open out over part plug point post pre pseudo quasi query real rule second
    self semi short single small speech state step sub super task text three time token top trade
    two un under user video vision web well wide word zero
"""
_LAST_PARTS: Final = """
    agnostic aware based centric dependent driven free guided independent invariant level like of
    oriented shot specific supervised tuned tuning wise world
"""
_PREFIXES: Final = frozenset(_FIRST_PARTS.split())
_SUFFIXES: Final = frozenset(_LAST_PARTS.split())
#: Words after a suspended hyphen (``pre- and post-training``) or after a dash.
_HANGING_WORDS: Final = """
    a an and as at but by for from in is it nor of on or than that the their to und versus vs we
    which with
"""
_HANGING: Final = frozenset(_HANGING_WORDS.split())


def join_hyphenated_words(text: str) -> str:
    """Join words that were hyphenated at line ends.

    Args:
        text: a text that may still have its line breaks.
    """
    if "(cid:173)" in text:
        text = _SOFT_HYPHEN.sub("", text)
    if "\x02" in text:
        text = _HARD_HYPHEN.sub("-", text)
    if "-\n" in text:
        text = _AFTER_LINE_BREAK.sub(_join_halves, text)
    return _AFTER_SPACE.sub(_join_unless_suspended, text) if "- " in text else text


def _join_unless_suspended(match: re.Match[str]) -> str:
    return match[0] if match[1] in _HANGING else _join_halves(match)


def _join_halves(match: re.Match[str]) -> str:
    """Return the second half, with a hyphen if the word is a compound."""
    preceding = match.string[max(0, match.start() - _MAX_HALF_CHARS) : match.start()]
    word = _FIRST_HALF.search(preceding)
    if not word:
        return match[0]
    first, (second, next_hyphen) = word[0], match.groups()
    # ``BERT-based``, ``Baum-Welch`` and ``state-of-the-art`` keep their hyphen.
    if not second[:1].islower() or first.isupper() or next_hyphen:
        return f"-{second}{next_hyphen}"
    # A word in the list is not a compound; an unlisted word may be one, if its halves are words.
    is_compound = not zipf_frequency(first + second) and (
        first.lower() in _PREFIXES
        or second in _SUFFIXES
        or (zipf_frequency(first) > 0 and zipf_frequency(second) > 0)
    )
    return f"-{second}" if is_compound else second
