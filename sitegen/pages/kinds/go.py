"""The page that leads from an identifier in its address to a paper; ``go.js`` does that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    yield Page("go.md", context.template(KIND.template).render(), KIND.name)


KIND: Final = PageKind("go", 54, "go.md.j2", _render, in_sitemap=False)
