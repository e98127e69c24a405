"""The page of one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind
from sitegen.pages.views import front_matter, paper_views
from sitegen.paper import PAPER_FOLDER

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sitegen.pages.context import SiteContext


def render_paper_pages(context: SiteContext, ids: Container[str] | None = None) -> Iterator[Page]:
    """Yield the page of each paper, or of those with some ids."""
    template, first_seen = context.template(KIND.template), context.site.history.first_seen
    for view in paper_views(context.papers, ids, context.keys):
        day = first_seen[view.id].isoformat() if view.id in first_seen else ""
        text = template.render(
            view=view,
            front=front_matter(view, context.site) | ({"first_seen": day} if day else {}),
            neighbours=context.venue_lists.neighbourhood(view.id),
        )
        yield Page(f"{KIND.folder}/{view.id}.md", text, KIND.name, day)


KIND: Final = PageKind(
    "paper", 60, "paper.md.j2", render_paper_pages, folder=PAPER_FOLDER, is_searchable=True
)
