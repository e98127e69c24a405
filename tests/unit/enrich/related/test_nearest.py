"""Exact search: the same as sorting everything."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.related.nearest import nearest


def by_sorting(matrix, count):
    scores = np.round(matrix.copy(), 6)
    np.fill_diagonal(scores, -np.inf)
    numbers = np.broadcast_to(np.arange(len(matrix)), matrix.shape)
    return np.lexsort((numbers, -scores), axis=1)[:, :count]


@given(st.integers(0, 1000), st.integers(1, 60), st.integers(1, 8), st.sampled_from([2, 1000]))
def test_small_collections_with_ties(seed, size, count, levels):
    matrix = np.random.default_rng(seed).integers(0, levels, (size, size)).astype(np.float32)
    found, _ = nearest(lambda a, b: matrix[a:b].copy(), size, count)
    assert (found == by_sorting(matrix, min(count, size - 1))).all()


@pytest.mark.parametrize("width", [3000, 3200])
def test_large_collections_take_the_way_by_blocks(width):
    matrix = np.random.default_rng(1).random((width, width), dtype=np.float32)
    found, scores = nearest(lambda a, b: matrix[a:b].copy(), width, 8)
    assert (found == by_sorting(matrix, 8)).all()
    assert (np.diff(scores, axis=1) <= 0).all()
