"""Feeds in Atom and JSON, beside the pages that list the same papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.feed_formats import atom_entry, atom_feed, json_feed, json_item
from sitegen.pages.feeds import feed_entry
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    # A paper is in about ten feeds; its entry is rendered once.
    rendered: dict[tuple[str, bool], tuple[str, str]] = {}
    for feed in context.feeds.values():
        for paper in feed.papers:
            key = (paper.entry.id, feed.is_whole)
            if key not in rendered:
                entry = feed_entry(context, paper, is_whole=feed.is_whole)
                rendered[key] = (atom_entry(entry), json_item(entry))
        pairs = [rendered[paper.entry.id, feed.is_whole] for paper in feed.papers]
        yield Page(
            f"{feed.address}.xml", atom_feed(context, feed, (a for a, _ in pairs)), KIND.name
        )
        yield Page(
            f"{feed.address}.json", json_feed(context, feed, (j for _, j in pairs)), KIND.name
        )


KIND: Final = PageKind("feeds", 71, "", _render)
