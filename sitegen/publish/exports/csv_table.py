"""CSV: one row per paper, for spreadsheets and data frames.

Several values of a cell are separated by "; ". A spreadsheet takes a cell that starts with "=",
"+", "-" or "@" for a formula, and runs it; such a text has an apostrophe before it.
Source: RFC 4180, and https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.locale import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "csv"
SUFFIX: Final = ".csv"
MEDIA_TYPE: Final = "text/csv"
TITLE: Final = N_("CSV, for spreadsheets")
IS_PACKED: Final = True
#: Behind apostrophes, too, so that one apostrophe can be taken away again.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def render(records: Records) -> Iterator[str]:
    """Yield a header, then one row per paper."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, enriched in enumerate(records):
        row = records.row(enriched)
        if number == 0:
            writer.writerow(row)
        writer.writerow(map(_cell, row.values()))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
