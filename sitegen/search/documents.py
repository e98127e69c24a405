"""The keys of what Pagefind reads of pages.

A page's HTML changes when its related papers or its neighbours in the list do, about which Pagefind
learns nothing. So a page is indexed again only if the document that Pagefind reads has changed. The
record remembers the key of each document, with that of the HTML which it was made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.search.marks import mark_page
from sitegen.workspace.cache import cache_key, load_record, save_record, text_hash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RECORD: Final = "documents.json"


def document_keys(site: Path, pages: Mapping[str, str], cache_folder: Path) -> dict[str, str]:
    """Return the key of the document that Pagefind reads of each page, by its URL, in order.

    Args:
        site: a folder of rendered HTML.
        pages: the digest of each page, by its URL.
        cache_folder: holds the record between builds.
    """
    path, key = cache_folder / _RECORD, cache_key("documents")
    known: dict[str, tuple[str, str]] = load_record(path, key, _parse_record) or {}
    documents = {}
    for url, page in pages.items():
        page_key, document_key = known.get(url, ("", ""))
        if page_key != page:
            document_key = text_hash(mark_page((site / url).read_bytes()))
        documents[url] = page, document_key
    if documents != known:
        save_record(path, key, documents)
    return {url: document_key for url, (_, document_key) in documents.items()}


def _parse_record(content: Any) -> dict[str, tuple[str, str]]:
    """Return URL -> digest of the page and key of its document; an error for another shape."""
    return {url: (str(page), str(document)) for url, (page, document) in content.items()}
