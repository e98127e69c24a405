"""What each paper contributes, in shards that scripts of the papers' pages read.

A page shows the sentence of each related paper, and a list those of its rows, so inside the pages a
sentence would stand about ten times. The shards are classic scripts: browsers refuse other files on
file://. Their number grows with the collection. It is in a script too, so that pages stay the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind
from sitegen.pages.scripts import render_call
from sitegen.pages.shards import shard_count, shard_number
from sitegen.pages.views import contribution_of, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _shard_count(context: SiteContext) -> int:
    """Return the number of shards: none if no page reads them."""
    is_read = any(paper.related or context.rows[paper.entry.id].snippet for paper in context.papers)
    return shard_count(len(context.papers)) if is_read else 0


def _render(context: SiteContext) -> Iterator[Page]:
    count = _shard_count(context)
    yield _script("count", count)
    if not count:
        return
    shards: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for enriched in context.papers:
        entry = enriched.entry
        sentence = contribution_of(entry.paper)
        # Pages hold those with formulas, which are more than text.
        if sentence and is_plain(sentence):
            shards[shard_number(entry.id, count)][entry.id] = sentence
    # A page reads the shards of its papers, which may all be without a sentence.
    for number in range(count):
        yield _script(str(number), shards[number])


def _script(name: str, value: int | dict[str, str]) -> Page:
    script = render_call("sitegenContributions", value)
    return Page(f"{KIND.folder}/{name}.js", script, KIND.name)


KIND: Final = PageKind("contributions", 70, "", _render, folder="contributions")
