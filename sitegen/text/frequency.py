"""Frequencies of words in everyday English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def zipf_frequency(word: str) -> float:
    """Return the Zipf frequency of an English word: log10 of its count in 10^9 words.

    0 for words that occur less than about 5,000 times in 10^9. Source: Van Heuven et al. 2014,
    "SUBTLEX-UK", the Zipf scale.
    """
    return _frequencies().get(word.lower(), 0.0)


@cache
def _frequencies() -> dict[str, float]:
    # One word and its frequency per line, such as ``the 7.7``; comments start with #.
    text = files("sitegen.text").joinpath("frequency.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: float(zipf) for word, zipf in pairs}
