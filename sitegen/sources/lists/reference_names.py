"""Recognize the authors in front of a formatted reference.

Any two capitalized words could be a name, so that the whole text has to be names in one of the
forms that styles of references prescribe: full stops only behind initials, no other sentence.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.people.names import split_names
from sitegen.sources.people.parts import is_family_first
from sitegen.text.organizations import is_organization

_UPPER: Final = "A-ZÀ-ÖØ-ÞА-ЯЁ"
#: A word of a name, in which only initials and short forms have a full stop: "A.", "J.-P.", "Yu.".
_WORD: Final = r"['’]?[^\W\d_a-zß-öø-ÿа-яёα-ω][^\W\d_]*(?:['’‐-][^\W\d_]+)*"
_INITIALS: Final = (
    r"[^\W\d_a-zß-öø-ÿа-яёα-ω][^\W\d_]?\.(?:[‐-]?[^\W\d_a-zß-öø-ÿа-яёα-ω][^\W\d_]?\.)*+"
)
_PARTICLE: Final = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|ten|ter|zu|af|av|bin|ibn|al|el|y)"
)
_NAME: Final = re.compile(rf"(?:(?:{_PARTICLE}|{_INITIALS}|{_WORD})(?:\s+|$|(?<=\.)(?=[^\s.])))++")
_INITIAL_PART: Final = re.compile(
    rf"(?:[^\W\d_a-zß-öø-ÿа-яёα-ω][^\W\d_]?\.[ ‐-]?)++|[{_UPPER}]{{1,3}}\b\.?"
)
#: "Smith JA", "Smith J.A.": an inverted name without a comma.
_ABBREVIATED: Final = re.compile(
    rf"(?:{_PARTICLE} )*{_WORD}(?: {_WORD})?? (?:(?:[{_UPPER}]\.[ -]?){{1,3}}|[{_UPPER}]{{1,3}}\.?)"
)
#: "Wang Y." among names of another order.
_WITH_STOP: Final = re.compile(rf"{_WORD} (?:[{_UPPER}]\.[ -]?){{1,3}}")
_INITIALS_LAST: Final = re.compile(r"(.+?) ((?:[^\W\d_]\.[ -]?){1,3}|[^\W\d_]{1,3}\.?)")
_SUFFIX: Final = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_SEPARATOR: Final = re.compile(
    r"(?:(?<!\s)\s++)?[,;，；、]\s*+(?:(?:and|und|et|with|y|и)\s++|[&＆]\s*+)?|"
    r"(?<!\s)\s++(?:and|und|et|with|y|и)\s++|(?:(?<!\s)\s++)?[&＆]\s*+"
)
#: What stands beside names: others, roles, marks of equal contribution.
_ET_AL: Final = re.compile(
    r"(?:[,;]\s*+|(?<!\s)\s++)?\b(?:et\.?\s*+al\b\.?|and others\b\.?)[\s,;:]*+$"
    r"|(?:[,，]\s*+|(?<!\s)\s++)?等\s*+$|(?:[,;]\s*+|(?<!\s)\s++)?и др\.",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"(?:,\s*+|(?<!\s)\s++)?[(\[]?\b(?:eds?|editors?|hrsg|org)\b\.?[)\]]?$", re.IGNORECASE
)
_MARK: Final = re.compile(r"[*†‡§¶\u00b9\u00b2\u00b3\u2070-\u2079]")
_ELLIPSIS: Final = re.compile(r"(?:,\s*+|(?<!\s)\s++)?(?:\. ?\. ?\.|…)\s*+(?:&\s*+)?")
#: "A Vaswani", or a title that starts with an article.
_ARTICLE: Final = re.compile(r"A (?=[A-Z])")
_INITIALS_FIRST: Final = re.compile(rf"[{_UPPER}]{{1,3}} [{_UPPER}]")
#: A full stop that ends the list, not an initial or "Jr.".
_LIST_STOP: Final = re.compile(
    r"(?<![^\W\d_])(?!Jr|Sr)[^\W\d_]{3,}\.$|\b[a-zß-ÿа-я]+\.$|[’'-][^\W\d_]+\.$"
)
#: Words that are capitalized in sentences, not in names.
_NO_NAME: Final = re.compile(
    r"\b(?:The|An|In|On|Of|For|And|With|From|This|These|We|Our|It|Is|Are|How|What|Why|"
    r"When|Where|To|By|At|As|New|Using|Towards?|Week|Day|Chapter|Section|Part|Table|Figure|"
    r"Version|Copyright|Licen[cs]e|Present|Attendees|Minutes|January|February|March|April|June|"
    r"July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Learning|Networks?|Models?|Systems?|Analysis|Review|Survey|Deep|Neural|Data|Theory|"
    r"Introduction|Conference|Journal|Proceedings|Fixed|Added|Removed|Changed|Updated?)\b"
)
_MAX_WORDS: Final = 5
_MAX_CHARS: Final = 3_000


def parse_people(text: str) -> list[str]:
    """Return the names in reading order if a whole text is a list of authors, else []."""
    text = _MARK.sub("", _ROLE.sub("", text.strip())).strip()
    if not text or len(text) > _MAX_CHARS:
        return []
    shortened = _ELLIPSIS.sub(", ", _ET_AL.sub("", text)).strip(" ,;:")
    if _LIST_STOP.search(shortened):
        shortened = shortened[:-1]
    parts = [part for part in _SEPARATOR.split(shortened) if part and not _SUFFIX.fullmatch(part)]
    if (
        not parts
        or not all(map(_is_name, parts))
        or not _are_whole(parts, is_shortened=shortened != text)
    ):
        return []
    if any(map(_ARTICLE.match, parts)) and not (
        len(parts) > 1 and all(map(_INITIALS_FIRST.match, parts))
    ):
        return []
    if all(map(_ABBREVIATED.fullmatch, parts)):
        # "Smith J, Jones B.": the last full stop ends the list.
        is_bare = len(parts) > 1 and "." not in "".join(parts[:-1])
        return [_turn_abbreviated(part, is_bare=is_bare) for part in parts]
    return [
        _turn_abbreviated(name, is_bare=False) if _WITH_STOP.fullmatch(name) else name
        for name in split_names(shortened)
    ]


def has_inverted_initials(text: str) -> bool:
    """Return whether the first name is inverted with initials, as only references write it."""
    first, _, rest = text.partition(",")
    return bool(
        _ABBREVIATED.fullmatch(first.strip())
        or (first.strip() and _INITIAL_PART.match(rest.strip()) and _is_name(first.strip()))
    )


def is_body(text: str) -> bool:
    """Return whether a text names an organization that writes reports."""
    return is_organization(text) and len(text) < 120 and text[:1].isupper()  # noqa: PLR2004


def _is_name(part: str) -> bool:
    words = part.split()
    return is_family_first(part) or (
        len(words) <= _MAX_WORDS
        and _NO_NAME.search(part) is None
        and _NAME.fullmatch(part) is not None
        and any(c.isupper() for c in part)
    )


def _are_whole(parts: list[str], *, is_shortened: bool) -> bool:
    """Return whether parts between separators are names, not families or initials alone."""
    if all(map(is_family_first, parts)):
        return all(1 < len(part) < 6 for part in parts)  # noqa: PLR2004
    singles: list[int] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else ""
        if _INITIAL_PART.fullmatch(part):
            return False
        if following and _INITIAL_PART.fullmatch(following) and not _has_initials(part):
            index += 2
            continue
        if " " not in part and "." not in part:
            singles.append(index)
        index += 1
    # "Lovelace, Ada, and Grace Hopper" has single words in pairs, "Smith, John Q., and Bob Jones"
    # one in front, and "Vaswani et al." is one alone.
    is_inverted = len(singles) % 2 == 0 or (singles == [0] and len(parts) > 1)
    return is_inverted or (is_shortened and len(parts) == 1)


def _has_initials(part: str) -> bool:
    return bool(re.search(r"\b[^\W\d_]\.", part))


def _turn_abbreviated(name: str, *, is_bare: bool) -> str:
    """Return "J.A. Smith" of "Smith J.A." and "JA Smith" of "Smith JA"."""
    match = _INITIALS_LAST.fullmatch(name)
    if match is None:
        return name
    initials = match[2].strip()
    return (
        f"{initials.rstrip('.') if initials.count('.') == 1 and is_bare else initials} {match[1]}"
    )
