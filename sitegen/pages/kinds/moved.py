"""Pages at former addresses of authors and venues, which lead to where the papers are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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


def _moved_page(context: SiteContext, stem: str, name: str, target: Markdown) -> Page:
    path, mark, query = target.partition("?")
    # The head of a page holds the address itself, which MkDocs does not convert.
    url = f"{path.removesuffix('.md')}.html{mark}{query}"
    text = context.template(KIND.template).render(name=name, target=target, url=url)
    return Page(f"{stem}.md", text, KIND.name)


KIND: Final = PageKind("moved", 68, "moved.md.j2", _render, folder=AUTHOR_FOLDER, in_sitemap=False)
