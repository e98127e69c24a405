"""What each paper contributes, in shards that scripts of the papers' pages read.

A page shows the sentence of each related paper, and a list those of its rows, so inside the pages a
sentence would stand about ten times. The shards are classic scripts: browsers refuse other files on
file://.
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


def _render(context: SiteContext) -> Iterator[Page]:
    count = shard_count(len(context.papers))
    shards: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for enriched in context.papers:
        entry = enriched.entry
        sentence = contribution_of(entry.paper)
        # Pages hold those with formulas, which are more than text.
        if sentence and is_plain(sentence):
            shards[shard_number(entry.id, count)][entry.id] = sentence
    # A page reads the shards of its papers, which may all be without a sentence.
    is_read = any(paper.related or context.rows[paper.entry.id].snippet for paper in context.papers)
    for number in range(count if is_read else 0):
        script = render_call("sitegenContributions", shards[number])
        yield Page(f"{KIND.folder}/{number}.js", script, KIND.name)


KIND: Final = PageKind("contributions", 70, "", _render, folder="contributions")
