"""Which two words are named where two papers share no phrase."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.related.word_pairs import find_word_pairs
from sitegen.paper import Paper


def pair(left, right, others=(), phrases=None, long_forms=None):
    """Return the words that are named for two papers with these abstracts."""
    papers = [Paper("?", text) for text in (left, right, *others)]
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    terms = build_terms(corpus, features)
    (name,) = find_word_pairs(
        corpus, features, terms, np.array([[0, 1]]), phrases or {}, long_forms or {}
    )
    return name


def test_two_terms_of_both_papers_are_named():
    assert sorted(pair("the gripper, a finger", "one finger of the gripper").split(", ")) == [
        "finger", "gripper",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the gripper", "one gripper"),
        ("the gripper, a finger", "one finger"),
        # Everyday words, words of discourse, and two spellings of one acronym.
        ("water, management", "management of water"),
        ("the requirements, an experiment", "experiments and requirements"),
        ("the BERTX and BERTXs", "a BERTX of BERTXs"),
        ("the actuator, an actuation", "actuation, actuators"),
    ],
)
def test_a_word_and_common_words_are_not(left, right):
    assert pair(left, right) == ""


def test_two_of_several_words_are_named_if_the_first_are_one_thing():
    name = pair(
        "Monte, Carlo, Monte, Carlo, a gripper",
        "Carlo of Monte: Carlo, Monte; the gripper",
        phrases={"montcarlo": 2},
    )
    assert sorted(name.split(", ")) in (["Carlo", "gripper"], ["Monte", "gripper"])


def test_words_of_one_name_are_not_two():
    texts = "the BERTX, a gripper", "a gripper of BERTX"
    assert pair(*texts)
    assert pair(*texts, phrases={"gripperofbertx": 2}) == ""
    assert pair(*texts, long_forms={"BERTX": "bidirectional grippers"}) == ""


def test_words_that_many_papers_have_together_say_nothing():
    texts = ["the gripper, a finger", "a finger of the gripper"]
    # Both words are subjects of both papers.
    others = [texts[0]] * 4 + ["walrus"] * 70
    assert pair(*texts, others=others)
    assert pair(*texts, others=[texts[0], *others]) == ""


def test_one_of_the_words_is_on_at_most_8_percent_and_the_other_on_20():
    texts = ["the gripper, a finger", "a finger of the gripper"]
    others = ["gripper", "gripper", "finger", "finger", *["walrus"] * 46]
    assert pair(*texts, others=others)
    assert pair(*texts, others=others[:-4]) == ""
    assert pair(*texts, others=["gripper"] * 8 + ["walrus"] * 40)
    assert pair(*texts, others=["gripper"] * 9 + ["walrus"] * 40) == ""


def test_a_general_word_stands_beside_a_term_if_both_papers_stress_it():
    assert pair("the gripper, a memory", "memory of the gripper") == "gripper, memory"
    # Not before two terms.
    texts = "the memory, memory, gripper, a finger", "one finger of memory, memory, gripper"
    assert sorted(pair(*texts).split(", ")) == ["finger", "gripper"]


def test_the_words_of_a_phrase_are_one_thing():
    assert pair("Monte, Carlo", "Carlo of Monte") == "Carlo, Monte"
    for phrase in ("montcarlo", "carlomont"):
        assert pair("Monte, Carlo", "Carlo of Monte", phrases={phrase: 2}) == ""


def test_words_that_are_seldom_one_phrase_are_two_things():
    assert pair("Monte, Carlo", "Carlo of Monte", phrases={"montcarlo": 1}) == "Carlo, Monte"


def test_words_that_science_does_not_know_are_terms():
    texts = "the walrusine, a zebrine", "one zebrine of the walrusine"
    assert sorted(pair(*texts).split(", ")) == ["walrusine", "zebrine"]


def test_a_passing_mention_says_nothing():
    passing = " ".join(f"walrus{number}" for number in range(90))
    texts = ["the gripper, a finger", "a finger of the gripper"]
    assert pair(*texts)
    long = [f"{text}, {passing}" for text in texts]
    assert pair(*long) == ""


def test_two_general_words_are_the_subjects_of_both_papers():
    texts = ["the kernel, a memory", "memory of the kernel"]
    assert pair(*texts) == "kernel, memory"
    # Other words of each paper make its vector long.
    passing = [" ".join(f"{name}{number}" for number in range(90)) for name in ("ab", "cd")]
    long = [f"{text}, {rest}" for text, rest in zip(texts, passing, strict=True)]
    assert pair(*long, others=passing) == ""


def test_the_field_is_named_for_its_adjective():
    texts = ["kinematic. Kinematic gripper, kinematic, kinematics", "kinematic, the gripper"]
    assert sorted(pair(*texts).split(", ")) == ["gripper", "kinematics"]
