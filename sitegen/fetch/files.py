"""Answers as files: staged under hidden names, read as a build reads them, and put in place.

``sources/NAME/2026-11-27.xml`` has the first page of a day and ``2026-11-27.02.xml`` the next one.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.errors import SitegenError, write_fault
from sitegen.fetch.outcomes import FetchError
from sitegen.sources.reader import read_all
from sitegen.state import identities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date
    from pathlib import Path

    from sitegen.paper import Paper

_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d{2,4}))?\.[a-z0-9]{1,10}")
_STAGED: Final = re.compile(r"\.fetch-\d{4,6}\.[a-z0-9]{1,10}")
#: Files of an entry that are compared with an answer, the newest first.
_MAX_KNOWN_FILES: Final = 40
#: Suffixes by which sources are found in folders, and how such a file may start.
_SUFFIXES: Final = (
    "bib", "ris", "nbib", "enw", "json", "jsonl", "xml", "csv", "tsv", "md", "html", "yaml", "txt",
    "parquet", "zip", "gz", "zst",
)  # fmt: skip
_STARTS: Final = ((b"<!doctype html", "html"), (b"<html", "html"), (b"<", "xml"), (b"{", "json"),
                  (b"[", "json"))  # fmt: skip
_START_BYTES: Final = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """Papers of some files.

    Attributes:
        papers: each as the set of its identities; one of two records of a paper is left out.
        rejected: number of records that can't be read.
        fault: the first reason why, or "".
    """

    papers: tuple[frozenset[str], ...] = ()
    rejected: int = 0
    fault: str = ""

    @property
    def names(self) -> frozenset[str]:
        """All identities of all papers."""
        return frozenset().union(*self.papers)

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that depend on the set of papers alone."""
        lines = "\n".join(sorted(min(names) for names in self.papers))
        return hashlib.sha256(lines.encode()).hexdigest()[:16]

    def count_unknown(self, known: AbstractSet[str]) -> int:
        """Return the number of papers that have none of some identities."""
        return sum(1 for names in self.papers if names.isdisjoint(known))


def read_files(paths: Sequence[Path]) -> Reading:
    """Read files as a build does."""
    if not paths:
        return Reading()
    result, _ = read_all([str(path) for path in paths])
    errors = [d for d in result.diagnostics if d.severity == "error"]
    return Reading(
        tuple(_distinct(result.papers)),
        sum(error.record_count for error in errors),
        errors[0].message if errors else "",
    )


def _distinct(papers: Iterable[Paper]) -> Iterable[frozenset[str]]:
    known: set[str] = set()
    for names in (frozenset(identities(paper)) for paper in papers):
        if names.isdisjoint(known):
            yield names
        known |= names


@dataclass(slots=True)
class Stage:
    """Answers that wait in the entry's folder until they are complete and checked.

    Attributes:
        folder: of the entry.
        suffix: of the files, or "" to choose it by each answer.
        paths: of the staged files.
    """

    folder: Path
    suffix: str
    paths: list[Path] = field(default_factory=list)

    def add(self, body: bytes, address: str) -> None:
        """Write an answer under a hidden name, which no build reads.

        Raises:
            SitegenError: it can't be written.
        """
        suffix = self.suffix or choose_suffix(body, address)
        path = self.folder / f".fetch-{len(self.paths):04}{suffix}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        except OSError as error:
            raise SitegenError(write_fault(path, error)) from error
        self.paths.append(path)

    def discard(self) -> None:
        """Remove the staged files, and those that a killed run left."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if _STAGED.fullmatch(path.name):
                    path.unlink(missing_ok=True)
        self.paths.clear()

    def put_in_place(self, day: date, *, is_addition: bool) -> list[Path]:
        """Give the files their names, and return the paths of those that are new or have changed.

        Args:
            day: of the batch.
            is_addition: whether the files of the day stay beside them, or are replaced.

        Raises:
            SitegenError: a file can't be written.
        """
        old_paths = day_files(self.folder, day)
        first = len(old_paths) + 1 if is_addition else 1
        paths: dict[Path, bool] = {}
        try:
            for number, staged in enumerate(self.paths, start=first):
                page = f".{number:02}" if number > 1 else ""
                path = self.folder / f"{day.isoformat()}{page}{staged.suffix}"
                paths[path] = not (path.is_file() and path.read_bytes() == staged.read_bytes())
                # A file that is right keeps its times.
                if paths[path]:
                    staged.replace(path)
            if not is_addition:
                for path in set(old_paths) - paths.keys():
                    path.unlink()
        except OSError as error:
            raise SitegenError(write_fault(error.filename, error)) from error
        self.discard()
        return [path for path, has_changed in paths.items() if has_changed]


def day_files(folder: Path, day: date) -> list[Path]:
    """Return the files of a day, in the order of their pages."""
    return [path for path in list_days(folder) if path.name.startswith(day.isoformat())]


def read_day(folder: Path, day: date) -> Reading:
    """Read the files of a day."""
    return read_files(day_files(folder, day))


def list_days(folder: Path) -> list[Path]:
    """Return the files of an entry by day and page, the oldest first."""
    if not folder.is_dir():
        return []
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    numbered = [(m[1], int(m[2] or 1), path.name, path) for m, path in matches if m]
    return [path for *_, path in sorted(numbered)]


class KnownPapers:
    """The papers in the newest files of an entry; they are read when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] | None = None

    @property
    def names(self) -> set[str]:
        """All identities of the papers."""
        if self._names is None:
            self._names = set(read_files(list_days(self._folder)[-_MAX_KNOWN_FILES:]).names)
        return self._names

    def add(self, reading: Reading) -> None:
        """Add the papers of files that were put in place."""
        self.names.update(reading.names)


def choose_suffix(body: bytes, address: str) -> str:
    """Return the suffix of a file: that of its address, or one by how it starts."""
    suffix = address.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()
    if suffix in _SUFFIXES:
        return f".{suffix}"
    start = body[:_START_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((f".{name}" for sign, name in _STARTS if start.startswith(sign)), ".txt")


def check_reading(reading: Reading, count: int) -> None:
    """Check that records were read as papers.

    Args:
        reading: of an answer.
        count: number of its records.

    Raises:
        FetchError: there are records, and none is a paper.
    """
    if count and not reading.papers:
        reason = f": {reading.fault}" if reading.fault else ""
        raise FetchError(
            f"no paper could be read from {count} records{reason}; check the address and the kind"
        )
