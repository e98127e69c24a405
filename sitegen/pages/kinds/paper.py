"""The page of one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.paper_inputs import paper_inputs
from sitegen.pages.registry import PageKind
from sitegen.pages.views import front_matter, paper_view
from sitegen.paper import PAPER_FOLDER

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.paper_inputs import PaperInputs
    from sitegen.pages.registry import KeyedPage


def render_paper_pages(
    context: SiteContext, ids: Container[str] | None = None
) -> Iterator[KeyedPage]:
    """Yield the page of each paper, or of those with some ids."""
    first_seen = context.site.history.first_seen
    for inputs in paper_inputs(context.papers, context.slices, ids, context.keys):
        entry, tags = inputs.paper.entry, inputs.paper.tags
        links = context.links(
            authors=((author, entry.id) for author in entry.paper.authors),
            topics=tags,
            venues=filter(None, (entry.paper.venue,)),
        )
        day = first_seen[entry.id].isoformat() if entry.id in first_seen else ""
        page = inputs.among(context.venue_lists.neighbourhood(entry.id)), links, day
        src_uri = f"{KIND.folder}/{entry.id}.md"
        yield context.renderer.page(
            src_uri, KIND.name, _render, page, day=day, summaries=page[0].shown_papers()
        )


def _render(renderer: Renderer, page: tuple[PaperInputs, LinkTable, str]) -> str:
    inputs, links, day = page
    view = paper_view(inputs, renderer.summaries)
    return renderer.template(KIND.template).render(
        view=view,
        front=front_matter(view, renderer.facts) | ({"first_seen": day} if day else {}),
        neighbours=inputs.neighbourhood,
        links=links,
    )


KIND: Final = PageKind(
    "paper", 60, "paper.md.j2", render_paper_pages, folder=PAPER_FOLDER, is_searchable=True
)
