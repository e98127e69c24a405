"""A paper as a ContextObject, from which Zotero saves the papers of a list (COinS).

Dublin Core is the format in which Zotero reads a type: in "journal" each text is an article, in
"book" a preprint is a book. Source: ANSI/NISO Z39.88-2004; zotero/utilities, openurl.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

from sitegen.pages.inline import plain_text
from sitegen.pages.links import external_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import Paper, PaperKind

#: Zotero's types.
ITEM_TYPES: Final[dict[PaperKind | None, str]] = {
    "article": "journalArticle", "conference": "conferencePaper", "preprint": "preprint",
    "book": "book", "chapter": "bookSection", "thesis": "thesis", "report": "report",
    "dataset": "dataset", "software": "computerProgram",
}  # fmt: skip
#: Links that lead to the paper itself.
_PAGE_KINDS: Final = ("source", "arxiv")


def item_type(kind: PaperKind | None) -> str:
    """Return Zotero's type of a paper of some kind; one of unknown kind is a document."""
    return ITEM_TYPES.get(kind, "document")


def context_object(paper: Paper) -> str:
    """Return the metadata of a paper as keys and values of OpenURL."""
    return "&".join(f"{key}={quote_plus(value, errors='replace')}" for key, value in _pairs(paper))


def _pairs(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.title", plain_text(paper.title)
    for author in paper.authors:
        yield "rft.creator", author.name
    if date := paper.issued:
        yield "rft.date", date
    if paper.venue:
        yield "rft.source", paper.venue
    if paper.doi:
        yield "rft_id", f"info:doi/{paper.doi}"
    elif url := _page_url(paper):
        yield "rft.identifier", url
    # Last: behind the type of an article, Zotero takes the title for that of the journal.
    yield "rft.type", item_type(paper.kind)


def _page_url(paper: Paper) -> str:
    return next((link.url for link in external_links(paper) if link.kind in _PAGE_KINDS), "")
