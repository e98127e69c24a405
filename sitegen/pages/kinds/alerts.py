"""The pages of alerts: the papers that answer a curator's question, with a feed each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.news import ALERT_FOLDER
from sitegen.pages.feeds import list_feed
from sitegen.pages.ordering import by_date, paginate
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.news import Alert
    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed
    from sitegen.paper import EnrichedPaper


def _papers(context: SiteContext, alert: Alert) -> list[EnrichedPaper]:
    return [context.by_id[paper_id] for paper_id in alert.papers]


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for alert in context.site.alerts:
        # Somebody waits for the first paper.
        yield from list_feed(context, alert.address, alert.name, _papers(context, alert), 0)


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    for alert in context.site.alerts:
        papers = by_date(_papers(context, alert))
        stem = alert.address.partition("/")[2]
        for number, members, stems in paginate(papers, stem, ".page-", context.site.page_size):
            text = template.render(
                alert=alert,
                rows=[context.rows[paper.entry.id] for paper in members],
                number=number,
                pages=stems,
            )
            yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


KIND: Final = PageKind("alert", 64, "alert.md.j2", _render, folder=ALERT_FOLDER, feeds=_feeds)
