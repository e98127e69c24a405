"""BibTeX: one entry per paper, newest first, as editors complete the first matches.

Abstracts are left out: TeX has no use for them. Source: ``sitegen.citation.bibtex``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citation import format_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "bibtex"
SUFFIX: Final = ".bib"
MEDIA_TYPE: Final = "application/x-bibtex"
TITLE: Final = "BibTeX"
#: Overleaf takes files up to 50 MB. Source: docs.overleaf.com, "Uploading files".
MAX_BYTES: Final = 49_000_000


def render(records: Records) -> Iterator[str]:
    """Yield one entry per paper, with an empty line behind it."""
    for enriched in records.newest_first():
        entry = enriched.entry
        yield f"{format_bibtex(entry.paper, records.keys[entry.id])}\n\n"
