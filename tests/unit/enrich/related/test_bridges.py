"""Which phrases of two papers are named as close in meaning."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.bridges import Bridges
from sitegen.enrich.related.noun_phrases import NounPhrases, encode_phrases, weigh_words
from sitegen.paper import Paper


def bridge(left, right, shares=None):
    """Return the phrases that are named for two papers that have these phrases, or None.

    Args:
        left: phrases of the first paper.
        right: of the second.
        shares: stem -> share of the papers of the collection that have it.
    """
    names = [*left, *right]
    corpus = read_corpus([Paper("?", ". ".join(names))])
    features = word_features(corpus.words)
    number = {word: n for n, word in enumerate(corpus.words)}
    words = np.full((len(names), 4), -1)
    for row, name in enumerate(names):
        parts = name.split()
        words[row, : len(parts)] = [number[part] for part in parts]
    vectors = encode_phrases(corpus, words, weigh_words(features))
    paper = np.array([0] * len(left) + [1] * len(right))
    phrases = NounPhrases(words, vectors, paper, np.arange(len(names)))
    # A paper is the mean of its phrases.
    papers = np.stack([vectors[paper == n].sum(axis=0) for n in (0, 1)])
    papers /= np.maximum(1e-9, np.linalg.norm(papers, axis=1, keepdims=True))
    bridges = Bridges(phrases, features, shares or {}, papers.astype(np.float32))
    (row,) = bridges.of_pairs(np.array([0]), np.array([1])).tolist()
    return None if row[0] < 0 else (names[row[0]], names[row[1]])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # No common word, near in meaning.
        ("surgical tools", "invasive surgery"),
        ("quadrotor helicopter", "aerial vehicles"),
        ("bipedal walking", "humanoid motions"),
        # Kinds of the same.
        ("dense attention", "local attention"),
        ("document segmentation", "image segmentation"),
        # A term, wherever it stands.
        ("pruned network", "token pruning"),
        ("logic sentences", "logical principles"),
        # Two words in common.
        ("video object detection", "video object segmentation"),
    ],
)
def test_phrases_that_are_close_are_named(left, right):
    assert bridge([left], [right]) == (left, right)
    assert bridge([right], [left]) == (right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("robot design", "robot motion"),
        ("policy learning", "policy making"),
        ("cross-lingual transfer", "cross-attention layers"),
        ("pension funds", "quantum chromodynamics"),
        ("xqzvw abc", "yqzvw abd"),
        # The same words in another order.
        ("segmentation of images", "images of segmentation"),
    ],
)
def test_a_word_in_common_is_not_enough(left, right):
    assert bridge([left], [right]) is None


def test_a_common_word_of_much_of_the_collection_says_nothing():
    assert bridge(["dense attention"], ["local attention"], {"attent": 0.1})
    assert bridge(["dense attention"], ["local attention"], {"attent": 0.11}) is None


def test_the_closest_pair_is_named():
    left = ["pension funds", "document segmentation"]
    right = ["robot walking", "image segmentation"]
    assert bridge(left, right) == ("document segmentation", "image segmentation")


def test_twelve_phrases_of_a_paper_are_candidates():
    # The mean of a paper is far from a phrase that no other one is like.
    left = [f"{word} segmentation" for word in "abcdefghijklmn"] + ["pension funds"]
    assert bridge(left, ["pension systems"]) is None
    assert bridge(left[-12:], ["pension systems"]) == ("pension funds", "pension systems")


def test_papers_may_have_no_phrase():
    assert bridge([], ["robot walking"]) is None
    assert bridge(["robot walking"], []) is None
