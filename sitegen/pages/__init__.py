"""One Markdown page per paper, topic and list, as values; ``sitegen.render`` writes them."""

from sitegen.pages.context import SiteContext, SiteInfo, is_large_collection
from sitegen.pages.digest_texts import digest_title
from sitegen.pages.ordering import by_date, by_title
from sitegen.pages.registry import Page, PageKind, load_kinds
from sitegen.pages.render import render_kinds, render_pages, render_papers

__all__ = [
    "Page",
    "PageKind",
    "SiteContext",
    "SiteInfo",
    "by_date",
    "by_title",
    "digest_title",
    "is_large_collection",
    "load_kinds",
    "render_kinds",
    "render_pages",
    "render_papers",
]
