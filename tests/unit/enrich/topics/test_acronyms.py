"""Acronyms and their long forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.topics.acronyms import find_acronyms, find_definitions, singular


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("large language models (LLMs) are", ("LLM", "large language models")),
        ("we use Masked Language Modeling (MLM) to", ("MLM", "Masked Language Modeling")),
        ("State Space Models [SSMs]", ("SSM", "State Space Models")),
        ("the multi-layer perceptron (MLP)", ("MLP", "multi-layer perceptron")),
        ("the multi-task (MT)", ("MT", "multi-task")),
        ("as a “deep net” (DN)", ("DN", "deep net")),
        ("deep  net (D-N)", ("D-N", "deep net")),
        # The first letter must start a word: not "extended graph nets".
        ("extended dual graph nets (DGN)", ("DGN", "dual graph nets")),
        # A later letter may be inside a word.
        ("hypertext markup (HTM)", ("HTM", "hypertext markup")),
        # Four words for two letters.
        ("alpha one two beta (AB)", ("AB", "alpha one two beta")),
    ],
)
def test_a_short_form_in_brackets_is_defined_by_the_words_before_it(text, pair):
    assert find_definitions(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "as shown (Fig. 2)",
        "flower image graphs (Fig)",
        "a value (in ms)",
        "results (see GPT)",
        "()",
        "graph nets(GN)",
        "the BERT model (BERT)",
        "Bert or BERT (BERT)",
        "network (NW)",
        "a single (AB)",
        "graph, nets (GN)",
        "graph: nets (GN)",
        "xgraph nets (GN)",
        "an autumn beast (XB)",
        "alpha one two three beta (AB)",
        "average bit (A)",
        "a b c d e f g h i j k l m (ABCDEFGHIJKLM)",
    ],
)
def test_other_brackets_define_nothing(text):
    assert find_definitions(text) == []


def test_a_long_form_has_at_most_three_words_more_than_the_short_form_has_letters():
    window = "alpha x1 x2 x3 x4 x5 beta gamma"
    assert find_definitions(f"{window} (ABGA)") == []
    assert find_definitions("alpha x1 x2 x3 beta gamma (ABG)") == [
        ("ABG", "alpha x1 x2 x3 beta gamma")
    ]
    assert find_definitions("alpha-x0 x1 x2 x3 beta gamma (ABG)") == []


def test_the_window_has_letters_plus_five_words_for_long_short_forms():
    filler = "x " * 5
    assert find_definitions(f"a b c d e {filler}f (ABCDEF)") == []
    assert find_definitions("aa bb cc dd x x x ee ff (ABCDEF)") == [
        ("ABCDEF", "aa bb cc dd x x x ee ff")
    ]


def test_a_long_form_lies_within_150_characters_of_the_bracket():
    word = "g" + "r" * 144  # with " nets", 150 characters
    assert find_definitions(f"{word} nets (GN)") == [("GN", f"{word} nets")]
    assert find_definitions(f"{word}r nets (GN)") == []


def test_all_definitions_of_a_text_are_listed_in_order():
    text = "graph nets (GNs) and (see) state space models (SSMs)"
    assert find_definitions(text) == [("GN", "graph nets"), ("SSM", "state space models")]


@pytest.mark.parametrize(
    ("short", "expected"),
    [("LLMs", "LLM"), ("LLM", "LLM"), ("As", "As"), ("GNs", "GN"), ("BUS", "BUS"), ("Gas", "Gas")],
)
def test_the_plural_s_of_a_short_form_is_removed(short, expected):
    assert singular(short) == expected


def test_the_meaning_of_most_texts_wins():
    texts = ["medical imaging (MI)", "mutual information (MI)", "the mutual information (MI)"]
    assert find_acronyms(texts).long_forms == {"MI": "mutual information"}


def test_the_spelling_of_most_texts_wins_and_case_does_not_split_meanings():
    texts = ["Graph Nets (GN)", *["graph nets (GN)"] * 2, *["giga neutron (GN)"] * 2]
    assert find_acronyms(texts).long_forms == {"GN": "graph nets"}


def test_acronyms_are_sorted_and_ties_go_by_the_alphabet():
    texts = ["zeta beta (ZB)", "great nets (GN)", "graph nets (GN)"]
    assert list(find_acronyms(texts).long_forms.items()) == [
        ("GN", "graph nets"),
        ("ZB", "zeta beta"),
    ]


@given(st.text(alphabet="abAB ()[]-.", max_size=60))
def test_a_long_form_is_from_the_text(text):
    for short, long in find_definitions(text):
        assert short in text
        assert long in text


def test_which_texts_define_an_acronym_and_which_otherwise():
    texts = [
        "mutual information (MI)",
        "Mutual informations (MI)",
        "myocardial infarction (MI)",
        "MI",
    ]
    acronyms = find_acronyms(texts)
    assert acronyms.defined == {"MI": {0, 1}}
    assert acronyms.otherwise == {"MI": {2}}
