"""Parquet: the columns of the CSV file, with lists of authors, editors, keywords and topics.

It needs pyarrow (``pip install sitegen[parquet]``).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import SitegenError
from sitegen.locale import N_
from sitegen.publish.records import encodable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "parquet"
SUFFIX: Final = ".parquet"
MEDIA_TYPE: Final = "application/vnd.apache.parquet"
TITLE: Final = N_("Parquet, for data frames")
_LISTS: Final = frozenset({"authors", "editors", "keywords", "topics"})


def render(records: Records) -> Iterator[bytes]:
    """Yield the whole file.

    Raises:
        SitegenError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise SitegenError("Parquet needs pyarrow; run pip install 'sitegen[parquet]'") from error
    rows = [records.row(enriched) for enriched in records]
    columns = {name: [_value(row[name]) for row in rows] for name in (rows[0] if rows else ())}
    types = {name: pa.list_(pa.string()) if name in _LISTS else pa.string() for name in columns}
    types |= {"year": pa.int32()} if rows else {}
    table = pa.table(columns, schema=pa.schema(list(types.items())))
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    yield buffer.getvalue()


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(encodable, value))
    return encodable(value) if isinstance(value, str) else value
