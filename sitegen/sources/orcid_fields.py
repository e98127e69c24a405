"""Give authors the ORCID iDs that a separate field lists: Web of Science's OI.

Source: https://webofscience.help.clarivate.com/Content/wos-core-collection/woscc-field-tags.htm
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.identifiers import fold_diacritics, parse_orcid

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
    orcids = [
        (*_name_key(*name.partition(",")[::2]), orcid)
        for name, digits in _ITEM.findall(text)
        if (orcid := parse_orcid(digits))
    ]
    if not orcids:
        return authors
    keys = [
        _name_key(author.get("family", ""), author.get("given", ""))
        if isinstance(author, dict)
        else ("", "")
        for author in authors
    ]
    return [
        {**author, "orcid": orcid}
        if isinstance(author, dict) and (orcid := _find_orcid(key, keys, orcids))
        else author
        for author, key in zip(authors, keys, strict=True)
    ]


def _name_key(family: str, given: str) -> tuple[str, str]:
    return fold_diacritics(family), fold_diacritics(given)


def _find_orcid(
    key: tuple[str, str], keys: list[tuple[str, str]], orcids: list[tuple[str, str, str]]
) -> str:
    """Return the iD of the author with a key, or ""."""
    family, given = key
    if not family or not given:
        return ""
    same_name = {orcid for name, first, orcid in orcids if (name, first) == key}
    same_initial = {
        orcid for name, first, orcid in orcids if name == family and first[:1] == given[:1]
    }
    is_unique = sum(k[0] == family and k[1][:1] == given[:1] for k in keys) == 1
    candidates = same_name or (same_initial if is_unique else set())
    return candidates.pop() if len(candidates) == 1 else ""
