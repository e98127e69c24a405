"""The papers of each page of a venue, as a script beside it, for "More from IROS 2018".

The page of a paper shows five papers of its venue. Their titles and addresses in each page would be
a tenth of a site's bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.inline import plain_text
from sitegen.pages.registry import PageKind
from sitegen.pages.scripts import render_call
from sitegen.pages.venues import VENUE_FOLDER
from sitegen.pages.views import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.keyed import Renderer
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    for page in context.venue_lists.pages:
        papers = context.venue_lists.proper_papers(page)
        if len(papers) > 1:
            src_uri = f"{KIND.folder}/{page.stem}.js"
            slices = context.slices_of(papers)
            yield context.renderer.page(src_uri, KIND.name, _render, slices)


def _render(renderer: Renderer, papers: tuple[Slice, ...]) -> str:
    return render_call("sitegenVenue", _titles_by_year(papers, renderer.facts.language))


def _titles_by_year(papers: Sequence[Slice], site_language: str) -> dict[str, list[list[str]]]:
    """Return year, or "unknown", -> id and title of its papers, and the language of some titles."""
    years: dict[str, list[list[str]]] = {}
    for entry in (paper.entry for paper in papers):
        values = [entry.id, plain_text(entry.paper.title)]
        language = language_of(entry.paper)
        if language and language != site_language:
            values.append(language)
        years.setdefault(str(entry.paper.year or "unknown"), []).append(values)
    return years


KIND: Final = PageKind("venue-papers", 73, "", _pages, folder=VENUE_FOLDER)
