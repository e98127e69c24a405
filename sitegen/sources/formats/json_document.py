"""JSON documents: an array of papers, one paper, or any object that has papers inside.

Answers of APIs (Crossref, OpenAlex, DataCite, OpenReview, INSPIRE, DBLP, Semantic Scholar, Hugging
Face), exports of Zotero, Mendeley and Paperpile, CSL-JSON and S2ORC are such documents.
``json/papers`` knows the papers among what else a document holds, ``json/adapters`` maps them.
"""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.fields import Record, read_records
from sitegen.sources.json.adapters import keys_note, record_fields
from sitegen.sources.json.kinds import foreign_kind
from sitegen.sources.json.papers import empty_list_key
from sitegen.sources.json.syntax import JsonError, decode_at
from sitegen.sources.json.walk import ATTACHMENT, Walker
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
    attachments: list[int] = []
    result = read_records(_iter_records(text, columns, attachments), path)
    if not attachments:
        return result
    count = len(attachments)
    return result.plus(
        Diagnostic(path, attachments[0], "", _omission(count), severity="notice", records=count)
    )


def _omission(count: int) -> str:
    objects = count_of(count, "object")
    return f"{objects} left out: notes and files of items, and people, are no papers"


def _iter_records(
    text: str, columns: Mapping[str, str], attachments: list[int]
) -> Iterator[Record]:
    """Yield the papers and faults of a text; ``attachments`` takes the lines of what is neither."""
    is_empty = True
    for position, line, value in Walker(text, columns.get("title")).elements():
        # A file or a note of another item is no paper.
        if value is ATTACHMENT:
            attachments.append(line)
        else:
            is_empty = False
            excerpt = text[position : position + MAX_EXCERPT_CHARS]
            fields = (
                value if isinstance(value, RecordError) else partial(record_fields, value, columns)
            )
            yield Record(line, fields, excerpt)
    if is_empty and text.strip().strip("[] \n"):
        yield Record(1, _no_paper(text), text[:MAX_EXCERPT_CHARS])


def _no_paper(text: str) -> RecordError:
    """Return the error of a document in which nothing is a paper."""
    try:
        value, _ = decode_at(text, len(text) - len(text.lstrip()))
    except JsonError as error:
        return RecordError(str(error))
    kind = foreign_kind(value) if isinstance(value, dict) else ""
    if kind:
        return RecordError(f"is {kind}, not a list of papers; give a list of papers")
    key = empty_list_key(value)
    if key:
        return RecordError(f"holds no paper: its list {key!r} is empty; export the papers again")
    note = keys_note(value)
    return RecordError(f"holds no paper: no object in it has a title and authors; give one{note}")
