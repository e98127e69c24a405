"""NEP reports: the mails of RePEc that announce working papers in economics, by number.

A paper has a title, labelled lines and an abstract in any order. Old mails list the papers above,
and write the authors in lines of their own instead of behind "By:".
Source: https://nep.repec.org, and the archives of its lists.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "nep"
RANK: Final = 92

_MASTHEAD: Final = re.compile(r"NEP: New Economics Papers|\bnep\.repec\.org\b")
_HEAD_CHARS: Final = 4_000
_ADDRESS: Final = re.compile(r"^[ \t]*URL:[ \t]*https?://d\.repec\.org/", re.MULTILINE)
#: "12. Bargaining over looms", from the margin on.
_NUMBER: Final = re.compile(r"(\d{1,4})\. (?=\S)")
_LABEL: Final = re.compile(r"[ \t]*(Date|By|URL|Keywords|JEL|Note):[ \t]*(.*)")
_RULE: Final = re.compile(r"[-_=*]{20,}[ \t]*$")
_OUTLINE: Final = re.compile(r"In this issue we have", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_AUTHOR_LINE: Final = re.compile(r"[ \t]{2,}\S")


def sniff(head: str) -> bool:
    """Claim a text with the name of the reports above a paper's address at RePEc."""
    return bool(_MASTHEAD.search(head[:_HEAD_CHARS]) and _ADDRESS.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read the papers of one or more reports; one without a title is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record]:
    """Yield the numbered papers; the outline above them has no addresses."""
    lines: list[str] = []
    start = previous = 0
    is_outline = False
    for number, line in enumerate(text.split("\n"), start=1):
        match = _NUMBER.match(line)
        is_rule = bool(_RULE.match(line))
        # A number in an abstract rarely is the next one.
        if is_rule or (match and int(match[1]) in {1, previous + 1}) or (match and not previous):
            yield from _finish(lines, start, is_outline=is_outline)
            lines, start = [], number
            is_outline = is_outline and not (is_rule and previous)
            previous = int(match[1]) if match else 0
        if _OUTLINE.match(line):
            is_outline, previous = True, 0
        elif previous:
            lines.append(line[match.end() :] if match and number == start else line)
    yield from _finish(lines, start, is_outline=is_outline)


def _finish(lines: list[str], start: int, *, is_outline: bool) -> Iterator[Record]:
    if lines and not is_outline:
        yield Record(start, partial(_fields, lines), lines[0])


def _fields(lines: list[str]) -> dict[str, Any]:
    """Return a paper's fields under our names."""
    parts: dict[str, list[str]] = {"Title": [], "Abstract": [], "Names": []}
    label = "Title"
    for line in lines:
        if match := _LABEL.match(line):
            label = match[1]
            parts.setdefault(label, []).append(match[2].strip())
        elif not line.strip():
            # Only an old mail has blank lines inside of a paper, above its authors.
            label = "Names" if label == "Title" and "By" not in parts else "Abstract"
        else:
            # What follows the address is the abstract, and so are unindented lines.
            if label == "URL" or (label == "Names" and not _AUTHOR_LINE.match(line)):
                label = "Abstract"
            parts[label].append(line.strip())
    date = _DAY.match(" ".join(parts.get("Date", [])))
    return {
        "title": " ".join(parts["Title"]),
        "authors": _names(parts.get("By") or parts["Names"]),
        "date": date[0] if date else None,
        "url": next(iter(parts.get("URL", [])), None),
        "abstract": " ".join(parts["Abstract"]),
        "keywords": [
            word.strip(" .")
            for word in re.split(r"[;,]", " ".join(parts.get("Keywords", [])))
            if word.strip(" .")
        ],
        "kind": "working paper",
    }


def _names(lines: list[str]) -> list[str]:
    """Return the names of "Roe, Ann (University)", one a line unless a bracket goes on."""
    names: list[str] = []
    for line in lines:
        if names and names[-1].count("(") > names[-1].count(")"):
            names[-1] += f" {line}"
        elif line:
            names.append(line)
    return [name for line in names if (name := line.partition("(")[0].strip())]
