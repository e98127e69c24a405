"""Run Pagefind's own program over a folder of HTML.

Only elements with ``data-pagefind-body`` are indexed, so only papers are found.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pagefind_bin

from sitegen.errors import BuildError
from sitegen.search.offline import write_offline
from sitegen.search.repeatable import make_repeatable

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "pagefind"
#: Pagefind's ready-made interfaces; our search page has its own.
_UNUSED: Final = ("pagefind-*ui*", "pagefind-highlight.js", "*.css")


def index_site(
    site: Path, language: str, jobs: int | None = None, *, offline: bool = True
) -> tuple[int, int]:
    """Write the search index into ``site/pagefind``.

    Args:
        site: a folder of rendered HTML.
        language: ISO 639-1 code, for stemming.
        jobs: threads that Pagefind may use; None for as many as there are cores.
        offline: whether search shall work from disk too.

    Returns:
        The number of pages indexed, and the bytes that search from disk takes.

    Raises:
        BuildError: Pagefind failed; the text is its own.
    """
    command = [
        str(pagefind_bin.get_executable()),
        "--site", str(site),
        "--output-subdir", FOLDER,
        "--force-language", language,
    ]  # fmt: skip
    environment = dict(os.environ)
    if jobs:
        environment |= {"RAYON_NUM_THREADS": str(jobs), "TOKIO_WORKER_THREADS": str(jobs)}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, env=environment, check=False
    )
    folder = site / FOLDER
    if done.returncode or not (folder / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BuildError(f"Pagefind could not index the site: {said[-1] if said else 'no output'}")
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    make_repeatable(folder)
    return _pages(folder), write_offline(folder) if offline else 0


def _pages(folder: Path) -> int:
    entry: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    return sum(language["page_count"] for language in entry["languages"].values())
