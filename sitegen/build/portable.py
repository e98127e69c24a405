"""Values of a build in files, so that other machines can compute its chunks."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.frozen import PageValues
from sitegen.workspace.cache import text_hash
from sitegen.workspace.files import empty_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.pages import SiteContext
    from sitegen.pages.registry import KeyedPage
    from sitegen.render.documents import MarkdownPage

#: Folder of the values in the workspace.
VALUES: Final = "values"


class PageFreezer:
    """Makes pages of a site portable; what they share is written to a file when it is needed.

    Args:
        context: the pages' own.
        workspace: the folder of the build.
    """

    def __init__(self, context: SiteContext, workspace: Path) -> None:
        self._context = context
        self._folder = workspace / VALUES
        self._path = self._folder
        self._values: PageValues | None = None

    def __call__(self, pages: Sequence[MarkdownPage]) -> Callable[[], Sequence[MarkdownPage]]:
        """Return a picklable function that returns pages."""
        return _Pages(self, pages)

    def dump(self, pages: Sequence[Any]) -> tuple[str, bytes]:
        """Return the file of the values of a site, and some pages as bytes."""
        if self._values is None:
            self._values = PageValues.of(self._context)
            data = self._values.dump()
            empty_folder(self._folder)
            # Workers know a file by its path: another content has another.
            self._path = self._folder / f"pages-{text_hash(data)}"
            write_file(self._path, data)
        return str(self._path), self._values.dump_pages(pages)


class _Pages:
    """Returns pages here; pickled, it has them as bytes."""

    def __init__(self, freezer: PageFreezer, pages: Sequence[MarkdownPage]) -> None:
        self._freezer = freezer
        self._pages = pages

    def __call__(self) -> Sequence[MarkdownPage]:
        return self._pages

    def __reduce__(self) -> tuple[Any, ...]:
        # Not earlier: a chunk that has a result is never pickled.
        return _FrozenPages, self._freezer.dump(self._pages)


class _FrozenPages:
    """Returns pages in another process."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._data = data

    def __call__(self) -> Sequence[KeyedPage]:
        return _load_values(self._path).load_pages(self._data)


@lru_cache(maxsize=1)
def _load_values(path: str) -> PageValues:
    """Return the values of a file; a worker needs those of one build at a time."""
    return PageValues.load(Path(path).read_bytes())
