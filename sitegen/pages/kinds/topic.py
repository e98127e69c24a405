"""The pages of one topic: its papers, narrower topics, and topics that go with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.pages.bars import year_bars
from sitegen.pages.counts import cooccurring_tags
from sitegen.pages.feeds import list_feed
from sitegen.pages.ordering import by_date, paginate
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.rows import row_in_topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.paper import EnrichedPaper, Tag

#: A shorter list is read sooner than searched.
_MIN_PAPERS_TO_SEARCH: Final = 12


def _render(context: SiteContext) -> Iterator[Page]:
    members = _members(context)
    by_slug = {counted.tag.slug: counted for counted in context.tags}
    narrower: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in context.tags:
        if counted.tag.parent:
            narrower[counted.tag.parent].append(counted)
    for counted in filter(context.has_page, context.tags):
        yield from _render_topic(
            context, counted, members[counted.tag], narrower[counted.tag.slug], by_slug
        )


def _members(context: SiteContext) -> dict[Tag, list[EnrichedPaper]]:
    """Return tag -> its papers, the newest first."""
    members: defaultdict[Tag, list[EnrichedPaper]] = defaultdict(list)
    # Without any year, the order of the listing says more than that by title.
    papers = by_date(context.papers) if context.years else context.papers
    for paper in papers:
        for tag in paper.tags:
            members[tag].append(paper)
    return members


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for tag, papers in _members(context).items():
        yield from list_feed(context, f"{KIND.folder}/{tag.slug}", tag.name, papers)


def _render_topic(
    context: SiteContext,
    counted: TagCount,
    papers: list[EnrichedPaper],
    narrower: list[TagCount],
    by_slug: dict[str, TagCount],
) -> Iterator[Page]:
    tag, template = counted.tag, context.template(KIND.template)
    listed = {narrower_tag.tag for narrower_tag in narrower}
    cooccurring = [
        counted_tag
        for counted_tag in cooccurring_tags(papers, tag, by_slug, len(context.papers))
        if counted_tag.tag not in listed
    ]
    bars = year_bars(Counter(paper.entry.paper.year or 0 for paper in papers), context.texts)
    for number, members, stems in paginate(papers, tag.slug, ".page-", context.site.page_size):
        text = template.render(
            tag=tag,
            count=counted.count,
            parent=by_slug[tag.parent].tag if tag.parent else None,
            narrower=narrower,
            others=cooccurring,
            rows=[row_in_topic(context.rows[paper.entry.id], paper, tag) for paper in members],
            bars=bars,
            has_search=len(papers) >= _MIN_PAPERS_TO_SEARCH,
            number=number,
            pages=stems,
        )
        yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


KIND: Final = PageKind("tag", 40, "tag.md.j2", _render, folder="tags", feeds=_feeds)
