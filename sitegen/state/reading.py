"""Read the state of a collection."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import ConfigError, Diagnostic, read_fault
from sitegen.paper import History
from sitegen.state.identities import identities
from sitegen.state.lines import Line, parse_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from sitegen.paper import Entry, Paper


class StateKind(NamedTuple):
    """A folder of state files.

    Attributes:
        folder: its name.
        has_numbers: whether its lines end with a number.
    """

    folder: str
    has_numbers: bool


FIRST_SEEN: Final = StateKind("first-seen", has_numbers=False)
VOTES: Final = StateKind("votes", has_numbers=True)
RANKS: Final = StateKind("ranks", has_numbers=True)


@dataclass(frozen=True, slots=True)
class State:
    """What earlier builds recorded.

    Attributes:
        first_seen: identity -> the day on which a paper with it was first seen.
        votes: identity -> day -> the votes that the paper had on that day.
        ranks: identity -> day -> the paper's position in a list of that day, 1 for the first.
        diagnostics: of lines that could not be read.
    """

    first_seen: Mapping[str, date] = field(default_factory=dict)
    votes: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def newest_day(self) -> date | None:
        """The last day on which a paper was first seen; None without any."""
        return max(self.first_seen.values(), default=None)

    def day_of(self, paper: Paper) -> date | None:
        """Return the day on which a paper was first seen, the earliest of its identities."""
        return min(filter(None, map(self.first_seen.get, identities(paper))), default=None)

    def votes_of(self, paper: Paper) -> dict[date, int]:
        """Return day -> votes of a paper, in the order of days."""
        return _by_day(self.votes, identities(paper), max)

    def ranks_of(self, paper: Paper) -> dict[date, int]:
        """Return day -> rank of a paper, in the order of days."""
        return _by_day(self.ranks, identities(paper), min)

    def history(self, entries: Iterable[Entry]) -> History:
        """Return what is recorded of the papers of a site, by their ids."""
        first_seen: dict[str, date] = {}
        votes: dict[str, dict[date, int]] = {}
        ranks: dict[str, dict[date, int]] = {}
        # Most collections have no state.
        for entry in entries if self.first_seen or self.votes or self.ranks else ():
            names = identities(entry.paper)
            day = min(filter(None, map(self.first_seen.get, names)), default=None)
            if day:
                first_seen[entry.id] = day
            for table, lists, choose in ((self.votes, votes, max), (self.ranks, ranks, min)):
                if by_day := _by_day(table, names, choose):
                    lists[entry.id] = by_day
        return History(first_seen, votes, ranks)


def _by_day(
    table: Mapping[str, Mapping[date, int]], names: Iterable[str], choose: Callable[[int, int], int]
) -> dict[date, int]:
    """Return day -> number of a paper; of two identities' numbers of one day the best counts."""
    numbers: dict[date, int] = {}
    for name in names:
        for day, number in table.get(name, {}).items():
            numbers[day] = choose(numbers.get(day, number), number)
    return dict(sorted(numbers.items()))


def read_state(folder: Path | None) -> State:
    """Read the state below a folder; a missing folder has none.

    The result depends on the set of lines alone: not on their order, on repetitions, or on the
    files in which they are.

    Raises:
        ConfigError: a file can't be read.
    """
    diagnostics: list[Diagnostic] = []
    first_seen: dict[str, date] = {}
    for line in _read_kind(folder, FIRST_SEEN, diagnostics):
        day = first_seen.get(line.identity)
        if day is None or line.day < day:
            first_seen[line.identity] = line.day
    votes = _read_numbers(folder, VOTES, diagnostics, max)
    ranks = _read_numbers(folder, RANKS, diagnostics, min)
    return State(first_seen, votes, ranks, tuple(diagnostics))


def hash_state(folder: Path | None) -> str:
    """Return a hash of the files that ``read_state`` reads; the same without a folder or files.

    Raises:
        ConfigError: a file can't be read.
    """
    digest = hashlib.blake2b(digest_size=16)
    for kind in (FIRST_SEEN, VOTES, RANKS):
        for path in _list_files(folder, kind):
            digest.update(f"{kind.folder}/{path.name}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.blake2b(_read_bytes(path)).digest())
    return digest.hexdigest()


def _read_numbers(
    folder: Path | None,
    kind: StateKind,
    diagnostics: list[Diagnostic],
    choose: Callable[[int, int], int],
) -> dict[str, dict[date, int]]:
    """Return identity -> day -> number; of two numbers of one day the best counts."""
    numbers: dict[str, dict[date, int]] = {}
    for line in _read_kind(folder, kind, diagnostics):
        by_day = numbers.setdefault(line.identity, {})
        by_day[line.day] = choose(by_day.get(line.day, line.number), line.number)
    return numbers


def _read_kind(
    folder: Path | None, kind: StateKind, diagnostics: list[Diagnostic]
) -> Iterator[Line]:
    """Yield the lines of all files of a kind, and add a diagnostic for each damaged one."""
    for path in _list_files(folder, kind):
        # What is not UTF-8 damages its line only.
        text = _read_bytes(path).decode("utf-8", errors="replace")
        for line in parse_lines(text, str(path), has_numbers=kind.has_numbers):
            if isinstance(line, Diagnostic):
                diagnostics.append(line)
            else:
                yield line


def _list_files(folder: Path | None, kind: StateKind) -> list[Path]:
    return sorted(folder.glob(f"{kind.folder}/*.txt")) if folder else []


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(read_fault(path, error)) from error
