"""The pages of one topic: its papers, narrower topics, and topics that go with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.pages.bars import year_bars
from sitegen.pages.counts import cooccurring_tags
from sitegen.pages.feeds import list_feed
from sitegen.pages.ordering import paginate
from sitegen.pages.registry import PageKind
from sitegen.pages.rows import row_in_topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.pages.bars import YearBars
    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice
    from sitegen.paper import EnrichedPaper, Tag

#: A shorter list is read sooner than searched.
_MIN_PAPERS_TO_SEARCH: Final = 12


@dataclass(frozen=True, slots=True)
class TopicPage:
    """What all pages of a topic show.

    Attributes:
        tag: the topic.
        count: number of its papers.
        parent: the broader topic, if there is one.
        narrower: narrower topics.
        others: topics that go with it.
        bars: its papers per year.
        has_feed: whether a feed stands beside the page.
    """

    tag: Tag
    count: int
    parent: Tag | None
    narrower: tuple[TagCount, ...]
    others: tuple[TagCount, ...]
    bars: YearBars | None
    has_feed: bool


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that a page is rendered from.

    Attributes:
        view: what all pages of the topic show.
        links: targets of the links to topics.
        papers: those of this page.
        number: of the page, from 1 on.
        stems: file stems of all pages.
    """

    view: TopicPage
    links: LinkTable
    papers: tuple[Slice, ...]
    number: int
    stems: tuple[str, ...]


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    members = _members(context)
    by_slug = {counted.tag.slug: counted for counted in context.tags}
    narrower: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in context.tags:
        if counted.tag.parent:
            narrower[counted.tag.parent].append(counted)
    for counted in filter(context.has_page, context.tags):
        papers = members[counted.tag.slug]
        slices = context.slices_of(papers)
        make = partial(_topic_pages, context, counted, papers, narrower[counted.tag.slug], by_slug)
        yield from context.recall.pages(KIND.name, _address(counted.tag), slices, make)


def _members(context: SiteContext) -> dict[str, list[EnrichedPaper]]:
    """Return slug of a tag -> its papers, the newest first."""
    members: defaultdict[str, list[EnrichedPaper]] = defaultdict(list)
    # Without any year, the order of the listing says more than that by title.
    papers = context.by_date if context.years else context.papers
    for paper in papers:
        for tag in paper.tags:
            members[tag.slug].append(paper)
    return members


def _feeds(context: SiteContext) -> Iterator[Feed]:
    tags = {counted.tag.slug: counted.tag for counted in context.tags}
    for slug, papers in _members(context).items():
        yield from list_feed(context, _address(tags[slug]), tags[slug].name, papers)


def _topic_page(
    context: SiteContext,
    counted: TagCount,
    papers: Sequence[EnrichedPaper],
    narrower: Sequence[TagCount],
    by_slug: Mapping[str, TagCount],
) -> TopicPage:
    tag, count = counted.tag, counted.count
    listed = {narrower_tag.tag for narrower_tag in narrower}
    others = cooccurring_tags(papers, tag, by_slug, len(context.papers))
    return TopicPage(
        tag=tag,
        count=count,
        parent=by_slug[tag.parent].tag if tag.parent else None,
        narrower=tuple(narrower),
        others=tuple(counted for counted in others if counted.tag not in listed),
        bars=year_bars(Counter(paper.entry.paper.year or 0 for paper in papers), context.texts),
        has_feed=_address(tag) in context.feeds,
    )


def _topic_pages(
    context: SiteContext,
    counted: TagCount,
    papers: Sequence[EnrichedPaper],
    narrower: Sequence[TagCount],
    by_slug: Mapping[str, TagCount],
) -> Iterator[KeyedPage]:
    view = _topic_page(context, counted, papers, narrower, by_slug)
    topics = [counted.tag for counted in (*view.narrower, *view.others)]
    if view.parent:
        topics.append(view.parent)
    links = context.links(folder=KIND.folder, topics=topics)
    slug, size = view.tag.slug, context.site.page_size
    for number, members, stems in paginate(papers, slug, ".page-", size):
        inputs = _Inputs(view, links, context.slices_of(members), number, tuple(stems))
        src_uri = f"{KIND.folder}/{stems[number - 1]}.md"
        yield context.renderer.page(src_uri, KIND.name, _render, inputs, rows=inputs.papers)


def _render(renderer: Renderer, inputs: _Inputs) -> str:
    view = inputs.view
    rows = [row_in_topic(renderer.row(paper), paper.enriched, view.tag) for paper in inputs.papers]
    return renderer.template(KIND.template).render(
        tag=view.tag,
        count=view.count,
        parent=view.parent,
        narrower=view.narrower,
        others=view.others,
        rows=rows,
        bars=view.bars,
        has_search=view.count >= _MIN_PAPERS_TO_SEARCH,
        number=inputs.number,
        pages=inputs.stems,
        links=inputs.links,
        feeds=(_address(view.tag),) if view.has_feed else (),
    )


def _address(tag: Tag) -> str:
    """Return the address of a topic's pages and feed, without the ending."""
    return f"{KIND.folder}/{tag.slug}"


KIND: Final = PageKind("tag", 40, "tag.md.j2", _pages, folder="tags", feeds=_feeds)
