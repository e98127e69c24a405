"""Chunks that are computed elsewhere: results in order, and here what nobody else computes."""

from functools import partial

import pytest

from sitegen.work import Chunk
from sitegen.work.assignment import Assignment
from sitegen.work.engine import run_remotely


class Remote:
    """Computes chunks when they are waited for, the last one first."""

    def __init__(self, limit=3, fails=()):
        self.limit, self.fails = limit, fails
        self.open, self.most_open, self.computed, self.cancelled = {}, 0, [], []

    def submit(self, chunk, folder):
        self.open[chunk.key] = Assignment.of(chunk, folder)
        self.most_open = max(self.most_open, len(self.open))
        return chunk.key

    def is_over(self, key):
        return key not in self.open

    def wait(self, _key):
        for number in reversed([*self.open]):
            assignment = self.open.pop(number)
            if number not in self.fails:
                self.computed.append(number)
                assignment.run("a test")

    def cancel(self, key):
        self.cancelled.append(key)


def square(number):
    return number * number


def chunk(number, here, *, portable=True, is_large=True):
    def compute():
        here.append(str(number))
        return square(number)

    function = partial(square, number) if portable else None
    return Chunk("squares", str(number), compute, bool, is_large=is_large, portable=function)


def test_results_come_in_order_and_few_chunks_are_open(tmp_path):
    remote, here = Remote(), []
    chunks = [chunk(number, here) for number in range(1, 8)]
    results = run_remotely(iter(chunks), tmp_path, remote)
    assert [result for _, result in results] == [1, 4, 9, 16, 25, 36, 49]
    assert (remote.most_open, here, remote.cancelled) == (3, [], [])
    assert sorted(remote.computed) == list("1234567")
    # What has a result is handed to nobody.
    assert len(list(run_remotely(iter(chunks), tmp_path, remote))) == 7
    assert (len(remote.computed), here) == (7, [])


def test_small_chunks_those_of_this_process_and_those_that_failed_are_computed_here(tmp_path):
    remote, here = Remote(fails={"4"}), []
    chunks = [
        chunk(1, here),
        chunk(2, here, is_large=False),
        chunk(3, here, portable=False),
        chunk(4, here),
    ]
    results = [result for _, result in run_remotely(chunks, tmp_path, remote)]
    assert results == [1, 4, 9, 16]
    assert (here, remote.computed) == (["2", "3", "4"], ["1"])


def test_what_is_handed_out_is_taken_back_if_a_chunk_fails(tmp_path):
    def fail():
        raise ZeroDivisionError

    remote = Remote()
    failing = Chunk("squares", "x", fail, bool)
    with pytest.raises(ZeroDivisionError):
        list(run_remotely([chunk(1, []), chunk(2, []), failing], tmp_path, remote))
    assert remote.cancelled == ["1", "2"]
