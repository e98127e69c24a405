"""Words as phrases need them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.words import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pre-training of GPT-3.5 models", ["pre-training", "of", "GPT-3.5", "models"]),
        ("Adam's (new) C++ code", ["Adam", "new", "C++", "code"]),
        ("Venn–ABERS predictors, 1998–2003", ["Venn–ABERS", "predictors", "1998", "2003"]),
        ("see https://x.org/a-b now", ["see", "now"]),
        ("o1, word2vec; n_max", ["o1", "word2vec", "n", "max"]),
        ("深層学習 は", ["深層学習", "は"]),
    ],
)
def test_words(text, words):
    assert [word.text for word in split_words(text)] == words


def test_borders_and_sentence_starts():
    words = split_words("Large models learn. They (too) grow")
    assert [(w.text, w.border, w.initial) for w in words] == [
        ("Large", True, True), ("models", False, False), ("learn", False, False),
        ("They", True, True), ("too", True, False), ("grow", True, False),
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_words_are_of_the_text_and_hold_no_blank(text):
    for word in split_words(text):
        assert word.text
        assert not any(char.isspace() for char in word.text)
