"""The ledger of emails: who got which digest, without addresses, so that nobody gets one twice.

The files are ``state/digest/YYYY-MM.txt``, which people commit. Lines are only added, and two
branches merge by keeping the lines of both, in any order:

    digest ID PAPER                  the digest has the paper; ID starts with its last day
    begin ID RECIPIENT ATTEMPT       an attempt is about to hand the email to the server
    sent ID RECIPIENT ATTEMPT        the server took it
    rejected ID RECIPIENT ATTEMPT    the server did not take it
    released ID RECIPIENT ATTEMPT    nobody knows, and a person decided to send it again

RECIPIENT is a keyed hash. An attempt that began and has no other line is unknown: it may have been
taken, so it counts as taken.
"""

from __future__ import annotations

import os
import re
import secrets
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import SitegenError, read_fault, write_fault
from sitegen.state import parse_day
from sitegen.workspace.files import hold_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

#: Folder of the ledger in the state of a project.
LEDGER_FOLDER: Final = "digest"
_DAY_CHARS: Final = len("2026-11-25")
_MONTH_CHARS: Final = len("2026-11")
_LINE: Final = re.compile(
    r"(?P<word>digest) (?P<digest>\d{4}-\d\d-\d\d-[0-9a-f]{8}) (?P<paper>\S+)"
    r"|(?P<event>begin|sent|rejected|released) (?P<id>\d{4}-\d\d-\d\d-[0-9a-f]{8})"
    r" (?P<recipient>[0-9a-f]{16}) (?P<attempt>[0-9a-f]{8})"
)


class Attempt(NamedTuple):
    """One attempt to hand a digest to the server for a recipient."""

    digest: str
    recipient: str
    token: str


class Ledger:
    """What the files say. Get one from ``open_ledger``, which holds a lock on the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._papers: defaultdict[str, set[str]] = defaultdict(set)
        self._events: defaultdict[Attempt, set[str]] = defaultdict(set)
        for path in sorted(folder.glob("*.txt")):
            self._read(path)

    def _read(self, path: Path) -> None:
        """Read a file; the last line may have been cut by a crash.

        A line is written before the step that it stands for, so a cut one says nothing.

        Raises:
            SitegenError: the file can't be read, or has a line that no ledger has.
        """
        try:
            lines = path.read_bytes().decode("utf-8").split("\n")
        except OSError as error:
            raise SitegenError(read_fault(path, error)) from error
        except UnicodeDecodeError as error:
            raise _damage(f"{path}") from error
        for number, line in enumerate(lines[:-1], start=1):
            match = _parse_line(line)
            if line and match is None:
                raise _damage(f"{path}:{number}")
            if match and match["word"]:
                self._papers[match["digest"]].add(match["paper"])
            elif match:
                attempt = Attempt(match["id"], match["recipient"], match["attempt"])
                self._events[attempt].add(match["event"])

    def papers_of(self, recipient: str) -> frozenset[str]:
        """Return the ids of the papers that a recipient got, or may have got."""
        papers: set[str] = set()
        for attempt in self._attempts_of(recipient):
            papers |= self._papers[attempt.digest]
        return frozenset(papers)

    def released_of(self, recipient: str) -> frozenset[str]:
        """Return the ids of papers that are to be sent again, and were not yet."""
        papers: set[str] = set()
        for attempt, events in self._events.items():
            if attempt.recipient == recipient and "released" in events:
                papers |= self._papers[attempt.digest]
        return frozenset(papers) - self.papers_of(recipient)

    def last_day_of(self, recipient: str) -> date | None:
        """Return the last day of the newest digest that a recipient got, or may have got."""
        days = [attempt.digest[:_DAY_CHARS] for attempt in self._attempts_of(recipient)]
        return date.fromisoformat(max(days)) if days else None

    def unknown_of(self, recipient: str) -> list[Attempt]:
        """Return the attempts of a recipient of which nobody knows whether they were taken."""
        return sorted(
            attempt
            for attempt, events in self._events.items()
            if attempt.recipient == recipient and events == {"begin"}
        )

    def begin(self, digest: str, recipient: str, papers: Collection[str]) -> Attempt:
        """Write that an attempt begins; when this returns, the line is on the disk.

        Raises:
            SitegenError: the file can't be written. The email must not be sent.
        """
        attempt = Attempt(digest, recipient, secrets.token_hex(4))
        lines = [f"digest {digest} {paper}" for paper in sorted({*papers} - self._papers[digest])]
        self._append(digest, [*lines, _line("begin", attempt)])
        self._papers[digest].update(papers)
        self._events[attempt].add("begin")
        return attempt

    def finish(self, event: str, attempt: Attempt) -> None:
        """Write how an attempt ended: "sent", "rejected" or "released".

        Raises:
            SitegenError: the file can't be written.
        """
        self._append(attempt.digest, [_line(event, attempt)])
        self._events[attempt].add(event)

    def _attempts_of(self, recipient: str) -> Iterator[Attempt]:
        for attempt, events in self._events.items():
            if attempt.recipient == recipient and not events & {"rejected", "released"}:
                yield attempt

    def _append(self, digest: str, lines: Iterable[str]) -> None:
        path = self._folder / f"{digest[:_MONTH_CHARS]}.txt"
        try:
            is_new = not path.exists()
            with path.open("ab+") as stream:
                _cut_torn_line(stream.fileno())
                stream.write("".join(f"{line}\n" for line in lines).encode())
                stream.flush()
                os.fsync(stream.fileno())
            if is_new:
                _sync_folder(self._folder)
        except OSError as error:
            raise SitegenError(write_fault(path, error)) from error


@contextmanager
def open_ledger(folder: Path) -> Iterator[Ledger]:
    """Read the ledger of a folder and hold a lock on it; the folder is created if it is missing.

    Raises:
        SitegenError: another process holds the lock, or a file is damaged or can't be read.
    """
    with hold_folder(folder, f"{folder}: another sitegen sends a digest; wait for it"):
        yield Ledger(folder)


def _damage(line: str) -> SitegenError:
    return SitegenError(
        f"{line}: is no line of a ledger; restore the file, or somebody may get an email twice",
        code="ledger",
    )


def _parse_line(line: str) -> re.Match[str] | None:
    """Return the parts of a line, or None if no ledger has it."""
    match = _LINE.fullmatch(line)
    digest = match and (match["digest"] or match["id"])
    return match if digest and parse_day(digest[:_DAY_CHARS]) else None


def _line(event: str, attempt: Attempt) -> str:
    return f"{event} {attempt.digest} {attempt.recipient} {attempt.token}"


def _cut_torn_line(descriptor: int) -> None:
    """Cut off a last line without an end, which a crash left."""
    size = os.fstat(descriptor).st_size
    data = os.pread(descriptor, size, 0)
    end = data.rfind(b"\n") + 1
    if end < size:
        os.ftruncate(descriptor, end)


def _sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk, so that a new file outlives a crash."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
