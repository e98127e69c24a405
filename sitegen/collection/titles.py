"""Forms of a title in which spellings of one title are equal, and the part that a title names.

"Colour Models for α-Helices, Part II (Extended Version)" and "Color models for alpha-helices, part
2" are one title; "…, Part I" and "…, Part II" are two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from sitegen.identifiers import fold_diacritics
from sitegen.text.spelling import american

#: What is written around a title and says nothing about its content. A retracted article is the
#: paper itself; "(Retracted article. See vol. 12, 2013)" is the form of Web of Science.
_VERSION_WORDS: Final = (
    r"(?:extended|full|long|complete|short|preliminary|revised|updated|final|draft|journal|"
    r"conference|working) (?:version|paper)|(?:technical|tech\.?|research) report|"
    r"pre-?print|post-?print|"
    r"(?:authors?.?|accepted|authors?.? accepted) (?:version|manuscript)|"
    r"(?:this article (?:has been|was) )?(?:retracted|withdrawn)(?: (?:article|paper))?"
)
_BRACKETED_VERSION: Final = re.compile(
    rf" ?[(\[](?:{_VERSION_WORDS})(?:[.,:;] [^()\[\]]*+)?[)\]]\.?$", re.IGNORECASE
)
#: The same behind a colon or a dash: "A Study of Hats: Technical Report".
_TRAILING_VERSION: Final = re.compile(rf"(?:: ?| [-–—] ?)(?:{_VERSION_WORDS})\.?$", re.IGNORECASE)
_LABELLED_VERSION: Final = re.compile(
    r"[(\[]?(?:retracted|withdrawn)(?: (?:article|paper))?(?::|[)\]]:?)\s*|\[pre-?print\]:?\s*",
    re.IGNORECASE,
)
#: In brackets it may precede a year: "A Study of Hats (Extended Abstract) 2013".
_EXTENDED_ABSTRACT: Final = re.compile(
    r" ?[(\[]extended abstract(?:[)\]]|$)|(?:: ?| [-–—] )extended abstract[)\]]?$", re.IGNORECASE
)
_PART_WORDS: Final = (
    "part|pt|parts|volume|vol|chapter|section|phase|stage|type|class|paper|teil|partie|parte|tome|"
    "tomo|band|deel|series|episode|version"
)
_PART_WORD_SET: Final = frozenset(_PART_WORDS.split("|"))
_SAME_WORDS: Final = {"pt": "part", "vol": "volume"}
#: Roman numbers up to 39. A single letter is a number as a capital, or in the place of a number.
_ROMAN: Final = re.compile(
    rf"\b(?P<word>{_PART_WORDS})(?P<gap>\.?\s+)(?P<after>[ivxIVX]{{1,6}})\b(?!-)"
    r"|\b(?P<many>[ivx]{2,6})\b"
    r"|\b(?P<single>[ivx])\b(?![-'’])",
    re.IGNORECASE,
)
#: The same without its context, which takes less time.
_HAS_ROMAN: Final = re.compile(r"\b[ivx]{1,6}\b", re.IGNORECASE)
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10}
_ROMAN_FORM: Final = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBER_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)
}
_LATEX_STYLE: Final = re.compile(
    r"\\(?:math\w+|text\w*|ensuremath|operatorname|rm|bf|it|em|emph|left|right|ell(?![a-z]))"
)
_LATEX_NAME: Final = re.compile(r"\\(?:var)?([A-Za-z]+)")
#: A Greek letter on its own; words of Greek stay as they are.
_GREEK: Final = re.compile(r"(?<![\u0370-\u03ff])[\u0391-\u03c9](?![\u0370-\u03ff])")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"}
)
#: Titles without their numbers that are as similar as this are one title, 0 to 100.
_MIN_SKELETON_SIMILARITY: Final = 92.0
_VERSION_NUMBER: Final = re.compile(r"v?\d+")


class TitleForm(NamedTuple):
    """A title for comparisons.

    Attributes:
        letters: the letters of each way to spell the title, the first one without umlauts.
        text: the words without diacritics, numbers in Arabic.
        numbers: the numbers in the title, in order.
        is_extended_abstract: whether the title says that the text is an extended abstract.
    """

    letters: tuple[str, ...]
    text: str
    numbers: tuple[str, ...]
    is_extended_abstract: bool


def title_form(title: str) -> TitleForm:
    """Return the form of a title in which its spellings are equal."""
    label = _LABELLED_VERSION.match(title)
    plain = _BRACKETED_VERSION.sub("", title[label.end() :] if label else title)
    plain = _TRAILING_VERSION.sub("", plain)
    bare = _EXTENDED_ABSTRACT.sub("", plain, count=1)
    text = _spell_signs(bare or title)
    if _HAS_ROMAN.search(text):
        text = _ROMAN.sub(_arabic, text)
    words = _words(text)
    letters = [_letters(words)]
    # "ü" is written "u" and "ue".
    if (spelled := text.translate(_UMLAUTS)) != text:
        letters.append(_letters(_words(spelled)))
    numbers = tuple(
        number.lstrip("0") or "0" for word in words for number in re.findall(r"\d+", word)
    )
    return TitleForm(tuple(letters), " ".join(words), numbers, bare != plain)


def is_other_part(left: TitleForm, right: TitleForm) -> bool:
    """Return whether two titles are those of two parts, versions or years of one work."""
    first, second = left.text.split(), right.text.split()
    if left.numbers == right.numbers:
        return _has_other_letter(first, second)
    if _continues(first, second) or _continues(second, first):
        return True
    skeletons = (_skeleton(first), _skeleton(second))
    return all(skeletons) and fuzz.ratio(*skeletons, score_cutoff=_MIN_SKELETON_SIMILARITY) > 0


def _continues(short: list[str], long: list[str]) -> bool:
    """Return whether a title starts with the other one, up to "part 2"."""
    for index, word in enumerate(long[:-1]):
        if word in _PART_WORD_SET and long[index + 1].isdigit():
            # What precedes "part" in one title precedes it in the other one too, or is all of it.
            return index > 0 and (
                short == long[:index]
                or (
                    short[: index + 1] == long[: index + 1]
                    and short[index + 1 : index + 2] != long[index + 1 : index + 2]
                )
            )
    return False


def _has_other_letter(left: list[str], right: list[str]) -> bool:
    """Return whether titles differ in nothing but single letters: "Hepatitis A", "Hepatitis B"."""
    if len(left) != len(right) or left == right:
        return False
    pairs = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return all(len(first) == len(second) == 1 for first, second in pairs)


def _skeleton(words: list[str]) -> str:
    return " ".join(
        word for word in words if word not in _PART_WORD_SET and not _VERSION_NUMBER.fullmatch(word)
    )


def _spell_signs(title: str) -> str:
    """Spell "&", superscripts, Greek letters and commands of LaTeX as words."""
    text = title.replace("&", " and ").replace("'", "").replace("’", "")
    if "\\" in text:
        text = _LATEX_NAME.sub(r"\1", _LATEX_STYLE.sub("", text))
    if text.isascii():
        return text
    return _GREEK.sub(_greek_name, unicodedata.normalize("NFKC", text))


def _greek_name(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0], "").rpartition(" ")[2].lower()
    return "lambda" if name == "lamda" else name


def _arabic(match: re.Match[str]) -> str:
    """Replace a Roman number by an Arabic one."""
    roman = match["after"] or match["many"] or match["single"]
    is_number = _ROMAN_FORM.fullmatch(roman.lower()) is not None
    # Within a title, a single small letter is a variable.
    if not is_number or (match["single"] and roman.islower() and not _ends_part(match)):
        return match[0]
    values = [_ROMAN_VALUES[letter] for letter in roman.lower()]
    total = sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )
    return f"{match['word'] or ''}{match['gap'] or ''}{total}"


def _ends_part(match: re.Match[str]) -> bool:
    rest = match.string[match.end() :]
    return match.start() > 0 and (not rest or rest[0] in ".:)]")


def _words(text: str) -> list[str]:
    # ASCII has no diacritics to look for.
    folded = _ASCII_WORD.findall(text.lower()) if text.isascii() else fold_diacritics(text).split()
    words = [_SAME_WORDS.get(word, word) for word in folded]
    for index, word in enumerate(words[:-1]):
        if word in _PART_WORD_SET:
            words[index + 1] = _NUMBER_WORDS.get(words[index + 1], words[index + 1])
    return words


def _letters(words: list[str]) -> str:
    return "".join(map(american, words))
