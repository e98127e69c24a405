"""What is new in a collection: alerts and digests, as values that stages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

#: Folder of the pages of alerts in a site.
ALERT_FOLDER: Final = "alerts"


@dataclass(frozen=True, slots=True)
class Alert:
    """A curator's question to the collection, with the papers that answer it.

    Attributes:
        name: what readers see.
        address: of its page and its feed below the site, without an ending.
        about: what it looks for, for readers.
        papers: ids of all papers that match, in the order of the collection.
    """

    name: str
    address: str
    about: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The papers of some days.

    Attributes:
        first: first day.
        last: last day.
        new: ids of the papers that were first seen on these days, the best first.
        trending: ids of the trending papers, the first of them first.
        alerts: alerts with those of the new papers that match.
        is_over: whether the days are over, so that no paper can be added.
    """

    first: date
    last: date
    new: tuple[str, ...]
    trending: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    is_over: bool = True

    @property
    def anchor(self) -> str:
        """Id of its section on the page of digests."""
        return f"until-{self.last.isoformat()}"
