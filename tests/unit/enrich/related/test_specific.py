"""Which phrases and words are specific enough for a reason."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.specific import (
    are_broad,
    find_details,
    find_passing,
    specific_concepts,
)
from sitegen.enrich.scientific_english import shipped_phrases
from sitegen.enrich.topics.lexicon import stems
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper


def specific(abstracts, size=0):
    papers = [Paper("?", text) for text in abstracts]
    papers += [Paper("?")] * (size - len(papers))
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    concepts = find_concepts(papers, corpus, features)
    mask = specific_concepts(corpus, features, concepts, ())
    return {concepts.keys[n] for n in np.flatnonzero(mask)}


def test_a_phrase_on_few_papers_is_specific():
    assert "quarkzebra" in specific(["We like the quark zebra."] * 3)
    assert "quarkzebra" not in specific(["We like the quark zebra."] * 4)
    assert "quarkzebra" in specific(["We like the quark zebra."] * 6, size=300)
    assert "quarkzebra" not in specific(["We like the quark zebra."] * 6, size=299)


@pytest.mark.parametrize("text", ["experimental results", "neural network", "method", "paper"])
def test_common_scientific_english_is_not(text):
    assert specific([f"Here is the {text}."] * 2) == set()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It runs on Mamba today.", "mamba", True),
        ("We use BERTX today.", "bertx", True),
        ("We like the heliophysics today.", "heliophys", True),
        ("We like the house today.", "hous", False),
        # A word that abstracts have and titles don't.
        ("We like the checkpoint today.", "checkpoint", False),
    ],
)
def test_a_word_is_a_name_or_rare(text, word, expected):
    assert (word in specific([text] * 2)) is expected


def test_masks_exclude():
    papers = [Paper("?", "the quark zebra")] * 2
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    concepts = find_concepts(papers, corpus, features)
    all_concepts = np.ones(len(concepts.keys), dtype=bool)
    assert not specific_concepts(corpus, features, concepts, [all_concepts]).any()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # Seldom in titles; in very many abstracts; a term; unknown to science.
        ("image patches", True),
        ("convergence rates", True),
        ("trajectory optimization", False),
        ("quark zebra", False),
    ],
)
def test_what_is_named_in_passing_is_a_detail(phrase, expected):
    assert find_details(shipped_phrases(), ["".join(stems(phrase))]).tolist() == [expected]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("target domain", True), ("control law", True), ("machine translation", False)],
)
def test_what_science_names_often_but_seldom_in_titles_is_in_passing(phrase, expected):
    assert find_passing(shipped_phrases(), ["".join(stems(phrase))]).tolist() == [expected]
    assert find_passing(shipped_phrases(), ["".join(stems(phrase))], 0.5).tolist() == [False]


def test_two_terms_that_often_meet_by_chance_are_broad():
    keys = [
        "".join(stems(phrase)) for phrase in ("convolutional neural networks", "classification")
    ]
    assert are_broad(shipped_phrases(), *keys)
    assert not are_broad(shipped_phrases(), keys[0], "".join(stems("arrhythmia")))
