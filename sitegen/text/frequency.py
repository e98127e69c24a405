"""How common words are in everyday English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def zipf_frequency(word: str) -> float:
    """Return how common a word is in everyday English: log10 of its count in 10^9 words.

    0 for words that are rarer than some 5,000 in 10^9. Source: Van Heuven et al. 2014,
    "SUBTLEX-UK", the Zipf scale.
    """
    return _frequencies().get(word.lower(), 0.0)


@cache
def _frequencies() -> dict[str, float]:
    text = files("sitegen.text").joinpath("frequency.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: float(zipf) for word, zipf in pairs}
