"""JSON Lines: one paper per line, as an object with named fields or of a known shape.

Source: https://jsonlines.org. ``json_adapters`` maps the objects of other programs, such as the
arXiv snapshot and S2ORC.
"""

from __future__ import annotations

import json
import re
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, map_columns, read_records
from sitegen.sources.json_adapters import named_fields
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "jsonl"
RANK: Final = 70
TAKES_COLUMNS: Final = True

#: A key with an array of papers: the object is a JSON document of one line.
_PAPERS_KEY: Final = re.compile(r"\"(?:papers|dailyPapers|data|items|results)\"\s*:\s*\[")
#: An object that starts with an array of objects; if it goes on in the next line, it is a document.
_ARRAY_START: Final = re.compile(r"\{\s*\"\w+\"\s*:\s*\[\s*\{")


def sniff(head: str) -> bool:
    """Claim a text whose first line that isn't blank is a JSON object, or starts like one.

    An object that goes on in the next line is a JSON document.
    """
    if not re.match(r"\s*\{\s*[\"}]", head):
        return False
    first_line, _, rest = head.lstrip().partition("\n")
    if not rest.strip():
        return not _PAPERS_KEY.search(first_line)
    if _ARRAY_START.match(first_line) and not first_line.rstrip().endswith("}"):
        return False
    # The head may end within the first line, or the line may be damaged; the second one decides.
    return first_line.rstrip().endswith("}") or rest.lstrip().startswith("{")


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read JSON Lines; a line that is no paper is a diagnostic.

    Args:
        text: all lines; blank ones are skipped.
        path: the name in diagnostics.
        columns: our field -> the source's, for names that are no usual synonyms.
    """
    lines = enumerate(text.split("\n"), start=1)
    records = (parse_line(number, line, columns) for number, line in lines if line.strip())
    return read_records(records, path)


def parse_line(number: int, line: str, columns: Mapping[str, str]) -> Record:
    """Parse one line; the record has the error if the line is not a JSON object."""
    try:
        return Record(number, map_columns(named_fields(parse_json(line)), columns), line)
    except RecordError as error:
        return Record(number, error, line)


def parse_json(text: str) -> object:
    """Parse one JSON value.

    Raises:
        RecordError: the text is not JSON, too deeply nested, or has an integer of over 4,300
            digits.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise RecordError(f"can't be read as JSON: {limit_message(error)}") from None


def limit_message(error: RecursionError | ValueError) -> str:
    """Return which of the parser's limits valid JSON exceeds."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    # The only other ValueError is that of int(), see sys.get_int_max_str_digits().
    return f"it has an integer of more than {sys.get_int_max_str_digits():,} digits"
