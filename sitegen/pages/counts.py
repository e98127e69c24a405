"""Numbers of papers that have a topic, and numbers as readers see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.locale import ENGLISH, NN_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.locale import Texts
    from sitegen.paper import EnrichedPaper, Tag

#: Fewer common papers are chance.
_MIN_COMMON_PAPERS: Final = 3
_MAX_COOCCURRING: Final = 10
#: English noun -> its forms with a number.
_NOUNS: Final = {
    "author": NN_("%(count)s author", "%(count)s authors"),
    "day": NN_("%(count)s day", "%(count)s days"),
    "name": NN_("%(count)s name", "%(count)s names"),
    "new paper": NN_("%(count)s new paper", "%(count)s new papers"),
    "paper": NN_("%(count)s paper", "%(count)s papers"),
    "reference": NN_("%(count)s reference", "%(count)s references"),
    "topic": NN_("%(count)s topic", "%(count)s topics"),
    "upvote": NN_("%(count)s upvote", "%(count)s upvotes"),
    "venue": NN_("%(count)s venue", "%(count)s venues"),
    "vote": NN_("%(count)s vote", "%(count)s votes"),
}


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and the number of papers that have it."""

    tag: Tag
    count: int


def quantity(count: int, noun: str, texts: Texts = ENGLISH) -> str:
    """Return a number with its noun: "1 paper", "2,000 papers"."""
    return texts.ngettext(*_NOUNS[noun], count)


def count_tags(papers: Sequence[EnrichedPaper]) -> list[TagCount]:
    """Return the collection's tags by descending count, equal counts by name."""
    # Slugs are unique, and counted faster than tags, whose fields are hashed one by one.
    tags = {tag.slug: tag for paper in papers for tag in paper.tags}
    counts = Counter([tag.slug for paper in papers for tag in paper.tags])
    return sorted(
        (TagCount(tags[slug], count) for slug, count in counts.items()),
        # Names may differ in case alone; slugs are unique and make the order total.
        key=lambda x: (-x.count, x.tag.name.casefold(), x.tag.slug),
    )


def cooccurring_tags(
    papers: Sequence[EnrichedPaper], tag: Tag, totals: Mapping[str, TagCount], size: int
) -> list[TagCount]:
    """Return the tags that go with a tag, by descending number of common papers, at most ten.

    They share at least three papers, and more than chance gives: two tags that are on half of the
    papers each share a quarter of them.

    Args:
        papers: the papers that have ``tag``.
        tag: left out of the result.
        totals: slug -> tag of the collection, with its number of papers.
        size: number of papers of the collection.
    """
    return [
        counted
        for counted in count_tags(papers)
        if counted.tag != tag
        and counted.count >= _MIN_COMMON_PAPERS
        and counted.count * size > len(papers) * totals[counted.tag.slug].count
    ][:_MAX_COOCCURRING]
