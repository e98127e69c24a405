"""The search page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.locale import N_
from sitegen.pages.bars import recent_counts
from sitegen.pages.facets import list_facets
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    facets = list_facets(context.papers, context.site.venues.label_of, context.texts)
    text = context.template(KIND.template).render(
        facets=facets, recent_counts=recent_counts(context.year_counts)
    )
    yield Page("search.md", text, KIND.name)


#: The header has a search field's icon for it.
_NAV: Final = NavEntry(N_("Search"), "search.md", in_header=False)
KIND: Final = PageKind("search", 50, "search.md.j2", _render, nav=_NAV)
