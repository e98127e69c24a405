"""Days of the state, in UTC, so that two machines agree."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import Final

from sitegen.errors import SitegenError, shorten

_EPOCH: Final = "SOURCE_DATE_EPOCH"
#: Characters of the variable that a message quotes.
_MAX_QUOTED_CHARS: Final = 40
#: ``date.fromisoformat`` also reads weeks and dates without hyphens. Other centuries are mistakes,
#: or stand for "always" and "never", and the weeks around them may be no days of Python's.
_DAY: Final = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def current_day() -> date:
    """Return the day of ``current_time``.

    Raises:
        SitegenError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    return current_time().date()


def current_time() -> datetime:
    """Return the time of SOURCE_DATE_EPOCH if it is set, else now, in UTC.

    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        SitegenError: the variable is not a number of seconds.
    """
    epoch = os.environ.get(_EPOCH)
    if not epoch:
        return datetime.now(UTC)
    try:
        time = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        time = None
    if time is None or parse_day(time.date().isoformat()) is None:
        raise SitegenError(
            f"{_EPOCH}: {shorten(epoch, _MAX_QUOTED_CHARS)!r} is not a number of seconds since 1970"
        )
    return time


def parse_day(text: str) -> date | None:
    """Return the day of a text in the form 2026-11-25, from 1900 to 2199, or None."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
