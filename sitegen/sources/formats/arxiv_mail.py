r"""arXiv's daily mail: submissions between lines of ``\\`` and of dashes.

Source: https://info.arxiv.org/help/subscribe.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import Record, read_records
from sitegen.sources.reading import RecordError
from sitegen.sources.values.journal_refs import split_journal_ref
from sitegen.sources.values.statuses import parse_remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "arxiv-mail"
RANK: Final = 92

_HEADLESS: Final = "the lines that start this submission are missing or damaged"
_SEPARATOR: Final = "\\\\"
#: The first lines of a submission: group 1 is its id.
_ID: Final = re.compile(r"(?:arXiv|Paper): ?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")
_START: Final = re.compile(rf"^\\\\\n{_ID.pattern}", re.MULTILINE)
_LABEL: Final = re.compile(r"([A-Z][\w-]*(?: [a-z]+)?): ?(.*)$")
#: What the line below the id of a submission says of one that its authors took back.
_WITHDRAWN: Final = "withdrawn"
_URL: Final = re.compile(r"\\\\ \( (https?://\S+) ")
_RULE: Final = re.compile(r"[-%=]{20,}")
#: The day of a submission; the day of a replacement stands behind its id.
_DAY: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} (?:\d{4}|\d{2})\b")
#: arXiv's label -> our field.
_FIELDS: Final = {
    "Title": "title", "Authors": "authors", "Author": "authors", "Date": "date",
    "Categories": "keywords", "Journal-ref": "venue", "DOI": "doi", "License": "license",
}  # fmt: skip


def sniff(head: str) -> bool:
    r"""Claim a text that has a submission: a line of ``\\`` with an arXiv id below it."""
    return bool(_START.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read the submissions of one or more mails; one that is no paper is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record]:
    r"""Yield the submissions; each has a header and, unless it is a replacement, an abstract."""
    fields: dict[str, Any] = {}
    start, label, previous = 0, "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _ID.match(line)
        if match and previous == _SEPARATOR:
            # Before the next submission: the one whose last line is missing.
            yield from _finish(fields, start)
            fields, start, label = {"arxiv_id": match[1], "abstract": []}, number, "id"
        elif line.startswith(f"{_SEPARATOR} (") or _RULE.match(line):
            url = _URL.match(line)
            if url and not fields:
                yield Record(number, RecordError(_HEADLESS), line)
            if fields and url:
                fields["url"] = url[1]
            yield from _finish(fields, start)
            fields = {}
        elif not fields and line.startswith("Title: "):
            # Its first lines are damaged; the address below the abstract has the id, too.
            fields, start, label = {"arxiv_id": "", "abstract": []}, number, "Title"
            fields["Title"] = line.removeprefix("Title: ").strip()
        elif fields:
            label = _add_line(fields, label, line)
        previous = line.strip()
    yield from _finish(fields, start)


def _add_line(fields: dict[str, Any], label: str, line: str) -> str:
    """Add a line to a submission; return the label that a next line continues."""
    if line.strip() == _SEPARATOR:
        return "abstract"
    if label == "abstract":
        fields["abstract"].append(line.strip())
        return label
    if label == "id" and line.startswith(_WITHDRAWN):
        fields["Withdrawn"] = line
    match = _LABEL.match(line)
    if match and not line[0].isspace():
        fields.setdefault(match[1], match[2].strip())
        return match[1]
    if label in fields and line.strip():
        fields[label] = f"{fields[label]} {line.strip()}"
    return label


def _finish(fields: dict[str, Any], start: int) -> Iterator[Record]:
    """Yield the record of a submission that has begun."""
    if not fields:
        return
    named: dict[str, Any] = {"arxiv_id": fields["arxiv_id"], "url": fields.get("url")}
    named["abstract"] = " ".join(fields["abstract"]).strip()
    for label, name in _FIELDS.items():
        if fields.get(label):
            named[name] = fields[label]
    is_withdrawn = "Withdrawn" in fields
    named["status"] = "withdrawn" if is_withdrawn else parse_remark(fields.get("Comments"))
    named["keywords"] = named.get("keywords", "").split()
    named |= split_journal_ref(named.get("venue", ""))
    if not named["arxiv_id"]:
        named["arxiv_id"] = parse_arxiv_id(named["url"] or "")
    elif not named["url"]:
        named["url"] = f"https://arxiv.org/abs/{fields['arxiv_id']}"
    day = _DAY.search(named.get("date", ""))
    named["date"] = _with_century(day[0]) if day else None
    # arXiv lists the DOIs of several versions in one line.
    named["doi"] = next(iter(named.get("doi", "").split()), None)
    warning = "" if fields["arxiv_id"] else _HEADLESS
    yield Record(start, named, named.get("title", ""), warning)


def _with_century(day: str) -> str:
    """Return "1 Jul 2024" for "1 Jul 24"."""
    *words, year = day.split()
    century = "" if len(year) == len("2024") else "19" if year > "90" else "20"
    return " ".join([*words, century + year])
