"""Repositories that speak OAI-PMH; without an address, arXiv.

Sources: https://www.openarchives.org/OAI/openarchivesprotocol.html, section 3.5 (resumption tokens)
and 3.6 (errors); https://info.arxiv.org/help/oa. arXiv's server gives up to some thousand records
per page, no total, tokens that are valid until midnight UTC, and the error noRecordsMatch in place
of an empty last page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from sitegen.fetch.answers import Page, Request, Window, parse_number, parse_xml, with_parameters
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.registry import Kind

if TYPE_CHECKING:
    from sitegen.config.fetch_entries import FetchEntry

_ARXIV: Final = "https://oaipmh.arxiv.org/oai"


def _plan(entry: FetchEntry, window: Window) -> list[Request]:
    base = entry.url or _ARXIV
    prefix = entry.metadata or ("oai_dc" if entry.url and "arxiv.org" not in entry.url else "arXiv")
    addresses = (
        with_parameters(base, {
            "verb": "ListRecords", "metadataPrefix": prefix, "from": window.first.isoformat(),
            "set": name,
        })
        for name in entry.sets or [""]
    )  # fmt: skip
    return [Request(window.today, tuple(addresses))]


def _inspect(body: bytes, address: str, entry: FetchEntry) -> Page:
    root = parse_xml(body)
    if not str(root.tag).endswith("OAI-PMH"):
        raise FetchError("the answer is not OAI-PMH; is this the base address of a repository?")
    error = root.find("{*}error")
    if error is not None:
        return _page_of_error(error)
    records = root.findall("{*}ListRecords/{*}record")
    token = root.find("{*}ListRecords/{*}resumptionToken")
    text = (token.text or "").strip() if token is not None else ""
    total = parse_number(token.get("completeListSize")) if token is not None else None
    if not text:
        return Page(len(records), None, total)
    # A token that comes again would lead in a circle.
    if parse_qs(urlsplit(address).query).get("resumptionToken") == [text]:
        raise FetchError("the repository gives the same resumption token again; run it again later")
    base = entry.url or _ARXIV
    following = with_parameters(base, {"verb": "ListRecords", "resumptionToken": text})
    return Page(len(records), following, total)


def _page_of_error(error: Any) -> Page:
    """Return the empty page that an error stands for.

    Raises:
        FetchError: it is a real error.
    """
    code, text = error.get("code", ""), " ".join((error.text or "").split())
    if code == "noRecordsMatch":
        return Page(0)
    reason = f"{code} {text}".rstrip()
    raise FetchError(f"the repository answers: {reason}; correct sets, formats or dates")


KIND: Final = Kind(
    "oai", _plan, _inspect, suffix=".xml", wait_s=3.0, max_papers=50_000,
    is_daily=True, is_windowed=True, is_sliced=True,
)  # fmt: skip
