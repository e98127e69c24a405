"""Recognize lists of names of authors."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.sources.lists import east_asian
from sitegen.sources.lists.labels import strip_marks
from sitegen.sources.lists.words import words_in
from sitegen.sources.people.marks import COUNTED_OTHERS
from sitegen.sources.people.parts import is_initials
from sitegen.text.organizations import is_organization

_MAX_NAME_WORDS: Final = 6
#: "J. D." and "Doe J.D." keep their full stop.
_LAST_INITIALS: Final = re.compile(r"(?<![^\W\d_])(?:[A-ZÀ-Þ]\.[ -]?){2}$")
#: "Doe JD", as medicine abbreviates names.
_INITIALS_LAST: Final = re.compile(r"([^\W\d_][\w'’ -]{1,40}) ([A-Z]{1,3})")
#: "A Roe": "A" is an initial if another name of the list has one that is no article.
_INITIALS_FIRST: Final = re.compile(r"[A-Z](?:-?[A-Z]){0,2} [A-ZÀ-Þ][\w'’-]{1,30}")
_MAX_INITIALS_CHARS: Final = 4
_MAX_NAME_CHARS: Final = 50
_NO_NAME_SIGN: Final = re.compile(r"[:!?/()\[\]\"“”=+$]")
_BYLINE: Final = re.compile(r"^(?:by|authors?|作者)[\s:：]+", re.IGNORECASE)
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
    revista revue rivista zeitschrift annales anales jahrbuch tidsskrift cahiers actas quaderni
    """
)
#: Words that stand alone beside a title and are no name of an author.
_NO_PERSON: Final = re.compile(
    r"\b(?:accepted|rejected|blog|post|talk|article|link|official|website|invited|runner|honou?rable|"
    r"mention|outstanding|extended|supplementary|material|under|technical|report|ph\.?d|thesis|new|"
    r"chapter|book|edition|slides|video|update[sd]?|hong kong|united|los angeles|san \w+|"
    r"carnegie|mellon|berkeley|eth|georgia tech|max planck|amazon|apple|alibaba|tencent|baidu|"
    r"huawei|intel|ibm|adobe|salesforce|bytedance|samsung|anthropic|mistral|cohere|south|north|east|"
    r"west|first|second|third|last|chapter|section|week|day|session|room|hall|online|press)\b|(?-i:[A-Z]{4,})",
    re.IGNORECASE,
)
_ET_AL: Final = re.compile(
    r"(?:(?<![\s,;，、])[\s,;，、]++)?(?:\bet\.?\s*+al\b\.?\s*+|"
    r"(?:等人?|ほか|他|외(?:\s?\d{1,3}[인명])?)\s*$|\band others\b|…|\.\.\.|"
    rf"\b(?:and|et|und) {COUNTED_OTHERS}\b)",
    re.IGNORECASE,
)
_NAME_SEPARATOR: Final = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,;，、；]\s*+(?:and\s++|&\s*+)?|&\s*+)|(?<!\s)\s++(?:and|与)\s++"
)
_NAME_MARKS: Final = re.compile(
    r"[*†‡§¶\u00b9\u00b2\u00b3\u2070-\u209f^#]|\\\*|\(\s*+[\d,]*+\s*+\)|"
    r"(?<!\d)\d{1,2}(?=\s*+(?:,|$))"
)
#: In brackets behind a name; the last bracket may be cut off.
_AFFILIATION: Final = re.compile(
    r"(?<=[\w.])\s?\([^()\d]{2,80}(?:\)(?=\s?(?:[,;&，；]|and\b|$))|$)", re.IGNORECASE
)
_AND: Final = re.compile(r"(?:,|(?<!\s))\s++(?:and|&)\s")
_NICKNAME: Final = re.compile(r"\s[\"“]\w{1,20}[\"”](?=\s)")
#: "Lovelace, A." keeps its full stop.
FINAL_INITIAL: Final = re.compile(r"(?<![^\s,.-])[A-ZÀ-Þ]\.[\s,;:()\[\]]*+$")
#: "López, A. y Pérez, B."; "José Ortega y Gasset" is one name.
_LOCAL_AND: Final = re.compile(r"(?<=[A-ZÀ-Þ]\.) (?:y|e|et|und|en|og|och) (?=[A-ZÀ-Þ])")
_LAST_FIRST: Final = re.compile(r"[^\s,.]{2,30}, (?:[A-Z]\.[ -]?){1,4}")


def parse_name_list(text: str, *, is_certain: bool = False) -> list[str]:
    """Return the names in a text that is a list of names, else [].

    Args:
        text: such as "Ada Lovelace, G. Hopper et al.".
        is_certain: whether a label or emphasis says that these are authors.
    """
    text = _NAME_MARKS.sub("", strip_marks(text)).strip(" .,;:()[]") + (
        "." if FINAL_INITIAL.search(text) else ""
    )
    text = _BYLINE.sub("", text)
    text = _drop_affiliations(_LOCAL_AND.sub(" and ", text), is_certain=is_certain)
    # A comma, so that what follows is not joined to the name.
    text, et_al_count = _ET_AL.subn(", ", _NICKNAME.sub("", text))
    text = text.strip(" ,") if et_al_count else text
    if names := _bibtex_names(text):
        return names
    parts = [part for part in map(_trim, _NAME_SEPARATOR.split(text)) if part]
    if any(map(east_asian.is_east_asian, parts)):
        return _east_asian_names(parts, is_certain=is_certain or et_al_count > 0)
    if not parts or not all(map(_is_name, parts)):
        return parts if _have_initials_first(parts) else _inverted_names(text)
    if inverted := _semicolon_names(text):
        return inverted
    if ";" not in text:
        parts = _upright(parts, text, is_certain=is_certain or et_al_count > 0)
    if (
        is_certain
        or et_al_count
        or (len(parts) > 1 and sum(" " in part or "." in part for part in parts) * 2 >= len(parts))
    ):
        return parts
    return []


def _have_initials_first(parts: list[str]) -> bool:
    """Return whether all parts are names as "A Roe" and "BC Li", not titles as "A Survey"."""
    return (
        len(parts) > 1
        and all(map(_INITIALS_FIRST.fullmatch, parts))
        and any(not part.startswith("A ") for part in parts)
        and not any(part.split()[-1].lower() in _NO_NAME for part in parts)
    )


def _trim(part: str) -> str:
    """Return a part of a list without the signs around it, but with the stop of initials."""
    part = part.strip(" ,;")
    has_initials = len(part) <= _MAX_INITIALS_CHARS or _LAST_INITIALS.search(part)
    return part if has_initials else part.strip(" .")


def _east_asian_names(parts: list[str], *, is_certain: bool) -> list[str]:
    """Return the names of a list with Chinese, Japanese or Korean ones, else []."""
    names = [name for part in parts for name in east_asian.split_blanks(part)]
    local = [name for name in names if east_asian.is_name(name)]
    others = [name for name in names if name not in local]
    if not all(" " in name and _is_name(name) for name in others):
        return []
    # Without surnames, the words may be of a subject: "目标检测, 图像分割".
    count = sum(map(east_asian.has_surname, local))
    return names if is_certain or (count and 2 * count >= len(local)) else []


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


def _semicolon_names(text: str) -> list[str]:
    """Return the names of "Lovelace, Ada; Hopper, Grace", else []."""
    pairs = [piece.split(",") for piece in text.split(";") if piece.strip(" .,")]
    if len(pairs) < 2 or not all(len(pair) == 2 for pair in pairs):  # noqa: PLR2004
        return []
    names = [" ".join(word.strip() for word in reversed(pair)) for pair in pairs]
    return names if all(map(_is_name, names)) else []


def _drop_affiliations(text: str, *, is_certain: bool) -> str:
    """Return names without their affiliations: "Ada Lovelace (MIT), Grace Hopper (Navy)"."""
    if "(" not in text:
        return text
    names, count = _AFFILIATION.subn("", text)
    return names if count > 1 or is_certain else text


def _upright(parts: list[str], text: str, *, is_certain: bool) -> list[str]:
    """Return the parts of a list of names with inverted names in reading order.

    Args:
        parts: the parts between the separators of ``text``.
        text: the list.
        is_certain: whether these are certainly names.
    """
    # "Lovelace and Hopper", "Turing, Church, Gödel, and Kleene": the number of names in front of
    # "and" is odd, where pairs of family and given names have an even number of parts.
    ahead, *behind = _AND.split(text, maxsplit=1)
    is_odd = bool(behind) and len([part for part in ahead.split(",") if part.strip()]) % 2 == 1
    is_single = [" " not in part and "." not in part for part in parts]
    if is_odd and all(is_single):
        return parts
    # "Lovelace, A., Hopper, G. M."
    family, given = parts[::2], parts[1::2]
    if len(family) == len(given) and all(map(is_initials, given)):
        return [" ".join(pair) for pair in zip(given, family, strict=True)]
    # "Chen B, Hawkins CD"
    matches = [_INITIALS_LAST.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(matches):
        return [f"{match[2]} {match[1]}" for match in matches if match]
    # "Peng, Yue, Choi, Byron, and Xu, Jianliang"
    if len(parts) > 2 and len(parts) % 2 == 0 and all(is_single):  # noqa: PLR2004
        return [f"{parts[i + 1]} {parts[i]}" for i in range(0, len(parts), 2)]
    # The Chicago style inverts the first name: "Liu, Pengfei, Weizhe Yuan, and Jinlan Fu".
    is_chicago = len(parts) > 1 and is_single[0] and not any(is_single[2:])
    if is_chicago and (is_certain or len(parts) > 2):  # noqa: PLR2004
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
    return len(text) <= _MAX_NAME_CHARS and _is_short_name(text)


# Names of a list are looked at as names, as a title and as a venue.
@lru_cache(maxsize=1 << 14)
def _is_short_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS:
        return False
    if _NO_NAME_SIGN.search(text) or any(map(str.isdigit, text)):
        return False
    # "A." is an initial, "a" an article.
    if any(word.lower() in _NO_NAME for word in words):
        return False
    capitals = [word for word in words if word[0].isupper()]
    others = [word for word in words if not word[0].isupper()]
    return bool(capitals) and all(
        word.lower().strip("'’.") in _PARTICLES or not word[0].islower() for word in others
    )


def is_local_name(text: str) -> bool:
    """Return whether a text is the name of one person in Chinese, Japanese or Korean."""
    text = strip_et_al(text).strip()
    return bool(text) and east_asian.is_name(text) and east_asian.has_surname(text)


def is_lone_name(text: str) -> bool:
    """Return whether a text beside a title is the name of one author, not of a town or a firm."""
    text = text.strip(" .,;")
    return is_single_name(text) and not _NO_PERSON.search(text) and not is_organization(text)


def is_author_name(name: str) -> bool:
    """Return whether a text can be one name in a list of authors, "J. Doe" or 王伟."""
    if east_asian.is_east_asian(name):
        return east_asian.is_name(name)
    words = [word for word in name.split() if len(word.strip(".-")) > 1]
    return " " in name and bool(words) and _is_name(name)


def is_single_name(text: str) -> bool:
    """Return whether a text can be the name of one person: two words or more, with capitals."""
    text = _NAME_MARKS.sub("", text).strip(" .,;")
    if east_asian.is_east_asian(text):
        return east_asian.is_name(text) and east_asian.has_surname(text)
    return " " in text and _is_name(text)
