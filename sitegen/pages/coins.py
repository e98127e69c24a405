"""What Zotero needs of a paper in a list beside what the paper's row shows (COinS).

Zotero saves the papers of a list from their ContextObjects. Most of such an object repeats its row,
so that ``coins.js`` makes it in the browser; an attribute of the row has what the row lacks, cuts
or shows differently. The attribute is a list with semicolons: first the letter of the paper's kind,
then fields, each a letter and a value as in a query:

``t``
    title
``n``
    number of the row's first names that are authors; without it, all are
``a``
    further author
``v``, ``d``
    venue and date, which may be empty
``i``, ``u``
    DOI, or address of the paper's page; without both, the address is that of the row's link

Source: ANSI/NISO Z39.88-2004; zotero/utilities, openurl.js.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

from sitegen.pages.inline import plain_text
from sitegen.pages.links import external_links
from sitegen.pages.status import marked_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.locale import Texts
    from sitegen.paper import Paper, PaperKind

#: Zotero's types.
ITEM_TYPES: Final[dict[PaperKind | None, str]] = {
    "article": "journalArticle", "conference": "conferencePaper", "preprint": "preprint",
    "book": "book", "chapter": "bookSection", "thesis": "thesis", "report": "report",
    "dataset": "dataset", "software": "computerProgram",
}  # fmt: skip
#: Letters of kinds, as in coins.js; a paper of another kind has none.
KIND_LETTERS: Final[dict[PaperKind | None, str]] = {
    "article": "a", "conference": "c", "preprint": "p", "book": "b", "chapter": "h",
    "thesis": "t", "report": "r", "dataset": "d", "software": "s",
}  # fmt: skip
#: Links that lead to the paper itself.
_PAGE_KINDS: Final = ("source", "arxiv")
_TEX_CHARS: Final = frozenset("$\\{")


def item_type(kind: PaperKind | None) -> str:
    """Return Zotero's type of a paper of some kind; one of unknown kind is a document."""
    return ITEM_TYPES.get(kind, "document")


def hidden_fields(
    paper: Paper, who: str, when: str, texts: Texts, *, has_address: bool = True
) -> str:
    """Return what the row of a paper does not show of it.

    Args:
        paper: in the list.
        who: names in the row, or topics.
        when: venue and date in the row.
        texts: of the interface.
        has_address: whether the address of the paper's page is among them: half of the bytes.
    """
    fields = (f"{key}{quote_plus(value, ':/', errors='replace')}"
              for key, value in _fields(paper, who, when, texts)
              if key != "u" or has_address)  # fmt: skip
    return ";".join([KIND_LETTERS.get(paper.kind, ""), *fields])


def _fields(paper: Paper, who: str, when: str, texts: Texts) -> Iterator[tuple[str, str]]:
    title = marked_title(paper, texts)
    if title != paper.title or not _is_plain(title):
        yield "t", plain_text(paper.title)
    names = [author.name for author in paper.authors]
    row_names = who.split(", ") if who else []
    count = sum(1 for _ in takewhile(_is_same, zip(names, row_names, strict=False)))
    if not len(names) == len(row_names) == count:
        yield "n", str(count)
        yield from (("a", name) for name in names[count:])
    shown_venue, _, shown_date = when.partition(" · ")
    if not _is_same((paper.venue or "", shown_venue)):
        yield "v", paper.venue or ""
    if not _is_same((paper.issued, shown_date)):
        yield "d", paper.issued
    if paper.doi:
        yield "i", paper.doi
    elif url := _page_url(paper):
        yield "u", url


def _is_same(pair: tuple[str, str]) -> bool:
    """Return whether a text and what a row shows of it are equal in a browser, too."""
    text, row_text = pair
    return text == row_text and _is_plain(text)


def _is_plain(text: str) -> bool:
    """Return whether a browser gives a text of a page back: no formula, no odd white space."""
    return text.isprintable() and " ".join(text.split()) == text and _TEX_CHARS.isdisjoint(text)


def _page_url(paper: Paper) -> str:
    return next((link.url for link in external_links(paper) if link.kind in _PAGE_KINDS), "")
