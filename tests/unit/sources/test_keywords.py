"""Keywords: of lists and of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.keywords import parse_keywords


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("search and rescue, ranking", "search and rescue|ranking"),
        ("Command and control; sensors", "Command and control|sensors"),
        ("graphs, logic; vision", "graphs, logic|vision"),
        (["Command and control; sensors", "a, b"], "Command and control|sensors|a, b"),
        ("one", "one"), ("one.", "one"), ("the U.S.; them", "the U.S.|them"), (".NET, C++", ".NET|C++"),
        ("Keywords: a, b", "a|b"), ("a | b", "a|b"), ("a\nb", "a|b"), ("a；b", "a|b"), ("a、b", "a|b"),
        ("cs.CL cs.LG", "Computation and Language|Machine Learning"), ("cs.CL", "Computation and Language"),
        (["Graphs", "graphs", "GRAPHS"], "Graphs"), ([" ", "", None, 7], ""), (None, ""), (7, ""), ("", ""),
        ([{"display_name": "A"}, {"name": "B"}, {"tag": "C"}, {"x": "D"}], "A|B|C"),
        ({"term": "A"}, "A"), (r"\emph{A}, B", "A|B"),
    ],
)  # fmt: skip
def test_keywords_are_split_but_never_at_and(value, words):
    assert parse_keywords(value) == tuple(word for word in words.split("|") if word)


@given(st.lists(st.text(max_size=8), max_size=5) | st.text(max_size=30))
def test_keywords_read_back_the_same(value):
    words = parse_keywords(value)
    assert parse_keywords(list(words)) == words
