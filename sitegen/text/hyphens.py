"""Words that a line's end has parted, in a PDF's text: ``proba-␤bilistic``, ``proba- bilistic``."""

from __future__ import annotations

import re
from typing import Final

from sitegen.text.frequency import zipf_frequency

#: At a line's end, and where the line's end became a blank.
_AT_END: Final = re.compile(r"-\n[ \t]*([^\W\d_]{2,})(-?)")
_BEFORE_BLANK: Final = re.compile(r"- +([a-z]{2,})(-?)")
#: The word before, which has no hyphen of its own.
_FIRST: Final = re.compile(r"(?<![\w-])[^\W\d_]{2,}\Z")
_LONGEST: Final = 40
#: What PDFs write for a soft hyphen, and a control character for a hard one.
_SOFT: Final = re.compile(r"\(cid:173\)\s*")
_HARD: Final = re.compile(r"(?<=\w)\x02(?=\w)")
#: Parts of words that are written with a hyphen mostly: the first, the last.
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
#: Words before which a hyphen hangs (``pre- and post-training``) or is a dash.
_HANGING_WORDS: Final = """
    a an and as at but by for from in is it nor of on or than that the their to und versus vs we
    which with
"""
_HANGING: Final = frozenset(_HANGING_WORDS.split())


def without_parted_words(text: str) -> str:
    """Join the words of a text that line ends have parted; its lines still have their ends."""
    if "(cid:173)" in text:
        text = _SOFT.sub("", text)
    if "\x02" in text:
        text = _HARD.sub("-", text)
    if "-\n" in text:
        text = _AT_END.sub(_joined, text)
    return _BEFORE_BLANK.sub(_joined_if_parted, text) if "- " in text else text


def _joined_if_parted(match: re.Match[str]) -> str:
    return match[0] if match[1] in _HANGING else _joined(match)


def _joined(match: re.Match[str]) -> str:
    """Return the end of a word; behind ``self-`` and its like, and in compounds, with a hyphen."""
    before = match.string[max(0, match.start() - _LONGEST) : match.start()]
    word = _FIRST.search(before)
    if not word:
        return match[0]
    first, (second, following) = word[0], match.groups()
    if not second[:1].islower() or first.isupper() or following:
        return f"-{second}{following}"
    keeps = not zipf_frequency(first + second) and (
        first.lower() in _PREFIXES
        or second in _SUFFIXES
        or (zipf_frequency(first) > 0 and zipf_frequency(second) > 0)
    )
    return f"-{second}" if keeps else second
