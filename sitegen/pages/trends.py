"""Papers that gain votes, or that rank high, on recent days."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sitegen.paper import History

#: Points of a day count half after so many days.
HALF_LIFE_DAYS: Final = 7
#: Points that are less are those of long ago.
_MIN_POINTS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Trend:
    """A paper that trends.

    Attributes:
        paper_id: the paper.
        points: see ``Trends``.
        number: its latest votes, or its latest rank.
    """

    paper_id: str
    points: float
    number: int


@dataclass(frozen=True, slots=True)
class Trends:
    """The papers that trend, those of most points first.

    Each day gives points: as many as the paper has gained votes since the last day that was
    recorded of it, or 1/r for rank r. They are halved for each ``HALF_LIFE_DAYS`` days up to the
    last day of the records. The clock has no part in it, so a source that stops leaves the list as
    it is.

    Attributes:
        papers: of at least 0.1 points.
        day: the last day of the records; None without any.
        has_votes: whether points are those of votes.
    """

    papers: tuple[Trend, ...]
    day: date | None
    has_votes: bool


def find_trends(history: History) -> Trends:
    """Return the papers that trend by votes, or by ranks where no votes are recorded."""
    table = history.votes or history.ranks
    points_of = _vote_points if history.votes else _rank_points
    newest = max((day for by_day in table.values() for day in by_day), default=None)
    trends = []
    for paper_id, by_day in table.items():
        points = sum(
            gained * 0.5 ** ((newest - day).days / HALF_LIFE_DAYS)
            for day, gained in points_of(by_day)
            if newest
        )
        if points >= _MIN_POINTS:
            trends.append(Trend(paper_id, points, by_day[max(by_day)]))
    # Sums of many small numbers differ in the last bits between machines.
    trends.sort(key=lambda trend: (-round(trend.points, 6), trend.paper_id))
    return Trends(tuple(trends), newest, bool(history.votes))


def find_recent_tops(history: History, days: int) -> list[Trend]:
    """Return the papers that came in the last days, those of most votes first, or of best ranks.

    Days are counted from the last one on which a paper came.
    """
    table = history.votes or history.ranks
    newest = max(history.first_seen.values(), default=None)
    numbers = {
        paper_id: max(table[paper_id].values()) if history.votes else -min(table[paper_id].values())
        for paper_id, day in history.first_seen.items()
        if newest and (newest - day).days < days and table.get(paper_id)
    }
    best = sorted(numbers, key=lambda paper_id: (-numbers[paper_id], paper_id))
    return [Trend(paper_id, 0, abs(numbers[paper_id])) for paper_id in best if numbers[paper_id]]


def _vote_points(votes: Mapping[date, int]) -> Iterator[tuple[date, float]]:
    days = sorted(votes)
    # Votes of before the first record are of unknown days: they count on the first one.
    for day in days[:1]:
        yield day, votes[day]
    for previous, day in pairwise(days):
        # Votes are withdrawn, too, and sources disagree.
        yield day, max(0, votes[day] - votes[previous])


def _rank_points(ranks: Mapping[date, int]) -> Iterator[tuple[date, float]]:
    for day in sorted(ranks):
        yield day, 1 / max(1, ranks[day])
