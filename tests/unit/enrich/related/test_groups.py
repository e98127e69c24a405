"""Neighbours in groups: exact products, a recall that is measured, and the same on any machine."""

import numpy as np
import pytest
from scipy import sparse

from sitegen.enrich.related import groups as module
from sitegen.enrich.related.groups import Groups, find_in_groups, group_rows
from sitegen.enrich.related.ranking import find_rows, whole
from sitegen.enrich.related.vectors import Vectors


def draw(size=1500, topics=12, seed=3):
    """Return vectors and meanings of rows around some topics, and some rows without any words."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(topics, 24))[random.integers(0, topics, size)]
    rows += 0.6 * random.normal(size=rows.shape)
    rows /= np.linalg.norm(rows, axis=1)[:, None]
    rows[::100] = 0
    meaning = whole(rows.astype(np.float32))
    rare = sparse.random(size, 60, 0.02, "csr", np.float32, random_state=seed)
    rare.data = np.rint(900 * rare.data)
    return Vectors(meaning, rare), meaning


def gather(matches):
    rows, indices, products = (np.concatenate(arrays) for arrays in zip(*matches, strict=True))
    order = np.argsort(rows)
    assert rows[order].tolist() == list(range(len(rows)))
    return indices[order], products[order]


def measure_recall(indices, expected):
    pairs = zip(indices.tolist(), expected.tolist(), strict=True)
    return np.mean([len({*row} & {*true}) / len(true) for row, true in pairs])


@pytest.fixture
def grouped():
    vectors, meaning = draw()
    groups = group_rows(vectors, meaning, 20)
    assert groups.closest.shape[1] < 40
    return groups


def test_most_of_the_nearest_are_found_and_the_recall_is_true(grouped):
    indices, products = gather(find_in_groups(grouped, 10))
    expected, _ = find_rows(grouped.vectors.products, 1500, np.arange(1500), 10)
    # Rows without words have no nearest ones.
    rows = np.flatnonzero(grouped.vectors.dense.any(axis=1))
    recall = measure_recall(indices[rows], expected[rows])
    assert recall > 0.97
    assert abs(recall - grouped.recall) < 0.015
    for row in range(0, 1500, 97):
        exact = grouped.vectors.products(np.array([row]))[0, indices[row]]
        assert products[row].tolist() == exact.tolist() == sorted(exact, reverse=True)
        assert row not in indices[row]


def test_all_groups_give_what_all_rows_give(grouped):
    size = 40
    closest = np.tile(np.arange(3, dtype=np.int32), (size, 1))
    closest = np.array([np.roll(row, n) for n, row in enumerate(closest)], dtype=np.int32)
    vectors = Vectors(grouped.vectors.dense[:size], grouped.vectors.rare[:size])
    _, products = gather(find_in_groups(Groups(vectors, closest), 10))
    assert products.tolist() == find_rows(vectors.products, size, np.arange(size), 10)[1].tolist()


def test_groups_are_the_same_in_parts_and_in_files(grouped, monkeypatch):
    expected = gather(find_in_groups(grouped, 10))
    monkeypatch.setattr("sitegen.enrich.related.nearest._MAX_CHUNK_SCORES", 9000)
    copy = Groups.of(grouped.arrays())
    for left, right in zip(gather(find_in_groups(copy, 10)), expected, strict=True):
        assert np.array_equal(left, right)
    again = group_rows(grouped.vectors, draw()[1], 20)
    assert np.array_equal(again.closest, grouped.closest)


def test_rows_that_no_groups_part_are_compared_with_all(monkeypatch):
    random = np.random.default_rng(1)
    meaning = whole((random.normal(size=(600, 90)) / 90**0.5).astype(np.float32))
    assert group_rows(Vectors(meaning), meaning, 20) is None
    # Each row is compared with enough others, though it stands in a small group.
    vectors, meaning = draw(900)
    groups = group_rows(vectors, meaning, 200)
    assert groups is None or gather(find_in_groups(groups, 200))[1].min() > -np.inf
    monkeypatch.setattr(module, "_MAX_SHARE", 0)
    assert group_rows(vectors, meaning, 20) is None
