"""Labels as databases export them, rewritten to "Label: value" with the lines of the text kept.

NoteExpress writes "{Title}: …", CNKI "Title-题名: …", SciFinder "FIELD Title:…", and Ovid the label
and the value in lines of their own.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.field_names import find_synonym

#: How a text of Ovid begins: with any number of a selection, or a label above its value.
_OVID_START: Final = re.compile(
    r"\A\s*+(?:<\d{1,6}>[ \t]*\n|"
    r"(?:Score|Accession Number|Unique Identifier|Database|Authors?|Title|Source)[ \t]*\n[ \t]+\S)"
)
#: How a text of a program begins, and its lines with a label: group 1 is the label, 2 the value.
_FORMS: Final = (
    (
        re.compile(r"\A\s*+\{Reference Type\}:"),
        re.compile(r"^\{([^{}\n]{1,40})\}: ?(.*)$", re.MULTILINE),
    ),
    (
        re.compile(r"\A\s*+[A-Z][A-Za-z]++-[\u4e00-\u9fff]{1,12}[:：]"),
        re.compile(r"^([A-Z][A-Za-z]{1,30})-[\u4e00-\u9fff]{1,12}[:：] ?(.*)$", re.MULTILINE),
    ),
    (re.compile(r"\A\s*+START_RECORD\n"), re.compile(r"^FIELD ([^:\n]{1,40}):(.*)$", re.MULTILINE)),
    (
        _OVID_START,
        re.compile(r"^([A-Z][A-Za-z /-]{1,40})[ \t]*(?=\n[ \t]+\S)()", re.MULTILINE),
    ),
)
#: What Ovid writes above its first record, and references of a paper, which are no records.
_OVID_PREAMBLE: Final = re.compile(r"\A\s*+Database: [^\0]{0,20000}?\n\*{10,}[ \t]*\n")
_OVID_REFERENCES: Final = re.compile(
    r"^References[ \t]*\n(?:(?:[ \t]++[^\n]*+)?\n)++", re.MULTILINE
)
#: Ovid's labels and the line below each, as its form rewrites them.
_OVID_VALUE: Final = re.compile(
    r"^(Author|Authors|Title|Source|Language|Status):\n[ \t]+(\S[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
#: "Lamps and their light.[Article]".
_OVID_TYPE: Final = re.compile(r"\.?\s?\[[A-Z][A-Za-z ,&:/-]{2,60}\]$")
#: "Lamps and their light.", "Roe A; Poe B.": the stop ends the field.
_INITIALS_LAST: Final = re.compile(r"^([^,]{2,60}) ([A-Z]{1,3})$")
_LAST_STOP: Final = re.compile(r"(?<!\.)\.$")
_LIST_STOP: Final = re.compile(r"(?<= [A-Z])\.$|(?<= [A-Z]{2})\.$|(?<= [A-Z]{3})\.$")
#: The last of the degrees and footnotes behind a name: "Roe, Jana K. MD, PhD *+".
_LAST_DEGREE: Final = re.compile(
    r",? (?:MD|PhD|RN|FAAN|MSc|BSc|MPH|MS|MA|BA|DO|DDS|DMD|PharmD|FACS|FRCS|MBBS|MBChB|DrPH|"
    r"EdD|PsyD|MSN|DNP|BSN|DPhil|ScD|CRNA|FRCPC?|\[?[*+\d]{1,3}\]?)\.?$"
)
_MAX_DEGREES: Final = 12
#: "Hat Medicine. 28(2):103-106, April 2015.", "Hat Psychology. Vol.28(2), 2015, pp. 103-106."
_OVID_SOURCES: Final = (
    re.compile(
        r"(?P<Journal>[^\n]{2,200}?)\. {1,4}(?P<Volume>\d{1,4})(?:\((?P<Issue>[^()\n]{1,20})\))?"
        r":(?P<Pages>[\w.-]{1,30})(?:, (?P<Date>[^\n]{4,40}?))?\.?"
    ),
    re.compile(
        r"(?P<Journal>[^\n]{2,200}?)\. {1,4}Vol\.? ?(?P<Volume>\d{1,4})"
        r"(?:\((?P<Issue>[^()\n]{1,20})\))?,? (?P<Date>[^,\n]{4,40}), "
        r"(?:pp?\. ?)?(?P<Pages>[\w.-]{1,30}?)\.?"
    ),
    # "Hat Medicine. 28 (2) (pp 103-106), 2015. Date of Publication: April 2015.", of Embase
    re.compile(
        r"(?P<Journal>[^\n]{2,200}?)\. {1,4}(?P<Volume>\d{1,4})(?: \((?P<Issue>[^()\n]{1,20})\))?"
        r" \(pp (?P<Pages>[\w.-]{1,30})\), (?P<Date>\d{4})\.[^\n]{0,200}"
    ),
)
#: "Publish Ahead of Print, published online, 30 November 2015": its source has no date.
_AHEAD_OF_PRINT: Final = re.compile(
    r"Publish Ahead of Print,[^\n]{0,200}? (\d\d? [A-Z][a-z]{2,8} \d{4})"
)
_RECORD_BOUND: Final = re.compile(r"^(?:START_RECORD|END_RECORD|<\d{1,6}>)[ \t]*$", re.MULTILINE)
#: Labels of these programs -> usual ones.
_LABELS: Final = {"period": "issue", "pagecount": "pages", "pubtime": "date", "source": "source"}
#: Labels of fields that are not ours; the value is left out.
_NO_FIELD: Final = "Note"


def plain_labels(text: str) -> str:
    """Return a text of one of these programs with plain labels; any other text unchanged."""
    text = _OVID_PREAMBLE.sub(_blank, text)
    for start, label_line in _FORMS:
        if start.match(text):
            if start is _OVID_START:
                text = _OVID_REFERENCES.sub(_blank, text)
            plain = _RECORD_BOUND.sub("---", label_line.sub(_rewrite, text))
            return _OVID_VALUE.sub(_rewrite_ovid, plain) if start is _OVID_START else plain
    return text


def _blank(match: re.Match[str]) -> str:
    """Return the line ends of a match, so that lines keep their numbers."""
    return "\n" * match[0].count("\n")


def _rewrite_ovid(match: re.Match[str]) -> str:
    """Return a value of Ovid without degrees, types and full stops, the source in its parts."""
    label, value = match[1].capitalize(), match[2].rstrip()
    if label == "Title":
        value = _LAST_STOP.sub("", _OVID_TYPE.sub("", value))
    elif label.startswith("Author"):
        # "Ng, A." has its own stop.
        value = value if "," in value.rpartition(";")[2] else _LIST_STOP.sub("", value)
        names = [_without_degrees(f" {name.strip()}") for name in value.split(";")]
        value = "; ".join(_INITIALS_LAST.sub(r"\1, \2", name.strip()) for name in names if name)
    elif label == "Language":
        value = value.rstrip(".")
    elif label == "Status":
        day = _AHEAD_OF_PRINT.match(value)
        return f"Date: {day[1]}" if day else f"{_NO_FIELD}: {value}"
    elif source := next(filter(None, (form.fullmatch(value) for form in _OVID_SOURCES)), None):
        parts = source.groupdict("").items()
        return "\n".join(f"{name}: {text}" for name, text in parts if text)
    else:
        value = value.rstrip(".")
    return f"{label}: {value}"


def _without_degrees(name: str) -> str:
    for _ in range(_MAX_DEGREES):
        name, count = _LAST_DEGREE.subn("", name)
        if not count:
            break
    return name


def _rewrite(match: re.Match[str]) -> str:
    label = match[1].strip()
    usual = _LABELS.get(label.lower()) or (label if find_synonym(label) else _NO_FIELD)
    return f"{usual}: {match[2].strip()}".rstrip()
