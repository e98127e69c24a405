"""sitegen's own exports as JSON lines and as tables, so that they are read as they were written.

Source: ``sitegen.publish.exports.jsonl`` and ``sitegen.publish.exports.csv_table``
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    authors = record.get("author_details") or record.get("authors")
    if isinstance(authors, list):
        # Names are whole: the comma of "Roe, Poe & Doe" turns none.
        fields["authors"] = list(map(_author, authors))
    editors = record.get("editors")
    if isinstance(editors, list):
        fields["editors"] = list(map(_author, editors))
    urls = record.get("urls")
    kinds = record.get("link_kinds")
    if isinstance(urls, list) and isinstance(kinds, dict):
        # "urls" has the order of all links, "link_kinds" the kinds that URLs don't show.
        fields["url"] = [
            {"url": url, "kind": kinds[url]} if isinstance(url, str) and url in kinds else url
            for url in urls
        ]


def _author(author: Any) -> Any:
    if isinstance(author, str):
        return {"literal": author}
    if isinstance(author, dict) and "name" in author:
        return {"literal": author["name"]} | author
    return author


#: Tags are computed: they are no keywords of the source. The page is of the collection.
_IGNORED: Final = ("page", "tags", "related", "link_kinds")

#: Columns of tables with the same; the key is computed, too.
_IGNORED_COLUMNS: Final = ("page", "topics", "citation_key")
#: Columns with several values: a list in Parquet, a text with separators in CSV.
_LIST_COLUMNS: Final = ("authors", "editors", "keywords")


def _mend_row(record: dict[str, Any], fields: dict[str, Any]) -> None:
    for name in _LIST_COLUMNS:
        value = record.get(name)
        if value:
            items = value.split("; ") if isinstance(value, str) else list(value)
            fields[name] = items if name == "keywords" else list(map(_author, items))


SHAPES: Final = (
    Shape(("page", "urls", "tags", "related"), {}, ignored=_IGNORED, mend=_mend),
    Shape(_IGNORED_COLUMNS, {}, ignored=_IGNORED_COLUMNS, mend=_mend_row, is_flat=True),
)
