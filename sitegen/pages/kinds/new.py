"""The newest papers: those of the newest days in the state, whatever the clock says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.groups import Group
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sitegen.pages.context import SiteContext
    from sitegen.paper import EnrichedPaper

#: A week, whose papers are listed, and the month, whose days are.
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=28)
#: The page of a day has all its papers.
_MAX_ITEMS: Final = 20
_MAX_TOPICS: Final = 20


def _render(context: SiteContext) -> Iterator[Page]:
    days = context.days
    if not days:
        return
    newest = next(iter(days))
    week = _since(days, newest - _WEEK)
    month = _since(days, newest - _MONTH)
    papers = [paper for members in month.values() for paper in members]
    text = context.template(KIND.template).render(
        newest=context.texts.day(newest),
        newest_count=len(days[newest]),
        week_count=sum(map(len, week.values())),
        month_count=len(papers),
        groups=[_group(context, day, members) for day, members in week.items()],
        earlier={
            day.isoformat(): (context.texts.day(day), len(members))
            for day, members in month.items()
            if day not in week
        },
        topics=count_tags(papers)[:_MAX_TOPICS],
    )
    yield Page("new.md", text, KIND.name)


def _since(days: dict[date, list[EnrichedPaper]], start: date) -> dict[date, list[EnrichedPaper]]:
    """Return the days behind a day."""
    return {day: papers for day, papers in days.items() if day > start}


def _group(context: SiteContext, day: date, papers: Sequence[EnrichedPaper]) -> Group:
    is_cut = len(papers) > _MAX_ITEMS
    return Group(
        context.texts.day(day),
        day.isoformat(),
        context.renderer.brief_items(context.slices_of(papers[:_MAX_ITEMS]), ""),
        any(context.rows[paper.entry.id].snippet for paper in papers[:_MAX_ITEMS]),
        total=len(papers) if is_cut else 0,
        target=f"days/{day.isoformat()}.md" * is_cut,
    )


KIND: Final = PageKind("new", 43, "new.md.j2", _render)
