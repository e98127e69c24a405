"""Split texts into names of people, and bring each name into reading order.

People write lists of names in many ways: "Ada Lovelace, Alan Turing and Grace Hopper", "Lovelace,
Ada; Turing, Alan", "Lovelace, A., & Turing, A. M.". The separators of a whole list decide how each
of its commas is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.sources.csv_rows import parse_literal
from sitegen.sources.name_marks import is_degree, strip_list_marks, tidy_name
from sitegen.sources.organizations import is_company, is_group, is_legal_form, is_organization

#: Blanks of any width; runs of them would cost the patterns below quadratic time.
_BLANK: Final = re.compile(r"[^\S\n\t]+")
#: Blanks around the sign show that it separates; "·" may also be part of a Catalan name.
_STRONG_SEPARATOR: Final = re.compile(
    r"(?:(?<!\s)[^\S\n\t]++)?[;；\n\t][\s;；]*+|(?<!\s)\s++[|·•/]++\s++|(?:(?<!\s)\s++)?•\s*+"
)
_AND: Final = re.compile(
    r"(?:,|(?<![\s,]))\s++(?:and(?:\s++with)?|und|et|with|и)\s++"
    r"|(?:,\s*+|(?<![\s,])\s++)?&\s++|(?<!\s)\s++&\s*+|(?:(?<!\s)\s++)?＆\s*+",
    re.IGNORECASE,
)
_LEADING_AND: Final = re.compile(r"^(?:and|und|et)\s+|^&\s*", re.IGNORECASE)
#: "and" of other languages, which are parts of names too: "José Ortega y Gasset".
_FOREIGN_AND: Final = re.compile(r"\s(?:y|e|en|och|og|ve|și|та|i|a|ja)\s")
#: "Jane Doe, for the Study Group", "on behalf of the Consortium".
_FOR_GROUP: Final = re.compile(
    r"(?:^|(?:,|(?<![\s,]))\s++)(?:on behalf of|for)(?: the)?\s+", re.IGNORECASE
)
#: "ATLAS Collaboration: G. Aad"
_GROUP_COLON: Final = re.compile(r"(?<=[a-z]):\s+")
_BYLINE: Final = re.compile(
    r"^(?:by:?\s+(?=[A-ZÀ-Þ]\w*[.\s])|authors?(?:\(s\))?:\s*|作者[:：]\s*)", re.IGNORECASE
)
_COMMA: Final = re.compile(r"(?:(?<!\s)\s++)?[,，、]\s*+")
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv|v|junior|senior|\d(?:nd|rd|th)", re.IGNORECASE
)
_PARTICLES: Final = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la",
    "le", "ten", "ter", "zu", "zum", "zur", "af", "av", "bin", "ibn", "al", "el", "y", "'t", "st.",
})  # fmt: skip
#: Surnames of a single Han character, by which "李明, 王芳" are two names and "山田, 太郎" is one.
_CHINESE_SURNAMES: Final = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉"
    "程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝"
    "龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
)
#: Letters of scripts that put the family name first, without a blank.
_FAMILY_FIRST: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々〆ヶ\U00020000-\U0002ffff\s・]+"
)
#: A word of a person's name: capitalized, with an apostrophe or hyphens, or an initial.
_NAME_WORD: Final = re.compile(r"['’]?[^\W\d_a-zà-þ][^\W\d_]*(?:[.'’-][^\W\d_]*)*")
#: Characters of the longest whole name, on one side of "and".
_MAX_NAME_CHARS: Final = 80
#: "Ada K. Lovelace": nothing to clean, no degree, no "and". Two words or more.
_PLAIN_NAME: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)*(?: [A-Z][a-z]+)+")
_MAX_NAME_WORDS: Final = 5
_MAX_GIVEN_WORDS: Final = 4
_MAX_INITIALS: Final = 3
#: Between initials: "J.-P.", "D. P.".
_INITIAL_END: Final = re.compile(r"[\s.\-]+")
_MAX_SCRIPT_PART: Final = 2
#: Family and given name.
_PAIR: Final = 2


def split_names(text: str) -> list[str]:
    """Return the names in a text with any of the usual separators, in reading order.

    Affiliations in brackets, footnote marks, degrees and "et al." are left out. A name of an
    organization keeps its commas and "and".
    """
    text = _BLANK.sub(" ", text).strip()
    if text.startswith(("['", '["')) and isinstance(items := parse_literal(text), list):
        # A list in the notation of Python or JSON.
        return [name for item in items if isinstance(item, str) for name in split_element(item)]
    text = _BYLINE.sub("", strip_list_marks(text))
    pieces = [piece for piece in _STRONG_SEPARATOR.split(text) if piece and piece.strip(" ,")]
    # "Jane Doe, Max Roe; Jo Poe": where one name needs no comma, those of others separate.
    has_plain_names = any("," not in piece and _is_person(piece) for piece in pieces)
    names: list[str] = []
    for piece in pieces:
        piece_text = _LEADING_AND.sub("", piece.strip(" ,"))
        if len(pieces) > 1 and not has_plain_names:
            names += _split_element(piece_text)
        else:
            names += _split_piece(piece_text)
    return list(dict.fromkeys(filter(None, map(tidy_name, names))))


def first_last(name: str) -> str:
    """Return "First Last Jr" for "Last, First, Jr"; 山田太郎 for "山田, 太郎"."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return join_parts(first.strip(), last.strip(), suffix.strip())


def join_parts(given: str, family: str, suffix: str = "") -> str:
    """Return a name in the order in which its script is read; any part may be empty."""
    if given and family and is_family_first(family + given):
        return family + given
    return " ".join(filter(None, (given, family, suffix)))


def is_family_first(name: str) -> bool:
    """Return whether all letters are Chinese, Japanese or Korean."""
    return bool(_FAMILY_FIRST.fullmatch(name))


def turn_name(name: str) -> str:
    """Return a single name in reading order: "Lovelace, Ada" as "Ada Lovelace".

    Organizations, and names whose commas separate no given name, stay unchanged.
    """
    if "," not in name or is_company(name):
        return name
    parts = _name_parts(_COMMA.split(name))
    if any(map(is_organization, parts)):
        return name
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    names = [part for part in parts if part not in suffixes]
    if len(names) < _PAIR:
        return " ".join((*names, *suffixes))
    if len(names) > _PAIR or len(names[1].split()) > _MAX_GIVEN_WORDS:
        return name
    return join_parts(names[1], names[0], " ".join(suffixes))


@lru_cache(maxsize=1 << 16)
def split_element(text: str) -> tuple[str, ...]:
    """Return the name in an element of a list, or several that the source did not separate."""
    # The usual case: a plain name in reading order.
    if _PLAIN_NAME.fullmatch(text):
        return (text,)
    if ";" in text or "\n" in text:
        return tuple(split_names(text))
    text = _BLANK.sub(" ", text)
    if " and " in text or text.startswith("and "):
        parts = [part for part in _AND.split(_LEADING_AND.sub("", text)) if part]
        # "Simon and Schuster" is one name.
        if not any(map(is_organization, parts)) and all(map(_is_person, parts)):
            return tuple(filter(None, map(tidy_name, parts)))
    return tuple(filter(None, [tidy_name(turn_name(text))]))


def _name_parts(parts: list[str]) -> list[str]:
    """Return the parts of one name without academic degrees."""
    is_full = len(parts) > _PAIR or " " in parts[0].strip()
    return [
        part.strip()
        for index, part in enumerate(parts)
        if part.strip() and not (index and is_degree(part.strip(), is_after_full_name=is_full))
    ]


def _split_element(text: str) -> list[str]:
    """Split one of several pieces between strong separators: most often one name."""
    parts = _COMMA.split(text)
    if len(parts) > 1 and not is_company(text):
        index = next((i for i, part in enumerate(parts) if is_organization(part)), 0)
        if index:
            # "Doe, Jane, Stanford University": what follows a person is the affiliation.
            groups = [part for part in parts[index:] if is_group(part)]
            return [*_split_element(", ".join(parts[:index])), *groups]
    if len(parts) != _PAIR or all(map(_ends_in_initials, parts)) or _AND.search(text):
        return _split_piece(text)
    return [turn_name(text)]


def _split_piece(text: str) -> list[str]:
    """Split a text without strong separators: one name, or several with commas or "and"."""
    person, separator, group = _FOR_GROUP.sub("\0", text, count=1).partition("\0")
    if separator and is_organization(group):
        return [*_split_list(person), group]
    leader, *rest = _GROUP_COLON.split(text, maxsplit=1)
    if rest and is_group(leader):
        return [leader, *_split_list(rest[0])]
    return _split_list(text)


def _split_list(text: str) -> list[str]:
    if is_company(text):
        return [text]
    segments = _segments(text)
    if any(is_organization(part) for segment in segments for part in segment):
        return _split_organizations(text, segments)
    return _split_people(segments)


def _segments(text: str) -> list[list[str]]:
    """Return the parts between commas, for each segment between "and"."""
    segments = []
    for segment in _split_foreign_and(text):
        # "Svart J1,2": a number alone is an affiliation's.
        parts = [part for part in _COMMA.split(segment) if part and not part.isdecimal()]
        if parts and segment.strip(" ,"):
            segments.append(_join_suffixes(parts))
    return segments


def _split_foreign_and(text: str) -> list[str]:
    segments = []
    for segment in _AND.split(text):
        start = 0
        for match in _FOREIGN_AND.finditer(segment):
            left_start = max(start, match.start() - _MAX_NAME_CHARS)
            left = _COMMA.split(segment[left_start : match.start()])[-1]
            right = _COMMA.split(segment[match.end() : match.end() + _MAX_NAME_CHARS])[0]
            # A part of a name has one word behind it: "Ramón y Cajal", "Costa e Silva".
            if _is_person(left) and _is_person(right):
                segments.append(segment[start : match.start()])
                start = match.end()
        segments.append(segment[start:])
    return segments


def _split_organizations(text: str, segments: list[list[str]]) -> list[str]:
    """Return the names in a text with an organization: its own, several, or people and theirs."""
    parts = [part for segment in segments for part in segment]
    if all(map(is_group, parts)):
        return parts
    is_person = [_is_person(part) and not is_organization(part) for part in parts]
    is_list = is_person[0] or (len(parts) > _PAIR and sum(is_person) * 2 > len(parts))
    people = [[part for part in segment if not is_organization(part)] for segment in segments]
    people = [segment for segment in people if segment]
    if not is_list and is_group(parts[0]) and (any(is_person) or _are_inverted(people)):
        is_list = True
    if not is_list:
        return [text]
    leaders = parts[: next(i for i, part in enumerate(parts) if not is_organization(part))]
    others = [part for part in parts[len(leaders) :] if is_organization(part)]
    return [*leaders, *_split_people(people), *others]


def _is_person(part: str) -> bool:
    """Return whether a part can be a person's whole name: capitalized words, or in Han."""
    words = part.partition("\0")[0].split()
    if not _PAIR <= len(words) <= _MAX_NAME_WORDS:
        return len(part) >= _PAIR and is_family_first(part)
    count = sum(word.lower() not in _PARTICLES for word in words)
    return count >= _PAIR and all(
        word.lower() in _PARTICLES or _NAME_WORD.fullmatch(word) for word in words
    )


def _split_people(segments: list[list[str]]) -> list[str]:
    parts = [part for segment in segments for part in segment]
    if _are_inverted(segments):
        return [_inverted(*parts[index : index + 2]) for index in range(0, len(parts), 2)]
    # The style of Chicago: only the first name is inverted.
    if len(parts) > _PAIR and _is_inverted_first(parts):
        return [_inverted(*parts[:2]), *_without_list_stop(parts[2:])]
    if len(parts) == 1 and (names := _script_names(parts[0])):
        return names
    return _without_list_stop(parts)


def _script_names(text: str) -> list[str]:
    """Return the names in "李明 王芳 张伟"; "山田 太郎" is one name, which gives none."""
    words = text.split()
    are_names = len(words) > _PAIR and all(
        1 < len(word) <= len("欧阳娜娜") and word[0] in _CHINESE_SURNAMES for word in words
    )
    return words if are_names else []


def _join_suffixes(parts: list[str]) -> list[str]:
    """Join "Jr." and "Inc." to the name before, and leave academic degrees out."""
    joined: list[str] = []
    for part in parts:
        if not joined:
            joined.append(part)
        elif _SUFFIX.fullmatch(part) and not _is_initial_after_family(joined[-1], part):
            joined[-1] += f"\0{part}"
        elif is_legal_form(part) and not _is_initials(part):
            joined[-1] += f", {part}"
        # "Doe, MD" may be initials after a family name.
        elif not is_degree(part, is_after_full_name=" " in joined[-1]):
            joined.append(part)
    return joined


def _is_initial_after_family(name: str, part: str) -> bool:
    """Return whether "V" is a given name's initial: it follows a single word."""
    return part in {"V", "V."} and " " not in name


def _inverted(family: str, given: str = "") -> str:
    family, _, suffix = family.partition("\0")
    given, _, given_suffix = given.partition("\0")
    return join_parts(given, family, suffix or given_suffix)


def _are_inverted(segments: list[list[str]]) -> bool:
    """Return whether the parts of a list are family and given names in turns."""
    parts = [part for segment in segments for part in segment]
    if not parts or any(len(segment) % 2 for segment in segments):
        # Each "and" stands between whole names, so that no segment ends inside of one.
        return False
    family, given = parts[::2], [part.partition("\0")[0] for part in parts[1::2]]
    if all(map(_is_initials, given)):
        # "Smith JA, Doe B" is read elsewhere: its parts are whole names.
        return not all(map(_ends_in_initials, family))
    if is_family_first("".join(parts)):
        return _are_script_pairs(parts)
    has_initials = any(_ends_in_initial(part) or _ends_in_initials(part) for part in family)
    if all(map(_ends_in_initial, given)) and not has_initials:
        # "Doe, Jane A., Roe, Max B."
        return all(map(_is_family, family)) or len(parts) == _PAIR
    return _are_pairs(segments, family, given)


def _are_pairs(segments: list[list[str]], family: list[str], given: list[str]) -> bool:
    """Return whether parts without initials are family and given names in turns."""
    if len(segments) > 1 and all(len(segment) == _PAIR for segment in segments):
        # "García Márquez, Gabriel and Doe, Jane": one family name of one word is enough.
        return any(map(_is_family, family))
    if len(family) == 1:
        # "Ada Lovelace, Alan Turing" are two people, "García Márquez, Gabriel" is one.
        return " " not in given[0] or _is_family(family[0]) or _has_particle(family[0])
    return all(map(_is_family, family)) and not any(map(_has_particle, given))


def _are_script_pairs(parts: list[str]) -> bool:
    """Return whether Chinese, Japanese or Korean parts are family and given names in turns."""
    if any(len(part) > _MAX_SCRIPT_PART for part in parts[::2]):
        return False
    return not all(len(part) > 1 and part[0] in _CHINESE_SURNAMES for part in parts)


def _is_inverted_first(parts: list[str]) -> bool:
    family, given, *rest = parts
    is_given = " " not in given or _is_initials(given.split()[-1])
    return _is_family(family) and is_given and all(" " in part for part in rest)


def _is_initials(part: str) -> bool:
    """Return whether a part is "D. P.", "J.", "JP", "J.-P." or "Ch."."""
    words = [word for word in _INITIAL_END.split(part) if word]
    return bool(words) and all(
        (word.isupper() and len(word) <= _MAX_INITIALS)
        or (len(word) == len("Ch") and f"{word}." in part and word[0].isupper())
        for word in words
    )


def _is_family(part: str) -> bool:
    """Return whether a part can be a family name before a comma: one word, or with particles."""
    words = part.partition("\0")[0].split()
    return sum(word.lower() not in _PARTICLES for word in words) == 1


def _has_particle(part: str) -> bool:
    return part.split(maxsplit=1)[0] in _PARTICLES


def _ends_in_initial(part: str) -> bool:
    """Return whether a part ends as a given name does: "Jane A."."""
    words = part.split()
    return len(words) > 1 and len(words[-1].rstrip(".")) == 1 and words[-1].isupper()


def _ends_in_initials(part: str) -> bool:
    """Return whether a part is a whole name in PubMed's style: "Smith JA"."""
    words = part.split()
    return len(words) > 1 and words[-1].isupper() and len(words[-1]) <= _MAX_INITIALS


def _without_list_stop(names: list[str]) -> list[str]:
    """Return whole names without the full stop that ends a list: "Lira R, Cruz A."."""
    names = [name.replace("\0", " ") for name in names]
    if len(names) > 1 and names[-1].endswith(".") and not any("." in name for name in names[:-1]):
        names[-1] = names[-1].removesuffix(".")
    return names
