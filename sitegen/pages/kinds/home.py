"""The front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.feeds import site_feed
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed
    from sitegen.pages.views import PaperRow

_MAX_TAGS: Final = 30


def _render(context: SiteContext) -> Iterator[Page]:
    text = context.template(KIND.template).render(
        rows=_rows(context),
        tags=context.tags[:_MAX_TAGS],
    )
    yield Page("index.md", text, KIND.name)


def _rows(context: SiteContext) -> list[PaperRow]:
    """Return the papers that came last, or, where no build recorded days, the first ones."""
    papers = list(context.papers)
    if context.days:
        undated = (paper for paper in papers if paper.entry.id not in context.positions)
        papers = [*context.newest, *undated]
    return [context.rows[paper.entry.id] for paper in papers[: context.site.home_papers]]


def _feeds(context: SiteContext) -> Iterator[Feed]:
    yield site_feed(context)


#: The site's name in the header links to it already.
_NAV: Final = NavEntry("Home", "index.md", in_header=False)
KIND: Final = PageKind("home", 10, "home.md.j2", _render, nav=_NAV, feeds=_feeds)
