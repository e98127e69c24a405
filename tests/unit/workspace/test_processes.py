"""A map in processes or in this one."""

import os

import pytest

from sitegen.workspace.processes import pool_map


def process_of(_item):
    return os.getpid()


@pytest.mark.parametrize(("jobs", "parallel"), [(1, True), (2, False), (None, False)])
def test_little_work_or_one_job_stays_in_this_process(jobs, parallel):
    with pool_map(jobs, parallel=parallel) as map_:
        assert map_ is map


def test_much_work_is_shared_out_in_order():
    with pool_map(2, parallel=True) as map_:
        assert map_ is not map
        assert set(map_(process_of, range(4))).isdisjoint({os.getpid()})
        assert list(map_(abs, [-3, 2, -1])) == [3, 2, 1]


def test_one_job_per_core_is_the_default(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with pool_map(None, parallel=True) as map_:
        assert map_ is map
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    with pool_map(None, parallel=True) as map_:
        assert map_ is map
