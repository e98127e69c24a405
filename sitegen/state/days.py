"""Days of the state, in UTC, so that two machines agree."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import Final

from sitegen.errors import SitegenError

_EPOCH: Final = "SOURCE_DATE_EPOCH"
#: ``date.fromisoformat`` also reads weeks and dates without hyphens.
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def current_day() -> date:
    """Return the day of SOURCE_DATE_EPOCH if it is set, else today, in UTC.

    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        SitegenError: the variable is not a number of seconds.
    """
    epoch = os.environ.get(_EPOCH)
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SitegenError(f"{_EPOCH}: {epoch!r} is not a number of seconds since 1970") from error


def parse_day(text: str) -> date | None:
    """Return the day of a text in the form 2026-11-25, or None."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
