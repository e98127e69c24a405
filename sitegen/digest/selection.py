"""Which papers a digest has: by the days on which papers were first seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sitegen.news import Alert, Digest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: Digests on the site's page and in its feed.
_MAX_DIGESTS: Final = 10
_DAYS: Final = {"day": 1, "week": 7}
_SUNDAY: Final = 6
_HASH_CHARS: Final = 8


@dataclass(frozen=True, slots=True)
class News:
    """What digests are chosen from.

    Attributes:
        days: id of a paper -> the day on which it was first seen; the best paper first.
        trending: ids of trending papers, the first of them first.
        alerts: the curator's.
    """

    days: Mapping[str, date]
    trending: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The newest day; None without any paper that has a day."""
        return max(self.days.values(), default=None)


def select_digest(
    news: News, first: date, last: date, without: Collection[str] = frozenset()
) -> Digest:
    """Return the digest of some days, the first and the last included.

    Args:
        news: what there is.
        first: first day.
        last: last day.
        without: ids of papers to leave out.
    """
    new = tuple(
        paper_id
        for paper_id, day in news.days.items()
        if first <= day <= last and paper_id not in without
    )
    return Digest(first, last, new, news.trending, _alerts_of(news, set(new)))


def _alerts_of(news: News, new: Collection[str]) -> tuple[Alert, ...]:
    """Return the alerts with those of some papers that match, the best first."""
    alerts = []
    for alert in news.alerts:
        matches = set(alert.papers) & set(new)
        ordered = tuple(paper_id for paper_id in news.days if paper_id in matches)
        alerts.append(replace(alert, papers=ordered))
    return tuple(alerts)


def site_digests(news: News, period: str) -> tuple[Digest, ...]:
    """Return the digests of the site, the newest first: of days or of weeks from Monday to Sunday.

    Periods without new papers have none. Trending papers belong to the newest one alone: what was
    trending on the day of an older one, later votes have changed.

    Args:
        news: what there is.
        period: "day" or "week".
    """
    newest = news.last_day
    if newest is None:
        return ()
    lasts = sorted({_end_of(day, period) for day in news.days.values()}, reverse=True)
    digests = []
    for last in lasts[:_MAX_DIGESTS]:
        first = last - timedelta(days=_DAYS[period] - 1)
        # A further run on its last day may still add papers.
        digest = replace(select_digest(news, first, last), is_over=last < newest)
        digests.append(digest if last == lasts[0] else replace(digest, trending=()))
    return tuple(digests)


def _end_of(day: date, period: str) -> date:
    return day if period == "day" else day + timedelta(days=_SUNDAY - day.weekday())


def first_day(last: date, period: str) -> date:
    """Return the first day of the digest for somebody who has had none."""
    return last - timedelta(days=_DAYS[period] - 1)


def digest_id(digest: Digest) -> str:
    """Return the id of a digest in the ledger: its last day and a hash of its papers."""
    text = json.dumps([digest.first.isoformat(), sorted(digest.new)])
    return f"{digest.last.isoformat()}-{hashlib.sha256(text.encode()).hexdigest()[:_HASH_CHARS]}"
