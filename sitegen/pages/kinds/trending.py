"""The papers that trend, with the formula."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.errors import count_of
from sitegen.pages.groups import day_title
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.trends import HALF_LIFE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        rows.append(replace(row, who=who, when=_state_of(trend, has_votes=trends.has_votes)))
    newest = next(iter(context.days), None)
    text = context.template(KIND.template).render(
        rows=rows,
        has_votes=trends.has_votes,
        day=day_title(trends.day),
        # Where papers have come since, a reader should know that their votes have not.
        newest=day_title(newest) if newest and newest > trends.day else "",
        half_life=HALF_LIFE_DAYS,
    )
    yield Page("trending.md", text, KIND.name)


def _state_of(trend: Trend, *, has_votes: bool) -> str:
    number = count_of(trend.number, "vote") if has_votes else f"rank {trend.number}"
    return f"{number}, {trend.points:.1f} points"


KIND: Final = PageKind("trending", 45, "trending.md.j2", _render)
