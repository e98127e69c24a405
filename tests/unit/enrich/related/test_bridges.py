"""Which phrases of two papers are named as kinds of one thing."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.bridges import Bridges
from sitegen.enrich.related.heads import read_heads
from sitegen.enrich.related.noun_phrases import (
    NounPhrases,
    encode_modifiers,
    encode_phrases,
    weigh_words,
)
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper


def bridge(left, right, others=()):
    """Return the phrases, or the word, that two papers with these phrases share; None if none.

    Args:
        left: phrases of the first paper.
        right: of the second.
        others: the titles of the other papers of the collection.
    """
    names = [*left, *right]
    papers = [Paper("?", ". ".join(left)), Paper("?", ". ".join(right)), *map(Paper, others)]
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    number = {word: n for n, word in enumerate(corpus.words)}
    words = np.full((len(names), 4), -1)
    for row, name in enumerate(names):
        parts = name.split()
        words[row, : len(parts)] = [number[part] for part in parts]
    weights = weigh_words(corpus, features)
    vectors = encode_phrases(corpus, words, weights)
    modifiers = encode_modifiers(corpus, words, weights)
    paper = np.array([0] * len(left) + [1] * len(right), dtype=np.int64)
    phrases = NounPhrases(words, vectors, paper, np.arange(len(names)))
    # A paper is the mean of its phrases.
    means = np.zeros((len(papers), vectors.shape[1]), dtype=np.float32)
    np.add.at(means, paper, vectors)
    means /= np.maximum(1e-9, np.linalg.norm(means, axis=1, keepdims=True))
    concepts = find_concepts(papers, corpus, features)
    heads = read_heads(phrases, corpus, features, concepts, build_terms(corpus, features))
    bridges = Bridges(phrases, heads, means, modifiers)
    pairs = bridges.of_pairs(np.array([0]), np.array([1]))
    first, second = pairs[0].tolist()
    if first < 0:
        return None
    return (
        names[first].split()[-1]
        if bridges.share_head_alone(pairs)[0]
        else (names[first], names[second])
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # The last word is the same term.
        ("global attention", "local attention"),
        ("document summarization", "text summarizations"),
        # Both contain a term.
        ("video question answering", "visual question answering"),
        ("matrix factorization rank", "sparse matrix factorization"),
    ],
)
def test_kinds_of_one_thing_are_named(left, right):
    others = ["Question answering", "Matrix factorization", "Attention"]
    assert bridge([left], [right], others) == (left, right)
    assert bridge([right], [left], others) == (right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # A common modifier, another kind of word, or none in common: readers found these silly.
        ("web servers", "web developers"),
        ("academic job", "job satisfaction"),
        ("random memory", "training memorization"),
        ("temperature range", "heat balance"),
        ("surgical tools", "invasive surgery"),
        ("cross-lingual transfer", "cross-attention layers"),
        # The last word is no term.
        ("robot challenges", "vision challenges"),
        # The opposite, and the same words.
        ("redundant manipulators", "non-redundant manipulators"),
        ("segmentation of images", "segmentation of image"),
        ("xqzvw abc", "yqzvw abd"),
        # A modifier of one word, and a phrase that contains the other.
        ("multi-robot coverage", "multi-robot exploration"),
        ("question answering", "visual question answering"),
    ],
)
def test_other_phrases_are_not(left, right):
    others = ["Question answering", "Multi-robot"]
    assert bridge([left], [right], others) is None
    assert bridge([right], [left], others) is None


def test_of_phrases_with_other_words_far_apart_the_last_word_is_named_if_specific():
    assert bridge(["strip magnets"], ["moving magnets"]) == "magnets"
    assert bridge(["rigid gripper"], ["parallel-jaw gripper"]) == "gripper"
    # "Attention" and "retrieval" say too little.
    assert bridge(["dense attention"], ["local attention"]) is None
    assert bridge(["dense retrieval"], ["sparse retrieval"]) is None


@pytest.mark.parametrize(("count", "is_named"), [(6, True), (7, False)])
def test_a_last_word_of_more_than_eight_papers_says_nothing(count, is_named):
    others = ["Attention"] * count
    assert (bridge(["global attention"], ["local attention"], others) is not None) is is_named


def test_a_last_word_may_be_in_3_percent_of_a_large_collection():
    others = ["Attention"] * 10 + ["Quark"] * 388
    assert bridge(["global attention"], ["local attention"], others) is not None
    assert bridge(["global attention"], ["local attention"], others[:-1]) is None


def test_the_closest_pair_is_named():
    left = ["pension summarization", "document summarization"]
    right = ["robot walking", "text summarization"]
    assert bridge(left, right) == ("document summarization", "text summarization")


def test_papers_may_have_no_phrase():
    assert bridge([], ["robot walking"]) is None
    assert bridge(["robot walking"], []) is None
