"""Features of the words of a corpus."""

import pytest

from sitegen.enrich.features import FLAGS, expand_acronyms, extend_features, word_features
from tests.unit.enrich.builders import assert_is_record

WORDS = ["the", "deep", "Graph", "model", "GPT", "of", "Of", "AI", "bird", "pre-training",
         "pretraining", "task", "x", "3D", "approaches"]  # fmt: skip


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("stop", {"the", "deep", "of", "Of", "x"}),
        ("general", {"the", "deep", "Graph", "model", "of", "Of", "x", "task", "approaches"}),
        ("vague", {"task", "approaches"}),
        ("model", {"model"}),
        ("adjective", {"deep"}),
        ("plain", set(WORDS) - {"GPT", "AI", "x", "3D"}),
        ("capital", {"Graph", "GPT", "Of", "AI"}),
        ("brief", {"of", "Of", "AI", "x", "3D"}),
        ("of", {"of", "Of"}),
    ],
)
def test_flags_are_in_the_order_of_the_words(feature, words):
    flags = getattr(word_features(WORDS), feature).tolist()
    assert {word for word, flag in zip(WORDS, flags, strict=True) if flag} == words


def test_words_with_equal_joined_stems_have_one_term():
    features = word_features(["pre-training", "bird", "pretraining", "Birds"])
    assert features.stems == [("pre", "train"), ("bird",), ("pretrain",), ("bird",)]
    assert features.term.tolist() == [0, 1, 0, 1]
    assert features.terms == ["pretrain", "bird"]


def test_no_words_have_no_features():
    features = word_features([])
    assert (len(features.stop), len(features.term), features.terms) == (0, 0, [])


def test_acronyms_are_replaced_by_the_stems_of_their_long_forms():
    words = ["LLMs", "LLM", "birds", "llm"]
    is_short, parts = expand_acronyms(
        words, word_features(words), {"LLM": ("larg", "languag", "model")}
    )
    assert is_short.tolist() == [True, True, False, False]
    assert parts == [("larg", "languag", "model")] * 2 + [("bird",), ("llm",)]


def test_an_acronym_without_stems_keeps_its_own():
    is_short, parts = expand_acronyms(["AB"], word_features(["AB"]), {"AB": ()})
    assert is_short.tolist() == [True]
    assert parts == [("ab",)]


def test_features_are_immutable():
    assert_is_record(word_features(WORDS), by_identity=True)


def test_features_of_earlier_words_stand():
    earlier = word_features(["of", "pretraining", "gone"])
    words = ["pre-training", "of", "GPT", "pretraining"]
    extended, clean = (
        extend_features(words, ["of", "pretraining", "gone"], earlier),
        word_features(words),
    )
    for name in (*FLAGS, "term"):
        assert getattr(extended, name).tolist() == getattr(clean, name).tolist()
    assert (extended.stems, extended.terms) == (clean.stems, clean.terms)
    assert extended.tokens.toarray().tolist() == clean.tokens.toarray().tolist()
