"""The front page: what the collection is, its newest papers, and its main topics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.config.settings import SiteSettings
from sitegen.locale import N_
from sitegen.pages.bars import year_bars
from sitegen.pages.counts import quantity
from sitegen.pages.feeds import site_feed
from sitegen.pages.ordering import by_votes
from sitegen.pages.registry import NavEntry, Page, PageKind
from sitegen.pages.topic_groups import group_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed
    from sitegen.pages.rows import PaperRow
    from sitegen.paper import EnrichedPaper

_MAX_TAGS: Final = 30
#: Where broad topics have narrower ones, the page shows the largest of both.
_MAX_GROUPS: Final = 6
_MIN_GROUPS: Final = 3
_MAX_NARROWER: Final = 4
_MAX_TAGS_BESIDE_GROUPS: Final = 12
#: Topics that a sentence names.
_NAMED_TOPICS: Final = 3


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Papers of the front page under one heading.

    Attributes:
        heading: what they are.
        anchor: end of the heading's id.
        rows: the papers.
        has_switch: whether the button that shows abstracts stands above these rows.
    """

    heading: str
    anchor: str
    rows: list[PaperRow]
    has_switch: bool


def _render(context: SiteContext) -> Iterator[Page]:
    groups, rest = group_topics(context.tags, _MAX_GROUPS, _MAX_NARROWER)
    if len(groups) < _MIN_GROUPS:
        groups, rest = [], context.tags
    text = context.template(KIND.template).render(
        lead=_lead(context),
        sections=_sections(context),
        bars=year_bars(context.year_counts, context.texts),
        groups=groups,
        tags=rest[: _MAX_TAGS_BESIDE_GROUPS if groups else _MAX_TAGS],
    )
    yield Page("index.md", text, KIND.name)


def _sections(context: SiteContext) -> list[PaperSection]:
    """Return the newest papers and those of most votes, or the first ones if none is known.

    Votes by day say more than votes.
    """
    lists = []
    if context.days or context.years:
        lists.append((N_("Newest papers"), "newest", _newest(context)))
    if context.trends.papers:
        by_id = {paper.entry.id: paper for paper in context.papers}
        trending = [by_id[trend.paper_id] for trend in context.trends.papers]
        lists.append((N_("Trending papers"), "trending", trending))
    elif voted := by_votes(context.papers):
        lists.append((N_("Most upvoted"), "upvoted", voted))
    if not lists:
        lists.append((N_("Papers"), "first", list(context.papers)))
    # Several lists share the room of one.
    size = -(-context.site.home_papers // len(lists))
    sections: list[PaperSection] = []
    for heading, anchor, papers in lists:
        rows = [context.rows[paper.entry.id] for paper in papers[:size]]
        is_first = not any(section.has_switch for section in sections)
        has_switch = is_first and any(row.snippet for row in rows)
        sections.append(PaperSection(context.texts.gettext(heading), anchor, rows, has_switch))
    return [section for section in sections if section.rows]


def _newest(context: SiteContext) -> list[EnrichedPaper]:
    """Return all papers by the day on which they came, where such days are recorded."""
    if not context.days:
        return context.by_date
    undated = (paper for paper in context.papers if paper.entry.id not in context.positions)
    return [*context.newest, *undated]


def _lead(context: SiteContext) -> str:
    """Return the sentence about the collection; its numbers and topics if nobody wrote one."""
    description = context.site.description
    default = context.texts.gettext(SiteSettings().description)
    if description != default or not context.tags:
        return description
    broad = [counted for counted in context.tags if not counted.tag.parent]
    groups, _ = group_topics(context.tags, _NAMED_TOPICS, len(context.tags))
    # Groups first: a topic with narrower ones says what many papers are about.
    named = dict.fromkeys([group.broad.tag.name for group in groups])
    named |= dict.fromkeys(counted.tag.name for counted in broad)
    names = list(named)[:_NAMED_TOPICS]
    topics, texts = names[-1], context.texts
    if names[:-1]:
        topics = texts.gettext("%(names)s and %(name)s", names=", ".join(names[:-1]), name=topics)
    papers = quantity(len(context.papers), "paper", texts)
    return texts.gettext("%(papers)s on %(topics)s.", papers=papers, topics=topics)


def _feeds(context: SiteContext) -> Iterator[Feed]:
    yield site_feed(context)


#: The site's name in the header links to it already.
_NAV: Final = NavEntry(N_("Home"), "index.md", in_header=False)
KIND: Final = PageKind("home", 10, "home.md.j2", _render, nav=_NAV, feeds=_feeds)
