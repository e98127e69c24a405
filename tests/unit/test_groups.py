"""Tests that share sites or a browser run in one worker."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="runs in one process")
def test_a_worker_knows_the_group_of_a_test(request):
    assert request.node.nodeid.endswith("@tests/unit/test_groups.py 0")
