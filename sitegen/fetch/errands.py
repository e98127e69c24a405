"""One entry of sitegen.toml with all that its run needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sitegen.errors import shorten
from sitegen.fetch.answers import Window
from sitegen.fetch.client import Manners
from sitegen.fetch.outcomes import EntryReport, Outcome
from sitegen.fetch.registry import Kind, load_fetch_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.config import Config
    from sitegen.config.fetch_entries import FetchEntry
    from sitegen.fetch.memory import Memory

#: Folder of the answers, relative to sitegen.toml.
SOURCES_FOLDER: Final = "sources"
#: Folder of the memory, and of the state if the settings name none.
_MEMORY_FOLDER: Final = "fetch"
_STATE_FOLDER: Final = "state"
#: Characters of a note, which may quote a service.
_MAX_NOTE_CHARS: Final = 500


def memory_folder(config: Config) -> Path:
    """Return the folder of what later runs must know."""
    return (config.state.folder or config.folder / _STATE_FOLDER) / _MEMORY_FOLDER


@dataclass(frozen=True, slots=True)
class Errand:
    """One entry with all that its run needs.

    Attributes:
        entry: of sitegen.toml.
        kind: of its source.
        project: folder of sitegen.toml.
        memory_path: file of its memory.
        manners: how to ask.
        today: in UTC.
    """

    entry: FetchEntry
    kind: Kind
    project: Path
    memory_path: Path
    manners: Manners
    today: date

    @classmethod
    def of(cls, entry: FetchEntry, config: Config, today: date) -> Errand:
        """Return the errand of an entry."""
        kind = load_fetch_kinds()[entry.kind]
        contact = entry.contact or config.site.url
        manners = Manners(
            entry.wait or kind.wait_s, contact, tuple(host.lower() for host in entry.local_hosts)
        )
        memory_path = memory_folder(config) / f"{entry.name}.txt"
        return cls(entry, kind, config.folder, memory_path, manners, today)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.project / SOURCES_FOLDER / self.entry.name

    @property
    def stale_days(self) -> int:
        """Days after which the same batch is stale; 0 for never."""
        return self.entry.stale_days or self.kind.stale_days

    @property
    def max_papers(self) -> int:
        """Number of papers of one batch at most."""
        return self.entry.max or self.kind.max_papers

    def window(self, memory: Memory) -> Window:
        """Return the days to ask for."""
        entry = self.entry
        if memory.day:
            first = memory.day - timedelta(days=self.kind.overlap_days)
        elif entry.since:
            first = date.fromisoformat(entry.since)
        else:
            first = self.today - timedelta(days=entry.days)
        return Window(min(first, self.today), self.today)

    def report(
        self, outcome: Outcome, *notes: str, papers: int = 0, new: int = 0,
        paths: Sequence[Path] = (),
    ) -> EntryReport:  # fmt: skip
        """Return a report of the entry."""
        files = tuple(str(path.relative_to(self.project)) for path in paths)
        lines = tuple(shorten(" ".join(note.split()), _MAX_NOTE_CHARS) for note in notes)
        return EntryReport(self.entry.name, outcome, papers, new, files, lines)
