"""Parquet files with named columns; requires pyarrow (``pip install 'sitegen[parquet]'``).

The only binary format: it is recognized by its first bytes and read from bytes.
Source: https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import SourceError
from sitegen.sources.fields import Record, read_records
from sitegen.sources.files.archives import Budget
from sitegen.sources.json.adapters import record_fields
from sitegen.sources.limits import MAX_EXCERPT_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.sources.reading import ReadResult

NAME: Final = "parquet"
RANK: Final = 170
TAKES_COLUMNS: Final = True
MAGIC: Final = b"PAR1"
#: Rows that are Python objects at a time; Arrow's columns take far less memory.
_BATCH_ROWS: Final = 1_000
#: Bytes that a row counts for, besides those of its values.
_ROW_BYTES: Final = 64


def read_bytes(data: bytes, path: str, columns: Mapping[str, str]) -> ReadResult:
    """Read a table; a row that is no paper is a diagnostic, with the row's number as its line.

    Args:
        data: the whole file.
        path: its name in diagnostics.
        columns: our field -> the table's, for names that are no usual synonyms.

    Raises:
        SourceError: the file is cut or damaged, or pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise SourceError(
            f"{path}: is Parquet; pip install 'sitegen[parquet]' to read it, or write it as CSV"
        ) from None
    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        return read_records(_iter_records(table, columns, path, Budget(len(data))), path)
    except (ArrowException, OSError, ValueError) as error:
        # Arrow's messages go on with its own call stack.
        reason = str(error).partition("\n")[0]
        raise SourceError(f"{path}: can't be read as a Parquet file: {reason}") from error


def _iter_records(
    table: Any, columns: Mapping[str, str], path: str, budget: Budget
) -> Iterator[Record]:
    """Yield the rows.

    Raises:
        SourceError: the table has far more data than any list of papers in a file of its size.
    """
    row_number = 0
    for batch in table.iter_batches(batch_size=_BATCH_ROWS):
        # Rows of equal or missing values take hardly any bytes, and time all the same.
        budget.add(path, batch.nbytes + batch.num_rows * _ROW_BYTES)
        for row, warning in _rows(batch):
            row_number += 1
            values = {name: _json_value(value) for name, value in row.items()}
            excerpt = str(values)[:MAX_EXCERPT_CHARS]
            yield Record(row_number, partial(record_fields, values, columns), excerpt, warning)


def _rows(batch: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each row with a warning of the values that Python can't hold, or ""."""
    try:
        rows = batch.to_pylist()
    except (OverflowError, ValueError):
        for number in range(batch.num_rows):
            yield _read_row(batch, number)
    else:
        yield from ((row, "") for row in rows)


def _read_row(batch: Any, number: int) -> tuple[dict[str, Any], str]:
    """Return one row, and a warning of the values that were left out, or ""."""
    row: dict[str, Any] = {}
    unreadable = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[number].as_py()
        except (OverflowError, ValueError):
            unreadable.append(name)
    names = ", ".join(unreadable)
    return row, f"the value of {names} is out of range and was left out" if unreadable else ""


def _json_value(value: Any) -> Any:
    """Return dates and times as ISO 8601, which JSON would have, and all else unchanged."""
    return value.isoformat() if isinstance(value, date | datetime) else value
