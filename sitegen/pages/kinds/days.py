"""The list of days, with their numbers of papers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    counts = {day: len(papers) for day, papers in context.days.items()}
    if counts:
        months = {
            context.texts.month(next(iter(days))): {
                str(day): (day.day, counts[day]) for day in days
            }
            for days in (list(members) for _, members in groupby(counts, _month_of))
        }
        recorded = sum(counts.values())
        text = context.template(KIND.template).render(
            months=months,
            day_total=len(counts),
            recorded=recorded,
            unrecorded=len(context.papers) - recorded,
        )
        yield Page("days.md", text, KIND.name)


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


KIND: Final = PageKind("days", 44, "days.md.j2", _render)
