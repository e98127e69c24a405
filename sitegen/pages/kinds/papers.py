"""The list of all papers, in each order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitegen.pages.ordering import by_date, by_title, paginate
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.views import PaperRow
    from sitegen.paper import EnrichedPaper


_BY_DATE: Final = "papers-by-date"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a list, with a heading or without one.

    Attributes:
        rows: the papers.
        has_switch: whether the button that shows abstracts stands above these rows.
        year: of the papers; 0 if it is unknown, None for a group without a heading.
        count: number of papers of the year.
    """

    rows: list[PaperRow]
    has_switch: bool
    year: int | None = None
    count: int = 0


def _render(context: SiteContext) -> Iterator[Page]:
    papers, template = context.papers, context.template(KIND.template)
    ordered = {
        "papers": papers,
        "papers-by-title": by_title(papers),
        _BY_DATE: by_date(papers),
    }
    for stem in context.orders:
        pages = list(paginate(ordered[stem], stem, "-", context.site.page_size))
        headings = _headings(pages) if stem == _BY_DATE else {}
        for number, members, stems in pages:
            text = template.render(
                groups=_group_rows(context, members, is_by_year=bool(headings)),
                headings=headings,
                stem=stem,
                number=number,
                pages=stems,
            )
            yield Page(f"{stems[number - 1]}.md", text, KIND.name)


def _group_rows(
    context: SiteContext, papers: Sequence[EnrichedPaper], *, is_by_year: bool
) -> list[RowGroup]:
    groups: list[RowGroup] = []
    has_switch = False
    counts = context.year_counts
    for year, members in groupby(papers, key=_year_of if is_by_year else lambda _paper: None):
        rows = [context.rows[paper.entry.id] for paper in members]
        is_first = not has_switch and any(row.snippet for row in rows)
        has_switch |= is_first
        count = 0 if year is None else counts[year]
        groups.append(RowGroup(rows, is_first, year, count))
    return groups


def _headings(
    pages: Sequence[tuple[int, Sequence[EnrichedPaper], list[str]]],
) -> dict[int, str]:
    """Return year, 0 if unknown, -> file stem of the page on which its papers begin."""
    headings: dict[int, str] = {}
    for number, members, stems in pages:
        for paper in members:
            headings.setdefault(_year_of(paper), stems[number - 1])
    return headings


def _year_of(paper: EnrichedPaper) -> int:
    return paper.entry.paper.year or 0


#: Authors, venues, years and days are ways to list papers.
_COVERED: Final = (
    "author", "authors", "venue", "venues", "year", "years", "new", "day", "days", "trending",
)  # fmt: skip
_NAV: Final = NavEntry("Papers", "papers.md", covers=_COVERED)
KIND: Final = PageKind("list", 20, "papers.md.j2", _render, nav=_NAV)
