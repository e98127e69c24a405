"""Find the names that end a line: "Title, Ada Lovelace et al."."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.lists.names import is_single_name, parse_name_list
from sitegen.sources.people.parts import is_initials

_ET_AL_END: Final = re.compile(r"(?<!\s)\s++et\.?\s*+al\b[\s.)\],;]*+$")
#: What parts a title from names behind it, and these from each other. No full stop of an initial.
_SEPARATOR: Final = re.compile(
    r"(?:(?<!\s)\s*+[,;(]|(?<=\w\w[.?!])|(?<!\s)\s++(?:[-–—|/·]|by))(?:\s++|(?<=\())"
)
#: Separators that stand between a title and names, not between names.
_NAMES_LEADS: Final = frozenset({"by", "(", "-", "–", "—", "|"})
_MAX_LABEL_NAMES: Final = 3


def split_et_al(text: str) -> tuple[str, list[str]] | None:
    """Return the title and the names of "Title, Lovelace et al."; None for another text.

    The names end with "et al.". Of several pieces between commas as many are names as are written
    like the last of them, in whole names or in families with initials.
    """
    end = _ET_AL_END.search(text)
    if end is None:
        return None
    head = text[: end.start()]
    split = _names_start(head)
    if split is None:
        return None
    title = head[: split.start()].rstrip(" ,;")
    names = parse_name_list(f"{head[split.end() :].rstrip(',;')} et al.")
    return (title, names) if title and names else None


def _names_start(text: str) -> re.Match[str] | None:
    """Return the separator in front of the names that end a text, None without names."""
    split = None
    piece_end = len(text)
    style = ""
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        piece_style = _style(text[separator.end() : piece_end].strip(" .,;"))
        if not piece_style or (style and (style == "whole") != (piece_style == "whole")):
            break
        split, style, piece_end = separator, piece_style, separator.start()
        if separator.group().strip() in _NAMES_LEADS:
            break
    return split


def _style(piece: str) -> str:
    """Return how a name is written: "whole", "family" or "initials"; "" for no name."""
    if is_initials(piece) or is_initials(f"{piece}."):
        return "initials"
    if is_single_name(piece):
        return "whole"
    is_word = " " not in piece and piece[:1].isupper() and len(piece) > 1
    return "family" if is_word and parse_name_list(f"{piece} et al.") else ""


def is_only_names(text: str) -> bool:
    """Return whether a text is names alone: "Lovelace et al.", "Lovelace, Hopper et al. 2017"."""
    head, mark, _ = text.partition(" et al")
    pieces = [piece.strip() for piece in re.split(r",| and | & ", head)]
    is_short = len(pieces) <= _MAX_LABEL_NAMES
    return bool(mark) and is_short and all(_style(piece.strip(" .")) for piece in pieces)
