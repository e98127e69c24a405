"""JSON lines: one paper a line, as an object with named fields or in a shape that we know.

Source: https://jsonlines.org. The shapes (the arXiv snapshot, S2ORC and others): ``shapes.py``.
"""

from __future__ import annotations

import json
import re
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


#: An object that holds papers is a document of one line.
_HOLDS_MANY: Final = re.compile(r"\"(?:papers|dailyPapers|data|items|results)\"\s*:\s*\[")


_STARTS_MANY: Final = re.compile(r"\{\s*\"\w+\"\s*:\s*\[\s*\{")


def sniff(head: str) -> bool:
    """Claim a text whose first line that isn't blank is a JSON object, or starts like one.

    An object that goes on in the next line is a JSON document.
    """
    if not re.match(r"\s*\{\s*[\"}]", head):
        return False
    first, _, rest = head.lstrip().partition("\n")
    if not rest.strip():
        return not _HOLDS_MANY.search(first)
    if _STARTS_MANY.match(first) and not first.rstrip().endswith("}"):
        return False
    return first.rstrip().endswith("}") or rest.lstrip().startswith("{")


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read JSON lines; a line that is no paper is a diagnostic.

    ``columns`` tells our field -> the source's, where they have other names.
    """
    lines = enumerate(text.split("\n"), start=1)
    records = (parse_line(number, line, columns) for number, line in lines if line.strip())
    return read_records(records, path)


def parse_line(number: int, line: str, columns: Mapping[str, str]) -> Record:
    """Parse one line; what is no object is a record that says so."""
    try:
        return Record(number, map_columns(named_fields(parse_json(line)), columns), line)
    except RecordError as error:
        return Record(number, error, line)


def parse_json(line: str) -> object:
    """Parse one value.

    Raises:
        RecordError: it is not JSON, or too deep.
    """
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise RecordError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise RecordError(f"is not JSON that can be read: {error}") from None
