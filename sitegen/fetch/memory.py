"""What later runs must know of an entry: a small sorted text in state/fetch/, one file per entry.

    batch 2026-11-26 4f1c0d6a2b9e8371      # day of a batch, and the digest of its papers
    day 2026-11-26                         # until which everything was fetched
    etag "33a64df5"                        # of the last answer, for conditional requests
    modified Thu, 26 Nov 2026 04:00:00 GMT
    request 9b2d1c0f4e5a6b7c               # digest of the request that etag and modified belong to

Lines of two branches may be merged by union: all batches count, and of two other lines the last one
in sorted order. If the file is lost, the next run asks for more than it would have had to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.errors import SitegenError, read_fault, write_fault
from sitegen.state import parse_day
from sitegen.workspace.files import atomic_write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Batches that are remembered: a list that repeats has the one of some days ago.
_MAX_BATCHES: Final = 14
_LINE: Final = re.compile(r"(batch|day|etag|modified|request) (\S[^\r\n]{0,999})")
_DAY: Final = re.compile(r"([0-9-]{10})")
_BATCH: Final = re.compile(r"([0-9-]{10}) ([0-9a-f]{16})")
#: A header's value: visible characters of ASCII and blanks.
_HEADER_VALUE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,498}[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one entry.

    Attributes:
        batches: day -> digest of the papers that the source gave for it.
        day: until which everything was fetched, or None.
        etag: of the last answer, or "".
        modified: header Last-Modified of the last answer, or "".
        request: digest of the request of that answer, or "".
        damaged: 1-based numbers of the lines that can't be read.
    """

    batches: Mapping[date, str] = field(default_factory=dict)
    day: date | None = None
    etag: str = ""
    modified: str = ""
    request: str = ""
    damaged: tuple[int, ...] = ()

    def earlier_day(self, day: date, digest: str) -> date | None:
        """Return the first of the days, other than a day, whose batch has a digest."""
        return min((d for d, known in self.batches.items() if known == digest and d != day),
                   default=None)  # fmt: skip

    def with_batch(self, day: date, digest: str) -> Memory:
        """Return the memory with a batch; a digest that it has keeps the first day."""
        if self.earlier_day(day, digest) is not None:
            return self
        batches = sorted({**self.batches, day: digest}.items())[-_MAX_BATCHES:]
        return replace(self, batches=dict(batches))

    def conditions(self, request: str) -> dict[str, str]:
        """Return the headers of a conditional request; none for a request that has changed."""
        if request != self.request:
            return {}
        values = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in values.items() if value}


def read_memory(path: Path) -> Memory:
    """Read the file of an entry; a missing one is empty, and a line that can't be read is skipped.

    Raises:
        SitegenError: the file can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError as error:
        raise SitegenError(read_fault(path, error)) from error
    return parse_memory(text)


def parse_memory(text: str) -> Memory:
    """Parse the text of an entry's file, whose lines may have any order."""
    batches: dict[date, str] = {}
    values: dict[str, str] = {}
    damaged: list[int] = []
    numbered = sorted((line, number) for number, line in enumerate(text.split("\n"), start=1))
    for line, number in numbered:
        try:
            name, value = _parse_line(line)
            if name == "batch":
                day, _, digest = value.partition(" ")
                batches[date.fromisoformat(day)] = digest
            elif name:
                values[name] = value
        except ValueError:
            damaged.append(number)
    day = values.pop("day", "")
    return Memory(
        batches, date.fromisoformat(day) if day else None, **values, damaged=tuple(sorted(damaged))
    )


def _parse_line(line: str) -> tuple[str, str]:
    """Return name and value of a line; empty texts for an empty line or a comment.

    Raises:
        ValueError: it is something else.
    """
    if not line.strip() or line.startswith("#"):
        return "", ""
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    name, value = match[1], match[2]
    form = {"day": _DAY, "batch": _BATCH}.get(name, _HEADER_VALUE)
    match = form.fullmatch(value)
    if match is None or (name in {"day", "batch"} and parse_day(match[1]) is None):
        raise ValueError(line)
    return name, value


def render_memory(memory: Memory) -> str:
    """Return the text of an entry's file."""
    return "".join(f"{line}\n" for line in sorted(_lines(memory)))


def _lines(memory: Memory) -> Iterator[str]:
    yield from (f"batch {day} {digest}" for day, digest in memory.batches.items())
    if memory.day:
        yield f"day {memory.day}"
    for name in ("etag", "modified", "request"):
        value = getattr(memory, name)
        # What is no value of a header can't be sent again.
        if value and _HEADER_VALUE.fullmatch(value):
            yield f"{name} {value}"


def write_memory(path: Path, memory: Memory) -> None:
    """Write the file of an entry, unless it has the same text.

    Raises:
        SitegenError: the file can't be written.
    """
    text = render_memory(memory)
    try:
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write_text(path, text)
    except OSError as error:
        raise SitegenError(write_fault(path, error)) from error
