"""Journal references of arXiv: a journal, a volume and pages in one line.

Source: https://info.arxiv.org/help/jref.html
"""

from __future__ import annotations

import re
from typing import Final

_YEAR: Final = r"\((?:1[89]|20)\d\d\)"
#: "5", "5(2)", "5, no. 2": group 1 is the volume, group 2 the issue.
_VOLUME: Final = (
    r"(?:vol\. ?)?(?P<volume>\d{1,4})(?: ?\((?P<issue>\d{1,3})\)|, no\. ?(?P<number>\d{1,3}))?"
)
#: "11-22", "pp. 11--22", "012345", "L12", "A101".
_PAGES: Final = r"(?:pp?\. ?)?(?P<pages>[A-Z]?\d{1,7}(?: ?[-–]{1,2} ?[A-Z]?\d{1,7})?)"
#: A journal has no digits and no comma; its name ends before the volume.
_VENUE: Final = r"(?P<venue>[^\W\d][^\d,;:()]*[^\s\d,;:()])"
#: "Phys. Rev. D 99, 012345 (2019)", "Bridge Letters 5 (2024) 11-22", "J. Stat. 5(2):1-30, 2019".
_FORMS: Final = tuple(
    re.compile(rf"\A{form}")
    for form in (
        rf"{_VENUE},? {_VOLUME}(?:, ?|: ?){_PAGES},? ?(?:{_YEAR}|(?:1[89]|20)\d\d)\.?",
        rf"{_VENUE},? {_VOLUME} {_YEAR},? ?{_PAGES}\.?",
        # "Lett. Math. 108 (2018), no. 2, 359-376", as mathematicians write.
        rf"{_VENUE},? {_VOLUME} {_YEAR},? no\. ?(?P<behind>\d{{1,3}}), ?{_PAGES}\.?",
        # "J. Stat. Mech. (2015) P01001": the year counts the volumes.
        rf"{_VENUE} {_YEAR},? ?{_PAGES}\.?",
    )
)
#: INSPIRE's: "Phys.Rev. D93 (2015) 016005", "Eur.Phys.J.C53:1-8,2008"; a letter is the section's.
_GLUED_FORMS: Final = tuple(
    re.compile(
        r"\A(?P<venue>[^\W\d][^\d,;:()]{0,80}\.) ?(?P<section>[A-H]?)(?P<volume>\d{1,4})" + end
    )
    for end in (
        rf" {_YEAR},? ?{_PAGES}\.?",
        rf"[:,] ?{_PAGES},? ?(?:{_YEAR}|(?:1[89]|20)\d\d)\.?",
    )
)


def _forms_of(text: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms whose signs a text has; trying them all takes several times as long."""
    # Each of the first ones has a blank, unlike "Phys.Rev.D76:013009,2007".
    if "(" in text:
        return (*_FORMS, *_GLUED_FORMS) if " " in text else _GLUED_FORMS[1:]
    return (_FORMS[0], _GLUED_FORMS[1]) if " " in text else _GLUED_FORMS[1:]


def split_journal_ref(text: str) -> dict[str, str]:
    """Return the venue, volume, issue and pages of a reference; else all of it is the venue."""
    text = text.strip()
    match = next((m for form in _forms_of(text) if (m := form.fullmatch(text))), None)
    if match is None:
        return {"venue": text}
    values = match.groupdict("")
    fields = {
        "venue": f"{values['venue']} {values.get('section', '')}".rstrip(),
        "volume": values.get("volume", ""),
        "issue": (values.get("issue") or values.get("number") or values.get("behind", "")),
        "pages": values["pages"],
    }
    return {name: value for name, value in fields.items() if value}
