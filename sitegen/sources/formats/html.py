"""Read saved web pages: lists of papers of known sites, and any page that describes a paper.

The readers of the sites are in ``sitegen.sources.web``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sitegen.errors import Diagnostic
from sitegen.sources.fields import Record, iter_safely, read_records
from sitegen.sources.formats.markdown import read_drafts
from sitegen.sources.reading import ReadResult
from sitegen.sources.web.arxiv import read_listing, read_search_results
from sitegen.sources.web.bibtex_box import read_bibtex_boxes
from sitegen.sources.web.cards import read_cards
from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.highwire import read_meta_tags
from sitegen.sources.web.hugging_face import read_papers
from sitegen.sources.web.link_lists import read_link_list, read_reference_list
from sitegen.sources.web.structured import read_coins, read_json_ld, read_microdata
from sitegen.sources.web.xplore import read_xplore

NAME: Final = "html"
RANK: Final = 10

#: Comments, such as the "saved from" of browsers. Each is atomic: one that could extend over the
#: next ones would be tried with each of them. Those of browsers are short.
_COMMENTS: Final = r"(?>\s*(?:<!--(?:[^-]|-(?!->)){0,1000}+-->\s*)*)"
#: The start of a page: an XML declaration and comments, then a doctype or a first element.
_PAGE_START: Final = re.compile(
    rf"\s*+(?:<\?xml[^>]{{0,200}}\?>)?{_COMMENTS}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
#: The start of a saved part of a page. Markdown may start so, too, and JATS with an article.
_PART_START: Final = re.compile(
    rf"{_COMMENTS}<(main|div|article|section|dl|ol|ul|table|meta|title|link|script)\b",
    re.IGNORECASE,
)
_MARKDOWN: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|\]\(\s*<?https?://|^ {0,3}\|.*\|[ \t]*$|^ {0,3}(?:[-*+]|\d+\.) +[*\[]",
    re.MULTILINE,
)
_JATS: Final = re.compile(
    r"<(?:front|article-meta|front-stub)\b|\b(?:article-type|dtd-version)=|docbook"
)
#: Tried in this order until one finds a paper. The page of one paper may list others beside it, so
#: that its meta tags come before lists of all sites but arXiv.
_READERS: Final = (
    read_listing,
    read_search_results,
    read_xplore,
    read_meta_tags,
    read_cards,
    read_json_ld,
    read_microdata,
    read_coins,
    read_bibtex_boxes,
)


def sniff(head: str) -> bool:
    """Return True for a page of HTML or XHTML, or a part of one, but not for Markdown or JATS."""
    if _PAGE_START.match(head):
        return True
    part = _PART_START.match(head)
    if part is None or (part[1].lower() == "article" and _JATS.search(head)):
        return False
    return not _MARKDOWN.search(head)


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a page; a page without any becomes a diagnostic."""
    root = parse_page(text)
    records = read_papers(text, root)
    for read_site in _READERS if root is not None else ():
        records = records or list(iter_safely(read_site(root)))
    # A list by hand may use the elements of a site, but then no record has a title.
    if root is not None and not any(map(_has_title, records)):
        references = list(iter_safely(read_reference_list(root)))
        reading = read_link_list(root)
        if reading is not None and len(reading.drafts) >= len(references):
            return read_drafts(reading, path)
        records = references or records
    if not records:
        fault = (
            "no paper was found in this page: it has no citation_title or DC.title tags, no data "
            "of schema.org, no COinS and no list of papers that links to them; save the paper's "
            "own page, or a page of Hugging Face Papers, arXiv, papers.cool or proceedings"
        )
        return ReadResult((), ()).plus(Diagnostic(path, 1, "", fault))
    return read_records(records, path)


def _has_title(record: Record) -> bool:
    fields = record.fields
    return isinstance(fields, Mapping) and bool(fields.get("title"))
