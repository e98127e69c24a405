"""Sets of words and names that are written as texts."""

from __future__ import annotations


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def names_in(text: str) -> frozenset[str]:
    """Return the names in a text, which vertical bars or line ends separate."""
    lines = (line.strip().strip("|") for line in text.strip().split("\n"))
    return frozenset(name.strip() for line in lines for name in line.split("|"))
