"""The pages of the papers that were first seen on one day."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.ordering import paginate
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext

_MAX_TOPICS: Final = 12


def _render(context: SiteContext) -> Iterator[Page]:
    template, days = context.template(KIND.template), context.days
    # Newest first: the day behind in this order is the previous one.
    later_of = {day: later for later, day in pairwise(days)}
    earlier_of = dict(pairwise(days))
    titles = {day: context.texts.day(day) for day in days}
    for day, papers in days.items():
        stem, topics = day.isoformat(), count_tags(papers)[:_MAX_TOPICS]
        earlier, later = earlier_of.get(day), later_of.get(day)
        for number, members, stems in paginate(papers, stem, ".page-", context.site.page_size):
            text = template.render(
                title=titles[day],
                count=len(papers),
                earlier=(str(earlier), titles[earlier]) if earlier else None,
                later=(str(later), titles[later]) if later else None,
                rows=[context.rows[paper.entry.id] for paper in members],
                topics=topics,
                number=number,
                pages=stems,
            )
            yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


KIND: Final = PageKind("day", 65, "day.md.j2", _render, folder="days")
