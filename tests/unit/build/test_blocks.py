"""Neighbours by blocks of rows, computed from files, equal those of all rows at once."""

import pickle

import numpy as np
import pytest
from scipy import sparse

from sitegen.build import blocks as module
from sitegen.build.blocks import BlockFinder
from sitegen.enrich.related.groups import find_in_groups, group_rows
from sitegen.enrich.related.ranking import find_rows
from sitegen.enrich.related.vectors import Vectors
from sitegen.work import result_path
from sitegen.work.chunk import load_result, save_result
from tests.unit.enrich.related.test_groups import draw, gather


class Pickling:
    """An engine that computes each chunk from its pickled description, the last one first."""

    is_shared = True

    def __init__(self):
        self.computed = 0

    def run(self, chunks, folder, _workspace):
        folder.mkdir(exist_ok=True)
        chunks = list(chunks)
        for chunk in reversed(chunks):
            if load_result(folder, chunk) is None:
                self.computed += 1
                save_result(
                    result_path(folder, chunk), pickle.loads(pickle.dumps(chunk.portable))()
                )
        return [(chunk, load_result(folder, chunk)) for chunk in chunks]


@pytest.mark.parametrize("has_rare", [True, False])
def test_blocks_give_what_all_rows_give(tmp_path, monkeypatch, has_rare):
    monkeypatch.setattr(module, "_BLOCK_CELLS", 300 * 90)
    random = np.random.default_rng(5)
    # Few levels give many ties.
    dense = random.integers(-3, 4, (300, 4)).astype(np.float32)
    rare = sparse.random(300, 50, 0.1, "csr", random_state=5, data_rvs=lambda n: np.full(n, 2.0))
    vectors = Vectors(dense, rare.astype(np.float32) if has_rare else None)
    rows = np.arange(300)
    engine = Pickling()
    finder = BlockFinder(engine, tmp_path)
    expected = find_rows(vectors.products, 300, rows, 12)
    for n_computed in (4, 4):
        for left, right in zip(expected, finder(vectors)(rows, 12), strict=True):
            assert np.array_equal(left, right)
            assert left.dtype == right.dtype
        assert engine.computed == n_computed
    # A damaged block is computed again.
    block = min((tmp_path / "blocks").glob("block-*"))
    block.write_bytes(block.read_bytes()[:-1])
    assert np.array_equal(finder(vectors)(rows, 12)[0], expected[0])
    assert engine.computed == 5
    finder.forget()
    assert not (tmp_path / "blocks").exists()


def test_groups_give_what_this_process_finds(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_BLOCK_CELLS", 100_000)
    groups = group_rows(*draw(), 20)
    engine = Pickling()
    shared = list(BlockFinder(engine, tmp_path).find_in_groups(groups, 10))
    assert 3 <= engine.computed < len(groups.members)
    for left, right in zip(gather(shared), gather(find_in_groups(groups, 10)), strict=True):
        assert np.array_equal(left, right)


def test_few_rows_are_compared_here(tmp_path):
    vectors = Vectors(np.ones((4, 2), dtype=np.float32))
    finder = BlockFinder(Pickling(), tmp_path)
    assert finder(vectors)(np.arange(4), 2)[0].tolist() == [[1, 2], [0, 2], [0, 1], [0, 1]]
    assert not list(tmp_path.iterdir())
