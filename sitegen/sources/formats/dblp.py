"""Read DBLP's XML: the whole data set, persons' pages, single records, and answers to searches.

Source: https://dblp.org/xml/docu/dblpxml.pdf
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    child_texts,
    read_elements,
    root_name,
    root_tag,
    text_of,
)
from sitegen.sources.xml.values import drop_full_stop

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "dblp"
#: Before ``html``: a saved record may start with ``<article``.
RANK: Final = 9

#: Elements of publications. ``www`` are homepages.
_PUBLICATIONS: Final = (
    "article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "data",
    "proceedings", "info",
)  # fmt: skip
_RECORD_TAG: Final = re.compile(r"\s(?:mdate|key)=")
#: The number that tells namesakes apart: "Wei Wang 0001".
_NAMESAKE: Final = re.compile(r"\s\d{4}$")

_GENRES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def sniff(head: str) -> bool:
    """Claim XML whose first element is DBLP's, or a publication with its key."""
    name = root_name(head)
    if name in {"dblp", "dblpperson", "bht"}:
        return True
    if name == "result":
        return "<hits" in head and "<info>" in head
    return name in _PUBLICATIONS[:-1] and bool(_RECORD_TAG.search(root_tag(head)))


def read(text: str, path: str) -> ReadResult:
    """Read the publications; homepages are skipped, and so are volumes that a paper refers to."""
    return read_records(read_elements(text, _PUBLICATIONS, _Records().fields_of), path)


class _Records:
    """The records of a document, some of which are volumes that others are part of."""

    def __init__(self) -> None:
        self._parents: frozenset[str] | None = None

    def fields_of(self, record: Element) -> dict[str, Any] | None:
        """Return the fields of a publication, None for the volume of others as in BibTeX."""
        if not str(record.tag).endswith("proceedings") or str(record.tag).endswith("inproceedings"):
            return _publication_fields(record)
        if self._parents is None:
            root = record.getroottree().getroot()
            self._parents = frozenset(map(text_of, root.iter("{*}crossref")))
        return None if record.get("key") in self._parents else _publication_fields(record)


def _publication_fields(record: Element) -> dict[str, Any] | None:
    fields = child_elements(record)
    is_hit = str(record.tag).endswith("info")
    # A search for persons or venues has "info" too.
    if is_hit and "title" not in fields:
        return None
    authors = fields.get("author", [])
    for group in fields.get("authors", ()):
        authors = [*authors, *find_elements(group, "{*}author")]
    # Wikidata's item describes the paper, and is no edition of it.
    addresses = [a for a in child_texts(fields, "ee") if "wikidata.org/" not in a]
    volume = child_text(fields, "volume")
    key = record.get("key") or child_text(fields, "key")
    return {
        "title": drop_full_stop(child_text(fields, "title")),
        "authors": [
            {"name": _NAMESAKE.sub("", text_of(author)), "orcid": attribute(author, "orcid")}
            for author in authors
        ],
        "year": child_text(fields, "year"),
        "venue": child_text(fields, "journal", "booktitle", "venue", "school"),
        "volume": volume,
        "issue": child_text(fields, "number"),
        "pages": child_text(fields, "pages"),
        "kind": child_text(fields, "type") or str(record.tag).rpartition("}")[2],
        "status": record.get("publtype"),
        "publisher": child_text(fields, "publisher"),
        "editors": [_NAMESAKE.sub("", text_of(editor)) for editor in fields.get("editor", ())],
        "series": child_text(fields, "series"),
        "institution": child_text(fields, "school"),
        "genre": _GENRES.get(str(record.tag).rpartition("}")[2], ""),
        "isbn": child_text(fields, "isbn"),
        "doi": child_text(fields, "doi") or next((a for a in addresses if "doi.org/" in a), None),
        # CoRR's volume is arXiv's id: "abs/2403.99001".
        "arxiv_id": volume.removeprefix("abs/") if volume.startswith("abs/") else None,
        "url": addresses or (f"https://dblp.org/rec/{key}" if key else None),
        "id": key,
    }
