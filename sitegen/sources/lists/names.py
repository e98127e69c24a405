"""Recognize lists of names of authors."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.lists.labels import strip_marks
from sitegen.sources.lists.words import words_in

_MAX_NAME_WORDS: Final = 6
#: "J. D." keeps its full stop.
_MAX_INITIALS_CHARS: Final = 4
_MAX_NAME_CHARS: Final = 50
_PARTICLES: Final = words_in(
    """
    de da do dos das del della di du van von der den ter ten la le el al bin ibn y e zu af av dal
    dos san
    """
)
#: Capitalized words that occur beside titles and in no name.
_NO_NAME: Final = words_in(
    """
    paper oral spotlight award best workshop findings preprint survey code dataset university
    institute google microsoft research deepmind openai stanford facebook meta nvidia tsinghua
    university, lab labs team arxiv conference journal proceedings transactions poster highlight
    learning networks network model models deep neural language vision data framework benchmark
    analysis system systems review tutorial part track main long short demo the a an of for with
    in on to by via from using toward towards is are pdf project version volume press
    """
)
_ET_AL: Final = re.compile(
    r"(?:(?<![\s,;])[\s,;]++)?(?:\bet\.?\s*+al\b\.?\s*+|等\s*+$|\band others\b|…|\.\.\.)",
    re.IGNORECASE,
)
_NAME_SEPARATOR: Final = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,;，、；]\s*+(?:and\s++|&\s*+)?|&\s*+)|(?<!\s)\s++(?:and|与)\s++"
)
_NAME_MARKS: Final = re.compile(
    r"[*†‡§¶\u00b9\u00b2\u00b3\u2070-\u209f^#]|\\\*|\(\s*+[\d,]*+\s*+\)|(?<!\d)\d++(?=\s*(?:,|$))"
)
_CJK_NAME: Final = re.compile(
    r"[\u4e00-\u9fff·]{2,5}|[\uac00-\ud7a3]{2,5}|[\u3040-\u30ff\u4e00-\u9fff]{2,8}"
)
_NICKNAME: Final = re.compile(r"\s[\"“]\w{1,20}[\"”](?=\s)")
_LAST_FIRST: Final = re.compile(r"[^\s,.]{2,30}, (?:[A-Z]\.[ -]?){1,4}")


def parse_name_list(text: str, *, is_certain: bool = False) -> list[str]:
    """Return the names in a text that is a list of names, else [].

    Args:
        text: such as "Ada Lovelace, G. Hopper et al.".
        is_certain: whether a label or emphasis says that these are authors.
    """
    text = _NAME_MARKS.sub("", strip_marks(text)).strip(" .,;:()[]")
    text = re.sub(r"^(?:by|authors?|作者)[\s:：]+", "", text, flags=re.IGNORECASE)
    text, et_al_count = _ET_AL.subn("", _NICKNAME.sub("", text))
    if names := _bibtex_names(text):
        return names
    parts = [
        part.strip(" .,;") if len(part) > _MAX_INITIALS_CHARS else part.strip(" ,;")
        for part in _NAME_SEPARATOR.split(text)
    ]
    parts = [part for part in parts if part]
    if not parts or not all(map(_is_name, parts)):
        return _inverted_names(text)
    if ";" not in text:
        parts = _upright(parts, is_certain=is_certain or et_al_count > 0)
    if (
        is_certain
        or et_al_count
        or (len(parts) > 1 and sum(" " in part or "." in part for part in parts) * 2 >= len(parts))
    ):
        return parts
    return parts if len(parts) == 1 and bool(_CJK_NAME.fullmatch(parts[0])) else []


def strip_et_al(text: str) -> str:
    """Return a text without "et al." and its like."""
    return _ET_AL.sub("", text)


def _bibtex_names(text: str) -> list[str]:
    """Return the names of "Lovelace, Ada and Hopper, Grace", else []."""
    parts = [part.strip(" ,") for part in re.split(r"(?<!\s)\s++and\s++", text)]
    pairs = [part.split(",") for part in parts]
    if len(parts) < 2 or not all(len(pair) <= 2 for pair in pairs):  # noqa: PLR2004
        return []
    if sum(len(pair) == 2 for pair in pairs) * 2 <= len(pairs):  # noqa: PLR2004
        return []
    names = [" ".join(reversed([word.strip() for word in pair])) for pair in pairs]
    return names if all(map(_is_name, names)) else []


def _upright(parts: list[str], *, is_certain: bool) -> list[str]:
    """Return the parts of a list of names with inverted names in reading order."""
    is_single = [" " not in part and "." not in part for part in parts]
    # "Peng, Yue, Choi, Byron, and Xu, Jianliang"
    if len(parts) > 2 and len(parts) % 2 == 0 and all(is_single):  # noqa: PLR2004
        return [f"{parts[i + 1]} {parts[i]}" for i in range(0, len(parts), 2)]
    # The Chicago style inverts the first name: "Liu, Pengfei, Weizhe Yuan, and Jinlan Fu".
    is_chicago = len(parts) > 1 and is_single[0] and not any(is_single[2:])
    if is_chicago and (is_certain or len(parts) > 2) and not _CJK_NAME.fullmatch(parts[0]):  # noqa: PLR2004
        return [f"{parts[1]} {parts[0]}", *parts[2:]]
    return parts


def _inverted_names(text: str) -> list[str]:
    """Return the names of a list such as "Lovelace, A., Hopper, G. M."."""
    names = _LAST_FIRST.findall(text)
    rest = re.sub(r"[\s,;&.]|\band\b", "", _LAST_FIRST.sub("", text))
    return (
        [" ".join(reversed(name.strip().split(", ", 1))) for name in names]
        if names and not rest
        else []
    )


def _is_name(text: str) -> bool:
    if _CJK_NAME.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS or len(text) > _MAX_NAME_CHARS:
        return False
    if any(c.isdigit() or c in ':!?/()[]"“”=+$' for c in text):
        return False
    # "A." is an initial, "a" an article.
    if any(word.lower() in _NO_NAME for word in words):
        return False
    capitals = [word for word in words if word[0].isupper()]
    others = [word for word in words if not word[0].isupper()]
    return bool(capitals) and all(
        word.lower().strip("'’.") in _PARTICLES or not word[0].islower() for word in others
    )


def is_single_name(text: str) -> bool:
    """Return whether a text can be the name of one person: two words or more, with capitals."""
    return " " in text.strip() and _is_name(_NAME_MARKS.sub("", text).strip(" .,;"))
