"""Tell the papers in a JSON document from all else that it holds.

An answer of an API wraps its papers in objects and lists: ``message.items``, ``hits.hits``. An
object is a paper if it has a program's shape or a title; at a place that says nothing about its
content, it needs an author or an identifier too. A notebook, a package's manifest or a map has
titles and names, and no paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.json.adapters import find_shape, is_foreign, is_titled, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Keys of lists that hold papers, whatever else their elements have.
_LIST_KEYS: Final = frozenset(
    {
        "papers",
        "dailyPapers",
        "data",
        "items",
        "results",
        "references",
        "records",
        "works",
        "articles",
        "publications",
        "documents",
        "docs",
        "notes",
        "collection",
        "entries",
        "entry",
        "hits",
        "hit",
        "result",
        "recommendedPapers",
        "citations",
        "group",
        "preprints",
        "bibliography",
        "library",
        "@graph",
        "organic_results",
        "list",
        "response",
        "rows",
        "edges",
        "nodes",
        "publication",
        "paper",
        "article",
        "literature",
        "studies",
        "matches",
        "itemListElement",
        "search_results",
    }
)
#: Of these, the ones that a paper itself never has; an object with a title and such a list is the
#: list's name.
_COLLECTION_KEYS: Final = frozenset(
    {
        "papers",
        "dailyPapers",
        "items",
        "works",
        "articles",
        "publications",
        "records",
        "entries",
        "results",
        "documents",
        "@graph",
    }
)
#: Keys of objects that only lead to the papers.
CONTAINER_KEYS: Final = _LIST_KEYS | {
    "message",
    "hits",
    "resultList",
    "search-results",
    "feed",
    "payload",
    "body",
    "content",
    "searchresult",
    "activities-summary",
    "value",
    "output",
}
#: Zotero's files and notes, which belong to the item before them.
_ATTACHMENT_TYPES: Final = frozenset({"attachment", "note", "annotation"})
_MAX_DEPTH: Final = 6
#: Elements by which a list is judged.
_MAX_SAMPLE: Final = 50


def is_attachment(value: object) -> bool:
    """Return whether an object is a file or a note of an item, or a person beside the works."""
    if not isinstance(value, dict):
        return False
    if "@type" in value and is_foreign(value):
        return True
    inner = value.get("data")
    kind = value.get("itemType") or (inner.get("itemType") if isinstance(inner, dict) else None)
    return isinstance(kind, str) and kind in _ATTACHMENT_TYPES


def is_paper(value: object, title: str | None = None, *, strict: bool = False) -> bool:
    """Return whether an object is a paper.

    Args:
        value: any JSON value.
        title: the user's name for the title.
        strict: a title alone is not enough.
    """
    if not isinstance(value, dict) or is_foreign(value):
        return False
    if find_shape(value) is not None or (title is not None and title in value):
        return True
    if not is_titled(value, strict=strict):
        return isinstance(value.get("paper"), dict) or unwrap(value) is not value
    return not (_COLLECTION_KEYS & value.keys() and _is_collection(value, title))


def _is_collection(value: Mapping[str, Any], title: str | None) -> bool:
    """Return whether an object with a title is a named list of papers."""
    return any(
        is_paper_list(value.get(key), key, title, strict=True)
        for key in _COLLECTION_KEYS
        if isinstance(value.get(key), list)
    )


def is_paper_list(value: object, key: str, title: str | None, *, strict: bool = False) -> bool:
    """Return whether a list has papers as its elements.

    Args:
        value: any JSON value.
        key: the key that it is found under; empty for a whole document.
        title: the user's name for the title.
        strict: the key alone says nothing.
    """
    if not isinstance(value, list):
        return False
    is_strict = strict or (key != "" and key not in _LIST_KEYS)
    return any(is_paper(item, title, strict=is_strict) for item in value[:_MAX_SAMPLE])


def empty_list_key(value: object) -> str:
    """Return the key of a document's list of papers if that is empty, else ""."""
    if not isinstance(value, dict):
        return ""
    return next((key for key, item in value.items() if key in CONTAINER_KEYS and item == []), "")


def is_paper_mapping(value: object, title: str | None) -> bool:
    """Return whether an object has papers under their ids: ``{"p1": {…}, "p2": {…}}``."""
    if not isinstance(value, dict):
        return False
    items = [item for key, item in list(value.items())[:_MAX_SAMPLE] if key != "uids"]
    if not items or not all(isinstance(item, dict) for item in items):
        return False
    papers = sum(is_paper(item, title, strict=True) for item in items)
    return papers * 2 > len(items) and (papers > 1 or "uids" in value)


def holds_papers(value: object, title: str | None, depth: int = 0) -> bool:
    """Return whether a value that is no paper has papers somewhere inside."""
    if depth > _MAX_DEPTH or not isinstance(value, dict | list):
        return False
    if isinstance(value, dict) and is_foreign(value) and not _COLLECTION_KEYS & value.keys():
        return False
    return any(
        is_paper(item, title, strict=key not in CONTAINER_KEYS)
        or is_paper_list(item, key, title)
        or holds_papers(item, title, depth + 1)
        for key, item in _children(value)
    )


def _children(value: dict[str, Any] | list[Any]) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        return value.items()
    return (("", item) for item in value[:_MAX_SAMPLE])
