"""The page of digests and alerts, and the feed from which newsletters send the digests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.pages.digest_texts import DIGEST_PAGE, digest_html, digest_parts, digest_title
from sitegen.pages.feed_formats import atom_feed, html_entry, html_item, json_feed
from sitegen.pages.feeds import Feed
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.news import Digest
    from sitegen.pages.context import SiteContext
    from sitegen.pages.escape import Markdown

_FEED: Final = "digest"


class DigestList(NamedTuple):
    """A list of a digest on the page.

    Attributes:
        title: its heading.
        total: number of its papers.
        items: the first of them, as items of a list.
    """

    title: str
    total: int
    items: list[Markdown]


class DigestSection(NamedTuple):
    """A digest on the page; its id is made from its last day, see ``Digest.anchor``."""

    title: str
    last: str
    is_over: bool
    lists: list[DigestList]


def _render(context: SiteContext) -> Iterator[Page]:
    if not context.site.has_digest:
        return
    has_feed = bool(context.site.url and context.site.digests)
    text = context.template(KIND.template).render(
        sections=[_section(context, digest) for digest in context.site.digests],
        alerts=context.site.alerts,
        has_feed=has_feed,
    )
    yield Page(f"{DIGEST_PAGE.removesuffix('.html')}.md", text, KIND.name)
    if has_feed:
        yield from _render_feed(context)


def _section(context: SiteContext, digest: Digest) -> DigestSection:
    lists = []
    for part in digest_parts(context, digest):
        papers = [context.by_id[paper_id] for paper_id in part.papers[: context.site.page_size]]
        lists.append(
            DigestList(
                part.title,
                len(part.papers),
                context.renderer.brief_items(context.slices_of(papers), ""),
            )
        )
    return DigestSection(
        digest_title(digest, context.texts), digest.last.isoformat(), digest.is_over, lists
    )


def _render_feed(context: SiteContext) -> Iterator[Page]:
    # An entry of days that are not over would change, and a newsletter sends it once.
    digests = [digest for digest in context.site.digests if digest.is_over]
    values: list[tuple[Any, ...]] = [
        (
            context,
            f"{DIGEST_PAGE}#{digest.anchor}",
            digest_title(digest, context.texts),
            digest.last.isoformat(),
            digest_html(context, digest, context.site.digest_papers),
        )
        for digest in digests
    ]
    feed = Feed(
        _FEED, context.texts.gettext("Digest – %(site)s", site=context.site.name), DIGEST_PAGE, ()
    )
    updated = f"{digests[0].last.isoformat()}T00:00:00Z" if digests else ""
    atom = atom_feed(context, feed, (html_entry(*entry) for entry in values), updated)
    yield Page(f"{_FEED}.xml", atom, KIND.name)
    yield Page(
        f"{_FEED}.json", json_feed(context, feed, (html_item(*e) for e in values)), KIND.name
    )


KIND: Final = PageKind("digest", 49, "digest.md.j2", _render)
