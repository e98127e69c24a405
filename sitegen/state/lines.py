"""Parse and render the lines of state files: a day, an identity and, in some files, a number.

    2026-11-25 doi:10.1000/182
    2026-11-25 doi:10.1000/182 41

Lines may be in any order and may be repeated, so that Git can merge two branches by taking the
lines of both. Empty lines and lines that start with "#" say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import Diagnostic
from sitegen.state.days import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

#: Any prefix is read, so that a later version may add one.
_LINE: Final = re.compile(r"(\S+) ([a-z]+:\S+)(?: ([0-9]{1,9}))?")
_CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


class Line(NamedTuple):
    """A line of a state file.

    Attributes:
        day: when it was recorded.
        identity: of a paper, see ``state.identities``.
        number: votes or a rank; 0 in files that have none.
    """

    day: date
    identity: str
    number: int = 0


def parse_lines(text: str, path: str, *, has_numbers: bool) -> Iterator[Line | Diagnostic]:
    """Yield the lines of a file, and a diagnostic for each that is damaged.

    Args:
        text: of the file.
        path: of the file, for diagnostics.
        has_numbers: whether each line ends with a number.
    """
    days: dict[str, date | None] = {}
    # Only the end of a line parts lines: str.splitlines() knows more ends.
    for position, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match and (match[3] is not None) == has_numbers:
            if match[1] not in days:
                days[match[1]] = parse_day(match[1])
            day = days[match[1]]
            if day:
                yield Line(day, match[2], int(match[3] or 0))
                continue
        yield Diagnostic(path, position, line, _fault(line, has_numbers=has_numbers), "warning")


def _fault(line: str, *, has_numbers: bool) -> str:
    if _CONFLICT.fullmatch(line):
        return "is a mark of a merge in Git; delete it and leave the lines around it"
    number = " 41" if has_numbers else ""
    return f"is not of the form '2026-11-25 doi:10.1000/182{number}'; correct or delete it"


def render_lines(lines: Iterable[Line], *, has_numbers: bool) -> str:
    """Return lines as text, sorted, each once."""
    numbers = " {2}" if has_numbers else ""
    form = f"{{0}} {{1}}{numbers}\n"
    return "".join(form.format(*line) for line in sorted(set(lines)))
