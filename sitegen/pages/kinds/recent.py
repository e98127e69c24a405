"""The papers of the newest days, as a script: lists mark what is new since the last visit."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind
from sitegen.pages.scripts import render_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext

_SPAN: Final = timedelta(days=28)
#: Each list loads the script.
_MAX_PAPERS: Final = 2_000


def _render(context: SiteContext) -> Iterator[Page]:
    if not context.days:
        return
    newest = next(iter(context.days))
    pairs = (
        (day, paper.entry.id)
        for day, papers in context.days.items()
        if day > newest - _SPAN
        for paper in papers
    )
    days: dict[str, list[str]] = {}
    for day, paper_id in islice(pairs, _MAX_PAPERS):
        days.setdefault(day.isoformat(), []).append(paper_id)
    yield Page(f"{KIND.folder}/recent.js", render_call("sitegenRecent", days), KIND.name)


KIND: Final = PageKind("recent", 74, "", _render, folder="days")
