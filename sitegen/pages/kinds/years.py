"""The list of years, with their numbers of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    counts = {year: len(papers) for year, papers in context.years.items()}
    if counts:
        undated = len(context.papers) - sum(counts.values())
        text = context.template(KIND.template).render(counts=counts, undated=undated)
        yield Page("years.md", text, KIND.name)


KIND: Final = PageKind("years", 47, "years.md.j2", _render)
