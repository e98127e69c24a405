"""Parquet files with named columns; needs pyarrow (``pip install 'sitegen[parquet]'``).

The only binary format, so it is told by its first bytes and read from bytes.
Source: https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import SourceError
from sitegen.sources.fields import Record, map_columns, read_records
from sitegen.sources.json_adapters import named_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.sources.reading import ReadResult

NAME: Final = "parquet"
RANK: Final = 170
TAKES_COLUMNS: Final = True
MAGIC: Final = b"PAR1"
_ROWS: Final = 1_000


def read_bytes(data: bytes, path: str, columns: Mapping[str, str]) -> ReadResult:
    """Read a table; a row that is no paper is a diagnostic, whose line is the row's number.

    Raises:
        SourceError: it is cut or broken, or pyarrow is missing.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise SourceError(
            f"{path}: is Parquet; pip install 'sitegen[parquet]' to read it, or write it as CSV"
        ) from None
    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        return read_records(_records(table, columns), path)
    except (ArrowException, OSError, ValueError) as error:
        told = str(error).partition("\n")[0]
        raise SourceError(f"{path}: is no Parquet file that can be read: {told}") from error


def _records(table: Any, columns: Mapping[str, str]) -> Iterator[Record]:
    row = 0
    for batch in table.iter_batches(batch_size=_ROWS):
        for fields in batch.to_pylist():
            row += 1
            told = {name: _plain(value) for name, value in fields.items()}
            yield Record(row, map_columns(named_fields(told), columns), str(told)[:200])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
