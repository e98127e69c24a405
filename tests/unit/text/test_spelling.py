"""British and American spellings."""

import pytest

from sitegen.text.spelling import american


@pytest.mark.parametrize(
    ("british", "spelled"),
    [
        ("generalise", "generalize"), ("generalisation", "generalization"),
        ("analysing", "analyzing"), ("colour", "color"), ("behaviours", "behaviors"),
        ("modelling", "modeling"), ("labelled", "labeled"), ("centre", "center"),
        ("catalogue", "catalog"), ("defence", "defense"), ("programme", "program"),
        ("archaeology", "archeology"), ("ageing", "aging"), ("artefacts", "artifacts"),
    ],
)  # fmt: skip
def test_a_british_word_has_an_american_spelling(british, spelled):
    assert american(british) == american(spelled)


@pytest.mark.parametrize("word", ["our", "his", "four", "is", "a", "", "rise", "genre", "graph"])
def test_spellings_stay_apart(word):
    others = {"or", "hiz", "for", "iz", "b", "c", "ryze", "gene", "graf"}
    assert american(word) not in others


@pytest.mark.parametrize("word", ["transformer", "language", "attention", "1706", "深度"])
def test_other_words_stay_as_they_are(word):
    assert american(word) == word
