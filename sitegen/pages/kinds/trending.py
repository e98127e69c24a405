"""The papers that trend, with the formula."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import quantity
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.trends import HALF_LIFE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.locale import Texts
    from sitegen.pages.context import SiteContext
    from sitegen.pages.trends import Trend

_MAX_PAPERS: Final = 50


def _render(context: SiteContext) -> Iterator[Page]:
    trends = context.trends
    if not trends.papers or trends.day is None:
        return
    rows = []
    for trend in trends.papers[:_MAX_PAPERS]:
        row = context.rows[trend.paper_id]
        # What may be cut on a narrow screen, and what may not.
        who = " · ".join(filter(None, [row.who, row.when]))
        state = _state_of(trend, context.texts, has_votes=trends.has_votes)
        rows.append(replace(row, who=who, when=state))
    newest = next(iter(context.days), None)
    text = context.template(KIND.template).render(
        rows=rows,
        has_votes=trends.has_votes,
        day=context.texts.day(trends.day),
        # Where papers have come since, a reader should know that their votes have not.
        newest=context.texts.day(newest) if newest and newest > trends.day else "",
        half_life=HALF_LIFE_DAYS,
    )
    yield Page("trending.md", text, KIND.name)


def _state_of(trend: Trend, texts: Texts, *, has_votes: bool) -> str:
    points = texts.decimal(trend.points)
    if has_votes:
        votes = quantity(trend.number, "vote", texts)
        return texts.gettext("%(votes)s, %(points)s points", votes=votes, points=points)
    return texts.gettext("rank %(rank)s, %(points)s points", rank=trend.number, points=points)


KIND: Final = PageKind("trending", 45, "trending.md.j2", _render)
