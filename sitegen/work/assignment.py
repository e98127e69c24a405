"""Assignments: chunks as other processes and machines get them, picklable."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen import __version__
from sitegen.errors import BuildError
from sitegen.work.chunk import result_path, save_result
from sitegen.workspace.cache import code_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.work.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Release:
    """What has to be the same on all machines of a build.

    Attributes:
        python: its version.
        sitegen: its version.
        code: stands for sitegen's code and the versions of all packages.
    """

    python: str
    sitegen: str
    code: str

    @classmethod
    def current(cls) -> Release:
        """Return that of this process."""
        return cls(platform.python_version(), __version__, code_id())

    def check(self, worker: Release, name: str) -> None:
        """Compare that of a build with that of a worker.

        Raises:
            BuildError: they differ.
        """
        if worker == self:
            return
        expected, actual = self._text, worker._text
        if actual == expected:
            actual = "the same with other code or packages"
        raise BuildError(
            f"{name} runs {actual}, and the build {expected}; install the same versions on both",
            code="release",
        )

    @property
    def _text(self) -> str:
        return f"sitegen {self.sitegen} on Python {self.python}"


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """A chunk to compute from files alone.

    Attributes:
        compute: picklable; see ``Chunk.portable``.
        path: file of the result.
        release: of the build.
    """

    compute: Callable[[], Any]
    path: Path
    release: Release

    @classmethod
    def of(cls, chunk: Chunk, folder: Path) -> Assignment:
        """Return the assignment of a chunk that is portable, with its result in a folder.

        Raises:
            ValueError: it is not portable.
        """
        if chunk.portable is None:
            raise ValueError(chunk.step)
        return cls(chunk.portable, result_path(folder, chunk), Release.current())

    def run(self, name: str) -> None:
        """Compute the chunk and write its result, whole, to its file.

        Args:
            name: of the worker, for errors.

        Raises:
            BuildError: the worker has another release.
        """
        self.release.check(Release.current(), name)
        save_result(self.path, self.compute())
