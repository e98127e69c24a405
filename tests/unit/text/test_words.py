"""Words for phrase extraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.words import (
    PHRASE_BREAK,
    SENTENCE_START,
    classify_gap,
    normalize_word,
    split_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pre-training of GPT-3.5 models", ["pre-training", "of", "GPT-3.5", "models"]),
        ("Adam's (new) C++ code", ["Adam", "new", "C++", "code"]),
        ("Venn–ABERS predictors, 1998–2003", ["Venn–ABERS", "predictors", "1998", "2003"]),
        ("see https://x.org/a-b now", ["see", "now"]),
        ("see http://x.org", ["see"]),
        ("o1, word2vec; n_max", ["o1", "word2vec", "n", "max"]),
        ("$k$-means, $12$-bit $x+y$ $3.5$", ["k-means", "12-bit"]),
        ("深層学習 は", ["深層学習", "は"]),
        ("", []),
    ],
)
def test_words(text, words):
    assert [normalize_word(word) for word in split_words(text)[0]] == words


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Adam's", "Adam"),
        ("Adam’s", "Adam"),
        ("pre\u2010train\u2011ing", "pre-train-ing"),
        ("models", "models"),
        ("s", "s"),
    ],
)
def test_plain_words(word, plain):
    assert normalize_word(word) == plain


def test_borders_and_sentence_starts():
    words, gaps = split_words("Large models learn. They (too) grow")
    assert list(zip(words, map(classify_gap, gaps), strict=True)) == [
        ("Large", PHRASE_BREAK), ("models", 0), ("learn", 0), ("They", PHRASE_BREAK | SENTENCE_START),
        ("too", PHRASE_BREAK), ("grow", PHRASE_BREAK),
    ]  # fmt: skip


def test_gaps():
    assert (PHRASE_BREAK, SENTENCE_START) == (1, 2)
    assert [classify_gap(gap) for gap in (" ", "", "  ", ", ", ". ", "? ", "\n")] == [
        0, 1, 1, 1, 3, 3, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a https://x.org b", "a $x+y$ b"])
def test_a_url_or_a_formula_separates_phrases(text):
    words, gaps = split_words(text)
    assert words == ["a", "b"]
    assert classify_gap(gaps[1]) & PHRASE_BREAK


@given(st.text(max_size=200))
def test_words_are_of_the_text_and_hold_no_blank(text):
    words, gaps = split_words(text)
    assert len(words) == len(gaps)
    for word in words:
        assert word
        assert not any(char.isspace() for char in word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("taux d'erreur", ["taux", "erreur"]),
        ("L’étude qu'elle jusqu'alors", ["étude", "elle", "alors"]),
        # Names, possessives and contractions stay.
        ("d'Alembert's L'Oréal O'Brien", ["d'Alembert's", "L'Oréal", "O'Brien"]),
        ("it's don't model's", ["it's", "don't", "model's"]),
    ],
)
def test_elided_words_are_left_out(text, expected):
    assert split_words(text)[0] == expected


def test_an_elision_separates_phrases():
    _, gaps = split_words("taux d'erreur")
    assert classify_gap(gaps[1]) == PHRASE_BREAK
