"""Replace each run of blanks by one space, faster than splitting and joining does."""

from __future__ import annotations


def single_spaced(text: str) -> str:
    """Return a text with one space for each run of blanks, and none at its ends."""
    if "\n" in text:
        text = text.replace("\n", " ")
    # Of all blanks, only the space is printable.
    return collapse_spaces(text) if text.isprintable() else " ".join(text.split())


def collapse_spaces(text: str) -> str:
    """Return a text whose blanks are all spaces with single ones, and none at its ends."""
    text = text.strip(" ")
    if "  " not in text:
        return text
    if text.isascii():
        return " ".join(text.split())
    # Joining words of one byte per character to a wider text takes several times as long.
    return b" ".join(text.encode().split()).decode()
