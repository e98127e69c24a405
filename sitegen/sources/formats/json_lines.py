"""JSON Lines: one paper per line, as an object with named fields or of a known shape.

Source: https://jsonlines.org. ``json_adapters`` maps the objects of other programs, such as the
arXiv snapshot and S2ORC.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.json_adapters import record_fields
from sitegen.sources.json_papers import empty_list_key, holds_papers, is_paper
from sitegen.sources.json_syntax import JsonError, decode_at, skip_separators
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.surrogates import has_escape, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "jsonl"
RANK: Final = 70
TAKES_COLUMNS: Final = True

#: The start of an object with an array of objects, which is a JSON document of one line.
_PAPERS_START: Final = re.compile(
    r"\{(?:\s*\"[^\"]{0,60}\"\s*:\s*(?:\"[^\"]{0,200}\"|[\w.+-]+|\{[^{}]{0,2000}\})\s*,){0,20}"
    r"\s*\"(?:papers|dailyPapers|data|items|results|records|works|message|response|notes|collection)"
    r"\"\s*:\s*[\[{]"
)
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
    records = (parse_line(number, line, columns) for number, line in lines if line.strip())
    return read_records(records, path)


def parse_line(number: int, line: str, columns: Mapping[str, str]) -> Record:
    """Parse one line; the record has the error if the line is not a JSON object."""
    try:
        return Record(number, record_fields(parse_json(line), columns), line)
    except RecordError as error:
        return Record(number, error, line)


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
