"""OAI-PMH records as arXiv and repositories give them: arXiv, arXivRaw and Dublin Core.

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


def sniff(head: str) -> bool:
    """Claim XML of OAI-PMH, whole answers and lists of records."""
    return root_name(head) in {"OAI-PMH", "ListRecords", "GetRecord"} or (
        root_name(head) in {"record", "records"} and "openarchives.org/OAI/" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read records; a deleted one is none, one that is no paper is a diagnostic."""
    return read_records(read_elements(text, "record", _fields), path)


def _fields(record: Element) -> dict[str, Any] | None:
    header = record.find("{*}header")
    if header is not None and header.get("status") == "deleted":
        return None
    metadata = record.find("{*}metadata")
    told = metadata[0] if metadata is not None and len(metadata) else record
    return _dublin_core(told) if told.tag.endswith("}dc") else _arxiv(told)


_NAME_PARTS = ("forenames", "keyname", "suffix")


def _arxiv(told: Element) -> dict[str, Any]:
    authors = [
        " ".join(
            filter(None, (first_text(a, f"{{*}}{n}") for n in ("forenames", "keyname", "suffix")))
        )
        for a in told.iterfind("{*}authors/{*}author")
    ] or first_text(told, "{*}authors")
    name = first_text(told, "{*}id")
    return {
        "title": first_text(told, "{*}title"),
        "abstract": first_text(told, "{*}abstract"),
        "authors": authors,
        "date": first_text(told, "{*}created") or _day(first_text(told, "{*}version/{*}date")),
        "venue": first_text(told, "{*}journal-ref"),
        "doi": first_text(told, "{*}doi"),
        "arxiv_id": name,
        "url": f"https://arxiv.org/abs/{name}" if parse_arxiv_id(name) else None,
        "keywords": first_text(told, "{*}categories").split(),
    }


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None


def _dublin_core(told: Element) -> dict[str, Any]:
    found = all_texts(told, "{*}identifier") + all_texts(told, "{*}relation")
    dates = sorted(all_texts(told, "{*}date"))
    return {
        "title": first_text(told, "{*}title"),
        # The first description is the abstract; comments follow.
        "abstract": first_text(told, "{*}description"),
        "authors": [first_last(name) for name in all_texts(told, "{*}creator")],
        "date": dates[0] if dates else None,
        "venue": first_text(told, "{*}source"),
        "doi": next(filter(None, map(parse_doi, found)), None),
        "arxiv_id": next((parse_arxiv_id(one) for one in found if "arxiv" in one.lower()), None),
        "url": [one for one in found if re.match(r"https?://", one)][:1],
        "keywords": all_texts(told, "{*}subject"),
    }
