"""Defaults of the index options."""

from sitegen.search import IndexOptions


def test_the_defaults_write_an_index_for_servers_and_for_disk():
    options = IndexOptions()
    assert options.offline
    assert not options.packed
    assert (options.shard, options.volume) == (6_000, 8_000)
    assert options.jobs is None
