"""The papers of each page of a venue, as a script beside it, for "More from IROS 2018".

The page of a paper shows five papers of its venue. Their titles and addresses in each page would be
a tenth of a site's bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.inline import plain_text
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.scripts import render_call
from sitegen.pages.venues import VENUE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.paper import EnrichedPaper


def _render(context: SiteContext) -> Iterator[Page]:
    for page in context.venue_lists.pages:
        papers = context.venue_lists.proper_papers(page)
        if len(papers) > 1:
            script = render_call("sitegenVenue", _titles_by_year(context, papers))
            yield Page(f"{KIND.folder}/{page.stem}.js", script, KIND.name)


def _titles_by_year(
    context: SiteContext, papers: Sequence[EnrichedPaper]
) -> dict[str, list[list[str]]]:
    """Return year, or "unknown", -> id and title of its papers, and the language of some titles."""
    years: dict[str, list[list[str]]] = {}
    for paper in papers:
        values = [paper.entry.id, plain_text(paper.entry.paper.title)]
        language = context.rows[paper.entry.id].language
        if language and language != context.site.language:
            values.append(language)
        years.setdefault(str(paper.entry.paper.year or "unknown"), []).append(values)
    return years


KIND: Final = PageKind("venue-papers", 73, "", _render, folder=VENUE_FOLDER)
