"""Read RSS feeds of arXiv and of journals: RSS 2.0 and RDF Site Summary 1.0.

Sources: https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.kinds import parse_kind
from sitegen.sources.xml.feeds import (
    abstract_of,
    announcement_type,
    clean_title,
    identify,
    parse_creators,
    position_of,
    qualified_children,
)
from sitegen.sources.xml.tools import child_text, child_texts, read_elements, root_name
from sitegen.sources.xml.values import strip_html

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "rss"
RANK: Final = 21

#: ScienceDirect writes these lines as the description.
_LABELLED: Final = {
    "date": re.compile(r"Publication date: (.{1,60}?)(?= ?(?:Source:|Author\(s\):|$))"),
    "venue": re.compile(
        r"Source: ((?:(?!Source:).){1,300}?)(?=, (?:Volume|Issue)\b| ?(?:Author\(s\):|$))"
    ),
    "authors": re.compile(r"Author\(s\): (.{1,5000})"),
}
#: arXiv's announcements of a paper's first version.
_NEW: Final = frozenset({"", "new", "cross"})


def sniff(head: str) -> bool:
    """Claim RSS 2.0, and RDF with the namespace of RSS 1.0."""
    name = root_name(head)
    return name == "rss" or (name == "RDF" and "purl.org/rss/1.0" in head and "<channel" in head)


def read(text: str, path: str) -> ReadResult:
    """Read the items of a feed; one that names no paper becomes a diagnostic."""
    return read_records(read_elements(text, "item", _item_fields), path)


def _item_fields(item: Element) -> dict[str, Any]:
    fields = qualified_children(item)
    title, title_id = clean_title(child_text(fields, "title", "dc:title"))
    address = child_text(fields, "link", "prism:url")
    guid = child_text(fields, "guid")
    doi, arxiv_id = identify(fields, (address, guid, f"arxiv:{title_id}" if title_id else ""))
    description = child_text(fields, "description")
    labelled = _labelled_fields(description)
    is_new = announcement_type(description) in _NEW
    categories = child_texts(fields, "category") or child_texts(fields, "dc:subject")
    date = child_text(fields, "prism:publicationDate", "dc:date", "prism:coverDate", "pubDate")
    return {
        "title": title,
        "abstract": "" if labelled else abstract_of(
            child_text(fields, name) for name in ("dc:description", "description",
                                                  "content:encoded")
        ),
        "authors": parse_creators(
            child_texts(fields, "dc:creator") or child_texts(fields, "author")
            or child_texts(fields, "authors")
        ),
        "date": date if is_new else None,
        "venue": child_text(fields, "prism:publicationName", "dc:source").partition(", ")[0],
        **position_of(fields),
        "doi": doi,
        "arxiv_id": arxiv_id,
        "url": address,
        "kind": next(filter(parse_kind, categories), None),
        "keywords": child_texts(fields, "prism:keyword")
        or [category for category in categories if not parse_kind(category)],
        "language": child_text(fields, "dc:language"),
        "license": child_texts(fields, "cc:license") + child_texts(fields, "dc:rights"),
        **labelled,
    }  # fmt: skip


def _labelled_fields(description: str) -> dict[str, str]:
    text = " ".join(re.sub(r"</?b>", "", strip_html(description)).split())
    if not text.startswith("Publication date:"):
        return {}
    matches = {name: pattern.search(text) for name, pattern in _LABELLED.items()}
    return {name: match[1] for name, match in matches.items() if match}
