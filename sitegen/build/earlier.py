"""Keep in the workspace what an enrichment leaves for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.enrich.earlier import Earlier
from sitegen.workspace.arrays import load_arrays, save_arrays
from sitegen.workspace.cache import cache_key

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.enrich import Enrichment

_FILE: Final = "enrichment"


def load_earlier(workspace: Path | None) -> Earlier | None:
    """Return what the last build left; None if it left nothing, or with other code."""
    if workspace is None:
        return None
    arrays = load_arrays(workspace / _FILE, cache_key(_FILE))
    return None if arrays is None else Earlier.of(arrays)


def save_earlier(workspace: Path | None, enrichment: Enrichment) -> None:
    """Keep what an enrichment leaves; if the disk refuses, the next build takes longer."""
    if workspace is not None:
        save_arrays(workspace / _FILE, cache_key(_FILE), enrichment.left.arrays())
