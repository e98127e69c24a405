"""Words as phrases need them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.words import BORDER, INITIAL, gap_marks, plain_word, split_words


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
    assert [plain_word(word) for word in split_words(text)[0]] == words


def test_borders_and_sentence_starts():
    words, gaps = split_words("Large models learn. They (too) grow")
    assert list(zip(words, map(gap_marks, gaps), strict=True)) == [
        ("Large", BORDER), ("models", 0), ("learn", 0), ("They", BORDER | INITIAL),
        ("too", BORDER), ("grow", BORDER),
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_words_are_of_the_text_and_hold_no_blank(text):
    words, gaps = split_words(text)
    assert len(words) == len(gaps)
    for word in words:
        assert word
        assert not any(char.isspace() for char in word)
