"""One record per paper: duplicates merged, a stable id for each page."""

from sitegen.collection.collect import Collection, collect
from sitegen.collection.renaming import rename_authors
from sitegen.collection.report import (
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    render_report,
)
from sitegen.collection.takedown import take_down

__all__ = [
    "Collection",
    "collect",
    "conflict_lines",
    "merged_lines",
    "possible_duplicate_lines",
    "rename_authors",
    "render_report",
    "take_down",
]
