"""The sentence that says what a paper does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.contribution import contribution, first_sentence


class TestFirstSentence:
    def test_it_ends_at_a_full_stop_before_a_capital(self):
        sentence = "We study graphs of many kinds in this paper."
        assert first_sentence(f"{sentence} Then we stop.") == sentence
        assert first_sentence(f"{sentence} then we stop.").endswith("stop.")

    def test_a_stop_before_the_41st_character_does_not_end_it(self):
        stop_at_40, stop_at_41 = f"{'a' * 39}. B", f"{'a' * 40}. B"
        assert first_sentence(stop_at_40) == stop_at_40
        assert first_sentence(stop_at_41) == f"{'a' * 40}."

    def test_160_characters_stay_and_161_are_cut(self):
        assert first_sentence("a" * 160) == "a" * 160
        assert first_sentence("a" * 161) == "a" * 159 + "…"


BACKGROUND = "Graphs are everywhere in our world, and they grow each day. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In this paper, we propose a way to colour them in no time. It works.",
         "We propose a way to colour them in no time."),
        ("Here we first show that colours can be learned from trees.",
         "We first show that colours can be learned from trees."),
        ("This paper presents a survey of all the colours of graphs, e.g. red.",
         "This paper presents a survey of all the colours of graphs, e.g. red."),
        ("In this work, we painted graphs of trees and of cycles by hand. It works.",
         "We painted graphs of trees and of cycles by hand."),
        ("In this paper a new scheme for painting graphs by hand is tried.",
         "A new scheme for painting graphs by hand is tried."),
        ("Here, we paint graphs by hand, as in this paper's first figure.",
         "We paint graphs by hand, as in this paper's first figure."),
        ("In this paper, we paint graphs of trees. We propose a brush for each one of all of them.",
         "We propose a brush for each one of all of them."),
        ("We show it. We introduce ColourNet, the first network with colours.",
         "We introduce ColourNet, the first network with colours."),
        ("Our work studies a bound of 3.5 colours for each of the graphs.",
         "Our work studies a bound of 3.5 colours for each of the graphs."),
    ],
)  # fmt: skip
def test_it_is_the_first_with_a_cue_without_its_opening(text, expected):
    assert contribution(BACKGROUND + text) == expected


def test_without_a_cue_it_is_the_first_sentence():
    assert contribution(f"{BACKGROUND}Nobody knows why.") == BACKGROUND.strip()
    assert contribution("") == ""


def test_a_formula_is_not_divided():
    text = f"{BACKGROUND}Let $x$ be what $we propose here and nothing else in the world$ is. End."
    assert contribution(text) == BACKGROUND.strip()


@given(st.text(max_size=400))
def test_it_is_part_of_the_abstract_and_at_most_160_characters(text):
    sentence = contribution(f"We propose {text}")
    assert len(sentence) <= 160
    assert contribution(text) is not None
