"""Stop a build whose site would lose many papers: most likely a source is missing or broken."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError
from sitegen.paper import PAPER_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

_PERCENT: Final = 100


def count_papers(site: Path) -> int:
    """Return the number of pages in the folder of papers of a site; 0 without a site.

    Pages that lead to a paper's new address count too, as they do in the next site.
    """
    try:
        with os.scandir(site / PAPER_FOLDER) as entries:
            return sum(1 for entry in entries if entry.name.endswith(".html"))
    except (FileNotFoundError, NotADirectoryError):
        return 0


def check_loss(old: Path, new: Path, max_loss: float | None) -> None:
    """Check that a new site has not lost too many papers of the old one.

    Args:
        old: the site in the output folder; it need not exist.
        new: the site that would take its place.
        max_loss: percentage of the old site's papers; None for no limit.

    Raises:
        BuildError: it has lost more; the old site stays.
    """
    if max_loss is None:
        return
    old_count, new_count = count_papers(old), count_papers(new)
    if old_count and (old_count - new_count) * _PERCENT > old_count * max_loss:
        raise BuildError(
            f"the new site has {new_count} papers and the old one {old_count}: more than "
            f"{max_loss:g}% would be lost, so the old site stays; look for a source that is "
            "missing, or build without --max-loss"
        )
