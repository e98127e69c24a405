"""What the pages of all kinds are rendered from: the papers, the settings, the templates."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.citation.keys import citation_keys
from sitegen.config.settings import FeedSettings
from sitegen.locale import texts_of
from sitegen.pages.counts import count_tags
from sitegen.pages.environment import add_language_filters, create_environment
from sitegen.pages.escape import Markdown, escape_url
from sitegen.pages.feeds import newest_first
from sitegen.pages.keyed import Rows, SiteFacts, author_key, create_renderer
from sitegen.pages.ordering import by_date
from sitegen.pages.people import AUTHOR_FOLDER, People, search_target, site_folder
from sitegen.pages.recall import NO_KEYS, Recall
from sitegen.pages.registry import load_kinds
from sitegen.pages.slices import slice_paper
from sitegen.pages.trends import find_trends
from sitegen.pages.venue_lists import VenueLists
from sitegen.pages.venues import VENUE_FOLDER, Venues
from sitegen.paper import AuthorRules, History
from sitegen.venues import shipped_venues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from jinja2 import Environment, Template

    from sitegen.news import Alert, Digest
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.recall import PageKeys
    from sitegen.pages.slices import Slice
    from sitegen.pages.trends import Trends
    from sitegen.paper import Author, Download, EnrichedPaper, Tag, Topic
    from sitegen.venues import Venue, VenueTable


#: Up to so many papers, a site is small in any case.
_MAX_SMALL_PAPERS: Final = 5_000
#: By so many papers, a topic or an author needs one paper more for a page.
_PAPERS_PER_STEP: Final = 20_000


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What pages say of the site as a whole, and how lists are cut.

    Attributes:
        name: of the site.
        description: one sentence.
        page_size: number of papers on one page of a list.
        home_papers: number of papers on the front page.
        packed: whether search loads the packed index.
        offline: whether search works from disk.
        language: ISO 639-1 code of the site.
        fulltext: whether pages show the text of parsed papers.
        has_likes: whether search lists papers like another one.
        authors: what a curator says about authors.
        settled_keys: citation key -> id of the paper that has it for good.
        url: address of the published site, or empty.
        downloads: the bulk files.
        records_license: address of the licence of the records, or empty.
        role: "publisher" if the site publishes its papers, else "aggregator".
        feeds: how many entries feeds have, and what their ids are made from.
        venues: the table of venues.
        curated_venues: those of the table that a curator describes.
        history: what earlier builds recorded of the papers.
        topics: those of the curator's file, without the forbidden ones.
        alerts: the curator's alerts with their papers.
        digests: what is new, the newest days first.
        digest_papers: number of papers in each list of a digest in a feed.
    """

    name: str
    description: str
    page_size: int
    home_papers: int
    packed: bool
    language: str
    fulltext: bool
    has_likes: bool
    authors: AuthorRules = field(default_factory=AuthorRules)
    settled_keys: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    downloads: tuple[Download, ...] = ()
    records_license: str = ""
    role: str = "aggregator"
    feeds: FeedSettings = field(default_factory=FeedSettings)
    venues: VenueTable = field(default_factory=shipped_venues)
    curated_venues: tuple[Venue, ...] = ()
    offline: bool = True
    history: History = field(default_factory=History)
    topics: tuple[Topic, ...] = ()
    alerts: tuple[Alert, ...] = ()
    digests: tuple[Digest, ...] = ()
    digest_papers: int = 30

    @property
    def has_digest(self) -> bool:
        """Whether there is a page of digests and alerts."""
        return bool(self.alerts or self.digests)


def is_large_collection(count: int) -> bool:
    """Return whether so many papers make a site whose bytes and files are limited by hosts."""
    return count > _MAX_SMALL_PAPERS


class SiteContext:
    """The papers of a site with what several kinds of pages need of them, computed once."""

    def __init__(
        self, papers: Sequence[EnrichedPaper], site: SiteInfo, earlier: PageKeys = NO_KEYS
    ) -> None:
        self.papers = papers
        self.site = site
        self.texts = texts_of(site.language)
        self._earlier = earlier

    @cached_property
    def recall(self) -> Recall:
        """The keys of pages that are the same as in an earlier build."""
        return Recall((self.slices[paper.entry.id] for paper in self.papers), self._earlier)

    @cached_property
    def rows(self) -> Rows:
        """Paper id -> its row: it stands in several lists, in each order and under each topic."""
        return Rows(self.renderer, self._listed)

    @cached_property
    def by_id(self) -> dict[str, EnrichedPaper]:
        """Paper id -> paper."""
        return {paper.entry.id: paper for paper in self.papers}

    @cached_property
    def slices(self) -> dict[str, Slice]:
        """Paper id -> its slice."""
        label_of = self.site.venues.label_of
        return {
            paper.entry.id: slice_paper(paper, label_of(paper.entry.paper.venue or ""))
            for paper in self.papers
        }

    def slices_of(self, papers: Iterable[EnrichedPaper]) -> tuple[Slice, ...]:
        """Return the slices of some papers as lists show them."""
        return tuple(self._listed[paper.entry.id] for paper in papers)

    @cached_property
    def _listed(self) -> dict[str, Slice]:
        return {paper_id: slice_.listed for paper_id, slice_ in self.slices.items()}

    @cached_property
    def renderer(self) -> Renderer:
        """Renders the pages that have keys."""
        site = self.site
        facts = SiteFacts(
            name=site.name,
            role=site.role,
            url=site.url,
            language=site.language,
            fulltext=site.fulltext,
            has_likes=site.has_likes,
            is_large=self.is_large,
        )
        return create_renderer(facts)

    def links(
        self,
        top: str = "../",
        folder: str = "",
        *,
        authors: Iterable[tuple[Author, str]] = (),
        topics: Iterable[Tag] = (),
        venues: Iterable[str] = (),
    ) -> LinkTable:
        """Return the targets of the links of a keyed page.

        Args:
            top: the site's folder as seen from the page.
            folder: of the page, below the site's.
            authors: authors that it links to, each with the id of a paper.
            topics: topics that it links to.
            venues: venues that it links to, as they are printed.
        """
        # About ten links are on each page: what they share is computed once.
        author_folder, tag_folder, venue_folder = (
            "" if name == folder else f"{top}{name}/"
            for name in (AUTHOR_FOLDER, "tags", VENUE_FOLDER)
        )
        links: LinkTable = {}
        for author, paper_id in authors:
            target = self._author_url(author, paper_id, author_folder)
            links[*author_key(author, paper_id), author_folder] = target
        for tag in topics:
            links["topic", tag.slug, tag_folder] = self._topic_url(tag.slug, tag.name, tag_folder)
        for printed in venues:
            links["venue", printed, venue_folder] = self.venues.target(printed, venue_folder)
        return links

    @cached_property
    def tags(self) -> list[TagCount]:
        """The collection's tags, most used first."""
        return count_tags(self.papers)

    @cached_property
    def people(self) -> People:
        """Authors by printed name and by ORCID iD."""
        return People(self.papers, self.site.authors, min_papers=self.min_papers)

    @cached_property
    def keys(self) -> dict[str, str]:
        """Paper id -> its citation key."""
        return citation_keys([paper.entry for paper in self.papers], self.site.settled_keys)

    @cached_property
    def by_date(self) -> list[EnrichedPaper]:
        """The papers, newest first; see ``ordering.by_date``."""
        return by_date(self.papers)

    @cached_property
    def years(self) -> dict[int, list[EnrichedPaper]]:
        """Year -> its papers, newest first; the newest year first."""
        years: defaultdict[int, list[EnrichedPaper]] = defaultdict(list)
        for paper in self.by_date:
            if paper.entry.paper.year:
                years[paper.entry.paper.year].append(paper)
        return dict(sorted(years.items(), reverse=True))

    @cached_property
    def year_counts(self) -> Counter[int]:
        """Year, 0 if unknown, -> number of its papers."""
        return Counter(paper.entry.paper.year or 0 for paper in self.papers)

    @cached_property
    def venues(self) -> Venues:
        """Venues by the table, or else by printed name."""
        site = self.site
        return Venues(self.papers, site.venues, site.curated_venues, is_large=self.is_large)

    @cached_property
    def newest(self) -> list[EnrichedPaper]:
        """The papers by the day on which they came, newest first, without those of no day."""
        return newest_first(self.papers, self.site.history.first_seen)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Paper id -> its position in ``newest``."""
        return {paper.entry.id: position for position, paper in enumerate(self.newest)}

    @cached_property
    def days(self) -> dict[date, list[EnrichedPaper]]:
        """Day on which papers were first seen, newest first -> the papers, the latest first."""
        first_seen = self.site.history.first_seen
        days: defaultdict[date, list[EnrichedPaper]] = defaultdict(list)
        for paper in self.newest if first_seen else ():
            if paper.entry.id in first_seen:
                days[first_seen[paper.entry.id]].append(paper)
        return dict(sorted(days.items(), reverse=True))

    @cached_property
    def trends(self) -> Trends:
        """The papers that trend."""
        return find_trends(self.site.history)

    @cached_property
    def feeds(self) -> dict[str, Feed]:
        """Address below the site, without the ending -> feed, of all kinds of pages.

        Without the site's address, which each link in a feed needs, the dictionary is empty.
        """
        kinds_with_feeds = (kind.feeds for kind in load_kinds() if kind.feeds and self.site.url)
        return {feed.address: feed for feeds in kinds_with_feeds for feed in feeds(self)}

    @cached_property
    def venue_lists(self) -> VenueLists:
        """The pages that list the papers of venues and their years."""
        return VenueLists(self.papers, self.venues, self.site.page_size)

    @property
    def is_large(self) -> bool:
        """Whether pages leave to scripts and search what would stand on too many of them."""
        return is_large_collection(len(self.papers))

    @property
    def min_papers(self) -> int:
        """Number of papers from which a topic or an author has a page; search lists fewer."""
        return 2 + len(self.papers) // _PAPERS_PER_STEP if self.is_large else 1

    def has_page(self, counted: TagCount) -> bool:
        """Return whether a topic has a page."""
        return counted.count >= self.min_papers

    @cached_property
    def orders(self) -> dict[str, str]:
        """The orders of the full list: file stem -> what readers see.

        Each order is a third of a kilobyte per paper: years and the search have those of a large
        collection.
        """
        texts = self.texts
        orders = {"papers": texts.gettext("listing order")}
        if self.is_large:
            return orders
        orders["papers-by-title"] = texts.gettext("title")
        if any(paper.entry.paper.year for paper in self.papers):
            orders["papers-by-date"] = texts.gettext("newest")
        return orders

    @cached_property
    def order_titles(self) -> dict[str, str]:
        """The titles of the full list in each order, by the same stems."""
        texts = self.texts
        return {
            "papers": texts.gettext("All papers"),
            "papers-by-title": texts.gettext("All papers by title"),
            "papers-by-date": texts.gettext("All papers by newest"),
        }

    def template(self, name: str) -> Template:
        """Return a template by its file name."""
        return self._environment.get_template(name)

    @cached_property
    def _environment(self) -> Environment:
        environment = create_environment(self.texts)
        years = sorted(self.years)
        environment.globals.update(
            site=self.site,
            total=len(self.papers),
            tag_total=len({tag for paper in self.papers for tag in paper.tags}),
            years=years,
            has_dates=bool(years),
            author_total=len(self.people.indexed),
            venue_total=len(self.venues.pages),
            orders=self.orders,
            is_large=self.is_large,
            feeds=self.feeds,
            links=None,
            has_days=bool(self.days),
            has_trends=bool(self.trends.papers),
        )
        add_language_filters(environment, self.site.language)
        environment.filters["topic_url"] = _unlinked(self._topic_url)
        environment.filters["author_url"] = _unlinked(self._author_url)
        environment.filters["venue_url"] = _unlinked(self.venues.target)
        return environment

    @cached_property
    def _page_slugs(self) -> frozenset[str]:
        return frozenset(counted.tag.slug for counted in self.tags if self.has_page(counted))

    def _topic_url(self, slug: str, name: str, folder: str) -> Markdown:
        """Return the target of a link to a topic: its page, or else the search for its name.

        Args:
            slug: of the topic.
            name: of the topic.
            folder: of the topics' pages as seen from the page: ``tags/``, ``../tags/`` or empty.
        """
        if slug in self._page_slugs:
            return Markdown(f"{folder}{escape_url(slug)}.md")
        return search_target("tag", name, site_folder(folder, "tags"))

    def _author_url(self, author: Author, paper_id: str, folder: str) -> Markdown:
        """Return the target of a link to an author of a paper; empty for a hidden one."""
        return self.people.target(paper_id, author, folder)


def _unlinked(target_of: Callable[..., Markdown]) -> Callable[..., Markdown]:
    """Return a filter that leaves out its last argument, the table of links of a keyed page."""
    return lambda *values: target_of(*values[:-1])
