"""Which noun phrases of papers may be named in a bridge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.noun_phrases import (
    encode_phrases,
    name_phrases,
    read_noun_phrases,
    weigh_words,
)
from sitegen.enrich.topics.naming import find_lower_words
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper


def read(*papers):
    papers = [paper if isinstance(paper, Paper) else Paper("?", paper) for paper in papers]
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    weights = weigh_words(corpus, features)
    phrases = read_noun_phrases(corpus, features, find_concepts(papers, corpus, features), weights)
    return corpus, phrases


def names(*papers):
    """Return the names of the phrases of each paper."""
    corpus, phrases = read(*papers)
    name = name_phrases(corpus, phrases.words, find_lower_words(corpus))
    return [
        sorted(name[n] for n in phrases.phrase[phrases.paper == p].tolist())
        for p in range(corpus.size)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The whole run of content words, not a part of it.
        ("We study sidewalk robot navigation.", ["sidewalk robot navigation"]),
        ("It is about causal language modeling.", ["causal language modeling"]),
        # Weak words before it and vague ones after it are no part of it.
        ("We give a novel soft pneumatic arm.", ["soft pneumatic arm"]),
        ("We use semantic parsing systems.", ["semantic parsing"]),
        # The last words of a long run are a phrase of their own.
        (
            "We use camera image force adaptive visual servoing.",
            ["adaptive visual servoing"],
        ),
        ("The arm is bent, the gripper closed.", []),
        # A single token is a modifier.
        ("It is in-context.", []),
        # A word in -ing that never ends a phrase is a verb.
        ("It is for synthesizing speech.", []),
        ("It is for measuring cross-lingual transfer.", ["cross-lingual transfer"]),
        ("It is for measuring soft pneumatic arms.", ["soft pneumatic arms"]),
        # A verb, discourse, and words that say too little.
        ("GBST enumerates subword blocks.", []),
        ("It has a training efficiency.", []),
        ("It has experimental results.", []),
        ("", []),
    ],
)
def test_phrases_of_a_text(text, expected):
    assert names(text) == [expected]


def test_titles_have_phrases_without_their_capitals_and_keywords_have_none():
    paper = Paper("The Structured Pruning of Networks", keywords=("Robot navigation",))
    other = Paper("?", "Hence we like the structured cells and the pruning of trees.")
    assert names(paper, other)[0] == ["structured pruning"]


def test_phrases_of_many_papers_are_not_specific():
    text = "We study sidewalk robot navigation."
    assert names(*[text] * 3) == [["sidewalk robot navigation"]] * 3
    assert names(*[text] * 4) == [[]] * 4
    # Within longer runs too.
    longer = "We study crowded sidewalk robot navigation."
    assert ["sidewalk robot navigation"] not in names(text, *[longer] * 3)


def test_texts_in_other_languages_have_none():
    assert names("Nous étudions la navigation des robots mobiles dans les villes.") == [[]]


def test_vectors_have_length_one_and_common_words_weigh_little():
    corpus, phrases = read("A robot design is good.", "A robot motion is good.")
    del phrases
    features = word_features(corpus.words)
    number = {word: n for n, word in enumerate(corpus.words)}
    rows = [["robot", "design"], ["robot", "motion"], ["robot"], ["good"]]
    words = np.full((4, 4), -1)
    for row, parts in enumerate(rows):
        words[row, : len(parts)] = [number[part] for part in parts]
    vectors = encode_phrases(corpus, words, weigh_words(corpus, features))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] < 0.6


def test_pieces_of_names_have_no_meaning():
    corpus = read_corpus([Paper("?", "SourceQxData and MARCO")])
    words = np.array([[corpus.words.index("SourceQxData"), -1, -1, -1]])
    vectors = encode_phrases(corpus, words, weigh_words(corpus, word_features(corpus.words)))
    assert not vectors.any()


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_can_be_read(texts):
    corpus, phrases = read(*(Paper("T", text) for text in texts))
    assert len(phrases.words) == len(phrases.vectors) == phrases.phrase.max(initial=-1) + 1
    assert (np.diff(phrases.paper) >= 0).all()
    assert len(name_phrases(corpus, phrases.words, find_lower_words(corpus))) == len(phrases.words)


def test_the_phrases_of_some_papers_are_counted_in_all():
    papers = [Paper("?", f"We use a soft pneumatic arm {n}.") for n in range(4)]
    papers += [Paper("?", "We use a magnetic gripper.")] * 2
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    concepts = find_concepts(papers, corpus, features)
    weights = weigh_words(corpus, features)
    asked = read_noun_phrases(corpus, features, concepts, weights, np.array([0, 4]))
    # The arm is on too many papers; the gripper's other paper has the phrase too.
    assert asked.paper.tolist() == [4, 5]
    assert len(asked.words) == 1
    assert len(read_noun_phrases(corpus, features, concepts, weights, np.array([0])).words) == 0
