"""Split texts into names of people, and bring each name into reading order.

People write lists of names in many ways: "Ada Lovelace, Alan Turing and Grace Hopper", "Lovelace,
Ada; Turing, Alan", "Lovelace, A., & Turing, A. M.". The separators of a whole list decide how each
of its commas is read.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.text.clean import clean_name

#: A name has a sign or digit that ``tidy_name`` may have to remove.
_SUSPECT: Final = re.compile(
    r"[*†‡§¶#∗⁎‖⋆\d@(\[¹²³⁴-⁹⁰,;.…\\{]|\bet al|\band others", re.IGNORECASE
)
#: Footnote marks after a name. "#" and digits count only at a word's end.
_MARKS: Final = re.compile(r"[*†‡§¶∗⁎‖⋆⁰¹²³⁴-⁹]+|#+(?=\s|$)")
_ADDRESS: Final = re.compile(r"<?\b[\w.+-]{1,64}@[\w.-]{1,255}>?")
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
#: DBLP's number of a namesake: "Wei Wang 0001".
_NAMESAKE_NUMBER: Final = re.compile(r"(?<=\S) 0\d{3}$")
#: Numbers of affiliations after a name: "Roe J1,2", "Jane Roe 1".
_AFFILIATION_NUMBERS: Final = re.compile(
    r"(?<=[^\W\d_])\.?\s?\d{1,2}(?:\s?,\s?(?:\d{1,2}|[a-f]))*$"
)
_BLANKS: Final = re.compile(r"[^\S\n]+")
_OPENING, _CLOSING = "([", ")]"
#: "et al." and its like, and what leads to it.
_AND_OTHERS: Final = re.compile(
    r"[\s,;]{0,4}(?:\b(?:and|&|und|et)\s+)?(?:\bet\.? al(?:\b\.?|ii\b)|\band others\b|\bothers$|"
    r"\bu\. ?a\.|\betc\.|…|\.{3}|等(?:人)?)[\s.]*(?=[,;]|$)",
    re.IGNORECASE,
)  # fmt: skip
#: Blanks around the sign show that it separates; "·" may also be part of a Catalan name.
_STRONG_SEPARATOR: Final = re.compile(r"\s*[;；\n\t]+\s*|\s+[|·•]+\s+|\s*•\s*")
_AND: Final = re.compile(r",?\s+(?:and|und|et)\s+|,?\s+&\s+|\s*＆\s*", re.IGNORECASE)
#: "Jane Doe, for the Study Group", "on behalf of the Consortium".
_FOR_GROUP: Final = re.compile(r",?\s+(?:on behalf of|for)(?: the)?\s+", re.IGNORECASE)
_BYLINE: Final = re.compile(r"^by:?\s+(?=[A-ZÀ-Þ]\w*[.\s])", re.IGNORECASE)
#: "$^{1,2}$" after a name, before LaTeX is decoded.
_FORMULA_MARK: Final = re.compile(r"\$\s{0,3}\^[^$]{0,40}\$")
#: Names of several groups, one after the other.
_GROUP_END: Final = re.compile(
    r"(?:collaboration|consortium|group|team|investigators)$", re.IGNORECASE
)
_COMMA: Final = re.compile(r"\s*[,，、]\s*")
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv|v|junior|senior|\d(?:nd|rd|th)", re.IGNORECASE
)
#: Academic degrees are no part of a name.
_DEGREE: Final = re.compile(
    r"(?:ph\.? ?d|m\.? ?d|d\.?phil|m\.?sc|b\.?sc|m\.?p\.?h|r\.?n|d\.?d\.?s|d\.?v\.?m|"
    r"pharm\.?d|sc\.?d|dr\.? ?(?:med|rer\. ?nat|phil)|prof|facs|frcp|m\.?b\.?a|dr)\.?",
    re.IGNORECASE,
)
_PARTICLES: Final = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la",
    "le", "ten", "ter", "zu", "zum", "zur", "af", "av", "bin", "ibn", "al", "el", "y",
})  # fmt: skip
#: Words of organizations, whose commas and "and" belong to the name.
_GROUP: Final = re.compile(
    r"\b(?:universit\w*|universidad\w*|institut\w*|department|dept|ministry|minist\w+rio|"
    r"group|consortium|collaborat\w+|"
    r"team|committee|council|commission|society|association|network|study|studies|cent(?:er|re)|agency|"
    r"organi[sz]ation|foundation|federation|academy|bureau|office|library|museum|hospital|"
    r"laborator\w+|labs?|project|initiative|investigators|programme|program|task force|working|"
    r"authors|editors|"
    r"school|college|faculty|division|service|authority|company|corporation|gmbh|press|research)\b|"
    r",? (?:inc|ltd|llc|co|corp|plc|s\.a|e\.v)\.?$",
    re.IGNORECASE,
)
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
_MAX_GIVEN_WORDS: Final = 4
_MAX_INITIALS: Final = 3
#: Between initials: "J.-P.", "D. P.".
_INITIAL_END: Final = re.compile(r"[\s.\-]+")
_MAX_SCRIPT_PART: Final = 2


def split_names(text: str) -> list[str]:
    """Return the names in a text with any of the usual separators, in reading order.

    Affiliations in brackets, footnote marks, degrees and "et al." are left out. A name of an
    organization keeps its commas and "and".
    """
    # Long runs of blanks would cost the patterns below quadratic time.
    text = _BLANKS.sub(" ", text)
    text = _MARKS.sub("", _FORMULA_MARK.sub("", text))
    text = _AND_OTHERS.sub("", _drop_brackets(text)).strip(" ,;\n\t")
    text = _BYLINE.sub("", text)
    names: list[str] = []
    pieces = [piece for piece in _STRONG_SEPARATOR.split(text) if piece and piece.strip(" ,")]
    for piece in pieces:
        names += _split_piece(piece, is_list=len(pieces) > 1)
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
    if "," not in name or _GROUP.search(name):
        return name
    parts = [part.strip() for part in name.split(",")]
    parts = [part for part in parts if part and not _DEGREE.fullmatch(part)]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    names = [part for part in parts if part not in suffixes]
    if len(names) < 2:  # noqa: PLR2004 - family, given
        return " ".join((*names, *suffixes))
    if len(names) > 2 or len(names[1].split()) > _MAX_GIVEN_WORDS:  # noqa: PLR2004 - family, given
        return name
    return join_parts(names[1], names[0], " ".join(suffixes))


def tidy_name(name: str) -> str:
    """Return a clean name without footnote marks, affiliations, numbers and addresses."""
    name = clean_name(name)
    if not _SUSPECT.search(name):
        return name
    name = _MARKS.sub("", _ORCID.sub("", _ADDRESS.sub("", name)))
    name = _AND_OTHERS.sub("", _drop_brackets(name))
    name = _NAMESAKE_NUMBER.sub("", name.strip(" ,;"))
    # "GPT 4" is one short name; a person's has two words of letters before the numbers.
    words = name.split()
    if len(words) > 1 and not _GROUP.search(name) and not any(map(str.isdigit, words[0])):
        name = _AFFILIATION_NUMBERS.sub("", name)
    return " ".join(name.split()).strip(" ,;")


def _drop_brackets(text: str) -> str:
    """Remove brackets after a name, nested ones included; keep those that a name goes on after."""
    if "(" not in text and "[" not in text:
        return text
    parts: list[str] = []
    depth = start = 0
    opening = 0
    for index, character in enumerate(text):
        if character in _OPENING:
            if depth == 0:
                parts.append(text[start:index])
                opening = index
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                start = index + 1
                content = text[opening + 1 : index]
                if _goes_on(text, start) and not re.fullmatch(r"[\d\s,a-f]*", content):
                    # A nickname: Robert (Bob) Smith.
                    start = opening
    # An unclosed bracket is cut to the end.
    parts.append("" if depth else text[start:])
    return " ".join("".join(parts).split(" "))


def _goes_on(text: str, position: int) -> bool:
    """Return whether a word of the same name follows."""
    rest = text[position : position + 12].lstrip(" .")
    return bool(rest) and rest[0].isalpha() and not re.match(r"(?:and|und|et)\b", rest)


def _split_piece(text: str, *, is_list: bool) -> list[str]:
    """Split a text without strong separators.

    Args:
        text: one name, or several with commas or "and".
        is_list: the text is one of several pieces, so that a sole comma is inside of a name.
    """
    if _GROUP.search(text) and not _has_people(text):
        return _split_groups(text)
    segments = [
        # "Svart J1,2": a number alone is an affiliation's.
        [part for part in _COMMA.split(segment) if part and not part.isdecimal()]
        for segment in _AND.split(text)
        if segment and segment.strip(" ,")
    ]
    segments = [_join_suffixes(segment) for segment in segments if segment]
    parts = [part for segment in segments for part in segment]
    if is_list and len(segments) == 1 and len(parts) == 2:  # noqa: PLR2004 - family, given
        return [turn_name(text)]
    if _are_inverted(segments):
        return [_inverted(*parts[index : index + 2]) for index in range(0, len(parts), 2)]
    # The style of Chicago: only the first name is inverted.
    if len(parts) > 2 and _is_inverted_first(parts):  # noqa: PLR2004 - two parts, one more name
        return [_inverted(*parts[:2]), *_without_list_stop(parts[2:])]
    return _without_list_stop(parts)


def _split_groups(text: str) -> list[str]:
    """Return the names in a text with an organization: its own, several, or people and theirs."""
    person, _, group = _FOR_GROUP.sub("\0", text, count=1).partition("\0")
    if group and person and not _GROUP.search(person):
        return [*_split_piece(person, is_list=False), group]
    parts = _COMMA.split(text)
    return parts if all(map(_GROUP_END.search, parts)) else [text]


def _has_people(text: str) -> bool:
    """Return whether a list with an organization also has several short names."""
    parts = _COMMA.split(text)
    return len(parts) > 2 and sum(not _GROUP.search(part) for part in parts) > len(parts) / 2  # noqa: PLR2004


def _join_suffixes(parts: list[str]) -> list[str]:
    """Join "Jr." to the name before it, and leave academic degrees out."""
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(part) and not _is_initial_after_family(joined[-1], part):
            joined[-1] += f"\0{part}"
        # "Doe, MD" may be initials after a family name.
        elif not (joined and " " in joined[-1] and _DEGREE.fullmatch(part)):
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
    given = parts[1::2]
    if all(_is_initials(part.partition("\0")[0]) for part in given):
        # "Smith JA, Doe B" is read elsewhere: its parts are whole names.
        return not all(_ends_in_initials(part) for part in parts[::2])
    if is_family_first("".join(parts)):
        return _are_script_pairs(parts)
    family = parts[::2]
    if len(segments) > 1 and all(len(segment) == 2 for segment in segments):  # noqa: PLR2004
        # "García Márquez, Gabriel and Doe, Jane": one family name of one word is enough.
        return any(map(_is_family, family))
    if len(parts) == 2 or len(segments) > 1:  # noqa: PLR2004 - one pair
        return all(map(_is_family, family)) or any(map(_has_particle, family))
    return all(" " not in part for part in parts)


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


def _ends_in_initials(part: str) -> bool:
    """Return whether a part is a whole name in PubMed's style: "Smith JA"."""
    words = part.split()
    return len(words) > 1 and words[-1].isupper() and len(words[-1]) <= 3  # noqa: PLR2004


def _without_list_stop(names: list[str]) -> list[str]:
    """Return whole names without the full stop that ends a list: "Lira R, Cruz A."."""
    names = [name.replace("\0", " ") for name in names]
    if len(names) > 1 and names[-1].endswith(".") and not any("." in name for name in names[:-1]):
        return [*names[:-1], names[-1].removesuffix(".")]
    return names
