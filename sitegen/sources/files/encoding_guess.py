"""Guess the encoding of a text that is not UTF-8 and states none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sitegen.sources.files.latin_guess import guess_latin

#: Encodings of other scripts that a guess considers, and the names that are advised for them.
_SCRIPT_ENCODINGS: Final = {
    "gb18030": "gb18030", "big5": "big5", "cp932": "shift_jis", "euc_jp": "euc_jp",
    "cp949": "euc_kr", "cp1251": "cp1251", "koi8_r": "koi8-r", "cp866": "cp866",
    "cp1253": "cp1253", "cp1255": "cp1255", "cp1256": "cp1256", "cp874": "cp874",
}  # fmt: skip
#: Those whose letters are all pairs of bytes (Shift JIS has single ones). Hardly any text of other
#: encodings is valid in them.
_PAIRED: Final = frozenset({"gb18030", "big5", "euc_jp", "cp949"})
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]+")
_LATIN_LETTERS: Final = re.compile(rb"[A-Za-z]")
#: Bytes of a text that a guess looks at.
SAMPLE_BYTES: Final = 20_000
#: Bytes beyond ASCII that a sure guess needs.
_MIN_HIGH_BYTES: Final = 8
#: Measures of charset-normalizer: the largest mess of a sure guess, and its distances to
#: the next in mess and in likeness to a language.
_MAX_CHAOS: Final = 0.08
_MIN_CHAOS_GAP: Final = 0.05
_MIN_COHERENCE_GAP: Final = 0.3
#: Share of the bytes beyond ASCII that stand between Latin letters in a text in Latin script.
_MIN_LATIN_SHARE: Final = 0.7
#: Accented letters and quotation marks that follow one another in Latin script.
_MAX_LATIN_RUN: Final = 4


class Guess(NamedTuple):
    """An encoding by Python's name, and whether no other one is as likely."""

    encoding: str
    is_sure: bool


def guess_encoding(data: bytes) -> Guess | None:
    """Return the likely encoding of a text that is not UTF-8, and whether it is sure."""
    sample = _sample(data)
    runs = list(_HIGH_BYTE.finditer(sample))
    if not runs or b"\0" in data:
        return None
    latin = sum(len(run[0]) for run in runs if _is_latin(sample, run))
    if latin >= _MIN_LATIN_SHARE * sum(len(run[0]) for run in runs):
        return Guess(*guess_latin(sample))
    script = _guess_script(sample, sum(len(run[0]) for run in runs))
    return script or Guess(*guess_latin(sample))


def _sample(data: bytes) -> bytes:
    """Return the lines of a text that have bytes beyond ASCII, up to ``SAMPLE_BYTES``."""
    lines: list[bytes] = []
    size = 0
    for line in re.split(rb"[\r\n]+", data):
        if size >= SAMPLE_BYTES:
            break
        # One line of megabytes is cut, which costs at most a character.
        if not line.isascii():
            lines.append(line[: SAMPLE_BYTES - size])
            size += len(lines[-1])
    return b"\n".join(lines)


def _is_latin(sample: bytes, run: re.Match[bytes]) -> bool:
    """Return whether a run of bytes beyond ASCII is short and touches a Latin letter."""
    neighbours = sample[max(0, run.start() - 1) : run.start()] + sample[run.end() : run.end() + 1]
    is_short = len(run[0]) <= _MAX_LATIN_RUN
    return len(run[0]) == 1 or (is_short and bool(_LATIN_LETTERS.search(neighbours)))


def _guess_script(sample: bytes, high_bytes: int) -> Guess | None:
    """Return the guess for a text in another script, or None."""
    # Loading it takes a tenth of a second, and nearly all sources are UTF-8.
    import charset_normalizer

    names = list(_SCRIPT_ENCODINGS)
    matches = list(charset_normalizer.from_bytes(sample, cp_isolation=names))
    if not matches:
        return None
    # A text of Chinese pairs is clean as Thai too, letter by letter, and even more like a language.
    paired = [match for match in matches if match.encoding in _PAIRED]
    ranked = paired if paired and paired[0].chaos <= _MAX_CHAOS else matches
    best, *rivals = ranked
    is_clear = best.chaos <= _MAX_CHAOS and all(
        rival.chaos - best.chaos >= _MIN_CHAOS_GAP
        or best.coherence - rival.coherence >= _MIN_COHERENCE_GAP
        for rival in rivals
    )
    name = _SCRIPT_ENCODINGS.get(best.encoding, best.encoding)
    return Guess(name, is_clear and high_bytes >= _MIN_HIGH_BYTES)
