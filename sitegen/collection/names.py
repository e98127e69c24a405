"""Compare the names of people in two records.

Two names agree if they have one family name and one initial of a given name, whatever the order,
the spelling of diacritics and the particles: "D. P. Kingma", "Kingma D" and "Diederik Kingma" are
one person; "Wei Liu", "Wei Wang" and "Chen, Wei" are three. A name is reduced to keys, and two
names agree if they share a key, so that whole lists are compared in linear time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.identifiers import fold_diacritics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper import Author

#: What sources write where no person is named, as ``fold_diacritics`` returns it, without spaces.
_NOBODY: Final = frozenset(
    """
    anonymous anon anonymousauthor anonymousauthors noauthor noauthors noauthorlisted unknown
    unknownauthor unknownauthors authorunknown nn na none null various variousauthors editor
    editors theeditor theeditors eds ed staff thestaff staffwriter editorialstaff
    editorialboard theeditorialboard editorialoffice editorialteam etal others andothers
    anonyme anonym anonymus anonimo anonima anonimus unbekannt autorunbekannt verschiedene
    verfasserunbekannt inconnu auteurinconnu desconocido autordesconocido desconhecido
    autoredesconhecido sconosciuto diredaktion dieredaktion redaktion redaction laredaction
    redaccion redazione 佚名 匿名 无名氏 本刊编辑部 编辑部
    """.split()  # noqa: SIM905
)
#: Particles before a family name: "van der Maaten" is filed under M and under V.
_PARTICLES: Final = frozenset(
    """
    van von der den de del della dello di da dal du des do dos das la le les ten ter te zu zum
    zur al el bin ibn st
    """.split()  # noqa: SIM905
)
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Words of a group's name that say nothing about which group it is.
_GROUP_WORDS: Final = frozenset(
    """
    collaboration collaborations consortium group team committee network investigators
    initiative
    """.split()  # noqa: SIM905
)
_GROUP_FILLERS: Final = _GROUP_WORDS | {"the", "of", "for", "and", "on", "in"}
#: "Mueller" and "Müller" are both "muller".
_UMLAUT: Final = re.compile(r"([aou])e")
#: "DP" after a family name, in the style of PubMed: "Kingma DP".
_INITIALS: Final = re.compile(r"[A-Z]{1,3}")
#: A name of this many words may have a given name or two family names in the middle.
_MIN_MIDDLE_WORDS: Final = 3


class NameKeys(NamedTuple):
    """Keys of a name.

    Attributes:
        full: keys of family name and initial, one for each way to read the name.
        families: the family names alone, to compare with a name that has no given name.
        is_bare: whether the name is a family name alone.
    """

    full: frozenset[str]
    families: frozenset[str]
    is_bare: bool


def person_keys(authors: Iterable[Author]) -> list[NameKeys]:
    """Return the keys of each author who is somebody; "Anonymous" is left out."""
    return [keys for author in authors if (keys := name_keys(author.name))]


def names_agree(left: NameKeys, right: NameKeys) -> bool:
    """Return whether two names may be one person's."""
    if left.is_bare or right.is_bare:
        return not left.families.isdisjoint(right.families)
    return not left.full.isdisjoint(right.full)


def count_shared(left: list[NameKeys], right: list[NameKeys]) -> int:
    """Return the number of people of the shorter list who are in the longer one too."""
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    full = {key for keys in more for key in keys.full}
    families = {key for keys in more for key in keys.families}
    bare = {key for keys in more if keys.is_bare for key in keys.families}
    return sum(
        not keys.families.isdisjoint(families if keys.is_bare else bare)
        or not keys.full.isdisjoint(full)
        for keys in fewer
    )


@lru_cache(maxsize=100_000)
def name_keys(name: str) -> NameKeys | None:
    """Return the keys of a name, or None if it is nobody's."""
    words = _fold(name)
    if not words or "".join(words) in _NOBODY:
        return None
    if not _GROUP_WORDS.isdisjoint(words):
        group = " ".join(sorted(set(words) - _GROUP_FILLERS)) or " ".join(words)
        return NameKeys(frozenset({f"group {group}"}), frozenset({f"group {group}"}), is_bare=True)
    family, comma, given = name.partition(",")
    if comma and _given_words(_fold(given)):
        readings = [(_family_words(_fold(family)), _given_words(_fold(given)))]
    else:
        readings = _readings(name if not comma else family)
    return _keys_of(readings)


def _keys_of(readings: list[tuple[list[str], list[str]]]) -> NameKeys:
    full: set[str] = set()
    families: set[str] = set()
    for family, given in readings:
        # Of two family names, one may be left out: "García Márquez" and "García".
        families.update((family[0], family[-1]))
        full.update(f"{word} {given[0][0]}" for word in (family[0], family[-1]) if given)
        if len(family) == len(given) == 1 and min(len(family[0]), len(given[0])) > 1:
            # "Wang Wei" and "Wei Wang" are one person, in two orders.
            full.add(" ".join(sorted((family[0], given[0]))))
        if len(given) + 1 >= _MIN_MIDDLE_WORDS and len(given[-1]) > 1:
            full.add(f"{given[-1]} {given[0][0]}")
    return NameKeys(frozenset(full), frozenset(families), is_bare=not full)


def _readings(name: str) -> list[tuple[list[str], list[str]]]:
    """Return the ways to read a name without a comma, as (family, given) words."""
    words = _given_words(_fold(name)) or _fold(name)
    raw = name.split()
    end = raw[-1].replace(".", "") if raw else ""
    is_shouted = name.isupper()
    if len(raw) > 1 and _INITIALS.fullmatch(end) and (len(end) == 1 or not is_shouted):
        given = list(end.lower())
        family = [word for word in words if word not in given and word != end.lower()]
        if any(len(word) > 1 for word in family):
            return [([word for word in family if len(word) > 1], given)]
    return [(words[-1:], words[:-1])]


def _family_words(words: list[str]) -> list[str]:
    """Return a family name's words without the particles before its last word."""
    words = [word for word in words if word not in _GENERATIONS] or words
    # "Le" and "Du" are family names too, of those who have no other.
    return [*(word for word in words[:-1] if word not in _PARTICLES), words[-1]]


def _given_words(words: list[str]) -> list[str]:
    """Return words without generations, and without the particles between first and last."""
    words = [word for word in words if word not in _GENERATIONS]
    return [*words[:1], *_family_words(words[1:])] if len(words) > 1 else words


def _fold(text: str) -> list[str]:
    # An apostrophe is no border: "O’Brien" and "OBrien" are one word.
    folded = fold_diacritics(text.replace("'", "").replace("’", ""))
    return [_UMLAUT.sub(r"\1", word) for word in folded.split()]
