"""Limit the messages on one file: a record may have three bytes, and a diagnostic some hundreds."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sitegen.errors import Diagnostic

#: Rejected records of one file that have a message each.
MAX_ERRORS: Final = 10_000


#: Records with one fault that are named one by one.
MAX_EQUAL: Final = 5


def join_equal(errors: list[Diagnostic]) -> list[Diagnostic]:
    """Return one error for the records of a file that all have the same fault: a wrong list.

    Args:
        errors: of a file that gave no paper.
    """
    if len(errors) <= MAX_EQUAL or len({error.message for error in errors}) > 1:
        return errors
    count = sum(error.record_count for error in errors)
    message = f"{errors[0].message} (so it is with all {count:,} records)"
    return [replace(errors[0], message=message, records=count)]


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
