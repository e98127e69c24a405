"""Judge parts of names, those between commas: a family name, initials, a person's whole name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.text.organizations import is_organization

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A suffix of a name that is no degree.
SUFFIX: Final = re.compile(
    r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv|v|junior|senior|\d(?:nd|rd|th)", re.IGNORECASE
)
#: A given name with a suffix behind it, as PubMed writes it: "Smith, John 3rd".
GIVEN_SUFFIX: Final = re.compile(r"(\S.{0,80}) ((?:Jr|Sr)\.?|\d(?:nd|rd|th))")
_PARTICLES: Final = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la",
    "le", "ten", "ter", "zu", "zum", "zur", "af", "av", "bin", "ibn", "al", "el", "y", "e", "i",
    "'t", "st.",
})  # fmt: skip
#: Surnames of a single Han character, by which "李明, 王芳" are two names and "山田, 太郎" is one.
CHINESE_SURNAMES: Final = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉"
    "程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝"
    "龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
)
_MAX_CHINESE_NAME_CHARS: Final = 4
#: Letters of scripts that put the family name first, without a blank.
_FAMILY_FIRST: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々〆ヶ\U00020000-\U0002ffff\s・·‧]+"
)
#: Capitals of Latin, Greek and Cyrillic alphabets.
_CAPITAL: Final = "[" + "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper()) + "]"
#: Family name, initials, suffix: "van der Berg GM", "Lee S.-H.", "Smith J Jr", but not "Jane Doe
#: III".
_ABBREVIATED: Final = re.compile(
    r"([^\W\d_][^\d\n,.]{0,60}?[^\W\d_]) (?!I{2,3}\b|IV\b)"
    rf"({_CAPITAL}{{1,3}}|{_CAPITAL}-{_CAPITAL}|(?:{_CAPITAL}\.[ -]?){{1,4}})"
    r"(?: ((?:Jr|Sr)\.?|I{2,3}|IV|\d(?:nd|rd|th)))?"
)
_HANGUL_NAME: Final = re.compile(r"[\uac00-\ud7af]{2,5}")
_KANJI_NAME: Final = re.compile(r"[\u3400-\u9fff々ヶ]{2,7}")
#: Arabic, Persian and Hebrew have no capitals.
_CASELESS_NAME: Final = re.compile(r"[\u0590-\u06ff\u0750-\u077f]+(?: [\u0590-\u06ff]+){1,4}")
#: A word of a person's name: capitalized, with an apostrophe or hyphens, or an initial.
_NAME_WORD: Final = re.compile(r"['’]?[^\W\d_a-zà-þ][^\W\d_]*(?:[.'’·-][^\W\d_]*)*")
_MAX_NAME_WORDS: Final = 5
_MAX_CACHED_CHARS: Final = 60
_MAX_INITIALS: Final = 3
#: Between initials: "J.-P.", "D. P.".
_INITIAL_END: Final = re.compile(r"[\s.\-]+")
#: A name has two words, a pair a family and a given name.
PAIR: Final = 2


def is_family_first(name: str) -> bool:
    """Return whether all letters are Chinese, Japanese or Korean."""
    return bool(_FAMILY_FIRST.fullmatch(name))


def is_person(part: str) -> bool:
    """Return whether a part can be a person's whole name: capitalized words, or in Han."""
    # People write many papers; a longer text is no name and should not fill the cache.
    return _is_person(part) if len(part) <= _MAX_CACHED_CHARS else _can_be_person(part)


def _can_be_person(part: str) -> bool:
    words = part.partition("\0")[0].split()
    if not PAIR <= len(words) <= _MAX_NAME_WORDS:
        return len(part) >= PAIR and is_family_first(part)
    count = sum(not _is_particle(word) for word in words)
    is_name = count >= PAIR and all(
        _is_particle(word) or _NAME_WORD.fullmatch(word) for word in words
    )
    return is_name or bool(_CASELESS_NAME.fullmatch(part))


_is_person: Final = lru_cache(maxsize=1 << 16)(_can_be_person)


def is_initials(part: str) -> bool:
    """Return whether a part is "D. P.", "J.", "JP", "J.-P." or "Ch."."""
    words = [word for word in _INITIAL_END.split(part) if word]
    return bool(words) and all(
        (word.isupper() and len(word) <= _MAX_INITIALS)
        or (len(word) == len("Ch") and f"{word}." in part and word[0].isupper())
        for word in words
    )


def is_family(part: str) -> bool:
    """Return whether a part can be a family name before a comma: one word, or with particles."""
    words = part.partition("\0")[0].split()
    return sum(not _is_particle(word) for word in words) == 1


def _is_particle(word: str) -> bool:
    """Return whether a word is a particle, unlike the E of "Weinan E"."""
    return word in _PARTICLES or (len(word) > 1 and word.lower() in _PARTICLES)


def has_particle(part: str) -> bool:
    """Return whether a part starts with a particle, as a family name may."""
    return part.split(maxsplit=1)[0] in _PARTICLES


def ends_in_initial(part: str) -> bool:
    """Return whether a part ends as a given name does: "Jane A."."""
    words = part.split()
    return len(words) > 1 and len(words[-1].rstrip(".")) == 1 and words[-1].isupper()


def ends_in_initials(part: str) -> bool:
    """Return whether a part is a whole name in PubMed's style: "Smith JA"."""
    words = part.split()
    return len(words) > 1 and words[-1].isupper() and len(words[-1]) <= _MAX_INITIALS


def upright_names(names: Sequence[str], *, is_certain: bool = False) -> list[str] | None:
    """Return "JA Smith", "B Doe" for the names of a list in PubMed's style, None of other lists.

    Args:
        names: "Smith JA", "Doe B"; groups may be among them.
        is_certain: whether the source writes all names so. Else one name alone may be "Weinan E".
    """
    reordered: list[str] = []
    for name in names:
        match = _ABBREVIATED.fullmatch(name)
        # A family name in capitals may be a whole name: "ADA LI".
        if match and not match[1].isupper():
            reordered.append(" ".join(filter(None, (match[2], match[1], match[3]))))
        elif reordered and is_organization(name):
            reordered.append(name)
        else:
            return None
    return reordered if is_certain or len(reordered) > 1 else None


def is_chinese_name(text: str) -> bool:
    """Return whether a text is a whole Chinese name: a usual surname, then a given name."""
    return (
        1 < len(text) <= _MAX_CHINESE_NAME_CHARS
        and text[0] in CHINESE_SURNAMES
        and is_family_first(text)
    )


def has_chinese_surname(text: str) -> bool:
    """Return whether a text has a usual Chinese surname and goes on."""
    return len(text) > 1 and text[0] in CHINESE_SURNAMES


def are_dotted_names(parts: list[str], dot: str) -> bool:
    """Return whether parts between middle dots are whole names.

    "김철수·박영희" and "山田太郎・鈴木花子" are two people each; "阿兰·图灵", "Gal·la" and
    "アラン・チューリング" are one.
    """
    if all(map(_HANGUL_NAME.fullmatch, parts)):
        return True
    if all(map(_KANJI_NAME.fullmatch, parts)):
        return dot in "・･" or all(map(is_chinese_name, parts))
    return all(" " in part and is_person(part) for part in parts)
