"""Which topic is part of which."""

import pytest

from sitegen.enrich.topics.parents import with_parents
from sitegen.paper import Tag
from tests.unit.enrich.builders import make_concepts


def parents(papers_by_name, size, without=(), chosen=None):
    """Return name -> parent's slug, for topics that the given papers mention.

    ``chosen`` says which papers have a topic; all that mention it by default.
    """
    concepts = make_concepts(papers_by_name)
    names = [" ".join(parts) for parts in concepts.parts]
    tags = {n: Tag(name, name) for n, name in enumerate(names) if name not in without}
    held = papers_by_name | (chosen or {})
    rows = [[n for n in tags if paper in held[names[n]]] for paper in range(size)]
    return {tag.name: tag.parent for tag in with_parents(concepts, tags, rows).values()}


def test_a_phrase_that_contains_another_is_narrower():
    assert parents({"net": range(3), "graph net": range(2)}, 3) == {
        "net": None,
        "graph net": "net",
    }


def test_a_word_is_no_parent_of_a_topic_of_twice_as_many_papers():
    mentions = {"net": range(9), "graph net": range(8)}
    assert parents(mentions, 9, chosen={"net": range(5)})["graph net"] == "net"
    assert parents(mentions, 9, chosen={"net": range(4)})["graph net"] is None
    # A phrase says something beside its narrower topics.
    mentions = {"graph net": range(9), "deep graph net": range(8)}
    assert parents(mentions, 9, chosen={"graph net": [0]})["deep graph net"] == "graph net"


def test_equal_sets_of_papers_make_no_parents():
    assert set(parents({"net": range(2), "graph net": range(2)}, 3).values()) == {None}


def test_a_narrower_phrase_has_nine_tenths_of_its_papers_in_the_broader():
    inside = {"net": range(20), "graph net": [*range(9), 20]}
    assert parents(inside, 21)["graph net"] == "net"
    outside = {"net": range(20), "graph net": [*range(8), 20]}
    assert parents(outside, 21)["graph net"] is None


def test_the_parent_is_the_containing_topic_on_fewest_papers():
    topics = {"net": range(9), "graph net": range(6), "deep graph net": range(3)}
    assert parents(topics, 9) == {"net": None, "graph net": "net", "deep graph net": "graph net"}


def test_of_equally_common_parents_the_first_key_wins():
    topics = {"net": range(4), "graph": range(1, 5), "graph net": range(1, 4)}
    assert parents(topics, 9)["graph net"] == "graph"


@pytest.mark.parametrize(
    ("narrow", "broad", "size", "is_parent"),
    [
        (8, 16, 48, True),
        (7, 16, 48, False),  # on too few papers
        (8, 15, 48, False),  # the broader is not twice as common
        (8, 16, 47, False),  # the broader is on more than a third of all papers
        (8, 17, 51, True),
        (8, 17, 50, False),
    ],
)
def test_a_topic_contains_another_by_its_papers_alone(narrow, broad, size, is_parent):
    result = parents({"bird": range(narrow), "animal": range(broad)}, size)
    assert result == {"bird": "animal" if is_parent else None, "animal": None}


def test_the_lift_is_over_the_share_of_papers():
    # 9 of 10 papers: 0.9 * 54 is less than 3 * 20, and 0.9 * 67 is more.
    topics = {"bird": [*range(9), 40], "animal": range(20)}
    assert parents(topics, 66)["bird"] is None
    assert parents(topics, 67)["bird"] == "animal"


def test_concepts_that_are_no_tags_are_no_parents():
    topics = {"net": range(4), "graph net": range(2)}
    assert parents(topics, 4, without={"net"}) == {"graph net": None}


def test_no_tags():
    assert with_parents(make_concepts({}), {}, []) == {}
    assert with_parents(make_concepts({"net": [0]}), {}, [[]]) == {}
