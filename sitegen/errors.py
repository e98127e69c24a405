"""What can go wrong, in words: place, fault, remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class SitegenError(Exception):
    """A file, a setting or a folder can't be used; the build stops, the old site stays."""


class SourceError(SitegenError):
    """A source as a whole can't be read."""


class ConfigError(SitegenError):
    """sitegen.toml can't be used; all its faults are told at once."""


class BuildError(SitegenError):
    """A stage could not do its work, or the site could not be written."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One record that could not be read, or not wholly; the rest of its file still is.

    Attributes:
        path: the source as the user named it.
        line: 1-based line where the record starts.
        record: enough of the record to recognise it.
        message: the fault and the remedy.
        severity: "error" if the record is rejected; "warning" if it is a paper without a part.
    """

    path: str
    line: int
    record: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        record = f" “{shorten(self.record, 60)}”:" if self.record else ""
        return f"{self.path}:{self.line}:{record} {self.message}"


def shorten(text: str, width: int) -> str:
    """Cut a text to ``width`` characters, at a word where one ends near, with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > width * 0.6 else cut).rstrip(" ,;:.–—-") + "…"
