r"""Lists of names by BibTeX's rules, each as "First von Last Jr" in Unicode.

Parts of a name are separated before LaTeX is decoded, part by part: a blank after ``\l`` belongs
to the command. In braces a comma or an "and" separates nothing. Rules: N. Markey, "Tame the
BeaST", section 11, and BibLaTeX 3.20, section 3.6 (extended names); why not a library: ADR 8.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.sources.people.marks import COUNTED_OTHERS, join_initials
from sitegen.sources.people.names import (
    first_last,
    has_several_names,
    split_element,
    split_names,
    turn_name,
)
from sitegen.sources.people.parts import ends_in_initials, is_chinese_name, is_family
from sitegen.text.latex import decode_latex

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Separators, which end in an empty group, and the escapes and braces that tell their depth. As
#: each alternative starts with one character, the search skips all others at once.
_AND: Final = re.compile(
    r"\\[Aa][Nn][Dd](?![A-Za-z])()|a(?<!\Sa)[Nn][Dd](?!\S)()|A(?<!\SA)[Nn][Dd](?!\S)()"
    r"|\\.|\{|\}",
    re.DOTALL,
)
COMMA: Final = re.compile(r",()|\\.|\{|\}", re.DOTALL)
SEMICOLON: Final = re.compile(r";()|\\.|\{|\}", re.DOTALL)
#: Between names as some write them: "Roe, J. \& Poe, M."
_AMPERSAND: Final = re.compile(r"&()|\\&()|\\.|\{|\}", re.DOTALL)
#: One group around a whole text that is no accent or command.
_GROUP: Final = re.compile(r"\{(?!\\)(.*)\}", re.DOTALL)
_NO_NAME: Final = re.compile(rf"others|{COUNTED_OTHERS}|(?:et\.?\s*al\.?)|", re.IGNORECASE)
_ET_AL: Final = re.compile(r"(?:,|(?<![\s,]))\s++et\.?\s++al\.?$", re.IGNORECASE)
#: BibLaTeX's "given=Ada, family={de la Cruz}, given-i=A, useprefix=true".
_EXTENDED: Final = re.compile(r"\s*\"?(family|given|prefix|suffix)(-i)?\s*=\s*(.*)", re.DOTALL)
_OPTION: Final = re.compile(r"\s*[a-z][a-z-]*\s*=")
_EXTENDED_ORDER: Final = ("given", "prefix", "family", "suffix")
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq)\.?", re.IGNORECASE)
_SUFFIX_COMMA: Final = re.compile(r",\s*(?=(?:[JS]r\.?|III?|IV)$)")
#: Of these, those that are no initials: "Garcia Lopez, MD" is one of PubMed's names.
_READING_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|ph\.?\s?d|esq)\.?", re.IGNORECASE)
#: A style around a whole name, as a list of own papers shows the owner's: ``\textbf{Roe, Ann}``.
_STYLED: Final = re.compile(
    r"\{?\\(?:text(?:bf|it|sc|up|rm|sl)|emph|underline|uline|mkbibbold|mkbibemph|bf|it|em)"
    r"(?:\s*+\{|\s++)([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}\}?"
)
#: A footnote's number behind a name, and an editor's mark.
_NAME_NOTE: Final = re.compile(
    r"\$\s*(?:\{\})?\^[^$]{1,40}\$|\s?[(\[](?:ed|eds|editors?|hrsg|hg)\.?[)\]]",
    re.IGNORECASE,
)
#: Marks of equal contribution and footnotes, as web pages of groups put them into lists.
_MARKS: Final = str.maketrans("", "", "*†‡§¶∗")
_GROUP_WORD: Final = re.compile(
    r"collaboration|group|team|consortium|project|network|investigators|committee|members|study|"
    r"initiative|experiment",
    re.IGNORECASE,
)
#: Commas in a BibTeX name: "Last, Jr, First".
_MAX_COMMAS: Final = 2


def split_outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between separators at depth 0, without empty ones.

    Args:
        text: LaTeX.
        separator: a pattern of separators, which have a group, and of braces and escapes.
    """
    parts, depth, start = [], 0, 0
    for match in separator.finditer(text):
        delimiter = match.group()
        if delimiter == "{":
            depth += 1
        elif delimiter == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and match.lastindex:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [part for part in (*parts, text[start:].strip()) if part]


def parse_name_list(text: str) -> list[str]:
    """Return the names of an ``author`` field in reading order, each as "First von Last Jr"."""
    return [name for part in _iter_names(text) for name in _names_in(part)]


def add_collaboration(names: list[str], text: str) -> list[str]:
    """Return names with the groups of a ``collaboration`` field that aren't among them."""
    groups = [group for part in _iter_names(text) for group in split_outside_braces(part, COMMA)]
    folded = [name.casefold() for name in names]
    added = []
    for group in map(decode_latex, groups):
        words = re.escape(group.casefold().removesuffix(" collaboration"))
        if any(re.search(rf"\b{words}\b", name) for name in folded):
            continue
        added.append(group if _GROUP_WORD.search(group) else f"{group} Collaboration")
    return [*names, *added]


def _iter_names(text: str) -> Iterator[str]:
    names = split_outside_braces(text, _AND)
    if len(names) == 1:
        inner = _group_content(names[0])
        # The program put braces around the whole list.
        if inner and len(split_outside_braces(inner, _AND)) > 1 and _are_inverted(inner):
            names = split_outside_braces(inner, _AND)
        elif len(parts := split_outside_braces(text, SEMICOLON)) > 1:
            names = parts
    for name in names:
        parts = split_outside_braces(name, _AMPERSAND) if "&" in name else [name]
        yield from parts if all("," in part for part in parts) else [name]


def _are_inverted(text: str) -> bool:
    """Return whether every name of a list has one comma, as "Last, First" has."""
    return all(part.count(",") == 1 for part in split_outside_braces(text, _AND))


def _group_content(name: str) -> str | None:
    """Return what stands in braces around a whole name, None if there are no such braces."""
    match = _GROUP.fullmatch(name)
    if match is None:
        return None
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", name, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return match[1] if brace.end() == len(name) else None
    return None


@lru_cache(maxsize=1 << 16)
def _names_in(part: str) -> tuple[str, ...]:
    """Return the same as ``_format_name``; people write many papers."""
    return tuple(_format_name(part))


def _format_name(name: str) -> list[str]:
    """Return one name, none for "others", several of a list that has commas only."""
    name = _NAME_NOTE.sub("", _ET_AL.sub("", name)).strip("; \t")
    if styled := _STYLED.fullmatch(name):
        name = styled[1]
    if _NO_NAME.fullmatch(name):
        return []
    group = _group_content(name)
    if group is not None:
        # A braced name is a group's; commas in it separate nothing.
        text = decode_latex(group)
        family, comma, given = text.partition(", ")
        # JabRef exports {{Lovelace, Ada}}.
        is_person = comma and is_family(family) and len(given.split()) <= _MAX_COMMAS
        return _cleaned(turn_name(text) if is_person else text)
    parts = split_outside_braces(name, COMMA)
    if any(_EXTENDED.match(part) for part in parts):
        return _cleaned(_extended_name(parts))
    return _name_of_parts(name, parts)


def _name_of_parts(name: str, parts: list[str]) -> list[str]:
    """Return the name that parts between commas are, or several."""
    decoded = [decode_latex(part).translate(_MARKS).strip() for part in parts]
    if _is_list(decoded) or _has_serial_comma(name, decoded):
        return split_names(", ".join(decoded))
    if len(decoded) == 1:
        # Some write lists with "&" or "y" in place of "and".
        names = split_element(decoded[0])
        return list(names) if len(names) > 1 else _cleaned(decoded[0])
    if len(decoded) == _MAX_COMMAS and " " in decoded[0] and _READING_SUFFIX.fullmatch(decoded[1]):
        # "Martin Luther King, Jr." in reading order.
        return _cleaned(" ".join(decoded))
    if any("," in part for part in decoded):
        return _cleaned(" ".join((*decoded[1:], decoded[0])))
    if len(decoded) > _MAX_COMMAS and not _SUFFIX.fullmatch(decoded[2]):
        # BibTeX has the suffix in the middle: Last, Jr, First.
        decoded = [decoded[0], decoded[2], decoded[1]]
    return _cleaned(first_last(", ".join(decoded)))


def _is_list(parts: list[str]) -> bool:
    """Return whether parts are names of a list that has no "and"."""
    if len(parts) > _MAX_COMMAS:
        # No suffix has two words, and no name has more than two commas.
        is_long = len(parts) > _MAX_COMMAS + 1 or all(" " in part for part in parts)
        return is_long or has_several_names(", ".join(parts))
    return len(parts) == _MAX_COMMAS and (
        all(map(ends_in_initials, parts)) or all(map(is_chinese_name, parts))
    )


def _has_serial_comma(name: str, parts: list[str]) -> bool:
    """Return whether a name is "Ann Roe, Max Poe," of a list with "and" after its last comma."""
    return name.rstrip().endswith(",") and len(parts) > 1 and all(" " in part for part in parts)


def _cleaned(name: str) -> list[str]:
    # A suffix in the braces of the family name has a comma: "Ada {King, Jr.}".
    name = join_initials(_SUFFIX_COMMA.sub(" ", name)).strip()
    return [name] if name else []


def _extended_name(parts: list[str]) -> str:
    values: dict[str, str] = {}
    for part in parts:
        match = _EXTENDED.match(part)
        if match and not match[2]:
            values.setdefault(match[1], decode_latex(match[3].strip().strip('"')))
        elif not match and not _OPTION.match(part):
            values.setdefault("family", decode_latex(part))
    return " ".join(values[key] for key in _EXTENDED_ORDER if values.get(key))
