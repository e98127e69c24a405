"""Wait for changes of files and folders by looking at their sizes and times again and again.

Looking works on every system and file system, and notices files that editors replace, files that
are missing for a while, and files behind links.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from sitegen.workspace.files import file_stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Stamps = list[tuple[str, int, int]]

_POLL_S: Final = 0.2
#: Large folders take long to look at: at most a fifth of the time is spent so.
_PAUSE_FACTOR: Final = 4
#: An editor or git writes several files one after the other.
_SETTLE_S: Final = 0.1


class Watcher:
    """Knows the state of some paths.

    Args:
        paths: returns the paths to watch; a build may change which.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        self._paths = paths
        self._stamps = self._look()

    def wait(self) -> None:
        """Return when something has changed since the last return, and then nothing for a moment.

        Paths that are watched from now on count as unchanged.
        """
        self._stamps = {path: self._stamps.get(path, new) for path, new in self._look().items()}
        stamps = self._stamps
        while stamps == self._stamps:
            start = time.monotonic()
            stamps = self._look()
            time.sleep(max(_POLL_S, _PAUSE_FACTOR * (time.monotonic() - start)))
        while (later := self._look()) != stamps:
            stamps = later
            time.sleep(_SETTLE_S)
        self._stamps = stamps

    def _look(self) -> dict[Path, Stamps]:
        return {path: _stamps_of(path) for path in self._paths()}


def _stamps_of(path: Path) -> Stamps:
    """Return the stamps of the files of a path; none while it is missing or can't be read."""
    try:
        return file_stamps([path])
    except OSError:
        return []
