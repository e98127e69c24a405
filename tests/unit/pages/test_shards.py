"""Shards that pages share."""

from collections import Counter

import pytest

from sitegen.pages.shards import shard_count, shard_number


@pytest.mark.parametrize(
    ("papers", "shards"), [(0, 1), (48, 1), (49, 2), (2000, 64), (87_000, 2048)]
)
def test_the_number_of_shards_is_a_power_of_two(papers, shards):
    assert shard_count(papers) == shards


def test_papers_are_spread_evenly():
    sizes = Counter(shard_number(f"icra2020-{n}", 64) for n in range(64 * 40))
    assert len(sizes) == 64
    assert max(sizes.values()) < 80
