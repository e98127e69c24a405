"""Limit the messages on one file: a record may have three bytes, and a diagnostic some hundreds."""

from __future__ import annotations

from typing import Final

from sitegen.errors import Diagnostic

#: Rejected records of one file that have a message each.
MAX_ERRORS: Final = 10_000


class Surplus:
    """Counts the rejected records of a file after the first ``MAX_ERRORS``."""

    def __init__(self) -> None:
        self._count = 0
        self._line = 0

    def limit(self, error: Diagnostic) -> tuple[Diagnostic, ...]:
        """Return the error of a record, or nothing if it is only counted."""
        self._count += 1
        if self._count <= MAX_ERRORS:
            return (error,)
        self._line = self._line or error.line
        return ()

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        """Return one error for all that were only counted."""
        count = self._count - MAX_ERRORS
        if count <= 0:
            return ()
        message = f"{count:,} more records from here on were rejected; is it a list of papers?"
        return (Diagnostic(path, self._line, "", message, records=count),)
