"""The tags file on disk: read once per build, added to at its end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.config.load import read_text
from sitegen.config.topics import HEADER, add_topics, drop_repeated_lines, parse_topics
from sitegen.errors import BuildError, ConfigError, write_fault
from sitegen.workspace.files import atomic_write_text, lock_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.paper import Tag, Topic


@dataclass(frozen=True, slots=True)
class TagsFile:
    """The curator's topics as a build read them.

    Attributes:
        path: of the file; None if the settings name none.
        text: what was read; None if there is no such file.
        topics: the parsed text.
    """

    path: Path | None
    text: str | None
    topics: tuple[Topic, ...]

    @classmethod
    def read(cls, path: Path | None) -> TagsFile:
        """Read a tags file; a missing one has no topics.

        Raises:
            ConfigError: the file can't be read, or has faults.
        """
        if path is None or not path.is_file():
            return cls(path, None, ())
        text = drop_repeated_lines(read_text(path))
        return cls(path, text, parse_topics(text, path))

    def add(self, tags: Sequence[Tag]) -> tuple[int, str | None]:
        """Add the tags that the file lacks; the file is created if it is missing.

        The file is read again under a lock, so an edit made since, or another build's addition, is
        never overwritten.

        Returns:
            The number of added topics, and the text that this build's site agrees with: what the
            file holds now or, if it was edited since it was read, the text from before.

        Raises:
            BuildError: the file can't be written.
        """
        if self.path is None:
            return 0, None
        try:
            with suppress(FileExistsError):
                # There must be a file to lock, or two builds that create it lose topics.
                self.path.touch(exist_ok=False)
            with lock_file(self.path):
                on_disk = read_text(self.path)
                current = drop_repeated_lines(on_disk)
                extended = add_topics(current, tags)
                if extended != on_disk:
                    atomic_write_text(self.path, extended)
        except OSError as error:
            raise BuildError(write_fault(self.path, error)) from error
        except ConfigError as error:
            reason = str(error).removeprefix(f"{self.path}: ")
            raise BuildError(
                f"{self.path}: was edited meanwhile, and has a fault: {reason}"
            ) from error
        # A new file starts with a header of several lines that are no topics.
        start = current or (HEADER if extended else "")
        count = len(extended.splitlines()) - len(start.splitlines())
        is_as_read = current == (self.text or "")
        return count, extended if is_as_read else self.text
