"""What a build is asked for, and the cache key of all that it reads."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sitegen.config import PathRole
from sitegen.errors import SitegenError
from sitegen.render import theme_folder
from sitegen.sources import ReadOptions, list_files
from sitegen.workspace.cache import cache_key
from sitegen.workspace.files import file_stamps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.config import Config
    from sitegen.work.shared_folder import Worker


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for beyond the settings.

    Attributes:
        sources: files, folders, ``-``.
        encoding: of the sources.
        format_name: of the sources; None to recognize it.
        strict: whether a record with a fault fails the build.
        jobs: number of processes and threads; None for one per core.
        plain: whether MkDocs renders all pages.
        dask: address of the scheduler of Dask whose workers take part; empty without.
        worker: which of several workers in a shared folder this is; None for the only one.
        max_loss: percentage of the old site's papers that the new one may lack; None for any.
    """

    sources: Sequence[str]
    encoding: str = "utf-8"
    format_name: str | None = None
    strict: bool = False
    jobs: int | None = None
    plain: bool = False
    dask: str = ""
    worker: Worker | None = None
    max_loss: float | None = None

    def read_options(self, config: Config) -> ReadOptions:
        """Return how the sources are read."""
        return ReadOptions(self.encoding, self.format_name, config.columns.mapping)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads, except the tags file and the state, to which it adds.

    Attributes:
        content_key: cache key of the content; None if it can't be known before the build.
        files: files and folders that were hashed.
        stamps: their sizes and times right before they were hashed.
    """

    content_key: str | None = None
    files: tuple[Path, ...] = ()
    stamps: tuple[tuple[str, int, int], ...] = ()

    @classmethod
    def of(cls, request: Request, config: Config) -> Inputs:
        """Hash the inputs of a build.

        Standard input can't be hashed before it is read; plugins and hooks may read anything.
        """
        names = list(request.sources)
        if "-" in names or config.pages.mkdocs:
            return cls()
        options = (asdict(config), str(config.folder.absolute()), names, os.getcwd(),  # noqa: PTH109
                   request.encoding, request.format_name, request.strict, request.plain,
                   os.environ.get("SOURCE_DATE_EPOCH", ""))  # fmt: skip
        try:
            sources = [path for _, path in list_files(names)]
            if not all(path.is_file() for path in sources):
                # A pipe, such as <(zcat x.gz), can be read once only: by the reader.
                return cls()
            optional = [path for path in config.paths(PathRole.OPTIONAL) if path.exists()]
            files = (*sources, theme_folder(), *config.paths(PathRole.CONTENT), *optional)
            stamps = tuple(file_stamps(files))
            models = config.paths(PathRole.STAMPED)
            return cls(cache_key(options, files=files, stamped=models), files, stamps)
        except (OSError, SitegenError):
            # The stage that reads it says what is wrong.
            return cls()

    def key(self, topics_text: str | None, state_hash: str) -> str | None:
        """Return the cache key of a build with a certain text of the tags file and a state."""
        return self.content_key and cache_key(self.content_key, topics_text, state_hash)

    def are_unchanged(self) -> bool:
        """Return whether no file was touched since it was hashed."""
        try:
            return tuple(file_stamps(self.files)) == self.stamps
        except OSError:
            return False
