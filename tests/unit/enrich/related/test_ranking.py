"""Nearest neighbours from those of an earlier collection equal those of all rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.related import ranking as module
from sitegen.enrich.related.ranking import LENGTH, rank_neighbours, row_prints, whole


class Rows:
    """Rows of whole numbers; counts the products that are computed."""

    def __init__(self, numbers):
        self.numbers = np.asarray(numbers, dtype=np.float32)
        self.prints = row_prints([row.tobytes() for row in self.numbers])
        self.n_compared = 0

    def products(self, rows):
        self.n_compared += len(rows)
        return self.numbers[rows] @ self.numbers.T

    def rank(self, count, earlier=None):
        return rank_neighbours(self.products, self.prints, count, earlier)


def assert_equal(first, second):
    for left, right in zip(first.nearest, second.nearest, strict=True):
        assert left.tolist() == right.tolist()


def draw(seed, size, levels):
    return np.random.default_rng(seed).integers(-levels, levels + 1, (size, 3))


@pytest.fixture(autouse=True)
def _always_update(monkeypatch):
    monkeypatch.setattr(module, "_MIN_ROWS", 0)
    monkeypatch.setattr(module, "EXTRA", 2)


@given(st.integers(0, 999), st.integers(12, 60), st.integers(1, 6), st.sampled_from([1, 3, 50]))
def test_a_sequence_of_changes_gives_what_all_rows_give(seed, size, count, levels):
    """Few levels give equal rows and many ties."""
    random = np.random.default_rng(seed)
    numbers = draw(seed, size, levels)
    earlier = Rows(numbers).rank(count)
    for number in range(4):
        rows = list(numbers[random.random(len(numbers)) > 0.1])
        rows[random.integers(0, len(rows) + 1) : 0] = draw(seed + number, number % 3, levels)
        numbers = np.array(rows).reshape(-1, 3)
        earlier, clean = Rows(numbers).rank(count, earlier), Rows(numbers).rank(count)
        assert_equal(earlier, clean)


def test_only_rows_that_changed_are_compared():
    numbers = draw(3, 400, 900)
    earlier = Rows(numbers).rank(5)
    numbers[7] = 1
    rows = Rows(np.delete(numbers, 100, axis=0))
    assert_equal(rows.rank(5, earlier), Rows(rows.numbers).rank(5))
    assert 0 < rows.n_compared < 40


def test_another_count_or_many_changes_compare_all():
    numbers = draw(4, 50, 9)
    earlier = Rows(numbers).rank(5)
    rows = Rows(numbers)
    assert_equal(rows.rank(6, earlier), Rows(numbers).rank(6))
    assert rows.n_compared == 50
    rows = Rows(np.vstack([numbers[:10], draw(5, 40, 9)]))
    assert_equal(rows.rank(5, earlier), Rows(rows.numbers).rank(5))
    assert rows.n_compared == 50


def test_products_of_unit_vectors_are_exact_in_any_order():
    vectors = np.random.default_rng(1).standard_normal((6, 600))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = whole(vectors.astype(np.float32))
    exact = rows.astype(np.int64) @ rows.T.astype(np.int64)
    assert exact.max() < 2**24
    assert (rows @ rows.T).tolist() == (rows[:, ::-1] @ rows[:, ::-1].T).tolist() == exact.tolist()
    assert np.allclose(exact / LENGTH**2, vectors @ vectors.T, atol=5e-4)
