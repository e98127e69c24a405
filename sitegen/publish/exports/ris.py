"""RIS: one record per paper, newest first. Source: ``sitegen.citation.ris``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citation import format_ris
from sitegen.locale import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "ris"
SUFFIX: Final = ".ris"
MEDIA_TYPE: Final = "application/x-research-info-systems"
TITLE: Final = N_("RIS, for Zotero, Mendeley and EndNote")
IS_PACKED: Final = True


def render(records: Records) -> Iterator[str]:
    """Yield one record per paper, with an empty line behind it."""
    for enriched in records.newest_first():
        entry = enriched.entry
        yield f"{format_ris(entry.paper, records.keys[entry.id])}\n"
