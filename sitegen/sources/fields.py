"""Build papers from named fields, the common ground of JSON, tables and every tagged format.

Known fields, each with its usual synonyms, whatever their case and separators: title, abstract,
authors, year, date, venue, volume, issue, pages, kind, publisher, editors, series, edition,
institution, genre, isbn, issn, license, status, doi, arxiv_id, url, pdf, code, keywords, upvotes,
language, sections, references, curator_note, id.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from sitegen.errors import Diagnostic, SitegenError
from sitegen.paper import Origin, Paper
from sitegen.sources.dates import (
    date_value,
)
from sitegen.sources.field_names import find_synonym
from sitegen.sources.field_values import parse_fields
from sitegen.sources.limits import MAX_EXCERPT_CHARS, apply_limits
from sitegen.sources.omissions import FieldFaults, omissions
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    unexpected_fault,
)
from sitegen.sources.surplus import Surplus, join_equal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: Values that are no values.
_EMPTY: Final[tuple[Any, ...]] = (None, "", [])

AnyRecord = TypeVar("AnyRecord", bound="Record | Remark")


class Record(NamedTuple):
    """One parsed record of a source.

    Attributes:
        line: 1-based line where it starts.
        fields: its fields by any of their names, a function that returns them, or the error if it
            can't be parsed. What the function raises costs this record only.
        excerpt: the part of it that a diagnostic quotes.
        warning: what is odd about it, or empty.
    """

    line: int
    fields: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | RecordError
    excerpt: str = ""
    warning: str = ""


class Remark(NamedTuple):
    """What a reader says of a place in a source that is no record."""

    line: int
    message: str


def read_records(records: Iterable[Record | Remark], path: str) -> ReadResult:
    """Build papers from records, in their order.

    A record that can't be a paper gives an error, and a field that is left out or cut a warning.

    Args:
        records: parsed records of one source.
        path: the source's name in diagnostics.
    """
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    faults = FieldFaults()
    record_count = 0
    surplus = Surplus()
    for record in iter_safely(records):
        line = record.line
        if isinstance(record, Remark):
            diagnostics.append(Diagnostic(path, line, "", record.message, severity="warning"))
            continue
        record_count += 1
        try:
            paper, warnings = _read_record(record, path, faults)
        except RecordError as error:
            excerpt = _one_line(record.excerpt[:MAX_EXCERPT_CHARS])
            message = "; ".join(filter(None, (str(error), record.warning)))
            diagnostics += surplus.limit(Diagnostic(path, line, excerpt, _one_line(message)))
        else:
            papers.append(paper)
            diagnostics += warnings
    if not papers:
        diagnostics = join_equal(diagnostics)
    diagnostics += [*surplus.diagnostics(path), *faults.diagnostics(path)]
    return ReadResult(tuple(papers), tuple(diagnostics), record_count)


def iter_safely(records: Iterable[AnyRecord]) -> Iterator[AnyRecord | Record]:
    """Yield records; if getting the next one fails, the last one is that fault.

    An exception before the first record is raised: it is the file's.
    """
    line, iterator = 0, iter(records)
    while True:
        try:
            record = next(iterator, None)
        except Exception as error:
            if not line or isinstance(error, SitegenError):
                raise
            reason = str(unexpected_fault(error)).removeprefix("can't be read: ")
            yield Record(line, RecordError(f"what follows this record can't be read: {reason}"))
            return
        if record is None:
            return
        line = record.line
        yield record


def _read_record(record: Record, path: str, faults: FieldFaults) -> tuple[Paper, list[Diagnostic]]:
    """Return the paper of a record, and warnings of what it lacks.

    Raises:
        RecordError: the record is no paper.
    """
    line = record.line
    try:
        fields = parsed(record.fields)
        known_fields = canonical_fields(fields)
        paper, cuts = apply_limits(parse_fields(known_fields, Origin(path, line)))
        # Nearly all records have no fault.
        messages = list(filter(None, (record.warning, *omissions(known_fields), cuts)))
        faults.check(fields, known_fields, paper, line)
    except RecordError:
        raise
    except Exception as error:
        raise unexpected_fault(error) from error
    return paper, [
        Diagnostic(path, line, paper.title, message, severity="warning") for message in messages
    ]


def parsed(
    fields: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | RecordError,
) -> Mapping[str, Any]:
    """Return the fields of a record.

    Raises:
        RecordError: the record has none.
    """
    if isinstance(fields, RecordError):
        raise fields
    return fields() if callable(fields) else fields


def _one_line(text: str) -> str:
    return " ".join(text.split())


def canonical_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the known fields under our names, each with the value of its best synonym.

    Unknown fields and empty values (None, "" and []) are left out.
    """
    values: dict[str, Any] = {}
    for key, name in _known_keys(tuple(fields)):
        value = fields[key]
        # What counts as true is not empty; the comparisons are slow.
        if name not in values and (value or value not in _EMPTY):
            values[name] = value
    if "month" in values and "date" not in values:
        values["date"] = date_value({unit: values.get(unit) for unit in ("year", "month", "day")})
    return values


@lru_cache(maxsize=1_000)
def _known_keys(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return known names with our field, the best synonym first; a file has few sets of names.

    Of two spellings of one synonym ("Title", "title") the first in the record comes first.
    """
    synonyms = [(synonym[1], key, synonym[0]) for key in keys if (synonym := find_synonym(key))]
    return tuple((key, name) for _, key, name in sorted(synonyms, key=itemgetter(0)))


def map_columns(fields: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Rename the fields that the user names to ours.

    A source's field that would be read as one of those by its own name is left out: with
    ``title = "Name of paper"`` a column "Title" is not the title.

    Args:
        fields: the fields of a record.
        columns: our field -> the source's; ``metadata.title`` for a field in a nested object.
    """
    if not columns:
        return fields
    others = {
        key: value
        for key, value in fields.items()
        if (find_synonym(key) or ("", 0))[0] not in columns
    }
    return others | {name: _value_at(fields, path) for name, path in columns.items()}


def _value_at(fields: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, None if there is nothing."""
    # Columns of a table may have dots in their names.
    if path in fields:
        return fields[path]
    value: Any = fields
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def has_title(names: Iterable[str]) -> bool:
    """Return whether one of some field names is a synonym of the title."""
    return any((find_synonym(name) or ("", 0))[0] == "title" for name in names)
