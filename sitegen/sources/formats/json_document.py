"""A JSON document: an array of papers, one paper, or an object that holds such an array.

So come the API of Hugging Face's daily papers, CSL-JSON, Zotero's and Semantic Scholar's exports
and S2ORC; ``shapes.py`` has the objects' shapes. Elements are parsed one by one: a bad one costs
itself, and each has its line.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, has_title, map_columns, read_records
from sitegen.sources.formats.json_lines import parse_json
from sitegen.sources.json_adapters import named_fields
from sitegen.sources.reading import ReadResult, RecordError, line_finder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "json"
RANK: Final = 80
TAKES_COLUMNS: Final = True

#: Keys that hold the papers of a document, in the order of their weight.
_LISTS: Final = ("papers", "dailyPapers", "data", "items", "results", "references", "records")
_TOLD: Final = re.compile(r"[^\s,]")
_DECODER: Final = json.JSONDecoder()


def sniff(head: str) -> bool:
    """Claim a text that starts like an object or an array of objects."""
    return bool(re.match(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])", head))


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a JSON document; an element that is no paper is a diagnostic.

    ``columns`` tells our field -> the source's, where they have other names.
    """
    return read_records((_renamed(one, columns) for one in _records(text)), path)


def _renamed(record: Record, columns: Mapping[str, str]) -> Record:
    if isinstance(record.fields, RecordError):
        return record
    return record._replace(fields=map_columns(record.fields, columns))


def _records(text: str) -> Iterator[Record]:
    start = _next(text, 0)
    if text.startswith("[", start):
        yield from _elements(text, start + 1)
        return
    try:
        value = parse_json(text)
        for one in _listed(value):
            yield Record(1, _fields_of(one), json.dumps(one, ensure_ascii=False)[:200])
    except RecordError as error:
        yield Record(1, error, text[:200])


def _next(text: str, place: int) -> int:
    """Return the place of the next character that is no blank and no comma."""
    match = _TOLD.search(text, place)
    return match.start() if match else len(text)


def _elements(text: str, place: int) -> Iterator[Record]:
    line_of = line_finder(text)
    while True:
        place = _next(text, place)
        if place >= len(text) or text[place] == "]":
            break
        line = line_of(place)
        shown = text[place : place + 200]
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Record(line, RecordError(f"is not JSON that can be read: {error}"), shown)
            following = text.find("\n{", place + 1)
            if following < 0:
                return
            place = following
            continue
        yield Record(line, _fields_of(value), shown)
        place = end
    if place >= len(text):
        fault = RecordError("ends before the array does; was the file cut?")
        yield Record(line_of(len(text)), fault)


def _listed(value: object) -> list[Any]:
    if isinstance(value, dict) and not has_title(value):
        for key in _LISTS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return [value]


def _fields_of(value: object) -> Any:
    try:
        return named_fields(value)
    except RecordError as error:
        return error
