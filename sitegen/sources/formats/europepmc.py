"""Read the answers of Europe PMC's REST API in XML, "lite" and "core".

Source: https://europepmc.org/RestfulWebService
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    all_texts,
    child_elements,
    child_text,
    first_text,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import drop_full_stop, strip_html

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "europepmc"
RANK: Final = 32


def sniff(head: str) -> bool:
    """Claim XML whose first element wraps an answer with a list of results."""
    return root_name(head) in {"responseWrapper", "resultList"} and "<result" in head


def read(text: str, path: str) -> ReadResult:
    """Read all results; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "result", _result_fields), path)


def _result_fields(result: Element) -> dict[str, Any]:
    fields = child_elements(result)
    authors = [_author(author) for author in find_elements(result, "{*}authorList/{*}author")]
    links = {
        first_text(link, "{*}documentStyle"): first_text(link, "{*}url")
        for link in reversed(list(find_elements(result, "{*}fullTextUrlList/{*}fullTextUrl")))
    }
    source, number = child_text(fields, "source"), child_text(fields, "id")
    page = f"https://europepmc.org/article/{source}/{number}"
    return {
        "title": drop_full_stop(child_text(fields, "title")),
        "abstract": strip_html(child_text(fields, "abstractText")),
        # "Roe J, Poe M." is the list of a "lite" answer.
        "authors": authors or child_text(fields, "authorString").rstrip("."),
        "year": child_text(fields, "pubYear"),
        "date": child_text(fields, "firstPublicationDate", "electronicPublicationDate"),
        "venue": first_text(result, "{*}journalInfo/{*}journal/{*}title", "{*}journalTitle")
        or first_text(result, "{*}bookOrReportDetails/{*}publisher"),
        "volume": first_text(result, "{*}journalInfo/{*}volume", "{*}journalVolume"),
        "issue": first_text(result, "{*}journalInfo/{*}issue", "{*}issue"),
        "pages": child_text(fields, "pageInfo"),
        "doi": child_text(fields, "doi"),
        "url": page if source.isalnum() and number.isalnum() else None,
        "pdf": links.get("pdf"),
        "keywords": all_texts(result, "{*}keywordList/{*}keyword")
        + all_texts(result, "{*}meshHeadingList/{*}meshHeading/{*}descriptorName"),
        "language": child_text(fields, "language"),
        "license": child_text(fields, "license"),
        "id": child_text(fields, "pmcid", "pmid", "id"),
    }


def _author(author: Element) -> dict[str, Any]:
    fields = child_elements(author)
    group = child_text(fields, "collectiveName")
    family = child_text(fields, "lastName")
    name: dict[str, Any] = {"literal": group} if group else {
        "given": child_text(fields, "firstName", "initials"), "family": family,
    }  # fmt: skip
    ids = (text_of(i) for i in fields.get("authorId", ()) if i.get("type") == "ORCID")
    return {
        **(name if group or family else {"name": child_text(fields, "fullName")}),
        "affiliations": all_texts(author, ".//{*}affiliation"),
        "orcid": next(ids, ""),
    }
