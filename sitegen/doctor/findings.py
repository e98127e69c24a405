"""What an examination says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters; the value is what is printed."""

    FINE = "ok"
    DOUBTFUL = "look"
    FAULTY = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of an examination.

    Attributes:
        severity: whether it works, should be looked at, or does not work.
        subject: what was examined.
        text: what it is like.
        remedy: what to do; empty if it works.
    """

    severity: Severity
    subject: str
    text: str
    remedy: str = ""

    def as_record(self) -> dict[str, str]:
        """Return what a machine reads: one object of ``--log-format json``."""
        return {
            "severity": self.severity.value,
            "subject": self.subject,
            "text": self.text,
            "remedy": self.remedy,
        }

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.severity.value:4}  {self.subject}: {self.text}{remedy}"


def fine(subject: str, text: str) -> Finding:
    """Return a finding of what works."""
    return Finding(Severity.FINE, subject, text)


def doubtful(subject: str, text: str, remedy: str) -> Finding:
    """Return a finding of what should be looked at."""
    return Finding(Severity.DOUBTFUL, subject, text, remedy)


def faulty(subject: str, text: str, remedy: str) -> Finding:
    """Return a finding of what does not work."""
    return Finding(Severity.FAULTY, subject, text, remedy)
