"""Read a reading list in another markup language than Markdown: Org, reStructuredText, wikis.

The languages are in ``sitegen.sources.markups``. An entry is a paper as in Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic
from sitegen.sources.formats.markdown import read_drafts
from sitegen.sources.lists.sections import is_paper_list, read_blocks
from sitegen.sources.markups.conversion import CONVERSIONS, find_conversion, parse_markup
from sitegen.sources.reading import ReadResult

if TYPE_CHECKING:
    from sitegen.sources.lists.sections import ListReading

NAME: Final = "markup"
#: Before Markdown, whose bullets and headings these languages share.
RANK: Final = 139

#: The start of JSON, XML, BibTeX and LaTeX; templates and tables of MediaWiki start with a brace.
_OTHER_START: Final = re.compile(r"\s*(?:\{(?![{|])|\[\{|<[?!a-zA-Z]|%!|@|\\[a-z])")


def sniff(head: str) -> bool:
    """Return True for a text in one of the languages with an entry that is a paper."""
    if _OTHER_START.match(head):
        return False
    conversion = find_conversion(head)
    return conversion is not None and is_paper_list(parse_markup(conversion, head))


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a list; its other entries with links are counted in one warning."""
    reading = _read_list(text)
    if reading is None:
        names = ", ".join(entry.name for entry in CONVERSIONS)
        fault = f"no link of a known markup language was found; known are {names}"
        return ReadResult((), ()).plus(Diagnostic(path, 1, "", fault))
    return read_drafts(reading, path)


def _read_list(text: str) -> ListReading | None:
    conversion = find_conversion(text)
    return read_blocks(parse_markup(conversion, text)) if conversion else None
