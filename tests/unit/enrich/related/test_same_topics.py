"""Which topics are named as a reason of two papers."""

from dataclasses import replace

import numpy as np
import pytest

from sitegen.enrich.related.same_topics import find_shared_topics
from sitegen.enrich.scientific_english import shipped_phrases
from tests.unit.enrich.builders import make_concepts

QUARK, WALRUS = "quark zebra", "walrus pump"


def shared(papers_by_name, size, pair=(0, 1), tags=None, weight=3):
    """Return the reasons of two papers: of two topics, and of one.

    ``papers_by_name`` says which papers mention a name; ``tags`` which have it as a topic, all of
    them by default.
    """
    concepts = make_concepts(papers_by_name)
    concepts = replace(concepts, weight=concepts.weight * weight)
    names = {number: " ".join(parts) for number, parts in enumerate(concepts.parts)}
    tagged = tags or papers_by_name
    chosen = [[n for n, name in names.items() if paper in tagged[name]] for paper in range(size)]
    topics = find_shared_topics(
        shipped_phrases(), concepts, chosen, names, *(np.array([paper]) for paper in pair)
    )
    return [[reason.text for reason in topics.together[0]], [names[n] for n in topics.alone[0]]]


def test_a_narrow_topic_is_named_alone():
    assert shared({QUARK: range(12)}, 119) == [[], [QUARK]]
    assert shared({QUARK: range(13)}, 119) == [[], []]
    # In large collections it is as rare as a phrase.
    assert shared({QUARK: range(40)}, 2000) == [[], [QUARK]]
    assert shared({QUARK: range(41)}, 2000) == [[], []]


def test_mentions_count_too():
    assert shared({QUARK: range(13)}, 119, tags={QUARK: range(2)}) == [[], []]


def test_a_topic_that_both_mention_once_is_not():
    assert shared({QUARK: range(3)}, 119, weight=1) == [[], []]
    assert shared({QUARK: range(3)}, 119, weight=2) == [[], [QUARK]]


def test_a_topic_of_one_of_the_papers_is_not():
    assert shared({QUARK: range(3)}, 119, pair=(0, 5)) == [[], []]


def test_a_rare_word_is_named_alone_if_it_is_stressed():
    assert shared({"quark": range(3)}, 119, weight=2) == [[], ["quark"]]
    assert shared({"quark": range(3)}, 119, weight=1) == [[], []]


def test_an_everyday_word_is_not_named_alone():
    assert shared({"walrus": range(3)}, 119) == [[], ["walrus"]]
    assert shared({"music": range(3)}, 119) == [[], []]


def test_a_topic_that_is_rare_in_science_may_be_rare_in_titles():
    assert shared({"posit encod": range(3)}, 119) == [[], ["posit encod"]]


def test_two_topics_are_named_if_few_papers_have_both():
    together, _ = shared({QUARK: [0, 1, 2, 3], WALRUS: [0, 1, 2]}, 119)
    assert together == [f"{WALRUS}, {QUARK}"]
    together, _ = shared({QUARK: [0, 1, 2, 3], WALRUS: [0, 1, 2, 3]}, 119)
    assert together == []


def test_one_of_the_two_is_narrow():
    common = [0, 1, *range(5, 20)]
    assert shared({QUARK: common, WALRUS: [0, 1]}, 119)[0]
    assert shared({QUARK: common, WALRUS: [0, 1, *range(20, 35)]}, 119)[0] == []


@pytest.mark.parametrize("key", ["neural network", "natur languag process", "pre train"])
def test_topics_of_all_science_are_not_narrow(key):
    assert shared({key: range(4)}, 119) == [[], []]


def test_the_name_of_a_field_is_narrow_where_hardly_any_paper_has_it():
    assert shared({"reinforc learn": range(3)}, 119)[1] == ["reinforc learn"]
    assert shared({"reinforc learn": range(4)}, 119)[1] == []


def test_topics_with_a_common_word_are_one():
    assert shared({QUARK: [0, 1], "walrus zebra": [0, 1]}, 119)[0] == []


def test_there_may_be_no_topic_and_no_pair():
    empty = np.array([], dtype=np.int64)
    table = shipped_phrases()
    for concepts in (make_concepts({}), make_concepts({QUARK: [0]})):
        topics = find_shared_topics(table, concepts, [[], []], {}, empty, empty)
        assert topics.together == topics.alone == []
        topics = find_shared_topics(table, concepts, [[], []], {}, np.array([0]), np.array([1]))
        assert topics.together == topics.alone == [[]]
