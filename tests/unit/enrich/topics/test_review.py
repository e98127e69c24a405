"""The topics that a curator should look at."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.enrichment import Enrichment, TopicModel
from sitegen.enrich.topics.review import TagNote, review_tags
from sitegen.enrich.topics.salience import Salience
from sitegen.enrich.topics.tags import Choice
from sitegen.paper import EnrichedPaper, Entry, Paper, Tag, Topic
from tests.unit.enrich.builders import assert_is_record, concepts_of, make_concepts


def enrichment_of(papers_by_name, size=9, *, faults=None, topics=None, corpus=None, concepts=None):
    """Return a collection where each concept is a tag of the papers that have it."""
    corpus = corpus or read_corpus([Paper("?")] * size)
    concepts = concepts or make_concepts(papers_by_name, topics=topics)
    names = [" ".join(parts) for parts in concepts.parts]
    tags = {n: Tag(name.replace(" ", "-"), name.title()) for n, name in enumerate(names)}
    numbers = [
        [n for n, name in enumerate(names) if p in papers_by_name[name]] for p in range(size)
    ]
    choice = Choice(numbers, tags)
    flags = {
        rule: np.array([name in failing for name in names]) for rule, failing in (faults or {}).items()
    }  # fmt: skip
    salience = Salience(np.zeros((0, 0)), np.zeros(0), np.zeros(0, dtype=bool))
    entries = [Entry(f"p{n}", Paper("?")) for n in range(size)]
    papers = tuple(EnrichedPaper(entry, choice.tags_of(n), ()) for n, entry in enumerate(entries))
    model = TopicModel(corpus, concepts, flags, salience, choice)
    return Enrichment(entries, papers, corpus, model, None, np.zeros((size, 1), dtype=np.float32))


def review(papers_by_name, known=(), **options):
    """Return slug -> (count, doubts, weight), in order."""
    notes = review_tags(enrichment_of(papers_by_name, **options), known)
    return {note.tag.slug: (note.count, note.reasons, pytest.approx(note.weight)) for note in notes}


def test_a_new_topic_is_listed():
    assert review({"a": [0], "b": [0]}, known={"a"}) == {"b": (1, ("new",), 0.1)}


def test_a_topic_of_no_paper_is_not_listed():
    assert review({"a": [0], "b": []}) == {"a": (1, ("new",), 0.1)}


def test_each_rule_that_a_topic_fails_is_a_reason():
    faults = {"too long": {"a", "b"}, "too short": {"a"}}
    assert review({"a": [0], "b": [1], "c": [2]}, {"a", "b", "c"}, faults=faults) == {
        "a": (1, ("fails a rule: too long", "fails a rule: too short"), 2.0),
        "b": (1, ("fails a rule: too long",), 1.0),
    }


def test_a_topic_below_the_minimum_of_papers_is_listed():
    topics = {"a": [0], "b": [1, 2]}
    assert review(topics, {"a", "b"}, size=10) == {"a": (1, ("on few papers",), 0.6)}
    assert review(topics, {"a", "b"}, size=9) == {}


def test_a_topic_of_everyday_words_is_listed():
    def is_listed(n_fillers):
        papers = [Paper("?", "music " + "the " * n_fillers)]
        corpus, concepts = concepts_of(papers)
        result = review({"music": [0]}, {"music"}, size=1, corpus=corpus, concepts=concepts)
        assert result in ({}, {"music": (1, ("common in everyday English",), 0.4)})
        return bool(result)

    # 1e9 / tokens = 10 ** (5.5 + 1.3)
    assert not is_listed(157)
    assert is_listed(158)


def test_topics_on_the_same_papers_are_similar_if_they_share_a_word():
    known = {"a", "b", "a-b"}
    # Papers 3 of 5, words 1 of 2.
    assert review({"a": range(4), "a b": range(1, 5)}, known) == {
        "a": (4, ("nearly the same as “A B” (a-b)",), 0.55),
        "a-b": (4, ("nearly the same as “A” (a)",), 0.55),
    }
    assert review({"a": range(4), "a b": range(2, 6)}, known) == {}
    assert review({"a": range(4), "b": range(4)}, known) == {}


def test_topics_of_nearly_the_same_words_are_similar():
    known = {"a-b-c-d", "a-b-c-e", "a-b-c"}
    # Words 3 of 5 and 3 of 4.
    assert review({"a b c d": [0], "a b c e": [1]}, known) == {
        "a-b-c-d": (1, ("nearly the same as “A B C E” (a-b-c-e)",), 0.3),
        "a-b-c-e": (1, ("nearly the same as “A B C D” (a-b-c-d)",), 0.3),
    }
    result = review({"a b c d": [0], "a b c e": [1], "a b c": [2]}, known)
    assert result["a-b-c-d"] == (1, ("nearly the same as “A B C” (a-b-c)",), 0.375)


def test_words_in_half_are_not_similar():
    assert review({"a b c": [0], "a b d": [1]}, {"a-b-c", "a-b-d"}) == {}


def test_of_equally_similar_topics_the_first_is_named():
    known = {"a-b-c", "a-b-c-d", "a-b-c-e"}
    result = review({"a b c": [0], "a b c d": [1], "a b c e": [2]}, known)
    assert result["a-b-c"] == (1, ("nearly the same as “A B C D” (a-b-c-d)",), 0.375)


def test_reasons_add_up_and_the_most_doubtful_is_first():
    topics = {"a": [0], "b": [1], "c": [2, 3], "d": [4, 5]}
    result = review(topics, {"a", "b"}, size=10, faults={"r": {"b"}})
    assert list(result.items()) == [
        ("b", (1, ("fails a rule: r", "on few papers"), 1.6)),
        ("a", (1, ("on few papers",), 0.6)),
        ("c", (2, ("new",), 0.1)),
        ("d", (2, ("new",), 0.1)),
    ]


def test_of_equally_doubtful_topics_the_most_common_is_first():
    assert list(review({"a": [0], "b": [1, 2], "c": [3]})) == ["b", "a", "c"]


def test_a_forced_topic_that_the_curator_knows_is_not_listed():
    topics = {"a": Topic("a", "A", is_forced=True), "b": Topic("b", "B")}
    faults = {"r": {"a", "b", "c"}}
    papers = {"a": [0], "b": [1], "c": [2]}
    assert list(review(papers, {"a", "b", "c"}, faults=faults, topics=topics)) == ["b", "c"]
    assert list(review(papers, (), faults=faults, topics=topics)) == ["a", "b", "c"]


def test_a_note_is_immutable():
    assert_is_record(TagNote(Tag("a", "A"), 1, (), 0.0))
