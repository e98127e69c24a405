"""Broad topics with narrower ones."""

from sitegen.pages.counts import TagCount
from sitegen.pages.topic_groups import group_topics
from sitegen.paper import Tag


def topics(**parents):
    """Return topics: b="a" is b below a. Each has fewer papers than the one in front of it."""
    return [
        TagCount(Tag(slug, slug.upper(), parent=parent), 100 - number)
        for number, (slug, parent) in enumerate(parents.items())
    ]


def slugs(groups):
    return [[counted.tag.slug for counted in group] for group in groups]


def test_a_group_has_all_that_is_narrower_at_any_depth():
    groups, rest = group_topics(topics(x=None, a=None, b="a", c="b"), 9, 9)
    assert slugs(groups) == [["a", "b", "c"]]
    assert [counted.tag.slug for counted in rest] == ["x"]


def test_one_narrower_topic_makes_no_group():
    groups, rest = group_topics(topics(a=None, b="a"), 9, 9)
    assert groups == []
    assert len(rest) == 2


def test_the_largest_groups_come_first_and_others_are_in_the_rest():
    tags = topics(a=None, b="a", c="a", x=None, y="x", z="x", w="x")
    groups, rest = group_topics(tags, 1, 9)
    assert slugs(groups) == [["x", "y", "z", "w"]]
    assert [counted.tag.slug for counted in rest] == ["a", "b", "c"]


def test_of_many_narrower_topics_the_first_are_in_the_group():
    tags = topics(a=None, b="a", c="a", d="a", e="a")
    groups, rest = group_topics(tags, 9, 2)
    assert slugs(groups) == [["a", "b", "c"]]
    assert groups[0].further == 2
    assert [counted.tag.slug for counted in rest] == ["d", "e"]
    # "1 more" would take the room of the topic.
    groups, rest = group_topics(tags, 9, 3)
    assert (groups[0].further, rest) == (0, [])


def test_parents_in_a_circle_end():
    groups, rest = group_topics(topics(a="b", b="a", c="a"), 9, 9)
    assert {counted.tag.slug for group in groups for counted in group} | {
        counted.tag.slug for counted in rest
    } == {"a", "b", "c"}
