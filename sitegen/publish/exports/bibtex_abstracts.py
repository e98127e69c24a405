"""BibTeX with abstracts, keywords and languages, for programs that manage references.

The file is about four times the size of the one without, which LaTeX reads.
Source: ``sitegen.citation.bibtex``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citation import format_bibtex
from sitegen.publish.exports.bibtex import MAX_BYTES as MAX_BIBTEX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "bibtex-abstracts"
SUFFIX: Final = ".abstracts.bib"
MEDIA_TYPE: Final = "application/x-bibtex"
TITLE: Final = "BibTeX with abstracts, for JabRef and Zotero"
MAX_BYTES: Final = MAX_BIBTEX_BYTES


def render(records: Records) -> Iterator[str]:
    """Yield one entry per paper, newest first, with an empty line behind it."""
    for enriched in records.newest_first():
        entry = enriched.entry
        yield f"{format_bibtex(entry.paper, records.keys[entry.id], is_whole=True)}\n\n"
