"""Read Atom feeds: arXiv's API, journals, repositories, and Zotero's API.

Sources: https://info.arxiv.org/help/api/user-manual.html, https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.json.syntax import load_json
from sitegen.sources.reading import RecordError
from sitegen.sources.values.journal_refs import split_journal_ref
from sitegen.sources.values.statuses import parse_remark
from sitegen.sources.xml.feeds import (
    abstract_of,
    announcement_type,
    clean_title,
    identify,
    parse_creators,
    position_of,
    qualified_children,
)
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import child_text, child_texts, first_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

    Children = dict[str, list[Element]]

NAME: Final = "atom"
RANK: Final = 20

#: Programs whose feeds hold nothing but papers.
_REPOSITORIES: Final = re.compile(r"Open Journal Systems|\bOJS\b|DSpace|EPrints|arXiv|Invenio")
#: Children of a feed among which its generator is.
_MAX_PARTS: Final = 50
_ZOTERO_ATTACHMENTS: Final = frozenset({"attachment", "note", "annotation"})


def sniff(head: str) -> bool:
    """Return True for XML whose first element is a feed, a single entry, or Scopus's results."""
    return root_name(head) in {"feed", "entry", "search-results"}


def read(text: str, path: str) -> ReadResult:
    """Read the entries of a feed; one without a title or of a blog becomes a diagnostic."""
    return read_records(read_elements(text, "entry", _entry_fields), path)


def _entry_fields(entry: Element) -> dict[str, Any] | None:
    # The source of an entry, and an entry inside an entry, are no papers of this feed.
    if next(entry.iterancestors("{*}entry", "{*}source"), None) is not None:
        return None
    fields = qualified_children(entry)
    if "zapi:key" in fields:
        return _zotero_fields(fields)
    entry_id = child_text(fields, "id")
    summary = child_text(fields, "summary", "content", "dc:description")
    if "arxiv.org/api/errors" in entry_id:
        raise RecordError(f"arXiv answers: {summary}; check the query")
    title, title_id = clean_title(child_text(fields, "title", "dc:title"))
    links = _links(fields)
    doi, arxiv_id = _identify(entry, fields, [entry_id, *links.values()])
    return {
        "title": title,
        "abstract": abstract_of([summary]),
        "authors": _authors(fields),
        "date": _date(fields, summary),
        **_position(fields),
        "doi": doi,
        "status": parse_remark(child_text(fields, "arxiv:comment", "comment")),
        "arxiv_id": arxiv_id or title_id,
        "url": _page(links, entry_id),
        "pdf": links.get("pdf"),
        "license": [
            links.get("license", ""),
            *(child_text(fields, name) for name in ("cc:license", "dc:rights", "rights")),
        ],
        # Categories keep their text in an attribute, in contrast to all other elements.
        "keywords": [c.get("term") for c in fields.get("category", ()) if c.get("term")]
        or child_texts(fields, "dc:subject") or child_text(fields, "authkeywords").split(" | "),
    }  # fmt: skip


def _links(fields: Children) -> dict[str, str]:
    """Return the address of each link by its title or its relation."""
    # arXiv titles its PDF link (title="pdf" rel="related"), the page has only rel="alternate".
    return {
        link.get("title") or link.get("rel") or "alternate": link.get("href")
        for link in fields.get("link", ())
    }


def _page(links: dict[str, str], entry_id: str) -> str | None:
    """Return the address of the paper's page; the id of an entry of arXiv is one."""
    # Scopus's link "self" is that of its API, which no reader can open.
    page = links.get("alternate") or links.get("scopus")
    return page or (entry_id if "://" in entry_id else None)


def _date(fields: Children, summary: str) -> str | None:
    """Return the day of publication; a replacement that is announced has another day."""
    if announcement_type(summary) not in {"", "new", "cross"}:
        return None
    # "published" is the day of version 1, "updated" that of the version in the feed.
    return child_text(
        fields, "published", "prism:publicationDate", "dc:date", "prism:coverDate", "updated"
    )


def _position(fields: Children) -> dict[str, Any]:
    """Return venue, volume, issue and pages; arXiv has them in one line."""
    reference = split_journal_ref(child_text(fields, "arxiv:journal_ref", "journal_ref"))
    position = {name: value for name, value in position_of(fields).items() if value}
    return {"venue": child_text(fields, "prism:publicationName")} | position | {
        name: value for name, value in reference.items() if value
    }  # fmt: skip


def _identify(
    entry: Element, fields: Children, addresses: list[str]
) -> tuple[str | None, str | None]:
    try:
        return identify(fields, addresses)
    except RecordError:
        feed = entry.getparent()
        # The description of a feed comes before its entries.
        parts = islice(feed.iterchildren("*"), _MAX_PARTS) if feed is not None else ()
        generators = (part for part in parts if part.tag.endswith("generator"))
        programs = (f"{generator.text} {generator.get('uri')}" for generator in generators)
        if not any(map(_REPOSITORIES.search, programs)):
            raise
        return None, None


def _authors(fields: Children) -> Any:
    authors = [
        {"name": first_text(author, "{*}name"), "affiliations": [
            first_text(a, ".") for a in find_elements(author, "{*}affiliation")
        ]}
        for author in fields.get("author", ())
    ]  # fmt: skip
    if len(authors) == 1 and not authors[0]["affiliations"]:
        # One element may list all authors.
        return parse_creators([str(authors[0]["name"])])
    return authors or parse_creators(child_texts(fields, "dc:creator"))


def _zotero_fields(fields: Children) -> dict[str, Any] | None:
    """Return the fields of an entry of Zotero's API: its item in JSON, or what the entry has."""
    if child_text(fields, "zapi:itemType") in _ZOTERO_ATTACHMENTS:
        return None
    try:
        item = load_json(child_text(fields, "content"))
    except ValueError:
        item = None
    if not isinstance(item, dict):
        # The author of such an entry is the owner of the library.
        return {
            "title": child_text(fields, "title"),
            "year": child_text(fields, "zapi:year"),
            "id": child_text(fields, "zapi:key"),
        }
    creators = item.get("creators")
    return {
        "title": item.get("title"),
        "abstract": item.get("abstractNote"),
        "authors": [
            creator for creator in (creators if isinstance(creators, list) else [])
            if isinstance(creator, dict) and creator.get("creatorType", "author") == "author"
        ],
        "date": item.get("date"),
        "venue": item.get("publicationTitle") or item.get("proceedingsTitle")
        or item.get("bookTitle"),
        "doi": item.get("DOI"),
        "url": item.get("url"),
        "keywords": [tag.get("tag") for tag in item.get("tags") or () if isinstance(tag, dict)],
        "language": item.get("language"),
        "id": child_text(fields, "zapi:key"),
    }  # fmt: skip
