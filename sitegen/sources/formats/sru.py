"""Read the answers of SRU, the search protocol of libraries, in any schema that is also read alone.

Source: https://www.loc.gov/standards/sru/sru-1-1.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.formats.oai import payload_fields
from sitegen.sources.reading import RecordError
from sitegen.sources.xml.tools import parse_document, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "sru"
RANK: Final = 34


def sniff(head: str) -> bool:
    """Claim XML whose first element is an answer to a search."""
    return root_name(head) == "searchRetrieveResponse"


def read(text: str, path: str) -> ReadResult:
    """Read all records; one of an unknown schema becomes a diagnostic."""
    return read_records(read_elements(text, "recordData", _record_fields), path)


def _record_fields(data: Element) -> dict[str, Any] | None:
    payload = next(data.iterchildren("*"), None)
    # A server may pack a record as a text.
    if payload is None and (data.text or "").strip():
        payload, _ = parse_document(data.text)
    if payload is None:
        raise RecordError("the record is empty; search again with recordSchema=dc")
    return payload_fields(payload)
