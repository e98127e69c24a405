"""JSON documents: an array of papers, one paper, or an object that contains such an array.

The API of Hugging Face's daily papers, CSL-JSON, exports of Zotero and Semantic Scholar, and S2ORC
are such documents; ``json_adapters`` maps their objects. The elements of an array are parsed one at
a time, so that a syntax error costs one element and each has its line.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, has_title, map_columns, read_records
from sitegen.sources.formats.json_lines import limit_message, parse_json
from sitegen.sources.json_adapters import named_fields
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import ReadResult, RecordError, line_finder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "json"
RANK: Final = 80
TAKES_COLUMNS: Final = True

#: Keys of an object that hold its papers, the most specific first.
_LIST_KEYS: Final = ("papers", "dailyPapers", "data", "items", "results", "references", "records")
#: A character of an element: neither blank nor the comma between elements.
_ELEMENT_CHAR: Final = re.compile(r"[^\s,]")
_DECODER: Final = json.JSONDecoder()


def sniff(head: str) -> bool:
    """Claim a text that starts like an object or an array of objects."""
    return bool(re.match(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])", head))


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a JSON document; an element that is no paper is a diagnostic.

    Args:
        text: the whole document.
        path: its name in diagnostics.
        columns: our field -> the document's, for names that are no usual synonyms.
    """
    return read_records((_map_record(record, columns) for record in _iter_records(text)), path)


def _map_record(record: Record, columns: Mapping[str, str]) -> Record:
    if isinstance(record.fields, RecordError):
        return record
    return record._replace(fields=map_columns(record.fields, columns))


def _iter_records(text: str) -> Iterator[Record]:
    start = _skip_separators(text, 0)
    if text.startswith("[", start):
        yield from _iter_elements(text, start + 1)
        return
    # An object is parsed as a whole: only then is it known which of its keys holds the papers.
    try:
        value = parse_json(text)
        for item in _find_items(value):
            excerpt = json.dumps(item, ensure_ascii=False)[:MAX_EXCERPT_CHARS]
            yield Record(1, _fields_or_error(item), excerpt)
    except RecordError as error:
        yield Record(1, error, text[:MAX_EXCERPT_CHARS])


def _skip_separators(text: str, position: int) -> int:
    """Return the index of the next character that is neither blank nor a comma."""
    match = _ELEMENT_CHAR.search(text, position)
    return match.start() if match else len(text)


def _iter_elements(text: str, position: int) -> Iterator[Record]:
    """Yield a record for each element of an array; ``position`` is the index after its bracket."""
    line_of = line_finder(text)
    while True:
        position = _skip_separators(text, position)
        if position >= len(text) or text[position] == "]":
            break
        line = line_of(position)
        excerpt = text[position : position + MAX_EXCERPT_CHARS]
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            is_syntax_error = isinstance(error, json.JSONDecodeError)
            reason = error if is_syntax_error else limit_message(error)
            yield Record(line, RecordError(f"can't be read as JSON: {reason}"), excerpt)
            # Go on at the next line that starts an object, as most programs write elements.
            next_object = text.find("\n{", position + 1)
            if next_object < 0:
                return
            position = next_object
            continue
        yield Record(line, _fields_or_error(value), excerpt)
        position = end
    if position >= len(text):
        fault = RecordError("ends before the array does; was the file cut?")
        yield Record(line_of(len(text)), fault)


def _find_items(value: object) -> list[Any]:
    """Return the papers in an object, or the value itself if it is one paper."""
    # A paper may have "references" too.
    if isinstance(value, dict) and not has_title(value):
        for key in _LIST_KEYS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return [value]


def _fields_or_error(value: object) -> Mapping[str, Any] | RecordError:
    try:
        return named_fields(value)
    except RecordError as error:
        return error
