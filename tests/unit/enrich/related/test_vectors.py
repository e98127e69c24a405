"""Rows of whole numbers: products, and the same from arrays of a file."""

import numpy as np
import pytest
from scipy import sparse

from sitegen.enrich.related.ranking import LENGTH
from sitegen.enrich.related.vectors import Vectors


@pytest.mark.parametrize("has_rare", [True, False])
def test_rows_from_arrays_have_the_same_products(has_rare):
    dense = np.array([[LENGTH, -LENGTH], [3, 0], [0, 0]], dtype=np.float32)
    rare = sparse.csr_matrix(np.array([[0, 7], [LENGTH, 1], [0, 0]], dtype=np.float32))
    vectors = Vectors(dense, rare if has_rare else None)
    products = vectors.products(np.array([0, 2]))
    full = np.hstack([dense, rare.toarray()]) if has_rare else dense
    assert np.array_equal(products, full[[0, 2]] @ full.T)
    again = Vectors.of(vectors.arrays())
    assert again.size == 3
    assert np.array_equal(again.products(np.array([0, 2])), products)
    assert again.products(np.array([1])).dtype == np.float32
