"""Split and clean keywords: of a list, or of a text with separators."""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.categories import CATEGORIES
from sitegen.text.clean import clean_name

#: Keys of an object that name the keyword, best first: OpenAlex, DataCite, Zotero, schema.org.
_NAME_KEYS: Final = (
    "display_name", "name", "keyword", "term", "tag", "subject", "label", "value", "text", "#text",
)  # fmt: skip
#: Separators from the strongest on: the first one that a text has separates, others are text.
_SEPARATORS: Final = tuple(
    map(re.compile, (r"[;；]", r"[,，、\n]", r"[\n•]|\s[|·]\s", r"\s[–—]\s"))
)
_ELEMENT_SEPARATOR: Final = re.compile(r"[;；\n]")
#: "cs.CL cs.LG": arXiv separates categories by blanks.
_CATEGORIES: Final = re.compile(
    r"(?:[a-z-]+(?:\.[A-Za-z-]{2,})?)(?:\s+[a-z-]+(?:\.[A-Za-z-]{2,})?)+"
)
#: "Keywords: …" before a list, and what may stand before or after a keyword.
_LABEL: Final = re.compile(r"^\s*(?:key ?words?|index terms|tags)\s*[:—–-]\s*", re.IGNORECASE)
_EDGES: Final = " \t,;"


def parse_keywords(value: Any) -> tuple[str, ...]:
    """Return keywords, each once, with the names of arXiv's categories for their codes.

    A text is split at semicolons or lines, or else at commas, but never at "and". An element of a
    list is one keyword unless it has semicolons. Values of any other type give no keywords.
    """
    if isinstance(value, str):
        words = _split(_without_final_stop(value))
    elif isinstance(value, list | tuple):
        words = [word for item in value for word in _split_element(_name_of(item))]
    else:
        words = _split_element(_name_of(value))
    distinct: dict[str, str] = {}
    for word in words:
        name = CATEGORIES.get(word.strip()) or clean_name(word.strip()).strip(_EDGES).lstrip("*•")
        if name:
            # "Graphs" and "graphs" are one keyword; the first spelling stays.
            distinct.setdefault(name.casefold(), CATEGORIES.get(name, name))
    return tuple(distinct.values())


def _split(text: str) -> list[str]:
    text = _LABEL.sub("", text)
    if _CATEGORIES.fullmatch(text) and all(word in CATEGORIES for word in text.split()):
        return text.split()
    text = text.strip(_EDGES)
    pattern = next((pattern for pattern in _SEPARATORS if pattern.search(text)), None)
    return pattern.split(text) if pattern else [text]


def _without_final_stop(text: str) -> str:
    """Return a list without the full stop that ends it; "U.S." is a word."""
    stripped = text.rstrip(_EDGES)
    return stripped.removesuffix(".") if stripped.count(".") == 1 else text


def _split_element(text: str) -> list[str]:
    return _ELEMENT_SEPARATOR.split(text)


def _name_of(item: Any) -> str:
    """Return the keyword that an object names, or a text as it is."""
    if isinstance(item, dict):
        return next((item[key] for key in _NAME_KEYS if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""
