"""The list of all papers, in each order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.ordering import by_date, by_title, paginate
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    papers, template = context.papers, context.template(KIND.template)
    ordered = {
        "papers": papers,
        "papers-by-title": by_title(papers),
        "papers-by-date": by_date(papers),
    }
    for stem in context.orders:
        for number, members, stems in paginate(ordered[stem], stem, "-", context.site.page_size):
            text = template.render(
                rows=[context.rows[paper.entry.id] for paper in members],
                stem=stem,
                number=number,
                pages=stems,
            )
            yield Page(f"{stems[number - 1]}.md", text, KIND.name)


#: Authors, venues and years are ways to list papers.
_NAV: Final = NavEntry(
    "Papers", "papers.md", covers=("author", "authors", "venue", "venues", "year", "years")
)
KIND: Final = PageKind("list", 20, "papers.md.j2", _render, nav=_NAV)
