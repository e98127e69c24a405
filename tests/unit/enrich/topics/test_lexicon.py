"""Stems of words, and which words can be part of a topic."""

from collections import Counter

import pytest

from sitegen.enrich.topics.lexicon import (
    banned_keys,
    compounds,
    is_adjective,
    is_function_stem,
    is_general,
    is_model,
    is_stop,
    is_vague,
    most_common,
    most_common_wording,
    snowball_key,
    stem,
    stems,
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["transformers", "transformer"], "transformer"),
        (["transformations", "transformation", "transform"], "transform"),
        (["generalisation", "generalization", "generalizations"], "general"),
        (["optimiser", "optimizers"], "optimer"),
        (["optimising", "optimised", "optimizing"], "optim"),
        (["colour", "colors"], "color"),
        (["behaviour", "behavior"], "behavior"),
        (["neighbourhood", "neighborhoods"], "neighborhood"),
        (["labour"], "labor"),
        (["humour"], "humor"),
        (["rumour"], "rumour"),
        (["net", "nets", "network"], "network"),
        (["convnets", "convnet"], "convnet"),
        (["vectors", "vector"], "vector"),
        (["computers"], "computer"),
        (["island"], "island"),
        (["basis"], "basi"),
    ],
)
def test_forms_of_a_word_have_one_stem(words, expected):
    assert {stem(word) for word in words} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pre-training", ("pre", "train")),
        ("graph  neural\tnets", ("graph", "neural", "network")),
        ("-", ()),
        ("", ()),
    ],
)
def test_hyphens_and_blanks_separate_stems(text, expected):
    assert stems(text) == expected


def test_names_with_one_snowball_key_look_alike():
    assert snowball_key("Pre-Training") == snowball_key("pre training") == "pre train"
    assert snowball_key("transformers") == snowball_key("transformations")
    assert snowball_key("nets") != snowball_key("networks")


def test_the_most_common_wins_and_ties_go_by_the_alphabet():
    assert most_common(Counter({"b": 2, "c": 2, "a": 1})) == "b"
    with pytest.raises(ValueError, match="empty"):
        most_common(Counter())


def test_a_wording_counts_in_all_its_capitalizations():
    assert most_common_wording(Counter({"Graph Net": 2, "graph net": 2, "graph-net": 3})) == (
        "graph net"
    )
    assert most_common_wording(Counter({"B": 1, "a": 1})) == "a"


@pytest.mark.parametrize(
    "word",
    ["the", "The", "x", "3", "2020", "-", "transformer-based", "state-of-the-art", "in-the-3",
     "quickly", "Quickly", "nearly-", "deeply", "of"],
)  # fmt: skip
def test_stop_words(word):
    assert is_stop(word)


@pytest.mark.parametrize(
    "word",
    ["learning", "3D", "anomaly", "Italy", "supply", "multi-task", "pre-training", "fully-connected-x",
     "DeepLy", "zIgzly", "wooly"],
)  # fmt: skip
def test_words_that_are_no_stop_words(word):
    assert not is_stop(word)


def test_an_adverb_has_six_letters_or_more():
    assert not is_stop("jelly")
    assert is_stop("zigzly")


def test_a_hyphenated_word_is_judged_by_its_parts():
    assert is_stop("Based-the")
    assert is_stop("one-2-the")
    assert not is_stop("the-bird")
    assert is_stop("bird-based")
    assert is_stop("bird-net-based")
    assert not is_stop("bird-based-net")
    assert not is_stop("based-bird")


def test_general_words_include_stop_words():
    assert is_general("Training")
    assert is_general("the")
    assert not is_general("bird")


def test_vague_words():
    assert is_vague("Tasks")
    assert is_vague("approach")
    assert not is_vague("graph")


def test_words_for_models():
    assert [is_model(w) for w in ("Models", "network", "nets", "architectures")] == [True] * 4
    assert not is_model("graph")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("neural", True),
        ("Neural", True),
        ("cross-lingual", True),
        ("trained", True),
        ("famous", True),
        ("deep", True),
        ("signal", False),
        ("multi-signal", False),
        ("signals", False),
        ("glass", False),
        ("endless", True),
        ("graph", False),
        ("multi-task", False),
        ("enhancement", False),
        ("gradient", False),
        ("latent", True),
    ],
)
def test_adjectives_by_their_ending(word, expected):
    assert is_adjective(word) is expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [("the", True), ("q", True), ("12", True), ("gpt", False), ("3d", False), ("graph", False)],
)
def test_function_stems(part, expected):
    assert is_function_stem(part) is expected


def test_compounds_and_banned_phrases_are_read_as_stems():
    assert ("deep", "learn") in compounds()
    assert "naturlanguag" in banned_keys()
    assert not any("#" in key for key in banned_keys())
    assert () not in compounds()
    assert "" not in banned_keys()


@pytest.mark.parametrize("word", ["can't", "Can’t", "don't", "we'll", "they've", "I'm", "we’re"])
def test_contractions_are_stop_words(word):
    assert is_stop(word)


@pytest.mark.parametrize("word", ["d'Alembert", "O'Neill", "Xi'an"])
def test_names_with_an_apostrophe_are_not(word):
    assert not is_stop(word)


@pytest.mark.parametrize(
    ("plural", "singular"), [("bdds", "bdd"), ("htns", "htn"), ("pomdps", "pomdp"), ("dns", "dns")]
)
def test_plurals_of_acronyms_have_the_stem_of_the_singular(plural, singular):
    assert stem(plural) == stem(singular)
