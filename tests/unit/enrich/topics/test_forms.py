"""Which mentions of a phrase have its usual endings."""

import pytest

from sitegen.enrich.topics.forms import ending_code
from sitegen.paper import Paper
from tests.unit.enrich.builders import concepts_of


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("predictive", "generative"), ("operable", "invisible"), ("operational", "neural"),
        ("predictions", "maps"), ("robotic", "robot"), ("multi-modal", "neural"), ("vivid", "map"),
        # Too short for an ending.
        ("al", "map"), ("five", "map"), ("real", "map"),
    ],
)  # fmt: skip
def test_words_of_one_kind_have_one_code(word, like):
    assert ending_code(word) == ending_code(like)


def test_endings_differ():
    words = ("predictions", "predictive", "operable", "operational", "continuous")
    assert len(set(map(ending_code, words))) == len(words)


def papers_with(papers, key):
    _, concepts = concepts_of(papers)
    number = concepts.keys.index(key)
    return sorted(concepts.paper[concepts.concept == number].tolist())


def test_a_mention_with_another_ending_is_left_out():
    papers = [Paper("?", "the operational space")] * 2 + [Paper("?", "an operable space")]
    assert papers_with(papers, "operspace") == [0, 1]


def test_number_and_inflection_make_no_difference():
    texts = ["the robot arm", "a robotic arm", "robot arms"]
    assert papers_with([Paper("?", text) for text in texts], "robotarm") == [0, 1, 2]


def test_keywords_and_single_words_count_in_any_form():
    papers = [Paper("?", "the operational space")] * 2
    papers += [Paper("?", keywords=("operable space",))]
    assert papers_with(papers, "operspace") == [0, 1, 2]
    texts = ["the walrus is visible", "a walrus is visibly"]
    assert papers_with([Paper("?", text) for text in texts], "walrus") == [0, 1]
