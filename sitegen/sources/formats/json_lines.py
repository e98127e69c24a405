"""JSON Lines: one paper per line, as an object with named fields or of a known shape.

Source: https://jsonlines.org. ``json/adapters`` maps the objects of other programs, such as the
arXiv snapshot and S2ORC.
"""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.json.adapters import record_fields
from sitegen.sources.json.papers import empty_list_key, holds_papers, is_paper
from sitegen.sources.json.syntax import (
    JsonError,
    decode_at,
    element_end,
    first_key,
    skip_separators,
)
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.surrogates import has_escape, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME: Final = "jsonl"
RANK: Final = 70
TAKES_COLUMNS: Final = True

#: The start of an object with an array of objects, which is a JSON document of one line.
_PAPERS_START: Final = re.compile(
    r"\{(?:\s*\"[^\"]{0,60}\"\s*:\s*(?:\"[^\"]{0,200}\"|[\w.+-]+|\{[^{}]{0,2000}\})\s*,){0,20}"
    r"\s*\"(?:papers|dailyPapers|data|items|results|records|works|message|response|notes|collection)"
    r"\"\s*:\s*[\[{]"
)
#: Objects of one line; more of them are no JSON Lines.
_MAX_PARTS: Final = 1_000
_DECODER: Final = json.JSONDecoder()
#: A line that an object goes on after, perhaps with a list in it; the line is a whole document.
_OPEN_LINE: Final = re.compile(r"[\[{,:]\s*$")


def sniff(head: str) -> bool:
    """Claim a text whose first line that isn't blank is a paper's JSON object, or starts like one.

    An object that goes on in the next line, or has a list of papers inside, is a JSON document.
    """
    head = head.removeprefix("\ufeff").lstrip()
    if not re.match(r"\{\s*[\"}]", head):
        return False
    first_line, line_end, rest = head.partition("\n")
    try:
        value, end = decode_at(first_line, 0)
    except JsonError:
        if not line_end:
            # The head ends within the line, so that only its start can tell.
            return not _PAPERS_START.match(first_line)
        # The line may be damaged; the second one decides.
        return not _OPEN_LINE.search(first_line) and rest.lstrip().startswith("{")
    if first_line[end:].strip():
        return False
    return is_paper(value) or not (holds_papers(value, None) or empty_list_key(value))


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read JSON Lines; a line that is no paper is a diagnostic.

    Args:
        text: all lines; blank ones are skipped.
        path: the name in diagnostics.
        columns: our field -> the source's, for names that are no usual synonyms.
    """
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), start=1)
    records = (parse_line(number, line, columns) for number, line in lines if not _is_blank(line))
    return read_records(chain.from_iterable(records), path)


def _is_blank(line: str) -> bool:
    return not line or line.isspace()


def parse_line(number: int, line: str, columns: Mapping[str, str]) -> Iterable[Record]:
    """Parse one line; the record has the error if the line is not a JSON object.

    A line whose end is missing holds the next object, too.
    """
    try:
        return (Record(number, partial(record_fields, parse_json(line), columns), line),)
    except RecordError as error:
        parts = _parse_parts(line)
        if len(parts) <= 1:
            return (Record(number, error, line),)
    records = []
    for start, part in parts:
        fields = part if isinstance(part, RecordError) else partial(record_fields, part, columns)
        records.append(Record(number, fields, line[start : start + MAX_EXCERPT_CHARS]))
    return records


def _parse_parts(line: str) -> list[tuple[int, object]]:
    """Return the start and the value, or the fault, of each object of a line with several ones."""
    parts: list[tuple[int, object]] = []
    position = skip_separators(line, 0)
    key = first_key(line, position)
    while position < len(line) and len(parts) < _MAX_PARTS:
        try:
            value, end = decode_at(line, position)
            parts.append((position, value))
        except JsonError as error:
            parts.append((position, RecordError(str(error))))
            end = element_end(line, position, error.position, key)
        position = skip_separators(line, max(end, position + 1))
    return parts


def parse_json(text: str) -> object:
    """Parse one JSON value.

    Raises:
        RecordError: the text is not JSON, or too deeply nested.
    """
    try:
        # The usual line is an object and nothing else, for which this is the shorter way.
        value, end = _DECODER.raw_decode(text) if text.startswith("{") else (None, -1)
        if end < 0 or text[end:].strip(" \t\r\n"):
            value = json.loads(text)
        return replace_surrogates(value) if has_escape(text) else value
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} at column {error.colno}"
    except (RecursionError, ValueError):
        reason = ""
    # The slower decoder allows for a few things that the standard one does not.
    try:
        value, end = decode_at(text, skip_separators(text, 0))
    except JsonError as error:
        raise RecordError(reason or str(error)) from None
    if text[end:].strip(", \t\r\n"):
        raise RecordError(reason or "is not JSON: more text follows the object")
    return value
