"""CSV and TSV: a header line with field names, then one paper per row (RFC 4180).

The header may follow Excel's ``sep=;`` or lines about the export. ``adapters`` has the columns of
programs whose names say too little (Web of Science's ``TI``); ``field_names`` has all usual ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sitegen.sources.csv_rows import (
    count_joined,
    has_data,
    iter_rows,
    parse_literal,
    split_line,
)
from sitegen.sources.field_names import find_synonym
from sitegen.sources.fields import Record, map_columns, read_records
from sitegen.sources.json.adapters import find_shape
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.other_kinds import table_fault
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.shapes import Shape, apply_shape

NAME: Final = "csv"
RANK: Final = 150
TAKES_COLUMNS: Final = True

#: Tried in this order: a tab is the least likely to be part of a name.
_SEPARATORS: Final[tuple[str, ...]] = ("\t", ",", ";", "|")
#: Excel's first line, which names the separator.
_SEPARATOR_LINE: Final = "sep="
#: A header with this many names or more is a line of text with many commas.
_MAX_COLUMNS: Final = 100
#: Lines in which the header is looked for; programs write up to five about the export.
_MAX_PREAMBLE_LINES: Final = 10
#: Below lines of another kind, a header has names of so many fields.
_MIN_FIELDS: Final = 3
#: Fields whose cells programs part by bars: "Jana Roe|Jon Svart".
_LISTED_FIELDS: Final = frozenset({"authors", "keywords"})
#: Columns of a table with one row per author, as conference systems export it.
_AUTHOR_COLUMNS: Final = frozenset({"paper", "title", "first", "last"})
#: Starts of a cell in which pandas has written a list or an object.
_LITERAL_STARTS: Final = frozenset({"['", '["', "[{", "{'", '{"'})
#: Columns, and rows with as many cells, that show a table without a known title.
_MIN_COLUMNS: Final = 3
_MIN_EVEN_ROWS: Final = 2
_MAX_NAME_CHARS: Final = 40
#: Words of the titles in a table that has no other column.
_MIN_TITLE_WORDS: Final = 2
_MAX_TITLE_WORDS: Final = 40
#: Rows, and characters of them, in which addresses of papers are looked for.
_MAX_EVIDENT_ROWS: Final = 200
_MAX_EVIDENT_CHARS: Final = 100_000
#: Fields without which a "Name" is a person's or a company's.
_NAMED_FIELDS: Final = frozenset(
    {"authors", "year", "abstract", "doi", "arxiv_id", "venue", "keywords", "pdf", "url", "date"}
)
#: Our field -> names in lower case that stand for it only if no other column does.
_LAST_RESORTS: Final = {
    "title": ("paper", "article", "publication", "reference title", "work"),
    "authors": ("contributors", "first author", "lead author"),
    "venue": ("source", "publication", "where"),
    "year": ("publicationdateyear", "yr"),
}


class _Header(NamedTuple):
    """The first row of a table.

    Attributes:
        line: its 0-based line.
        separator: what parts its cells.
        names: of its columns.
        has_title: whether one of them is the title's.
    """

    line: int
    separator: str
    names: list[str]
    has_title: bool


def sniff(head: str, title: str | None = None) -> bool:
    """Claim a text that has a header with a column for the title in its first lines.

    A text that is certainly a table is claimed too, so that the message can name its columns.

    Args:
        head: the start of the text.
        title: the user's name for the title's column, beside the usual ones.
    """
    header = _find_header(head, title)
    return header is not None and (header.has_title or title is None)


def has_named_columns(head: str) -> bool:
    """Return whether the first line certainly names the columns of a table of papers."""
    line = head.lstrip("\ufeff\n").partition("\n")[0]
    for separator in _SEPARATORS:
        names = [name.strip() for name in split_line(line, separator)]
        fields = {synonym[0] for name in names if (synonym := find_synonym(name))}
        is_known = len(fields) >= _MIN_FIELDS or (len(names) > 1 and _table_shape(names))
        if is_known and "title" in fields and len(names) < _MAX_COLUMNS:
            return True
    return False


def read(text: str, path: str, columns: Mapping[str, str] = MappingProxyType({})) -> ReadResult:
    """Read a table; a row that is no paper is a diagnostic.

    Args:
        text: the whole table.
        path: its name in diagnostics.
        columns: our field -> the table's, for names that are no usual synonyms.
    """
    return read_records(_iter_records(text, columns), path)


def _find_header(text: str, title: str | None = None) -> _Header | None:
    """Return the header among the first lines of a text, or None."""
    start = text.removeprefix("\ufeff").lstrip("\n")
    blank_count = text.count("\n", 0, len(text) - len(start))
    lines = start.split("\n", _MAX_PREAMBLE_LINES)
    separators = _SEPARATORS
    is_certain = False
    preceding = 0
    for index, line in enumerate(lines):
        if preceding == 0 and line.lower().startswith(_SEPARATOR_LINE) and len(line) in {5, 6}:
            separators = (line[4:5].replace("\\", "\t"),)
            is_certain = True
            continue
        for separator in separators:
            names = [name.strip() for name in split_line(line, separator)]
            if _is_header(names, title, is_first=preceding == 0):
                return _Header(blank_count + index, separator, names, has_title=True)
        preceding += bool(line.strip())
    if not is_certain and _is_title_list(lines):
        # Without another column, what would separate is a part of the titles.
        return _Header(blank_count, _SEPARATORS[0], [lines[0].strip().strip('"')], has_title=True)
    header = _find_unknown_header(lines[is_certain:], separators, is_certain=is_certain)
    return header and header._replace(line=blank_count + header.line)


def _is_header(names: list[str], title: str | None, *, is_first: bool) -> bool:
    """Return whether names of columns have the title's among them."""
    # One name alone is a line of text: "Title" may be a paper's.
    if len(names) == 1:
        return False
    if title in names or _table_shape(names) is not None:
        return True
    if len(names) >= _MAX_COLUMNS:
        return False
    fields = {synonym[0] for name in names if (synonym := find_synonym(name))}
    if is_first and not fields & {"title"}:
        fields |= _last_resorts(names, fields).keys() if fields else set()
    if "title" not in fields or not (is_first or len(fields) >= _MIN_FIELDS):
        return False
    is_named = all(name.lower() == "name" for name in names if _is_title(name))
    return not is_named or bool(fields & _NAMED_FIELDS)


def _is_title_list(lines: list[str]) -> bool:
    """Return whether a text is a table with one column, that of the titles.

    Labels on lines of their own ("Title", "Authors") are no such table, and neither is prose.
    """
    name, *rows = (line.strip() for line in lines)
    # What follows the last of the lines is all the rest of the text.
    rows = [row for row in rows[: _MAX_PREAMBLE_LINES - 1] if row]
    if not _is_title(name.strip('"')) or name.lower() == "name" or len(rows) < _MIN_EVEN_ROWS:
        return False
    return all(
        _MIN_TITLE_WORDS <= len(row.split()) <= _MAX_TITLE_WORDS
        and not row.endswith((".", ":", ","))
        and row[0] not in "#-*|<>{}[]="
        and find_synonym(row) is None
        for row in rows
    )


def _is_title(name: str) -> bool:
    synonym = find_synonym(name)
    return synonym is not None and synonym[0] == "title"


def _table_shape(names: list[str]) -> Shape | None:
    return find_shape(dict.fromkeys(names, ""))


def _find_unknown_header(
    lines: list[str], separators: tuple[str, ...], *, is_certain: bool
) -> _Header | None:
    """Return the first line as a header without a title, if the lines are certainly a table's."""
    rows = [(index, line) for index, line in enumerate(lines) if line.strip()]
    for separator in separators:
        cells = [split_line(line, separator) for _, line in rows]
        if is_certain and cells:
            return _Header(rows[0][0] + 1, separator, cells[0], has_title=False)
        if len(cells) <= _MIN_EVEN_ROWS or len(cells[0]) < _MIN_COLUMNS:
            continue
        is_even = all(len(row) == len(cells[0]) for row in cells[: _MIN_EVEN_ROWS + 1])
        names = [name.strip() for name in cells[0]]
        if is_even and _are_names(names, is_rare=separator in "\t;|"):
            return _Header(rows[0][0], separator, names, has_title=False)
    return None


def _are_names(names: list[str], *, is_rare: bool) -> bool:
    """Return whether cells look like names of columns: short, different, without sentences."""
    are_short = all(0 < len(name) <= _MAX_NAME_CHARS and name[-1] not in ".?!" for name in names)
    if not are_short or len(set(names)) < len(names) or any(name.isdecimal() for name in names):
        return False
    return is_rare or any(find_synonym(name) for name in names)


def _last_resorts(names: list[str], fields: set[str]) -> dict[str, str]:
    """Return our field -> column for fields that no column has under a usual name."""
    by_name = {name.lower(): name for name in reversed(names)}
    return {
        field: next(by_name[name] for name in synonyms if name in by_name)
        for field, synonyms in _LAST_RESORTS.items()
        if field not in fields and any(name in by_name for name in synonyms)
    }


def _iter_records(text: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """Yield one record per row that is not blank, with the line where the row starts."""
    header = _find_header(text, columns.get("title"))
    if header is None:
        # A forced format may have one column only; then any separator will do.
        first = next((index for index, line in enumerate(text.split("\n")) if line.strip()), 0)
        names = [name.strip() for name in split_line(text.split("\n")[first], ",")]
        header = _Header(first, ",", names, has_title=True)
    if not header.has_title and "title" not in columns:
        yield Record(header.line + 1, _no_title(header.names), header.separator.join(header.names))
        return
    if not columns and len(header.names) > 1 and _table_shape(header.names) is None:
        rows = "\n".join(text.split("\n", _MAX_EVIDENT_ROWS)[header.line + 1 :])
        if fault := table_fault(header.names, rows[:_MAX_EVIDENT_CHARS]):
            excerpt = header.separator.join(header.names)
            yield Record(header.line + 1, RecordError(fault), excerpt)
            return
    records = _rows_as_records(text, header, columns)
    is_of_authors = {name.lower() for name in header.names} >= _AUTHOR_COLUMNS
    yield from _join_author_rows(records) if is_of_authors else records


def _join_author_rows(records: Iterator[Record]) -> Iterator[Record]:
    """Yield one record for the rows of one paper, of which each has one author."""
    joined: dict[tuple[str, str], Record] = {}
    authors: dict[tuple[str, str], list[dict[str, str]]] = {}
    for record in records:
        if not isinstance(record.fields, Mapping):
            yield record
            continue
        fields = {key.lower(): value for key, value in record.fields.items()}
        paper = (fields["paper"], fields["title"])
        authors.setdefault(paper, []).append(
            {
                "given": fields.pop("first"),
                "family": fields.pop("last"),
                "affiliations": fields.pop("affiliation", ""),
            }
        )
        fields |= {"id": fields["paper"], "authors": authors[paper]}
        joined.setdefault(paper, record._replace(fields=fields))
    yield from joined.values()


def _no_title(names: list[str]) -> RecordError:
    columns = ", ".join(name[:_MAX_NAME_CHARS] for name in names)
    return RecordError(
        f"is a table without a title column: its columns are {columns}; name the title's in "
        '[columns]: title = "…"'
    )


def _rows_as_records(text: str, header: _Header, columns: Mapping[str, str]) -> Iterator[Record]:
    names, separator = header.names, header.separator
    shape = _table_shape(names)
    fields = {synonym[0] for name in names if (synonym := find_synonym(name))}
    resorts = {} if shape else _last_resorts(names, fields)
    max_width = 0
    for line, row, excerpt in _iter_rows(text.split("\n"), header):
        if isinstance(row, RecordError):
            yield Record(line, row, excerpt)
            continue
        max_width = max(max_width, len(row))
        values = _named_cells(names, row)
        values |= {field: values[name] for field, name in resorts.items() if name in values}
        mapped = apply_shape(shape, values) if shape else values
        yield Record(line, _map_columns(mapped, values, columns), excerpt)
    if 0 < max_width < len(names) and has_data(names[max_width - 1 :]):
        counts = f"has {len(names)} cells and its rows {max_width} at most"
        fault = RecordError(f"the header {counts}; is the end of its line missing?")
        yield Record(header.line + 1, fault, separator.join(names)[:MAX_EXCERPT_CHARS])


def _iter_rows(
    lines: list[str], header: _Header
) -> Iterator[tuple[int, list[str] | RecordError, str]]:
    """Yield the 1-based line of each row that is not blank, its cells or the error, an excerpt."""
    names, separator = header.names, header.separator
    rows = iter_rows(lines, separator, header.line + 1, len(names))
    for line, row in chain(_rows_above(lines, header), rows):
        is_fault = isinstance(row, RecordError)
        cells = split_line(lines[line - 1], separator) if isinstance(row, RecordError) else row
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        # Blank rows, and the header again where files were joined, are no papers.
        if not is_fault and [cell.strip() for cell in cells] in (names, [""] * len(cells)):
            continue
        excerpt = (lines[line - 1] if is_fault else separator.join(cells))[:MAX_EXCERPT_CHARS]
        if len(cells) <= len(names):
            yield line, row, excerpt
            continue
        counts = f"has {len(cells)} cells and the header {len(names)}"
        fault = RecordError(f"{counts}; quote cells with a {separator!r}")
        yield line, row if is_fault else fault, excerpt
        # If the line has several rows, each is lost.
        fault = RecordError("is in one line with the row before it; end each row's line")
        yield from [(line, fault, "")] * (count_joined(len(cells), len(names)) - 1)


def _rows_above(lines: list[str], header: _Header) -> Iterator[tuple[int, list[str] | RecordError]]:
    """Yield the rows above a header that is out of its place; other lines are about the export."""
    width = len(header.names)
    for line, row in iter_rows(lines[: header.line], header.separator, 0, width):
        if not isinstance(row, RecordError) and len(row) == width and has_data(row):
            yield line, row


def _map_columns(
    fields: Mapping[str, Any], values: Mapping[str, Any], columns: Mapping[str, str]
) -> Mapping[str, Any]:
    """Apply the user's names, which are those of the table even if a shape has read it."""
    if not columns:
        return fields
    mapped = dict(map_columns(fields, columns))
    return mapped | {name: values[path] for name, path in columns.items() if path in values}


def _named_cells(names: list[str], row: list[str]) -> dict[str, Any]:
    """Return the cells by their columns' names; of two columns of one name, the first with text."""
    # Programs leave out empty cells at a row's end, so a shorter row is no error.
    values: dict[str, Any] = dict(zip(reversed(names[: len(row)]), reversed(row), strict=True))
    if len(values) < min(len(names), len(row)):
        for name, cell in zip(names, row, strict=False):
            if not values[name].strip():
                values[name] = cell
    for name, cell in values.items():
        if "|" in cell and (find_synonym(name) or ("", 0))[0] in _LISTED_FIELDS:
            values[name] = [part for text in cell.split("|") if (part := text.strip())]
        elif cell[:1] in ("[", "{") and cell[:2] in _LITERAL_STARTS:
            values[name] = parse_literal(cell)
    return values
