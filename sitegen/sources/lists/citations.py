"""Read formatted references, such as "Lovelace, A., & Hopper, G. (2021). Title. Venue, 12(3), 4".

The styles (APA, MLA, Chicago, Harvard, IEEE, Vancouver, ACM, Nature, Springer, GB/T 7714, DIN 1505)
agree in that the names of the authors come first and the title follows. What ends the names decides
what ends the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists import east_asian
from sitegen.sources.lists.imprints import Imprint, parse_imprint
from sitegen.sources.lists.names import is_author_name
from sitegen.sources.people.names import split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR: Final = r"(?:1[89]\d\d|20[0-4]\d)"
_OPENING_QUOTES: Final = "\"“”„‟‘'«「《『"
_CLOSING_QUOTES: Final = {
    '"': '"', "“": "”", "”": "”", "„": "“”", "‟": "”", "‘": "’", "'": "'", "«": "»",
    "「": "」", "《": "》", "『": "』",
}  # fmt: skip
#: What may end the list of names; the name of the group that matches says the style. Blanks are
#: collapsed before.
_NAMES_END: Final = re.compile(
    rf"""
    [.,]?\s?[(（\[](?P<brackets>{_YEAR})[a-z]?(?:,\s[^()]{{1,20}})?[)）\]]\s?[.,:：]?\s?
    | [.,]\s(?P<year>{_YEAR})[a-z]?[.:]\s
    | \s?[.,，:：]?\s?(?P<quote>(?=[“„‟‘«「《『]|(?<![\w])["']))
    | (?P<colon>\s?[:：]\s?)
    | (?P<stop>(?:\.(?:\s|(?=[\u3040-\uffff]))|[．。]\s?)(?=\S))
    | (?P<comma>\s?[,，]\s)
    """,
    re.VERBOSE,
)
_ET_AL: Final = re.compile(
    r"(?:(?<![\s,，])[\s,，]++)?(?:\bet\.?\s?al\b\.?|\band others\b|"
    r"\bu\.\s?a\.|\by otros\b|等人?|ほか|他|외(?:\s?\d{1,3}[인명])?)\s*+[.,]?$",
    re.IGNORECASE,
)
_SPANISH_AND: Final = re.compile(r"(?<=[\w.])\s(?:y|e)\s(?=[^\W\d_a-z])")
#: "Lovelace A", "van der Berg GM", "LOVELACE A K".
_ABBREVIATED: Final = re.compile(r"(\S.*?) ([A-Z](?:[ -]?[A-Z]){0,3})")
_INITIAL: Final = re.compile(r"(?:^|[\s.-])[A-ZÀ-Þ]\.")
_FINAL_INITIAL: Final = re.compile(r"(?<![A-Z])[A-ZÀ-Þ]\.$")
#: A sentence ends behind a word that is no short form: "A. Smith. Grains" is no name.
_INNER_STOP: Final = re.compile(r"\s(?!Chr|Alex|Geo)[^\W\d_][^\W\d_A-Z]{2,}\. ")
_INVERTED: Final = re.compile(r"^[^\s,]+(?: [^\s,]+){0,3}, [^\s,]")
#: A family name in capitals: "Juan PÉREZ". No name of an author is longer.
_SHOUTED: Final = re.compile(r"(?<![\w.])[A-ZÀ-Þ'’-]{3,50}$")
#: Between authors in German and Czech: "Müller, J./Schmidt, A.", "Novák, Jan – Dvořák, Petr".
_SLASH: Final = re.compile(r"(?<=[\w.])(?:\s?/\s?|\s[-–—]\s)(?=[^\W\d_a-z][^\W\d_]+, )")
#: A sentence ends inside of a text, so that it is no name of a venue.
_LOWER_END: Final = re.compile(r"(?<![^\s])[a-zß-ÿ]+[.?!] ")
#: The mark of GB/T 7714 behind a title: "[J]", "[EB/OL]".
_KIND_MARK: Final = re.compile(r"\s?\[(?:J|M|C|D|P|R|S|N|A|Z|G|EB|DB|CP)(?:/(?:OL|CD|DK))?\]\s?")
#: The end of a sentence; the word before a full stop is no abbreviation.
_SENTENCE_END: Final = re.compile(
    r"(?<!\bvs)(?<!\bcf)(?<!\be\.g)(?<!\bi\.e)(?<!\bSt)(?<!\bDr)(?<!\b[Nn]o)(?<!\b[Vv]ol)(?<!\bMr)"
    r"(?<!\bU\.S)(?<!\bet al)(?<![\s(][A-Z])(?P<stop>[.?!])\s+(?=[^\W_a-z]|[“\"'(]|in[: ])|"
    r"(?P<wide>[。．？！])\s*(?=\S)"
)
_PIECE_END: Final = re.compile(r"(?P<comma>[,，])\s+(?=\S)")
_LEADING: Final = re.compile(r"[A-ZÀ-Þ\u0400-\u042f\u3040-\uffff“\"'(]|in\b")
#: Small letters that run on, as in no list of names: "van der Berg and de la Cruz" has fewer.
_PROSE: Final = re.compile(r"(?<![^\s(])(?:[a-zß-ÿ]{2,}\s+){4}")
#: Candidates for the end of the names; a long list of names has four to an author.
_MAX_CANDIDATES: Final = 120
_MAX_CHARS: Final = 2_000
_MIN_TITLE_CHARS: Final = 6
#: Of a title in a script without blanks between words.
_MIN_WIDE_CHARS: Final = 4
_MIN_TITLE_WORDS: Final = 2
#: A word before a colon names no people: "BoxNet: Boxes in Nets".
_ACRONYM: Final = re.compile(r"[\w-]+", re.ASCII)
_ONE_WORD: Final = re.compile(r"[A-ZÀ-Þ][^\W\d_]{4,40}")


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a formatted reference.

    Attributes:
        authors: names in reading order.
        title: plain text.
        imprint: venue, numbers and year.
        remark: text behind the title that is no imprint.
    """

    authors: tuple[str, ...]
    title: str
    imprint: Imprint
    remark: str = ""


def parse_citation(text: str) -> Citation | None:
    """Return the parts of a reference that starts with names of authors, else None."""
    text = " ".join(text.split())
    if len(text) > _MAX_CHARS:
        return None
    best: Citation | None = None
    for match in _candidates(text):
        if match.lastgroup == "colon" and _ACRONYM.fullmatch(text, 0, match.start()):
            continue
        names = parse_authors(text[: match.start()] + _stop_of(match))
        if not names:
            continue
        citation = _parse_rest(names, match, text[match.end() :])
        # The longest list counts: "Hopper, G. M. Title" may end at each initial.
        best = citation or best
    return best


def parse_authors(text: str) -> list[str]:
    """Return the names of a text that is a list of names as in references, else []."""
    text = text.strip(" ,;")
    head, et_al_count = _ET_AL.subn("", _SLASH.sub("; ", text))
    if not head or any(c.isdigit() for c in head):
        return []
    if _INITIAL.search(head):
        head = _SPANISH_AND.sub("; " if ";" in head else " & ", head)
    if not _FINAL_INITIAL.search(head):
        head = head.rstrip(". ")
    names = [n for name in split_names(head) for n in east_asian.split_blanks(name)]
    # The full stop behind "Hopper G" ends the list.
    abbreviated = [_ABBREVIATED.fullmatch(name.rstrip(".")) for name in names]
    if names and all(abbreviated):
        families = [match[1] for match in abbreviated if match]
        given = [match[2] for match in abbreviated if match]
        are_names = all(is_author_name(f"X. {family}") for family in families)
        pairs = zip(given, map(_capitalized, families), strict=True)
        return [" ".join(pair) for pair in pairs] if are_names else []
    if et_al_count and len(names) == 1 and " " not in names[0]:
        return names if names[0][:1].isupper() and names[0].isalpha() else []
    if not names or not all(map(is_author_name, names)) or any(map(_INNER_STOP.search, names)):
        return []
    names = _without_shouting(names)
    is_local = [east_asian.is_name(name) for name in names]
    if any(is_local) and not et_al_count:
        count = sum(
            east_asian.has_surname(name)
            for name, local in zip(names, is_local, strict=True)
            if local
        )
        return names if 2 * count >= sum(is_local) else []
    return names


def _candidates(text: str) -> Iterator[re.Match[str]]:
    prose = _PROSE.search(text)
    for count, match in enumerate(_NAMES_END.finditer(text)):
        if count > _MAX_CANDIDATES or (prose and match.start() > prose.start()):
            return
        if match.start():
            yield match


def _stop_of(match: re.Match[str]) -> str:
    """Return the full stop that ends the names, which may be an initial's."""
    return "." if match.group().lstrip().startswith(".") else ""


def _parse_rest(names: list[str], match: re.Match[str], rest: str) -> Citation | None:
    """Return the citation whose names end at a match, or None if no title follows."""
    style = match.lastgroup or ""
    is_clear = _are_clear(names, match.string[: match.start()])
    if not (is_clear or _may_end_names(style, names, match.string[: match.start()])):
        return None
    quoted = _split_quoted(rest) if rest[:1] in _OPENING_QUOTES and rest else None
    title, tail = quoted or _split_title(rest, is_comma_style=style == "comma")
    title = title.strip(" .,;:")
    imprint = parse_imprint(tail)
    # "Tin Toys, Wooden Boxes. Ada Lovelace, Grace Hopper.": the names come second.
    is_title = _can_be_title(title) or (
        # "A. Smith. Grains. Journal of Sand": the venue and the initials leave nothing else.
        is_clear and imprint.is_certain and bool(_ONE_WORD.fullmatch(title))
    )
    if not is_title or (not is_clear and parse_authors(title)):
        return None
    is_sure = is_clear or style in {"brackets", "year", "quote"} or len(names) > 1
    # "Ada Lovelace. A title. Nature, 2021": without a venue, the first sentence is the title.
    if not is_sure and not imprint.is_certain:
        return None
    if year := match["brackets"] or match["year"]:
        imprint = replace(imprint, year=int(year))
    return Citation(tuple(names), title, imprint, "" if imprint.is_certain else tail.strip(" .,;"))


def _may_end_names(style: str, names: list[str], head: str) -> bool:
    """Return whether a colon or a comma may end a list of names that has no other sign of one."""
    if style == "colon":
        return ";" in head
    return style != "comma" or len(names) > 2 or " and " in head  # noqa: PLR2004


def _are_clear(names: list[str], head: str) -> bool:
    """Return whether a list can only be of names: with initials, inverted, "et al."."""
    return (
        bool(_INITIAL.search(head) or _ET_AL.search(head))
        # "Lovelace, Ada, and Grace Hopper": the first name is turned.
        or (bool(_INVERTED.match(head)) and names[0] not in head)
        or any(_ABBREVIATED.fullmatch(part.strip()) for part in head.split(",")[:1])
        or all(map(east_asian.is_name, names))
    )


def _split_quoted(text: str) -> tuple[str, str] | None:
    """Return the title in quotes and what follows; apostrophes end no quote inside of a word."""
    closing = _CLOSING_QUOTES[text[0]]
    for index, character in enumerate(text[1:], start=1):
        if character in closing and not (
            character in "'’"
            and (text[index + 1 : index + 2].isalnum() or text[index - 1] == "s")
            and re.search(rf"[{closing}](?!\w)", text[index + 1 :])
        ):
            return text[1:index], text[index + 1 :].lstrip(" ,.，。；;：:、")
    return None


def _split_title(text: str, *, is_comma_style: bool) -> tuple[str, str]:
    """Return the title and the text behind it; without an imprint the title may be all."""
    if mark := _KIND_MARK.search(text):
        return text[: mark.start()], text[mark.end() :].lstrip("./ ,，。")
    if is_comma_style:
        return _split_before_imprint(text, _PIECE_END) or ("", "")
    if split := _split_before_imprint(text, _SENTENCE_END):
        return split
    # "Title, Venue 12, 3-4": the rest is one sentence.
    sentences = list(_SENTENCE_END.finditer(text))
    split = _split_before_imprint(text, _PIECE_END)
    if split and not (sentences and len(split[0]) > sentences[0].start()):
        return split
    if not sentences:
        return text, ""
    first = next((m for m in sentences if m["stop"] == "." or m["wide"]), sentences[-1])
    return text[: first.end()], text[first.end() :]


def _split_before_imprint(text: str, ends: re.Pattern[str]) -> tuple[str, str] | None:
    """Return the title and the rest, split at the first end that an imprint follows."""
    question: tuple[str, str] | None = None
    for match in ends.finditer(text):
        title, tail = text[: match.start()], text[match.end() :]
        if not _can_be_title(title) or not _LEADING.match(tail):
            continue
        imprint = parse_imprint(tail)
        if not imprint.is_certain or _LOWER_END.search(imprint.venue):
            continue
        if (sign := match.group().strip()) not in "?!？！":
            return title, tail
        # "Is it? A study. Nature, 2020": the title goes on up to a full stop.
        question = question or (title + sign, tail)
    return question


def _can_be_title(text: str) -> bool:
    # Long texts have their letters and words near the start.
    letters = sum(1 for _ in islice(filter(str.isalpha, text), _MIN_TITLE_CHARS))
    if letters < _MIN_TITLE_CHARS or len(text.split(maxsplit=1)) < _MIN_TITLE_WORDS:
        return letters >= _MIN_WIDE_CHARS and east_asian.is_east_asian(text)
    return True


def _without_shouting(names: list[str]) -> list[str]:
    """Return names with their family names as others are written, if all are in capitals."""
    shouted = [_SHOUTED.search(name) for name in names]
    if not all(shouted) or any(name.isupper() and "." not in name for name in names):
        return names
    return [_SHOUTED.sub(lambda match: match.group().title(), name) for name in names]


def _capitalized(family: str) -> str:
    """Return a family name that is written in capitals as other names are: "LOVELACE"."""
    is_shouted = family.isupper() and len(family) > len("Wu")
    return family.title() if is_shouted else family
