"""Labels as databases export them, rewritten to "Label: value" with the lines of the text kept.

NoteExpress writes "{Title}: …", CNKI "Title-题名: …", SciFinder "FIELD Title:…", and Ovid the label
and the value in lines of their own.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.field_names import find_synonym

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
        re.compile(r"\A\s*+<1>[ \t]*\n"),
        re.compile(r"^([A-Z][A-Za-z /-]{1,40})[ \t]*(?=\n[ \t]+\S)()", re.MULTILINE),
    ),
)
_RECORD_BOUND: Final = re.compile(r"^(?:START_RECORD|END_RECORD|<\d{1,6}>)[ \t]*$", re.MULTILINE)
#: Labels of these programs -> usual ones.
_LABELS: Final = {"period": "issue", "pagecount": "pages", "pubtime": "date", "source": "source"}
#: Labels of fields that are not ours; the value is left out.
_NO_FIELD: Final = "Note"


def plain_labels(text: str) -> str:
    """Return a text of one of these programs with plain labels; any other text unchanged."""
    for start, label_line in _FORMS:
        if start.match(text):
            return _RECORD_BOUND.sub("---", label_line.sub(_rewrite, text))
    return text


def _rewrite(match: re.Match[str]) -> str:
    label = match[1].strip()
    usual = _LABELS.get(label.lower()) or (label if find_synonym(label) else _NO_FIELD)
    return f"{usual}: {match[2].strip()}".rstrip()
