"""Papers of a page in groups with headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.locale import Texts
    from sitegen.pages.escape import Markdown
    from sitegen.pages.keyed import Renderer
    from sitegen.pages.slices import Slice

#: "2018-10", the start of an ISO date.
_MONTH_CHARS: Final = 7


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of a list with a heading.

    Attributes:
        title: the heading; empty for a list without one.
        anchor: end of the heading's id.
        items: the papers, as items of a list.
        has_abstracts: whether one of them has an abstract.
        total: number of papers if these are the first of them, else 0.
        target: of the link to all of them.
    """

    title: str
    anchor: str
    items: list[Markdown]
    has_abstracts: bool = False
    total: int = 0
    target: str = ""


def paper_group(  # noqa: PLR0913
    renderer: Renderer,
    papers: Iterable[Slice],
    title: str = "",
    anchor: str = "",
    top: str = "../",
    *,
    has_coins: bool = False,
) -> Group:
    """Return papers as a group; without a title it has no heading.

    Args:
        renderer: renders the items.
        papers: of the group.
        title: of the group.
        anchor: end of the heading's id.
        top: the site's folder as seen from the page.
        has_coins: whether Zotero offers the papers of the page.
    """
    papers = tuple(papers)
    has_abstracts = any(renderer.row(paper).snippet for paper in papers)
    items = renderer.brief_items(papers, top, has_coins=has_coins)
    return Group(title, anchor, items, has_abstracts)


def ungrouped(renderer: Renderer, papers: Sequence[Slice], top: str = "../") -> list[Group]:
    """Return papers as one group without a heading."""
    # A page of one paper has no list to choose from.
    return [paper_group(renderer, papers, top=top, has_coins=len(papers) > 1)]


def year_anchor(year: int) -> str:
    """Return the id of a year's heading; 0 stands for an unknown year."""
    return f"in-{year or 'unknown'}"


def group_by_year(renderer: Renderer, papers: Sequence[Slice]) -> list[Group]:
    """Return papers that are sorted by year, grouped by it."""
    has_coins = len(papers) > 1
    return [
        paper_group(
            renderer,
            members,
            year_title(year, renderer.texts),
            str(year or "unknown"),
            has_coins=has_coins,
        )
        for year, members in groupby(papers, key=lambda paper: paper.entry.paper.year)
    ]


def year_title(year: int | None, texts: Texts) -> str:
    """Return the heading of a year; None and 0 stand for an unknown one."""
    return str(year) if year else texts.gettext("Year unknown")


def group_by_month(renderer: Renderer, papers: Sequence[Slice], top: str = "../") -> list[Group]:
    """Return papers of one year, sorted by date, grouped by month if some have a month.

    Args:
        renderer: renders the items.
        papers: of the year.
        top: the site's folder as seen from the page.
    """
    if not any(map(_month_of, papers)):
        return ungrouped(renderer, papers, top)
    has_coins = len(papers) > 1
    return [
        paper_group(
            renderer,
            members,
            _month_name(month, renderer.texts),
            str(month or "unknown"),
            top,
            has_coins=has_coins,
        )
        for month, members in groupby(papers, key=_month_of)
    ]


def _month_of(paper: Slice) -> int:
    """Return the month of a paper's date, 0 if it is not known."""
    month = (paper.entry.paper.date or "")[:_MONTH_CHARS].partition("-")[2]
    return int(month) if month.isascii() and month.isdigit() and 1 <= int(month) <= 12 else 0  # noqa: PLR2004


def _month_name(month: int, texts: Texts) -> str:
    return texts.month_name(month) if month else texts.gettext("Month unknown")
