"""The papers that trend, with the formula."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import quantity
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.trends import HALF_LIFE_DAYS, find_recent_tops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.locale import Texts
    from sitegen.pages.context import SiteContext
    from sitegen.pages.rows import PaperRow
    from sitegen.pages.trends import Trend

_MAX_PAPERS: Final = 50
#: Days of the lists of recent papers, and papers in each.
_RECENT_DAYS: Final = (7, 28)
_MAX_RECENT: Final = 20


def _render(context: SiteContext) -> Iterator[Page]:
    trends = context.trends
    if not trends.papers or trends.day is None:
        return
    rows = [
        _row(context, trend, _state_of(trend, context.texts, has_votes=trends.has_votes))
        for trend in trends.papers[:_MAX_PAPERS]
    ]
    newest = next(iter(context.days), None)
    text = context.template(KIND.template).render(
        rows=rows,
        recent=_recent_rows(context),
        has_votes=trends.has_votes,
        day=context.texts.day(trends.day),
        # Where papers have come since, a reader should know that their votes have not.
        newest=context.texts.day(newest) if newest and newest > trends.day else "",
        half_life=HALF_LIFE_DAYS,
    )
    yield Page("trending.md", text, KIND.name)


def _recent_rows(context: SiteContext) -> dict[int, list[PaperRow]]:
    """Return number of days -> rows of the papers that came in them, the best first."""
    history = context.site.history
    noun = "vote" if history.votes else "rank"
    lists: dict[int, list[Trend]] = {}
    for days in _RECENT_DAYS:
        tops = find_recent_tops(history, days)[:_MAX_RECENT]
        # A young collection has the same papers in both.
        if tops and tops not in lists.values():
            lists[days] = tops
    return {
        days: [_row(context, top, _number(top, noun, context.texts)) for top in tops]
        for days, tops in lists.items()
    }


def _row(context: SiteContext, trend: Trend, state: str) -> PaperRow:
    row = context.rows[trend.paper_id]
    # What may be cut on a narrow screen, and what may not.
    who = " · ".join(filter(None, [row.who, row.when]))
    return replace(row, who=who, when=state)


def _number(trend: Trend, noun: str, texts: Texts) -> str:
    if noun == "vote":
        return quantity(trend.number, noun, texts)
    return texts.gettext("rank %(rank)s", rank=trend.number)


def _state_of(trend: Trend, texts: Texts, *, has_votes: bool) -> str:
    points = texts.decimal(trend.points)
    if has_votes:
        votes = quantity(trend.number, "vote", texts)
        return texts.gettext("%(votes)s, %(points)s points", votes=votes, points=points)
    return texts.gettext("rank %(rank)s, %(points)s points", rank=trend.number, points=points)


KIND: Final = PageKind("trending", 45, "trending.md.j2", _render)
