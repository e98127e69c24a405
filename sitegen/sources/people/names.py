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
from sitegen.sources.people.marks import (
    drop_list_stop,
    is_degree,
    strip_affiliation_numbers,
    strip_list_marks,
    strip_number,
    strip_titles,
    tidy_name,
)
from sitegen.sources.people.parts import (
    GIVEN_SUFFIX,
    PAIR,
    SUFFIX,
    ends_in_initial,
    ends_in_initials,
    has_chinese_surname,
    has_particle,
    is_chinese_name,
    is_family,
    is_family_first,
    is_initials,
    is_person,
)
from sitegen.sources.people.separators import (
    COMMA,
    drop_leading_and,
    has_and,
    prepare_list,
    split_and,
    split_strong,
)
from sitegen.text.organizations import is_company, is_group, is_legal_form, is_organization

#: Blanks of any width; runs of them would cost the patterns below quadratic time.
_BLANK: Final = re.compile(r"[^\S\n\t]+")
#: "Jane Doe, for the Study Group", "on behalf of the Consortium".
_FOR_GROUP: Final = re.compile(
    r"(?:^|(?:,|(?<![\s,]))\s++)(?:on behalf of|for)(?: the)?\s+", re.IGNORECASE
)
#: "ATLAS Collaboration: G. Aad"
_GROUP_COLON: Final = re.compile(r"(?<=[a-z]):\s+")
_BYLINE: Final = re.compile(
    r"(?:by:?\s+(?=[A-ZÀ-Þ]\w*[.\s])|(?:written|edited|compiled|presented|submitted|posted) by:?\s+"
    r"|"
    r"(?:(?:lead |first |all |full )?authors?(?: names?| list)?(?:\(s\))?|"
    r"autor(?:en|es|i|in|a|innen)?|auteurs?|verfasser(?:in)?|автор[ы]?|作者|著者|저자|speakers?|presenters?)\s?[:：]\s*)",
    re.IGNORECASE,
)
#: Brackets of lists in the notation of PostgreSQL, R and Python, around quoted names or plain ones.
_WRAPPED: Final = re.compile(r"\s*+(?:c\(|\{|\[)\s*+([^{}\[\]()]*+)[)\]}]\s*+")
#: '"Lovelace, Ada", "Turing, Alan"'
_QUOTED_LIST: Final = re.compile(
    r"\s*(?:\"[^\"]+\"(?:\s*[,;]\s*\"[^\"]+\")+|'[^']+'(?:\s*[,;]\s*'[^']+')+)\s*"
)
_QUOTED: Final = re.compile(r"\"([^\"]+)\"|'([^']+)'")
#: "Ada K. Lovelace": nothing to clean, no degree, no "and". Two words or more.
_PLAIN_NAME: Final = re.compile(
    r"(?!(?:Dr|Prof|Professor|Mrs?|Ms|Mx|Mme|Mlle|And|Unknown|Anonymous|Unnamed|No|Not|Author|"
    r"Authors|Various|None|Undefined|Null|Sin|Sem|Senza|Ohne|Sans|Kein|Verfasser|Autor|First|"
    r"Firstname|Your)\s)"
    r"[A-Z][a-z]+(?: [A-Z]\.)*(?: [A-Z][a-z]+)+"
)
#: An element of a list that holds it has several names.
_LIST_SIGN: Final = re.compile(r"[;\n|；、•]|<br|^[\[{]|[^\W\d_][·・･‧∙ㆍ/][^\W\d_]")
_MAX_GIVEN_WORDS: Final = 4
_MAX_SCRIPT_PART: Final = 2


def split_names(text: str) -> list[str]:
    """Return the names in a text with any of the usual separators, in reading order.

    Affiliations in brackets, footnote marks, degrees and "et al." are left out. A name of an
    organization keeps its commas and "and".
    """
    if "  " in text:
        text = _split_columns(text)
    text = _BLANK.sub(" ", text).strip()
    if (items := _listed(text)) is not None:
        names = [name for item in items for name in split_element(item)]
        return list(dict.fromkeys(names))
    text = strip_list_marks(prepare_list(text))
    if match := _BYLINE.match(text):
        text = text[match.end() :]
    pieces = split_strong(text)
    # "Jane Doe, Max Roe; Jo Poe": where one name needs no comma, those of others separate.
    has_plain_names = any("," not in piece and is_person(piece) for piece in pieces)
    names = []
    for piece in pieces:
        piece_text = drop_list_stop(drop_leading_and(piece))
        if len(pieces) > 1 and not has_plain_names:
            names += _split_element(piece_text)
        else:
            names += _split_piece(piece_text)
    return list(dict.fromkeys(filter(None, map(tidy_name, names))))


def _split_columns(text: str) -> str:
    """Return a text with semicolons where only wide blanks separate whole names."""
    parts = [part.strip() for part in text.strip().split("  ") if part.strip()]
    is_list = len(parts) > 1 and "," not in text and all(map(is_person, parts))
    return "; ".join(parts) if is_list else text


def _listed(text: str) -> list[str] | None:
    """Return the items of a list in the notation of a programming language, None of other texts."""
    if text.startswith(("['", '["')) and isinstance(items := parse_literal(text), list):
        return [item for item in items if isinstance(item, str)]
    if match := _WRAPPED.fullmatch(text):
        if text[0] != "[" and not _QUOTED_LIST.fullmatch(match[1]):
            return COMMA.split(match[1].strip()) if text[0] == "{" else None
        text = match[1]
    if not _QUOTED_LIST.fullmatch(text):
        return None
    return [double or single for double, single in _QUOTED.findall(text)]


def first_last(name: str) -> str:
    """Return "First Last Jr" for "Last, First, Jr"; 山田太郎 for "山田, 太郎"."""
    name = strip_number(name)
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return join_parts(first.strip(), last.strip(), suffix.strip())


def join_parts(given: str, family: str, suffix: str = "") -> str:
    """Return a name in the order in which its script is read; any part may be empty."""
    given = strip_affiliation_numbers(given)
    if given and family and is_family_first(family + given):
        return family + given
    return " ".join(filter(None, (given, family, suffix)))


def turn_name(name: str) -> str:
    """Return a single name in reading order: "Lovelace, Ada" as "Ada Lovelace".

    Organizations, and names whose commas separate no given name, stay unchanged.
    """
    if "," not in name or is_company(name):
        return name
    name = strip_titles(name)
    parts = _name_parts(COMMA.split(name))
    if any(map(is_organization, parts)):
        return name
    suffixes = [part for part in parts[1:] if SUFFIX.fullmatch(part)]
    names = [part for part in parts if part not in suffixes]
    if len(names) < PAIR:
        return " ".join((*names, *suffixes))
    if len(names) > PAIR or len(names[1].split()) > _MAX_GIVEN_WORDS:
        return name
    given = names[1]
    if not suffixes and (match := GIVEN_SUFFIX.fullmatch(given)):
        given, *suffixes = match.groups()
    return join_parts(given, names[0], " ".join(suffixes))


@lru_cache(maxsize=1 << 16)
def split_element(text: str) -> tuple[str, ...]:
    """Return the name in an element of a list, or several that the source did not separate."""
    # The usual case: a plain name in reading order.
    if _PLAIN_NAME.fullmatch(text):
        return (text,)
    if _LIST_SIGN.search(text):
        return tuple(split_names(text))
    text = _BLANK.sub(" ", text)
    marked = strip_list_marks(text)
    if len(parts := _whole_names(marked)) > 1:
        return tuple(filter(None, map(tidy_name, parts)))
    # Marks such as "#" and brackets may belong to an organization.
    single = text if any(map(is_organization, parts)) else drop_leading_and(marked)
    return tuple(filter(None, [tidy_name(turn_name(single))]))


def has_several_names(text: str) -> bool:
    """Return whether a text between strong separators is certainly no single name."""
    text = drop_leading_and(text)
    return len(_whole_names(text)) > 1


def _whole_names(text: str) -> list[str]:
    """Return several whole names that "and" or commas separate, or the text."""
    segments = split_and(drop_leading_and(text))
    parts = [part for segment in segments for part in COMMA.split(segment) if part]
    if any(map(is_organization, parts)):
        return [text]
    # "Simon and Schuster" is one name, and "García Márquez, Gabriel José" is.
    is_list = len(segments) > 1 or len(parts) > PAIR or is_family_first(text)
    if (is_list and all(map(is_person, parts))) or (
        # "Roe J.K., Poe M.": the style of PubMed.
        len(parts) >= PAIR and all(" " in part and is_initials(part.split()[-1]) for part in parts)
    ):
        return parts
    if len(segments) == 1 and len(parts) > PAIR + 1 and _are_inverted([parts]):
        return [_inverted(*parts[index : index + PAIR]) for index in range(0, len(parts), PAIR)]
    if len(segments) > 1:
        if all(map(is_person, segments)):
            return segments
        if all("," in segment for segment in segments):
            return list(map(turn_name, segments))
    return [text]


def _name_parts(parts: list[str]) -> list[str]:
    """Return the parts of one name without academic degrees."""
    is_full = len(parts) > PAIR or " " in parts[0].strip()
    return [
        part.strip()
        for index, part in enumerate(parts)
        if part.strip() and not (index and is_degree(part.strip(), is_after_full_name=is_full))
    ]


def _split_element(text: str) -> list[str]:
    """Split one of several pieces between strong separators: most often one name."""
    parts = COMMA.split(text)
    if len(parts) > 1 and not is_company(text):
        index = next((i for i, part in enumerate(parts) if is_organization(part)), 0)
        if index:
            # "Doe, Jane, Stanford University": what follows a person is the affiliation.
            groups = [part for part in parts[index:] if is_group(part)]
            return [*_split_element(", ".join(parts[:index])), *groups]
    if len(parts) != PAIR or all(map(ends_in_initials, parts)) or has_and(text):
        return _split_piece(text)
    return [turn_name(text)]


def _split_piece(text: str) -> list[str]:
    """Split a text without strong separators: one name, or several with commas or "and"."""
    person, separator, group = _FOR_GROUP.sub("\0", text, count=1).partition("\0")
    if separator and is_organization(group):
        return [*_split_list(person), group]
    leader, *rest = _GROUP_COLON.split(text, maxsplit=1)
    if rest and (
        is_group(leader) or (is_organization(leader) and all(map(is_person, COMMA.split(rest[0]))))
    ):
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
    for segment in split_and(text):
        # "Svart J1,2": a number alone is an affiliation's.
        parts = [part for part in COMMA.split(segment) if part and not part.isdecimal()]
        if parts and segment.strip(" ,"):
            segments.append(_join_suffixes(parts))
    return segments


def _split_organizations(text: str, segments: list[list[str]]) -> list[str]:
    """Return the names in a text with an organization: its own, several, or people and theirs."""
    parts = [part for segment in segments for part in segment]
    if all(map(is_group, parts)):
        return parts
    are_people = [is_person(part) and not is_organization(part) for part in parts]
    is_list = are_people[0] or (len(parts) > PAIR and sum(are_people) * 2 > len(parts))
    people = [[part for part in segment if not is_organization(part)] for segment in segments]
    people = [segment for segment in people if segment]
    if not is_list and is_group(parts[0]) and (any(are_people) or _are_inverted(people)):
        is_list = True
    if not is_list:
        return [text]
    leaders = parts[: next(i for i, part in enumerate(parts) if not is_organization(part))]
    others = [part for part in parts[len(leaders) :] if is_organization(part)]
    return [*leaders, *_split_people(people), *others]


def _split_people(segments: list[list[str]]) -> list[str]:
    parts = [part for segment in segments for part in segment]
    if _are_inverted(segments):
        return [_inverted(*parts[index : index + 2]) for index in range(0, len(parts), 2)]
    # The style of Chicago: only the first name is inverted.
    if len(parts) > PAIR and _is_inverted_first(parts):
        return [_inverted(*parts[:2]), *_without_list_stop(parts[2:])]
    if len(parts) == 1 and (names := _script_names(parts[0])):
        return names
    return _without_list_stop(parts)


def _script_names(text: str) -> list[str]:
    """Return the names in "李明 王芳 张伟"; "山田 太郎" is one name, which gives none."""
    words = text.split()
    return words if len(words) > PAIR and all(map(is_chinese_name, words)) else []


def _join_suffixes(parts: list[str]) -> list[str]:
    """Join "Jr." and "Inc." to the name before, and leave academic degrees out."""
    joined: list[str] = []
    for part in parts:
        if not joined:
            joined.append(part)
        elif SUFFIX.fullmatch(part) and not _is_initial_after_family(joined[-1], part):
            joined[-1] += f"\0{part}"
        elif is_legal_form(part) and not is_initials(part):
            joined[-1] += f", {part}"
        # "Doe, MD" may be initials after a family name.
        elif not is_degree(part, is_after_full_name=_is_full(joined)):
            joined.append(part)
    return joined


def _is_full(parts: list[str]) -> bool:
    """Return whether parts end in a whole name: "Ada Lovelace", or "Lovelace" and "A. M."."""
    return " " in parts[-1] or (len(parts) > 1 and "." in parts[-1] and is_initials(parts[-1]))


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
    if all(map(ends_in_initials, parts)):
        # "van der Berg J., O'Neil P."
        return False
    family, given = parts[::2], [part.partition("\0")[0] for part in parts[1::2]]
    if all(map(is_initials, given)):
        # "Smith JA, Doe B" is read elsewhere: its parts are whole names.
        return not all(map(ends_in_initials, family))
    if is_family_first("".join(parts)):
        return _are_script_pairs(parts)
    has_initials = any(ends_in_initial(part) or ends_in_initials(part) for part in family)
    if all(map(ends_in_initial, given)) and not has_initials:
        # "Doe, Jane A., Roe, Max B."
        is_name = len(parts) == PAIR and len(family[0].split()) < _MAX_GIVEN_WORDS
        return is_name or all(map(is_family, family))
    return _are_pairs(segments, family, given)


def _are_pairs(segments: list[list[str]], family: list[str], given: list[str]) -> bool:
    """Return whether parts without initials are family and given names in turns."""
    if len(segments) > 1 and all(len(segment) == PAIR for segment in segments):
        # "García Márquez, Gabriel and Doe, Jane": one family name of one word is enough.
        return any(map(is_family, family))
    if len(family) == 1:
        # "Ada Lovelace, Alan Turing" are two people, "García Márquez, Gabriel" is one.
        return " " not in given[0] or is_family(family[0]) or has_particle(family[0])
    return all(map(is_family, family)) and not any(map(has_particle, given))


def _are_script_pairs(parts: list[str]) -> bool:
    """Return whether Chinese, Japanese or Korean parts are family and given names in turns."""
    if any(len(part) > _MAX_SCRIPT_PART for part in parts[::2]):
        return False
    return not all(map(has_chinese_surname, parts))


def _is_inverted_first(parts: list[str]) -> bool:
    family, given, *rest = parts
    is_given = " " not in given or is_initials(given.split()[-1])
    return is_family(family) and is_given and all(" " in part for part in rest)


def _without_list_stop(names: list[str]) -> list[str]:
    """Return whole names without the full stop that ends a list: "Lira R, Cruz A."."""
    names = [name.replace("\0", " ") for name in names]
    if len(names) > 1 and names[-1].endswith(".") and not any("." in name for name in names[:-1]):
        names[-1] = names[-1].removesuffix(".")
    return names
