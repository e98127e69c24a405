"""Rules against words that name no topic."""

import pytest

from sitegen.enrich.topics.generality import CUT, HEAD, find_general
from sitegen.paper import Paper
from tests.unit.enrich.builders import concepts_of, read

NUMERAL, COMMON = "a numeral", "a common word of science"
DISCOURSE = "discourse, rare in titles of science"
EVENT = "an event of a year"
MODIFIER, VERB = "modifies other words", "used as a verb"


def faults_of(papers, key):
    """Return the rules that a concept fails, by its joined stems."""
    corpus, concepts = concepts_of(papers)
    number = concepts.keys.index(key)
    faults = find_general(corpus, read(papers)[1], concepts)
    return {rule for rule, flags in faults.items() if flags[number]}


@pytest.mark.parametrize(
    ("text", "key", "rule"),
    [
        ("the 500k", "500k", NUMERAL),
        ("the 500K", "500k", NUMERAL),
        ("the 2-D", "2d", NUMERAL),
        ("the 6-DoF", "6dof", NUMERAL),
        ("the 3-stage", "3stage", NUMERAL),
        ("the n-1", "n1", NUMERAL),
        ("the simulation", "simul", COMMON),
        ("an upper bound", "upperbound", DISCOURSE),
        ("the posterior", "posterior", DISCOURSE),
        ("a two-stream model. A two-stream network", "twostream", MODIFIER),
        ("instantiate the quark. We instantiate a boson. To instantiate each", "instanti", VERB),
    ],
)
def test_words_that_name_no_topic(text, key, rule):
    assert rule in faults_of([Paper("?", text)], key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the poetry", "poetri"),
        ("the heliophysics", "heliophys"),
        ("a sign language", "signlanguag"),
        ("the GPT-2", "gpt2"),
        ("the K-12", "k12"),
        ("the 3-SAT", "3sat"),
        ("a quark is. The quark of. Some quark", "quark"),
    ],
)
def test_specific_words_pass(text, key):
    assert faults_of([Paper("?", text)], key) == set()


@pytest.mark.parametrize(
    ("titles", "key", "rules"),
    [
        # A bibliography has no abstracts.
        (["Quarkoid Search", "Quarkoid Planning", "On Quarkoid Sets"], "quarkoid", {MODIFIER}),
        (["Quark Search", "On the Quark", "The Quark: A Study"], "quark", set()),
        (["ICXX 2023 Papers", "Code of the ICXX 2024 Paper", "ICXX"], "icxx", {EVENT}),
        (["The GPTX of 2023", "GPTX, 2024", "A GPTX in 2024"], "gptx", set()),
    ],
)
def test_titles_show_how_words_are_used_where_there_are_no_abstracts(titles, key, rules):
    assert faults_of([Paper(title) for title in titles], key) & {MODIFIER, EVENT} == rules
    if rules == {MODIFIER}:
        papers = [Paper(title, "Nothing.") for title in titles]
        assert faults_of(papers, key) & {MODIFIER} == set()


def test_a_word_of_more_than_5_percent_is_no_topic_but_a_phrase_is():
    papers = [Paper("?", "the quark is. A quark of. The quark")] * 3 + [Paper("?")] * 37
    assert faults_of(papers, "quark") == {"a word of too many papers"}
    papers = [Paper("?", "the neural network")] * 3 + [Paper("?")] * 37
    assert faults_of(papers, "neuralnetwork") == set()


@pytest.mark.parametrize(
    ("texts", "is_cut"),
    [
        # The same word follows.
        (["the quark zebra models"] * 4, True),
        (["the quark zebra models", "a quark zebra", "the quark zebra"], False),
        # Many words follow: "Monte Carlo" stands before many things.
        ([f"the quark zebra {word}" for word in ("boson", "pion", "kaon", "muon")], False),
        ([f"the quark zebra {word}" for word in ("boson", "pion", "kaon")], True),
        # Vague words are no part of a phrase.
        (["the quark zebra methods"] * 3, False),
    ],
)
def test_a_phrase_that_is_cut_off_is_no_topic(texts, is_cut):
    assert (CUT in faults_of([Paper("?", text) for text in texts], "quarkzebra")) is is_cut


def test_a_keyword_is_a_whole():
    papers = [Paper("?", "the quark zebra models")] * 3
    papers += [Paper("?", keywords=("quark zebra",))] * 2
    assert CUT not in faults_of(papers, "quarkzebra")


@pytest.mark.parametrize(
    ("text", "is_head"),
    [
        ("Web stacks. A news stack is. Of city stacks.", True),
        # It stands alone, goes on, or is a name.
        ("Web stacks. The stack is. Of stacks.", False),
        ("Web stack maker. News stack owners. City stack sites.", False),
        ("Web STACK. A news STACK is. Of city STACK.", False),
        ("Web stacks. News stacks.", False),
    ],
)
def test_a_word_that_ends_longer_phrases_says_little_alone(text, is_head):
    assert (HEAD in faults_of([Paper("?", text)], "stack")) == is_head


def test_an_established_term_may_stand_alone():
    text = "Image segmentation. Lung segmentation is. Of cell segmentation."
    assert HEAD not in faults_of([Paper("?", text)], "segment")
    assert HEAD not in faults_of(
        [
            Paper(
                "?",
                "Web stacks. News stacks. City stacks.",
                keywords=("stacks",),
            )
        ],
        "stack",
    )
