"""The front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.feeds import site_feed
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed

_MAX_TAGS: Final = 30


def _render(context: SiteContext) -> Iterator[Page]:
    text = context.template(KIND.template).render(
        rows=list(context.rows.values())[: context.site.home_papers],
        tags=context.tags[:_MAX_TAGS],
    )
    yield Page("index.md", text, KIND.name)


def _feeds(context: SiteContext) -> Iterator[Feed]:
    yield site_feed(context)


#: The site's name in the header links to it already.
_NAV: Final = NavEntry("Home", "index.md", in_header=False)
KIND: Final = PageKind("home", 10, "home.md.j2", _render, nav=_NAV, feeds=_feeds)
