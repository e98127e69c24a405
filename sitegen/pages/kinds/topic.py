"""The pages of one topic: its papers, narrower topics, and topics that go with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import cooccurring_tags
from sitegen.pages.feeds import list_feed
from sitegen.pages.ordering import paginate
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.paper import EnrichedPaper, Tag


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
    members: defaultdict[Tag, list[EnrichedPaper]] = defaultdict(list)
    for paper in context.papers:
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
    for number, members, stems in paginate(papers, tag.slug, ".page-", context.site.page_size):
        text = template.render(
            tag=tag,
            count=counted.count,
            parent=by_slug[tag.parent].tag if tag.parent else None,
            narrower=narrower,
            others=cooccurring,
            rows=[context.rows[paper.entry.id] for paper in members],
            number=number,
            pages=stems,
        )
        yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


KIND: Final = PageKind("tag", 40, "tag.md.j2", _render, folder="tags", feeds=_feeds)
