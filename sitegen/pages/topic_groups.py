"""Topics in groups: a broad topic with those that are narrower."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.counts import TagCount

#: A topic with a single narrower one is no group.
_MIN_NARROWER: Final = 2


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A broad topic and narrower ones.

    Attributes:
        broad: without a broader one.
        narrower: those of most papers; also those that are narrower than these.
        further: number of those that are left out.
    """

    broad: TagCount
    narrower: Sequence[TagCount]
    further: int = 0

    def __iter__(self) -> Iterator[TagCount]:
        """Yield all topics of the group."""
        yield self.broad
        yield from self.narrower


def group_topics(
    tags: Sequence[TagCount], max_groups: int, max_narrower: int
) -> tuple[list[TopicGroup], list[TagCount]]:
    """Return the largest groups, that of most papers first, and the topics of no group.

    Args:
        tags: the collection's topics, in the order in which a group and the rest have them.
        max_groups: number of groups at most.
        max_narrower: number of narrower topics of a group, or one more if that is all of them;
            others are in the rest.
    """
    by_slug = {counted.tag.slug: counted for counted in tags}
    members: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in tags:
        root = _broadest(counted, by_slug)
        if root is not counted:
            members[root.tag.slug].append(counted)
    groups = [
        _cut(by_slug[slug], narrower, max_narrower)
        for slug, narrower in members.items()
        if len(narrower) >= _MIN_NARROWER
    ]
    groups.sort(key=lambda group: (-sum(counted.count for counted in group), group.broad.tag.slug))
    del groups[max_groups:]
    grouped = {counted.tag.slug for group in groups for counted in group}
    return groups, [counted for counted in tags if counted.tag.slug not in grouped]


def _cut(broad: TagCount, narrower: list[TagCount], size: int) -> TopicGroup:
    # "1 more" would take the room of the topic that it stands for.
    size = len(narrower) if len(narrower) == size + 1 else size
    return TopicGroup(broad, narrower[:size], max(0, len(narrower) - size))


def _broadest(counted: TagCount, by_slug: dict[str, TagCount]) -> TagCount:
    """Return the topic above all that are broader; curated parents may form a circle."""
    path = {counted.tag.slug}
    while (parent := counted.tag.parent) in by_slug and parent not in path:
        path.add(parent)
        counted = by_slug[parent]
    return counted
