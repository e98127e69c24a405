"""What is new in a collection, by the state and the alerts of the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.alerts import find_alerts
from sitegen.digest.selection import News, site_digests
from sitegen.pages.trends import find_trends

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitegen.config import Config
    from sitegen.enrich import Enrichment
    from sitegen.pages import SiteInfo
    from sitegen.paper import EnrichedPaper


def collect_news(enrichment: Enrichment, info: SiteInfo, config: Config) -> News:
    """Return what digests are chosen from.

    Args:
        enrichment: the collection.
        info: of the site, with the history of its papers.
        config: the settings.
    """
    alerts = find_alerts(config.alert, enrichment, config.site.language, info.venues)
    trends = find_trends(info.history).papers[: config.digest.trending]
    trending = tuple(trend.paper_id for trend in trends)
    return News(_days(enrichment.papers, info), trending, alerts)


def add_news(info: SiteInfo, enrichment: Enrichment, config: Config) -> SiteInfo:
    """Return what pages say of a site, with its alerts and digests; see ``collect_news``."""
    news = collect_news(enrichment, info, config)
    return replace(
        info,
        alerts=news.alerts,
        digests=site_digests(news, config.digest.period),
        digest_papers=config.digest.papers,
    )


def _days(papers: Sequence[EnrichedPaper], info: SiteInfo) -> dict[str, date]:
    """Return id -> day of the papers that have one, those with most votes first."""
    first_seen = info.history.first_seen
    # Sorting is stable: papers without votes stay in the order of the listing.
    ranked = sorted(papers, key=lambda paper: -(paper.entry.paper.upvotes or 0))
    ids = (paper.entry.id for paper in ranked)
    return {paper_id: first_seen[paper_id] for paper_id in ids if paper_id in first_seen}
