"""Exact neighbours in small collections, an index in large ones, and what may follow on what."""

import numpy as np

from sitegen.enrich.related import search
from sitegen.enrich.related.ranking import row_prints
from sitegen.enrich.related.search import rank_papers
from tests.unit.enrich.related.test_groups import draw


def test_large_collections_are_grouped_and_small_ones_compared_exactly(monkeypatch):
    vectors, meaning = draw()
    prints = row_prints([row.tobytes() for row in vectors.dense])
    exact = rank_papers(vectors, prints, 6, meaning)
    assert exact.recall == 1
    monkeypatch.setattr(search, "MIN_GROUPED_ROWS", 1500)
    grouped = rank_papers(vectors, prints, 6, meaning, exact)
    assert 0.97 < grouped.recall < 1
    assert rank_papers(vectors, prints, 6, meaning, grouped) is grouped
    changed = [b"another", *prints[1:]]
    again = rank_papers(vectors, changed, 6, meaning, grouped)
    assert again is not grouped
    assert np.array_equal(again.indices, grouped.indices)
    # A list that may lack a row is no base of an exact search.
    monkeypatch.setattr(search, "MIN_GROUPED_ROWS", 1501)
    fewer = rank_papers(vectors, prints, 6, meaning, grouped)
    assert np.array_equal(fewer.indices, exact.indices)
