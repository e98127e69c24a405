"""Pages at former addresses of authors, venues and topics, which lead to where the papers are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import tag_slug
from sitegen.pages.escape import Markdown, escape_url
from sitegen.pages.people import AUTHOR_FOLDER
from sitegen.pages.registry import Page, PageKind
from sitegen.pages.venues import VENUE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    for address, name, target in context.people.moves():
        yield _moved_page(context, f"{AUTHOR_FOLDER}/{address}", name, target)
    for address, venue in context.venues.moves():
        target = Markdown(f"{escape_url(venue.address)}.md")
        yield _moved_page(context, f"{VENUE_FOLDER}/{address}", venue.name, target)
    if context.is_large:
        # The list of all papers had these orders while the collection was small.
        for order in ("title", "date"):
            stem = f"papers-by-{order}"
            target = Markdown(f"search.md?sort={order}")
            yield _moved_page(context, stem, context.order_titles[stem], target)
    for address, (name, target) in _topic_moves(context).items():
        yield _moved_page(context, f"{_TOPIC_FOLDER}/{address}", name, target)


def _topic_moves(context: SiteContext) -> dict[str, tuple[str, Markdown]]:
    """Return former address of a topic -> its name, and the target: its page, or else the search.

    A collection that grows loses topics, and a curator merges some.
    """
    current = {counted.tag.slug: context.has_page(counted) for counted in context.tags}
    moves: dict[str, tuple[str, Markdown]] = {}
    for topic in context.site.topics:
        if topic.slug not in current:
            query = quote(topic.name, safe="", errors="replace")
            moves[topic.slug] = (topic.name, Markdown(f"../search.md?q={query}"))
        elif current[topic.slug]:
            target = Markdown(f"{escape_url(topic.slug)}.md")
            for address in map(tag_slug, topic.also):
                if address not in current:
                    moves.setdefault(address, (topic.name, target))
    return moves


def _moved_page(context: SiteContext, stem: str, name: str, target: Markdown) -> Page:
    path, mark, query = target.partition("?")
    # The head of a page holds the address itself, which MkDocs does not convert.
    url = f"{path.removesuffix('.md')}.html{mark}{query}"
    is_search = query.startswith("q=")
    template = context.template(KIND.template)
    text = template.render(name=name, target=target, url=url, is_search=is_search)
    return Page(f"{stem}.md", text, KIND.name)


#: Of the kind "topic".
_TOPIC_FOLDER: Final = "tags"

KIND: Final = PageKind("moved", 68, "moved.md.j2", _render, folder=AUTHOR_FOLDER, in_sitemap=False)
