"""What came of a source: five outcomes, each with its words and its exit code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from sitegen.errors import SitegenError, count_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class FetchError(SitegenError):
    """A source gave no answer that can be used; the message has the fault and the remedy."""


class Outcome(Enum):
    """What came of a source, in order of gravity: of several, the last one counts.

    Attributes:
        NOTHING: the source answered, and has no paper that is new.
        NEW: there are new papers, and all of the answer was read.
        STALE: the source gives the batch of an earlier day.
        PARTIAL: a part of the answer is missing.
        FAILED: there is no answer that can be used.
    """

    NOTHING = "nothing new"
    NEW = "new papers"
    STALE = "the same batch as before"
    PARTIAL = "only a part"
    FAILED = "failed"

    @property
    def exit_code(self) -> int:
        """Exit code of ``sitegen fetch``; 2 is for wrong usage, as in all commands."""
        return {"NEW": 0, "FAILED": 1, "NOTHING": 3, "STALE": 4, "PARTIAL": 5}[self.name]

    @property
    def remedy(self) -> str:
        """What to do; empty where nothing is wrong, or where the notes say it."""
        return {
            Outcome.STALE: "run it again later; if it stays so, look at the source",
            Outcome.PARTIAL: "what came is saved; run it again",
        }.get(self, "")

    @property
    def gravity(self) -> int:
        """Position in the order of gravity, from 0."""
        return list(Outcome).index(self)

    @classmethod
    def gravest(cls, outcomes: Iterable[Outcome]) -> Outcome:
        """Return the gravest of some outcomes; without any, nothing is new."""
        return max(outcomes, key=lambda outcome: outcome.gravity, default=cls.NOTHING)


@dataclass(frozen=True, slots=True)
class EntryReport:
    """What came of one entry of sitegen.toml.

    Attributes:
        name: of the entry.
        outcome: of its batches, the gravest.
        papers: number of papers in the answer.
        new_papers: number of those that no earlier file of the entry has.
        files: that were written, relative to the project.
        notes: sentences on what was not as it should be.
    """

    name: str
    outcome: Outcome
    papers: int = 0
    new_papers: int = 0
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def plus(self, report: EntryReport) -> EntryReport:
        """Return the report of two batches of an entry."""
        return replace(
            self,
            outcome=Outcome.gravest((self.outcome, report.outcome)),
            papers=self.papers + report.papers,
            new_papers=self.new_papers + report.new_papers,
            files=self.files + report.files,
            notes=self.notes + report.notes,
        )

    def __str__(self) -> str:
        counts = f" ({self.new_papers} of {count_of(self.papers, 'paper')})" if self.papers else ""
        remedy = [self.outcome.remedy] if self.outcome.remedy else []
        notes = f": {'; '.join([*self.notes, *remedy])}" if self.notes or remedy else ""
        files = f" -> {', '.join(self.files)}" if self.files else ""
        return f"{self.name}: {self.outcome.value}{counts}{notes}{files}"

    def as_record(self) -> dict[str, Any]:
        """Return what a machine reads: one object of ``--log-format json``."""
        return {
            "entry": self.name,
            "outcome": self.outcome.name.lower(),
            "papers": self.papers,
            "new": self.new_papers,
            "files": list(self.files),
            "notes": list(self.notes),
            "remedy": self.outcome.remedy,
        }
