"""JSON documents: an array of papers, one paper, or any object that has papers inside.

Answers of APIs (Crossref, OpenAlex, DataCite, OpenReview, INSPIRE, DBLP, Semantic Scholar, Hugging
Face), exports of Zotero, Mendeley and Paperpile, CSL-JSON and S2ORC are such documents.
``json_papers`` knows the papers among what else a document holds, ``json_adapters`` maps them.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.json_adapters import keys_note, record_fields
from sitegen.sources.json_kinds import foreign_kind
from sitegen.sources.json_syntax import JsonError, decode_at
from sitegen.sources.json_walk import ATTACHMENT, Walker
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "json"
RANK: Final = 80
TAKES_COLUMNS: Final = True


def sniff(head: str) -> bool:
    """Claim a text that starts like an object or an array of objects."""
    return bool(re.match(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[{\]])", head))


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a JSON document; an element that is no paper is a diagnostic.

    Args:
        text: the whole document.
        path: its name in diagnostics.
        columns: our field -> the document's, for names that are no usual synonyms.
    """
    return read_records(_iter_records(text, columns), path)


def _iter_records(text: str, columns: Mapping[str, str]) -> Iterator[Record]:
    is_empty = True
    for position, line, value in Walker(text, columns.get("title")).elements():
        # A file or a note of another item is no record.
        if value is not ATTACHMENT:
            is_empty = False
            excerpt = text[position : position + MAX_EXCERPT_CHARS]
            yield Record(line, _fields_or_error(value, columns), excerpt)
    if is_empty and text.strip().strip("[] \n"):
        yield Record(1, _no_paper(text), text[:MAX_EXCERPT_CHARS])


def _fields_or_error(value: object, columns: Mapping[str, str]) -> Mapping[str, Any] | RecordError:
    if isinstance(value, RecordError):
        return value
    try:
        return record_fields(value, columns)
    except RecordError as error:
        return error


def _no_paper(text: str) -> RecordError:
    """Return the error of a document in which nothing is a paper."""
    try:
        value, _ = decode_at(text, len(text) - len(text.lstrip()))
    except JsonError as error:
        return RecordError(str(error))
    kind = foreign_kind(value) if isinstance(value, dict) else ""
    if kind:
        return RecordError(f"is {kind}, not a list of papers; give a list of papers")
    note = keys_note(value)
    return RecordError(f"holds no paper: no object in it has a title and authors; give one{note}")
