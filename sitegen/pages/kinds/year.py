"""The pages of one year's papers, by month where dates are known."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.groups import group_by_month
from sitegen.pages.ordering import paginate
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext

_MAX_TOPICS: Final = 12


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    # Newest first: the year behind in this order is the previous one.
    later_of = {year: later for later, year in pairwise(context.years)}
    earlier_of = dict(pairwise(context.years))
    for year, papers in context.years.items():
        topics, venues = count_tags(papers)[:_MAX_TOPICS], context.venues.count(papers)
        for number, members, stems in paginate(papers, str(year), ".page-", context.site.page_size):
            text = template.render(
                year=year,
                count=len(papers),
                earlier=earlier_of.get(year),
                later=later_of.get(year),
                groups=group_by_month(context, members),
                topics=topics,
                venues=venues,
                number=number,
                pages=stems,
            )
            yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


KIND: Final = PageKind("year", 67, "year.md.j2", _render, folder="years")
