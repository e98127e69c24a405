"""The list of all topics, by number of papers and by letter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import match_key
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.views import TagCount


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    by_count = template.render(groups={"": context.tags}, by_letter=False)
    yield Page("tags.md", by_count, KIND.name)
    by_letter = template.render(groups=_group_by_letter(context.tags), by_letter=True)
    yield Page("tags-by-letter.md", by_letter, KIND.name)


def _group_by_letter(tags: list[TagCount]) -> dict[str, list[TagCount]]:
    """Return initial -> tags, both in alphabetical order; digits and signs share a group."""
    groups: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in sorted(tags, key=lambda t: (t.tag.name.casefold(), t.tag.slug)):
        initial = match_key(counted.tag.name)[:1].upper()
        groups[initial if initial.isalpha() else "0–9"].append(counted)
    return dict(groups)


KIND: Final = PageKind(
    "tags", 30, "tags.md.j2", _render, nav=NavEntry("Topics", "tags.md", covers=("tag",))
)
