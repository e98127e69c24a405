"""What makes neighbours related papers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.relatedness import WEIGHTS, Relatedness, find_gain
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper

#: Two papers on dice, two on sheep, and what all have in common.
PAPERS = [
    Paper("Loaded dice", "We study the method. Loaded dice roll unfairly."),
    Paper("Why loaded dice roll", "We study the method with data."),
    Paper("Grazing sheep", "We study the method. Grazing sheep bleat."),
    Paper("Do grazing sheep bleat", "We study the method with data."),
]


#: Unit vectors of meaning.
VECTORS = np.array([[1, 0], [0.8, 0.6], [0, 1], [-1, 0]], dtype=np.float32)


def relatedness_of(papers=PAPERS, nearest=((0.5, 0.3, 0.1),) * 4, *, allowed=True):
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    concepts = find_concepts(papers, corpus, features, 1)
    telling = np.full(len(concepts.keys), allowed)
    nearest_scores = np.array(nearest, dtype=np.float32)
    return Relatedness(build_terms(corpus, features), concepts, telling, nearest_scores, VECTORS)


def measure(relatedness, left, right, score=0.3):
    (row,) = relatedness.measure(np.array([left]), np.array([right]), np.array([score]))
    return dict(zip(WEIGHTS, row.tolist(), strict=True))


def test_rare_words_and_phrases_count_more_than_common_ones():
    relatedness = relatedness_of()
    near, far = measure(relatedness, 0, 1), measure(relatedness, 1, 3)
    assert near["words"] > 2 * far["words"] > 0
    assert near["phrases"] > 0.5
    assert far["phrases"] < 0.2


def test_a_phrase_that_is_no_term_does_not_count():
    assert measure(relatedness_of(allowed=False), 0, 1)["phrases"] == 0


def test_meaning_is_the_cosine_of_the_vectors():
    relatedness = relatedness_of()
    assert measure(relatedness, 0, 1)["meaning"] == pytest.approx(0.8)
    assert measure(relatedness, 3, 1)["meaning"] == pytest.approx(-0.8)


def test_nearness_compares_with_what_both_papers_are_close_to():
    relatedness = relatedness_of(nearest=((0.5, 0.3, 0.1), (0.2, 0.1, 0.0), (0, 0, 0), (0, 0, 0)))
    assert measure(relatedness, 0, 1)["nearness"] == pytest.approx(0.3 / 0.2)
    assert np.isfinite(measure(relatedness, 2, 3)["nearness"])


@given(st.integers(0, 3), st.integers(0, 3), st.floats(-1, 1))
def test_two_papers_are_judged_alike_from_both_sides(left, right, score):
    pairs = np.array([left, right]), np.array([right, left]), np.array([score, score])
    first, second = relatedness_of().judge(*pairs).tolist()
    assert first == second
    assert 0 <= first <= 1


class TestFindPossible:
    neighbours = np.array([[1, 2, 3], [0, 3, 2], [3, 0, 1], [2, 1, 0]])
    scores = np.array([[0.5, 0.2, 0.1]] * 4, dtype=np.float32)

    def possible(self, monkeypatch, probabilities, *, authors=False, gain=0.0):
        flat = np.array(probabilities, dtype=np.float64).ravel()
        monkeypatch.setattr(Relatedness, "judge", lambda *_: flat)
        monkeypatch.setattr("sitegen.enrich.related.relatedness.find_gain", lambda _size: gain)
        shared = lambda left, _right: np.full(len(left), authors)  # noqa: E731
        return relatedness_of().find_possible(self.neighbours, self.scores, shared).tolist()

    def test_probable_neighbours_are(self, monkeypatch):
        rows = [[0.9, 0.19, 0.18], [0.5, 0.1, 0.8], [0.9, 0.9, 0.9], [0.1, 0.0, 0.0]]
        assert self.possible(monkeypatch, rows) == [
            [True, True, False], [True, False, True], [True, True, True], [False, False, False],
        ]  # fmt: skip

    def test_those_of_one_author_may_be_less_probable(self, monkeypatch):
        rows = [[0.9, 0.12, 0.11]] * 4
        assert self.possible(monkeypatch, rows) == [[True, False, False]] * 4
        assert self.possible(monkeypatch, rows, authors=True) == [[True, True, False]] * 4

    def test_the_gain_of_small_collections_is_added(self, monkeypatch):
        rows = [[0.9, 0.38, 0.32]] * 4
        assert self.possible(monkeypatch, rows, gain=0.2) == [[True, False, False]] * 4
        assert self.possible(monkeypatch, rows, gain=0.2, authors=True) == [[True, True, True]] * 4


def test_small_collections_ask_for_more():
    assert find_gain(1) == find_gain(120) == 0.28
    assert find_gain(1_000) == find_gain(100_000) == 0
    assert 0.1 < find_gain(350) < 0.18
    # One paper more hardly ever moves the limit.
    steps = [find_gain(size) != find_gain(size + 1) for size in range(119, 1_001)]
    assert sum(steps) <= 28


def test_papers_of_one_subject_are_judged_higher():
    relatedness = relatedness_of()
    near, far = relatedness.judge(np.array([0, 0]), np.array([1, 3]), np.array([0.5, 0.2])).tolist()
    assert near > 0.5 > far
