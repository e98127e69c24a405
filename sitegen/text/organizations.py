"""Recognize names of organizations, whose commas and "and" belong to the name."""

from __future__ import annotations

import re
from typing import Final

#: Words that only organizations have.
_WORDS: Final = re.compile(
    r"\b(?:universit\w*|universidad\w*|institut\w*|dep(?:artmen)?t|ministry|minist\w+rio|minister\w+|"
    r"group|consortium|consortia|collaborat\w+|team|committee|council|commission|society|association|"
    r"network|cent(?:er|re)s?|agency|organi[sz]ation|foundation|federation|academ(?:y|ies|ia)|bureau|"
    r"library|museum|hospitals?|klinik\w*|laborator\w+|projects?|initiative|investigators|programm?e?|"
    r"task force|working|authors|editors|authority|company|corporation|gmbh|contributors|"
    r"partnership|alliance|secretariat|directorate|(?-i:\w*AI))\b|协会|大学|研究院|委员会|学会|研究所",
    re.IGNORECASE,
)
#: Words of organizations that are family names too: "Press, William H.", "Labs, Oliver".
_FAMILY_WORDS: Final = re.compile(
    r"\b(?:press|stud(?:y|ies)|labs?|office|research|school|college|church|faculty|division|"
    r"services?|board|bank|union|trust|trial|house)\b",
    re.IGNORECASE,
)
_INNER_WORD: Final = re.compile(r"\b(?:of|for|the|and)\b|^the\b", re.IGNORECASE)
_INITIAL: Final = re.compile(r"\b[^\W\d_]\.|(?:^|\s)[A-Z](?=\s)")
_MIN_WORDS: Final = 3
#: A part that ends so is an author's, while a university may be an affiliation.
_GROUP_END: Final = re.compile(
    r"(?:collaboration|consortium|group|team|investigators|contributors|authors|network|(?-i:AI)|"
    r"committee|project|initiative|study|trial|task force|partnership|alliance)s?$",
    re.IGNORECASE,
)
_LEGAL_FORM: Final = re.compile(
    r"(?:inc|ltd|llc|co|corp|plc|s\.a|e\.v|gmbh|ag|pty|limited|incorporated)\.?", re.IGNORECASE
)
_COMPANY: Final = re.compile(rf"^[^,;]*(?:,[^,;]*)?[\s,](?:{_LEGAL_FORM.pattern})$", re.IGNORECASE)


def is_organization(name: str) -> bool:
    """Return whether a name without commas is certainly an organization's."""
    if _WORDS.search(name):
        return True
    if not _FAMILY_WORDS.search(name):
        return False
    words = name.split()
    return bool(_INNER_WORD.search(name)) or (
        len(words) >= _MIN_WORDS and not _INITIAL.search(name)
    )


def is_long_organization(name: str) -> bool:
    """Return whether a name before a comma is an organization's, and no family name: "Group"."""
    return len(name.split()) >= _MIN_WORDS and is_organization(name)


def is_group(name: str) -> bool:
    """Return whether a name is a group's that writes papers, such as a collaboration."""
    return bool(_GROUP_END.search(name))


def is_company(text: str) -> bool:
    """Return whether a text is the name of one company: "Barns & Nobel, Inc."."""
    return bool(_COMPANY.search(text)) and text.count(",") <= 1


def is_legal_form(part: str) -> bool:
    """Return whether a part between commas is "Inc." or "Ltd."."""
    return bool(_LEGAL_FORM.fullmatch(part))
