"""Render the pages of a site as Markdown: enriched papers in, values out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.context import SiteContext
from sitegen.pages.kinds.paper import render_paper_pages
from sitegen.pages.registry import load_kinds

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from sitegen.pages.context import SiteInfo
    from sitegen.pages.registry import KeyedPage, Page
    from sitegen.paper import EnrichedPaper


def render_pages(papers: Sequence[EnrichedPaper], site: SiteInfo) -> Iterator[Page | KeyedPage]:
    """Yield every page of a site, kind by kind."""
    yield from render_kinds(SiteContext(papers, site))


def render_kinds(context: SiteContext) -> Iterator[Page | KeyedPage]:
    """Yield every page of a site, kind by kind."""
    for kind in load_kinds():
        yield from kind.render(context)


def render_papers(
    papers: Sequence[EnrichedPaper], site: SiteInfo, ids: Container[str]
) -> Iterator[KeyedPage]:
    """Yield the pages of some papers only, as ``render_pages`` would."""
    yield from render_paper_pages(SiteContext(papers, site), ids)
