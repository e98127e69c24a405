"""keys.toml: citation keys that papers have for good.

One line per key. ``sitegen keys --write`` adds lines; people may edit and add others.

    vaswani2017attention = "1706.03762"        # the paper's id, which is the name of its page

A key whose paper is gone is not given to another paper, so lines are never removed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.config.load import read_text
from sitegen.config.topics import check_lines, parse_toml, toml_string
from sitegen.errors import BuildError, write_fault
from sitegen.workspace.files import atomic_write_text, lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HEADER: Final = (
    "# Citation keys that papers have for good: key = \"id of the paper\". See 'sitegen keys'.\n"
)
#: Characters that BibTeX, LaTeX and TOML take in a key. A comma or a brace would end it.
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,99}")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class KeysFile:
    """The settled keys as a build read them.

    Attributes:
        path: of the file; None if the settings name none.
        settled: key -> id of its paper.
    """

    path: Path | None = None
    settled: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | None) -> KeysFile:
        """Read a keys file; a missing one settles nothing.

        Raises:
            ConfigError: the file can't be read, or has faults.
        """
        if path is None or not path.is_file():
            return cls(path)
        return cls(path, parse_keys(read_text(path), path))

    def add(self, keys: Mapping[str, str]) -> int:
        """Add lines for keys that the file lacks; the file is created if it is missing.

        The file is read again under a lock, so an edit made since is never overwritten.

        Args:
            keys: key -> id of its paper.

        Returns:
            The number of added lines.

        Raises:
            BuildError: the file can't be written.
            ConfigError: it was edited meanwhile, and has faults.
        """
        if self.path is None:
            return 0
        try:
            with suppress(FileExistsError):
                # There must be a file to lock.
                self.path.touch(exist_ok=False)
            with lock_file(self.path):
                text = read_text(self.path)
                settled = parse_keys(text, self.path)
                extended, count = add_keys(text, settled, keys)
                if count:
                    atomic_write_text(self.path, extended)
        except OSError as error:
            raise BuildError(write_fault(self.path, error)) from error
        return count


def parse_keys(text: str, path: Path) -> dict[str, str]:
    """Parse the text of a keys.toml: key -> id of its paper.

    Raises:
        ConfigError: it has faults; the message lists all of them with lines.
    """
    table = parse_toml(text, path)
    check_lines(_find_faults(table), text, path)
    return table


def add_keys(text: str, settled: Mapping[str, str], keys: Mapping[str, str]) -> tuple[str, int]:
    """Return the text of a keys file with further lines, sorted by key, and their number.

    Args:
        text: of the file, which may be empty.
        settled: its lines: key -> id.
        keys: lines to add; those whose key or paper has a line are left out.
    """
    reserved = {key.casefold() for key in settled}
    ids = set(settled.values())
    lines = [
        f"{key if _BARE_KEY.fullmatch(key) else toml_string(key)} = {toml_string(paper_id)}\n"
        for key, paper_id in sorted(keys.items())
        if key.casefold() not in reserved and paper_id not in ids
    ]
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return (start or _HEADER) + "".join(lines), len(lines)


def _find_faults(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield key and fault of each line that can't be used."""
    folded: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for key, paper_id in table.items():
        if not isinstance(paper_id, str) or not paper_id:
            yield key, 'must be the id of a paper in quotes: key = "id"'
            continue
        if not _KEY.fullmatch(key):
            yield key, "a key has letters of a-z, digits and _:.+/- and at most 100 characters"
        # BibTeX takes two keys that differ in case for one.
        if key.casefold() in folded:
            yield key, f"equals {folded[key.casefold()]} but for its case"
        if paper_id in by_id:
            yield key, f"the paper {paper_id} has the key {by_id[paper_id]}"
        folded[key.casefold()], by_id[paper_id] = key, key
