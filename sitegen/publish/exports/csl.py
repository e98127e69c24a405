"""CSL-JSON: a list of one item per paper. Source: ``sitegen.citation.csl``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sitegen.citation import csl_record
from sitegen.locale import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.publish.records import Records

NAME: Final = "csl"
SUFFIX: Final = ".csl.json"
MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
TITLE: Final = N_("CSL-JSON, for Zotero and Pandoc")
IS_PACKED: Final = True


def render(records: Records) -> Iterator[str]:
    """Yield the list, one item per line."""
    separator = "[\n"
    for enriched in records.newest_first():
        item = csl_record(enriched.entry, records.keys[enriched.entry.id])
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"
