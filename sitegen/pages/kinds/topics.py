"""The list of all topics, by number of papers and by letter; if many, one page per letter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import match_key
from sitegen.pages.registry import NavEntry, Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount


#: Up to so many topics are on one page, in either order.
_MAX_TOPICS: Final = 1_000
#: If there are more, so many of the most frequent are on the first page.
_MAX_FREQUENT_TOPICS: Final = 500
_BY_LETTER: Final = "tags-by-letter"


def _render(context: SiteContext) -> Iterator[Page]:
    groups = _group_by_letter(context.tags)
    is_split = len(context.tags) > _MAX_TOPICS
    # An address depends on its letter alone, so that it stays when other letters come.
    stems = {letter: f"{_BY_LETTER}-{letter.lower().replace('–', '-')}" for letter in groups}
    letters = stems if is_split else {}
    frequent = context.tags[: _MAX_FREQUENT_TOPICS if is_split else None]
    pages = [("tags", {"": frequent}, ""), (_BY_LETTER, {} if is_split else groups, "")]
    pages += [(stem, {letter: groups[letter]}, letter) for letter, stem in letters.items()]
    template = context.template(KIND.template)
    for stem, page_groups, letter in pages:
        text = template.render(
            groups=page_groups, letters=letters, letter=letter, by_letter=stem != "tags"
        )
        yield Page(f"{stem}.md", text, KIND.name)


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
