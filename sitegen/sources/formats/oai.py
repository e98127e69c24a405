"""Read OAI-PMH records of arXiv and of repositories, in any schema that is also read alone.

Sources: https://info.arxiv.org/help/oa, https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import read_records
from sitegen.sources.formats.datacite_xml import datacite_fields
from sitegen.sources.formats.dublin_core import RECORDS as DUBLIN_CORE
from sitegen.sources.formats.dublin_core import dublin_core_fields
from sitegen.sources.formats.jats import article_fields
from sitegen.sources.formats.marcxml import marc_fields
from sitegen.sources.formats.mods import mods_fields
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.values.journal_refs import split_journal_ref
from sitegen.sources.values.statuses import parse_remark
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import (
    all_texts,
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.sources.xml.tools import Element

NAME: Final = "oai"
RANK: Final = 30

_NAMESPACE: Final = "openarchives.org/OAI/"
_ENVELOPES: Final = ("metadata", "recordData")


def sniff(head: str) -> bool:
    """Return True for OAI-PMH responses, and for records with an OAI-PMH namespace."""
    # Other formats have a root "record" or "records" too: EndNote, MARC.
    return root_name(head) in {"OAI-PMH", "ListRecords", "GetRecord"} or (
        root_name(head) in {"record", "records"} and _NAMESPACE in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read records; count deleted ones; one without a title becomes a diagnostic."""
    deleted: list[int] = []

    def fields_of(record: Element) -> dict[str, Any] | None:
        if is_deleted(record):
            deleted.append(record.sourceline or 1)
            return None
        return record_fields(record)

    result = read_records(read_elements(text, ("record", "error", "dc"), fields_of), path)
    if not deleted:
        return result
    message = f"{count_of(len(deleted), 'record')} that the repository deleted, not read"
    return result.plus(
        Diagnostic(path, deleted[0], "", message, severity="warning", records=len(deleted))
    )


def is_deleted(record: Element) -> bool:
    """Return whether the header of a record says that it was deleted."""
    header = find_element(record, "{*}header")
    return header is not None and header.get("status") == "deleted"


def record_fields(record: Element) -> dict[str, Any] | None:
    """Return the fields of a record's metadata; None for an element inside another record."""
    name = record.tag.rpartition("}")[2]
    parent = record.getparent()
    parent_name = "" if parent is None else str(parent.tag).rpartition("}")[2]
    if name == "error":
        if parent_name != "OAI-PMH":
            return None
        answer = first_text(record, ".") or record.get("code")
        raise RecordError(f"the repository answers: {answer}; check the request")
    # The metadata of a record of OAI-PMH may be a record of MARC, or Dublin Core.
    if next(record.iterancestors("{*}record"), None) is not None:
        return None
    if name == "dc":
        return dublin_core_fields(record)
    # record > metadata > arXiv | arXivRaw | dc; harvesters also save records without the envelope.
    envelope = next((e for n in _ENVELOPES for e in find_elements(record, f"{{*}}{n}")), None)
    payload = next(envelope.iterchildren("*"), None) if envelope is not None else None
    if payload is None:
        payload = next((c for c in record.iterchildren("*") if _name(c) in _SCHEMAS), record)
    return payload_fields(payload)


def payload_fields(payload: Element) -> dict[str, Any] | None:
    """Return the fields of a record's metadata by its schema.

    Raises:
        RecordError: the schema is unknown.
    """
    name = _name(payload)
    if name in {"oai_datacite", "collection", "modsCollection"}:
        payload = next(payload.iter("{*}resource", "{*}record", "{*}mods"), payload)
        name = _name(payload)
    if name == "record" and find_element(payload, "{*}datafield") is None:
        name = "arXiv"
    if name not in _SCHEMAS:
        raise RecordError(
            f"the metadata is <{name}>, which is not read; harvest with metadataPrefix=oai_dc"
        )
    return _SCHEMAS[name](payload)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _arxiv(metadata: Element) -> dict[str, Any]:
    fields = child_elements(metadata)
    # arXiv has one element per author; arXivRaw has one text for all of them.
    authors: Any = [
        {
            "given": child_text(parts, "forenames"),
            "family": child_text(parts, "keyname"),
            "suffix": child_text(parts, "suffix"),
            "affiliations": all_texts(author, "{*}affiliation"),
        }
        for author in find_elements(metadata, "{*}authors/{*}author")
        if (parts := child_elements(author))
    ] or child_text(fields, "authors")
    arxiv_id = child_text(fields, "id")
    # arXivRaw lists its versions, the first one first.
    date = child_text(fields, "created") or _parse_day(first_text(metadata, "{*}version/{*}date"))
    return {
        "title": child_text(fields, "title"),
        "abstract": child_text(fields, "abstract"),
        "authors": authors,
        "date": date,
        **split_journal_ref(child_text(fields, "journal-ref")),
        "doi": child_text(fields, "doi"),
        "arxiv_id": arxiv_id,
        "url": f"https://arxiv.org/abs/{arxiv_id}" if parse_arxiv_id(arxiv_id) else None,
        "keywords": child_text(fields, "categories").split(),
        "license": child_text(fields, "license"),
        "status": parse_remark(child_text(fields, "comments")),
    }


def _parse_day(text: str) -> str | None:
    """Return ``Mon, 12 Jun 2017 17:57:34 GMT`` as ``2017-06-12``; None if it is not such a date."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None


#: Local name of a record's metadata -> the function that reads it.
def _proceedings_of_science(metadata: Element) -> dict[str, Any]:
    """Return the fields of Dublin Core whose creators have a name and affiliations."""
    people = [child_elements(p) for p in metadata.iterchildren("{*}creator")]
    authors = [
        {"name": child_text(parts, "name"), "affiliations": child_texts(parts, "affiliation")}
        for parts in people
    ]
    return {**dublin_core_fields(metadata), "authors": authors, "venue": "Proceedings of Science"}


_SCHEMAS: Final[dict[str, Callable[[Element], dict[str, Any] | None]]] = {
    "arXiv": _arxiv,
    "arXivRaw": _arxiv,
    "arXivOld": _arxiv,
    "mods": mods_fields,
    "record": marc_fields,
    "resource": datacite_fields,
    "article": article_fields,
    "pex-dc": _proceedings_of_science,
    **dict.fromkeys(DUBLIN_CORE, dublin_core_fields),
}
