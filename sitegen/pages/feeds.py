"""Feeds of the site and of its pages: which there are, and what an entry says of a paper.

All ids and times are functions of a paper and of the site's address, never of a build. See
docs/adr/0020.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from sitegen.pages.inline import excerpt, plain_text
from sitegen.pages.notes import note_text
from sitegen.pages.status import marked_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.paper import EnrichedPaper, Paper

#: A topic, an author or a venue with fewer papers has no feed.
MIN_PAPERS: Final = 4
#: Such a feed gets few papers a day, and there are many: together they would be a quarter of a
#: site if they had as many entries as the site's.
_MAX_LIST_ENTRIES: Final = 20
#: Length of a summary in them; the site's feed has whole abstracts.
_MAX_SUMMARY_CHARS: Final = 300
_MONTH_CHARS: Final = len("2026-05")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, which stands beside the page that lists the same papers.

    Attributes:
        address: its path below the site without its ending, such as ``tags/graphs``.
        title: what it lists.
        page: path of the page below the site.
        papers: those of its entries, newest first.
        is_whole: whether it has whole abstracts.
    """

    address: str
    title: str
    page: str
    papers: tuple[EnrichedPaper, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of a paper, as plain text.

    Attributes:
        id: a URN, which stays the same when the site gets another address or scheme.
        url: the paper's page.
        time: when it was first seen or published, as RFC 3339 has it.
        language: ISO 639-1 code, or empty.
    """

    id: str
    url: str
    title: str
    time: str
    summary: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    venue: str
    doi: str
    language: str


def entry_time(context: SiteContext, enriched: EnrichedPaper) -> str:
    """Return when a paper was first seen, else published, as RFC 3339 has it; empty if unknown.

    The time of a build is never used: readers would get each paper again.
    """
    day = context.site.history.first_seen.get(enriched.entry.id) or published_day(
        enriched.entry.paper
    )
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def published_day(paper: Paper) -> date | None:
    """Return the day of publication; a month or a year alone is its first day."""
    text = paper.date or ""
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == _MONTH_CHARS else text)
    except ValueError:
        year = paper.year or 0
        return date(year, 1, 1) if date.min.year <= year <= date.max.year else None


def site_feed(context: SiteContext) -> Feed:
    """Return the feed of all papers."""
    papers = _newest(context, context.papers)[: context.site.feeds.entries]
    return Feed("feed", context.site.name, "index.html", papers, is_whole=True)


def list_feed(
    context: SiteContext,
    address: str,
    name: str,
    papers: Sequence[EnrichedPaper],
    min_papers: int = MIN_PAPERS,
) -> Iterator[Feed]:
    """Yield the feed of a page that lists papers, if they are enough.

    Args:
        context: the site.
        address: path of the page below the site, without its ending.
        name: what the papers have in common.
        papers: all of them, in any order.
        min_papers: number of papers that are enough.
    """
    if len(papers) >= min_papers:
        newest = _newest(context, papers)[: min(context.site.feeds.entries, _MAX_LIST_ENTRIES)]
        yield Feed(address, f"{name} – {context.site.name}", f"{address}.html", newest)


def _newest(context: SiteContext, papers: Iterable[EnrichedPaper]) -> tuple[EnrichedPaper, ...]:
    """Return papers in the order of a feed; those without any date have no entry."""
    positions = context.positions
    dated = (paper for paper in papers if paper.entry.id in positions)
    return tuple(sorted(dated, key=lambda paper: positions[paper.entry.id]))


def newest_first(
    papers: Iterable[EnrichedPaper], first_seen: Mapping[str, date]
) -> list[EnrichedPaper]:
    """Return papers by the day on which they came, the newest first, without those of no day.

    Args:
        papers: in any order.
        first_seen: id of a paper -> day on which it was first seen.
    """
    dated: list[tuple[date, date, EnrichedPaper]] = []
    for paper in papers:
        published = published_day(paper.entry.paper)
        day = first_seen.get(paper.entry.id) or published
        if day:
            dated.append((day, published or date.min, paper))
    # The id decides between equal days, so that no other paper's edit moves an entry.
    dated.sort(key=lambda item: item[2].entry.id)
    # Of papers that came together, such as on the first day, the latest are the newest.
    dated.sort(key=lambda item: item[:2], reverse=True)
    return [paper for _, _, paper in dated]


def feed_entry(context: SiteContext, enriched: EnrichedPaper, *, is_whole: bool) -> FeedEntry:
    """Return what feeds say of a paper, with its whole abstract or the start of it."""
    entry, paper = enriched.entry, enriched.entry.paper
    abstract = paper.abstract or note_text(paper.note)
    return FeedEntry(
        id=urn(context, entry.url),
        url=absolute_url(context, entry.url),
        title=plain_text(marked_title(paper, context.texts)),
        time=entry_time(context, enriched),
        summary=plain_text(abstract if is_whole else excerpt(abstract, _MAX_SUMMARY_CHARS)),
        authors=tuple(author.name for author in paper.authors),
        # By name: their order by score changes with the collection, and entries must not.
        topics=tuple(sorted(tag.name for tag in enriched.tags)),
        venue=paper.venue or "",
        doi=paper.doi or "",
        language=context.rows[entry.id].language,
    )


def absolute_url(context: SiteContext, path: str) -> str:
    """Return the address of a file of the site."""
    return f"{context.site.url.removesuffix('/')}/{quote(path, errors='replace')}"


def urn(context: SiteContext, path: str) -> str:
    """Return the id of a feed or of an entry: a name-based UUID.

    It is made from the site's host and path, or what the settings say in their place, and from the
    path of the feed or the paper's page. The scheme is left out, so that a move to https sends no
    paper twice. Source: RFC 9562, section 5.5.
    """
    parts = urlsplit(context.site.url)
    authority = context.site.feeds.id or f"{parts.netloc.lower()}{parts.path.removesuffix('/')}"
    name = f"{authority}/{path}".encode("utf-8", errors="replace").decode("utf-8")
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
