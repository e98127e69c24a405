"""Words of a text as the index of questions knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.question_words import question_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Graph Networks", ("graph", "networks")),
        ("pre-training", ("pre", "training")),
        ("Généralisation", ("generalization",)),
        ("Łukasz Straße", ("lukasz", "strasse")),
        ("深度学习", ("深度", "度学", "学习")),
        ("a深b", ("a", "深", "b")),
        ("논문", ("논문",)),
        ("GPT-4, x_1", ("gpt", "4", "x", "1")),
        ("?! …", ()),
        ("", ()),
    ],
)
def test_words(text, words):
    assert question_words(text) == words


@given(st.text())
def test_words_are_split_once(text):
    words = question_words(text)
    assert all(word and not word.isspace() for word in words)
    assert question_words(text.upper().lower()) == question_words(text.upper())


@given(st.lists(st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True)))
def test_case_and_signs_do_not_matter(words):
    assert question_words(" ".join(words)) == question_words("-".join(words).upper())
