"""Read the BibTeX that a page shows to be copied: a project's page, or a list of publications."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.bibtex.fields import named_fields
from sitegen.sources.bibtex.grammar import Fault, parse
from sitegen.sources.bibtex.library import Library
from sitegen.sources.fields import Record
from sitegen.sources.lists.addresses import arxiv_id_of
from sitegen.sources.web.abstracts import page_abstract
from sitegen.sources.web.elements import element_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

_ENTRY: Final = re.compile(r"\s*@[A-Za-z]+\s*[{(]")
#: Texts of the buttons that lead to the page's own paper.
_PAPER_BUTTONS: Final = frozenset({"paper", "arxiv", "pdf", "preprint", "abs", "read paper"})
_CODE_BUTTONS: Final = frozenset({"code", "github", "source code", "source"})


def read_bibtex_boxes(root: Element) -> Iterator[Record]:
    """Yield the entries of a page; a sole one also has what the page shows of the paper."""
    entries = list(_entries(root))
    for line, fields in entries:
        page_fields = _page_fields(root) if len(entries) == 1 else {}
        missing = {name: value for name, value in page_fields.items() if not fields.get(name)}
        yield Record(line, fields | missing, str(fields.get("title") or ""))


def _entries(root: Element) -> Iterator[tuple[int, dict[str, Any]]]:
    keys = set()
    for box in root.iter("pre", "code", "textarea"):
        text = box.text_content()
        # Code stands inside preformatted text, and pages repeat a box for its copy button.
        if not _ENTRY.match(text) or next(box.iterancestors("pre"), None) is not None:
            continue
        for item in Library([parse(text)]).papers(0):
            if isinstance(item, Fault) or item[0].key in keys:
                continue
            entry, fields = item
            keys.add(entry.key)
            yield (box.sourceline or 1), named_fields(entry.kind, entry.key, fields)


def _page_fields(root: Element) -> dict[str, Any]:
    """Return the abstract of a page, and the addresses behind its buttons."""
    buttons = [(element_text(a).lower(), a.get("href")) for a in root.iterfind(".//a[@href]")]
    papers = [href for text, href in buttons if text in _PAPER_BUTTONS]
    return {
        "abstract": page_abstract(root),
        "arxiv_id": next(filter(None, map(arxiv_id_of, papers)), None),
        "code": [href for text, href in buttons if text in _CODE_BUTTONS][:1],
    }
