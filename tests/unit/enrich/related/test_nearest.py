"""Exact nearest neighbours: the same as sorting all scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.related import nearest as module
from sitegen.enrich.related.nearest import best_of_rows, find_nearest


def by_sorting(matrix, count):
    scores = np.round(matrix.copy(), 6)
    np.fill_diagonal(scores, -np.inf)
    columns = np.broadcast_to(np.arange(len(matrix)), matrix.shape)
    return np.lexsort((columns, -scores), axis=1)[:, :count]


def search(matrix, count):
    return find_nearest(lambda start, end: matrix[start:end].copy(), len(matrix), count)


def integers(seed, rows, columns, levels):
    return np.random.default_rng(seed).integers(0, levels, (rows, columns)).astype(np.float32)


def test_neighbours_are_sorted_by_score_with_ties_by_index():
    matrix = np.array(
        [[9, 1, 3, 3, 2], [1, 9, 1, 1, 1], [3, 1, 9, 5, 3], [3, 1, 5, 9, -1], [2, 1, 3, -1, 9]],
        dtype=np.float32,
    )
    indices, scores = search(matrix, 3)
    assert indices.tolist() == [[2, 3, 4], [0, 2, 3], [3, 0, 4], [2, 0, 1], [2, 0, 1]]
    assert scores.tolist() == [[3, 3, 2], [1, 1, 1], [5, 3, 3], [5, 3, 1], [3, 2, 1]]
    assert (indices.dtype, scores.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize(("size", "count", "columns"), [
    (0, 3, 0), (1, 3, 0), (2, 3, 1), (3, 2, 2), (3, 0, 0), (3, 9, 2),
])  # fmt: skip
def test_at_most_all_other_rows_are_neighbours(size, count, columns):
    indices, scores = search(np.zeros((size, size), dtype=np.float32), count)
    assert indices.shape == scores.shape == (size, columns)
    assert indices.tolist() == by_sorting(np.zeros((size, size)), columns).tolist()


def test_scores_that_differ_after_the_sixth_digit_are_ties():
    matrix = np.array([[0, 0.1, 0.1000004], [0, 0, 0], [0, 0, 0]], dtype=np.float32)
    assert search(matrix, 2)[0][0].tolist() == [1, 2]
    matrix[0, 2] = 0.1000010
    assert search(matrix, 2)[0][0].tolist() == [2, 1]


def test_a_row_is_never_its_own_neighbour():
    assert search(np.eye(3, dtype=np.float32), 2)[0].tolist() == [[1, 2], [0, 2], [0, 1]]


@given(st.integers(0, 1000), st.integers(1, 60), st.integers(1, 8), st.sampled_from([2, 1000]))
def test_small_collections_with_ties(seed, size, count, levels):
    matrix = integers(seed, size, size, levels)
    assert (search(matrix, count)[0] == by_sorting(matrix, min(count, size - 1))).all()


@pytest.mark.parametrize("size", [1023, 1024, 1025, 2100])
def test_chunks_cover_all_rows(size):
    ranges = []

    def scores(start, end):
        ranges.append((start, end))
        return np.tile(np.arange(size, dtype=np.float32), (end - start, 1))

    indices, _ = find_nearest(scores, size, 1)
    assert indices[:, 0].tolist() == [size - 1] * (size - 1) + [size - 2]
    starts = range(0, size, 1024)
    assert sorted(ranges) == [(start, min(size, start + 1024)) for start in starts]


def test_a_chunk_has_a_limited_number_of_scores(monkeypatch):
    monkeypatch.setattr(module, "_MAX_CHUNK_SCORES", 35)
    ranges = []

    def scores(start, end):
        ranges.append((start, end))
        return np.zeros((end - start, 10), dtype=np.float32)

    find_nearest(scores, 10, 1)
    assert sorted(ranges) == [(0, 3), (3, 6), (6, 9), (9, 10)]
    monkeypatch.setattr(module, "_MAX_CHUNK_SCORES", 9)
    ranges.clear()
    find_nearest(scores, 10, 1)
    assert sorted(ranges) == [(n, n + 1) for n in range(10)]


def test_an_error_in_a_thread_is_raised():
    with pytest.raises(ZeroDivisionError):
        find_nearest(lambda _start, _end: 1 / 0, 5, 1)


class TestBlocks:
    """Wide rows are read by blocks of 64 columns; 4 blocks per result and one more are enough."""

    @pytest.mark.parametrize("width", [255, 256, 640, 641, 767, 768, 769, 1000, 1280, 1281, 3200])
    @pytest.mark.parametrize("count", [1, 2, 3, 4])
    @pytest.mark.parametrize("levels", [3, 100_000])
    def test_results_equal_those_of_sorting(self, width, count, levels):
        values = integers(width, 5, width, levels)
        columns, best = best_of_rows(values.copy(), count)
        every = np.broadcast_to(np.arange(width), values.shape)
        expected = np.lexsort((every, -values), axis=1)[:, :count]
        if levels > 3:  # ties over many blocks are not resolved by column
            assert columns.tolist() == expected.tolist()
        highest = np.take_along_axis(values, expected, axis=1)
        assert best.tolist() == np.round(highest, 6).tolist()

    @pytest.mark.parametrize(("blocks", "count", "columns"), [
        (8, 1, 512), (12, 1, 128), (11, 1, 704), (12, 2, 768), (16, 2, 192),
    ])  # fmt: skip
    def test_few_results_of_many_blocks_need_few_columns(self, blocks, count, columns):
        chunk = integers(1, 2, blocks * 64, 1000)
        candidates, values = module._candidate_columns(chunk, count)
        assert candidates.shape == values.shape == (2, columns)
        assert (np.take_along_axis(chunk, candidates, axis=1) == values).all()

    def test_padding_is_never_a_result(self):
        chunk = np.full((1, 12 * 64 - 1), -5, dtype=np.float32)
        chunk[0, 100] = -4
        columns, values = best_of_rows(chunk, 2)
        assert values.tolist() == [[-4, -5]]
        assert columns[0, 0] == 100
        assert columns[0, 1] < 12 * 64 - 1

    def test_the_best_may_all_be_in_one_block(self):
        # With 12 blocks, block 5 has the columns 5, 17, 29, ….
        chunk = np.zeros((1, 12 * 64), dtype=np.float32)
        chunk[0, [5, 17]] = [1, 2]
        assert best_of_rows(chunk, 2)[0].tolist() == [[17, 5]]

    def test_a_tie_at_the_last_place_takes_the_lowest_column(self):
        chunk = np.zeros((1, 12 * 64), dtype=np.float32)
        chunk[0, [700, 300]] = 1  # in different blocks, and one block more than needed is read
        assert best_of_rows(chunk, 1)[0].tolist() == [[300]]


@pytest.mark.parametrize("width", [3000, 3200])
def test_large_collections(width):
    matrix = np.random.default_rng(1).random((width, width), dtype=np.float32)
    indices, scores = search(matrix, 8)
    assert (indices == by_sorting(matrix, 8)).all()
    assert (np.diff(scores, axis=1) <= 0).all()
