"""Read OAI-PMH records of arXiv and of repositories: arXiv, arXivRaw and Dublin Core.

Sources: https://info.arxiv.org/help/oa, https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.sources.fields import read_records
from sitegen.sources.people import first_last
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "oai"
RANK: Final = 30

#: Elements of an author in the arXiv format, in the order in which a name is written.
_NAME_PARTS: Final = ("{*}forenames", "{*}keyname", "{*}suffix")


def sniff(head: str) -> bool:
    """Return True for OAI-PMH responses, and for records with an OAI-PMH namespace."""
    # Other formats have a root "record" or "records" too: EndNote, MARC.
    return root_name(head) in {"OAI-PMH", "ListRecords", "GetRecord"} or (
        root_name(head) in {"record", "records"} and "openarchives.org/OAI/" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read records; skip deleted ones; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "record", _record_fields), path)


def _record_fields(record: Element) -> dict[str, Any] | None:
    header = record.find("{*}header")
    # The header of a deleted record has no metadata beside it.
    if header is not None and header.get("status") == "deleted":
        return None
    # record > metadata > arXiv | arXivRaw | dc; harvesters also save records without the envelope.
    envelope = record.find("{*}metadata")
    metadata = envelope[0] if envelope is not None and len(envelope) else record
    return _dublin_core(metadata) if metadata.tag.endswith("}dc") else _arxiv(metadata)


def _arxiv(metadata: Element) -> dict[str, Any]:
    # arXiv has one element per author; arXivRaw has one text for all of them.
    authors = [
        " ".join(filter(None, (first_text(author, part) for part in _NAME_PARTS)))
        for author in metadata.iterfind("{*}authors/{*}author")
    ] or first_text(metadata, "{*}authors")
    arxiv_id = first_text(metadata, "{*}id")
    # arXivRaw lists its versions, the first one first.
    date = first_text(metadata, "{*}created") or _parse_day(
        first_text(metadata, "{*}version/{*}date")
    )
    return {
        "title": first_text(metadata, "{*}title"),
        "abstract": first_text(metadata, "{*}abstract"),
        "authors": authors,
        "date": date,
        "venue": first_text(metadata, "{*}journal-ref"),
        "doi": first_text(metadata, "{*}doi"),
        "arxiv_id": arxiv_id,
        "url": f"https://arxiv.org/abs/{arxiv_id}" if parse_arxiv_id(arxiv_id) else None,
        "keywords": first_text(metadata, "{*}categories").split(),
    }


def _parse_day(text: str) -> str | None:
    """Return ``Mon, 12 Jun 2017 17:57:34 GMT`` as ``2017-06-12``; None if it is not such a date."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None


def _dublin_core(metadata: Element) -> dict[str, Any]:
    # Repositories write the DOI and addresses into either of the two elements.
    identifiers = all_texts(metadata, "{*}identifier") + all_texts(metadata, "{*}relation")
    # ISO dates sort as texts. The earliest is that of the first version.
    dates = sorted(all_texts(metadata, "{*}date"))
    return {
        "title": first_text(metadata, "{*}title"),
        # The first description is the abstract; the following ones are comments.
        "abstract": first_text(metadata, "{*}description"),
        "authors": [first_last(name) for name in all_texts(metadata, "{*}creator")],
        "date": dates[0] if dates else None,
        "venue": first_text(metadata, "{*}source"),
        "doi": next(filter(None, map(parse_doi, identifiers)), None),
        # Any number with a point could pass for an arXiv id, so only marked ones are parsed.
        "arxiv_id": next((parse_arxiv_id(i) for i in identifiers if "arxiv" in i.lower()), None),
        "url": [i for i in identifiers if re.match(r"https?://", i)][:1],
        "keywords": all_texts(metadata, "{*}subject"),
    }
