"""The page that makes the bibliography of a reader's draft; ``draft.js`` does all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    yield Page("draft.md", context.template(KIND.template).render(), KIND.name)


KIND: Final = PageKind("draft", 53, "draft.md.j2", _render)
