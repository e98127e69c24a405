"""Which phrases of two papers are named as close in meaning."""

import numpy as np
import pytest

from sitegen.enrich.related.bridges import Bridges, bridge_candidates
from tests.unit.enrich.related.test_reasons import make_concepts


def bridge(left, right):
    """Return the phrases that are named for two papers with these candidates, or None."""
    names = dict(enumerate([*left, *right]))
    candidates = np.full((2, 12), -1)
    candidates[0, : len(left)] = range(len(left))
    candidates[1, : len(right)] = range(len(left), len(names))
    (row,) = Bridges(candidates, names).of_pairs(np.array([0]), np.array([1])).tolist()
    return None if row[0] < 0 else (names[row[0]], names[row[1]])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("document classification", "text classification"),
        ("object categorization", "image classification"),
    ],
)
def test_phrases_that_are_close_are_named(left, right):
    assert bridge([left], [right]) == (left, right)
    assert bridge([right], [left]) == (right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("decision trees", "tree loss"),
        ("robot design", "robot motion"),
        ("visual odometry", "stereo visual odometry"),
        ("pension funds", "quantum chromodynamics"),
        ("xqzvw", "yqzvw"),
    ],
)
def test_phrases_that_have_a_word_in_common_alone_are_not(left, right):
    assert bridge([left], [right]) is None


def test_the_closest_pair_is_named():
    left, right = ["pension funds", "text classification"], ["robot", "document classification"]
    assert bridge(left, right) == ("text classification", "document classification")


def test_there_may_be_no_candidate_and_no_pair():
    assert bridge([], ["robot"]) is None
    nothing = np.zeros(0, dtype=np.int64)
    assert Bridges(np.full((2, 12), -1), {}).of_pairs(nothing, nothing).shape == (0, 2)


def test_candidates_are_the_most_salient_allowed_concepts():
    concepts = make_concepts(*((f"c{n}", 0, {0: 1.0, 1: 1.0}) for n in range(14)))
    salience = np.array([[n, -n] for n in range(14)], dtype=float).ravel()
    allowed = np.ones(14, dtype=bool)
    allowed[13] = False
    candidates = bridge_candidates(concepts, allowed, salience, 3)
    assert candidates[0].tolist() == list(range(12, 0, -1))
    assert candidates[1].tolist() == list(range(12))
    assert candidates[2].tolist() == [-1] * 12
