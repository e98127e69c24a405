"""All topics with their other names, as a script that the filter of the topics' pages reads.

The pages show the most frequent topics and none of the other names; the filter knows all of both.
The script is loaded when a reader comes to the filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.pages.registry import Page, PageKind
from sitegen.pages.scripts import render_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount


def _render(context: SiteContext) -> Iterator[Page]:
    if context.tags:
        topics = [_topic(context, counted) for counted in context.tags]
        yield Page("tags.js", render_call("sitegenTopics", topics), KIND.name)


def _topic(context: SiteContext, counted: TagCount) -> list[str | int]:
    """Return name, number of papers, slug, and other names.

    The slug is empty if it is the name with hyphens for blanks, and "?" if the topic has no page.
    """
    tag = counted.tag
    slug = "" if tag.slug == tag.name.replace(" ", "-") else tag.slug
    return [tag.name, counted.count, slug if context.has_page(counted) else "?", *tag.also]


KIND: Final = PageKind("topic-names", 74, "", _render)
