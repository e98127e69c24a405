"""The reading list: a frame that a script fills with what the reader's browser stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.locale import N_
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext


def _render(context: SiteContext) -> Iterator[Page]:
    yield Page("list.md", context.template(KIND.template).render(), KIND.name)


#: A script adds the link of the header, with the number of papers.
_NAV: Final = NavEntry(N_("Reading list"), "list.md", in_header=False)
KIND: Final = PageKind("reading", 52, "reading.md.j2", _render, nav=_NAV, in_sitemap=False)
