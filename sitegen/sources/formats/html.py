"""Read saved web pages: Hugging Face Papers, arXiv, and any page with ``citation_`` tags.

The readers of the sites are in ``sitegen.sources.web``.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.errors import Diagnostic
from sitegen.sources.fields import read_records
from sitegen.sources.reading import ReadResult
from sitegen.sources.web.arxiv import read_listing, read_search_results
from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.highwire import read_meta_tags
from sitegen.sources.web.hugging_face import read_papers

NAME: Final = "html"
RANK: Final = 10

#: The start of a page or of a saved part of one, after any comments. "Saved from" comments of
#: browsers are short; the bound keeps an unclosed comment from being scanned to its end.
_HTML_START: Final = re.compile(
    r"\s*(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main|div|article)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Tried in this order until one finds a paper. Meta tags come last, since they describe one paper
#: at most.
_READERS: Final = (read_listing, read_search_results, read_meta_tags)


def sniff(head: str) -> bool:
    """Return True for a text that starts with an HTML element or doctype."""
    return bool(_HTML_START.match(head))


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a page; a page without any becomes a diagnostic."""
    root = parse_page(text)
    records = read_papers(text, root)
    for read_site in _READERS if root is not None else ():
        records = records or list(read_site(root))
    if not records:
        fault = (
            "no paper was found in this page; save a page of Hugging Face Papers or arXiv, or one "
            "that has citation_title tags"
        )
        return ReadResult((), (Diagnostic(path, 1, "", fault),))
    return read_records(records, path)
