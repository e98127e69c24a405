"""Pages at former addresses of authors, which lead to where the papers are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.people import AUTHOR_FOLDER
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    for address, name, target in context.people.moves():
        path, mark, query = target.partition("?")
        # The head of a page holds the address itself, which MkDocs does not convert.
        url = f"{path.removesuffix('.md')}.html{mark}{query}"
        text = template.render(name=name, target=target, url=url)
        yield Page(f"{KIND.folder}/{address}.md", text, KIND.name)


KIND: Final = PageKind("moved", 68, "moved.md.j2", _render, folder=AUTHOR_FOLDER, in_sitemap=False)
