"""Give authors the ORCID iDs that a separate field lists: Web of Science's OI.

Source: https://webofscience.help.clarivate.com/Content/wos-core-collection/woscc-field-tags.htm
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any, Final

from sitegen.identifiers import fold_diacritics, parse_orcid

#: Family and given name, without diacritics.
_Name = tuple[str, str]
#: "Lind, Karin/0000-0002-1825-0097" of the field's list.
_ITEM: Final = re.compile(r"([^/;]{1,200})/\s*+([\dXx-]{16,19})")


def add_orcids(authors: list[Any], text: str) -> list[Any]:
    """Return authors with the ORCID iDs that a text gives them by their names.

    A name belongs to the author with the same family name and the same given name; with the same
    first letter, if there is no other such author.

    Args:
        authors: names, or objects with a family and a given name.
        text: such as "Lind, Karin/0000-0002-1825-0097; Osei, Tom/0000-0001-5109-3700".
    """
    # A name, whole or with the first letter of the given name -> its iDs.
    by_name: defaultdict[_Name, set[str]] = defaultdict(set)
    by_initial: defaultdict[_Name, set[str]] = defaultdict(set)
    for text_name, digits in _ITEM.findall(text):
        if orcid := parse_orcid(digits):
            name = _folded_name(*text_name.partition(",")[::2])
            by_name[name].add(orcid)
            by_initial[_initial_of(name)].add(orcid)
    if not by_name:
        return authors
    names = [
        _folded_name(author.get("family", ""), author.get("given", ""))
        if isinstance(author, dict)
        else ("", "")
        for author in authors
    ]
    counts = Counter(map(_initial_of, names))
    result: list[Any] = []
    for author, name in zip(authors, names, strict=True):
        initial = _initial_of(name)
        orcids = by_name[name] or (by_initial[initial] if counts[initial] == 1 else set())
        is_certain = all(name) and len(orcids) == 1
        result.append({**author, "orcid": next(iter(orcids))} if is_certain else author)
    return result


def _folded_name(family: str, given: str) -> _Name:
    return fold_diacritics(family), fold_diacritics(given)


def _initial_of(name: _Name) -> _Name:
    return name[0], name[1][:1]
