"""Which pages go together into a shard of the index."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.pagefind import _shards

names = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=200)


@given(names, st.integers(1, 50))
def test_every_page_is_in_one_shard_and_order_says_nothing(pages, size):
    shards = _shards(pages, size)
    assert len(shards) == max(1, -(-len(pages) // size))
    assert sorted(page for shard in shards for page in shard) == sorted(pages)
    again = _shards(list(reversed(pages)), size)
    assert [sorted(shard) for shard in again] == [sorted(shard) for shard in shards]


def test_shards_are_about_even():
    shards = _shards([f"papers/{n}.html" for n in range(25_000)], 10_000)
    assert len(shards) == 3
    assert all(8_000 < len(shard) < 8_700 for shard in shards)


def test_a_page_that_comes_moves_no_other():
    pages = [f"papers/{n}.html" for n in range(200)]
    before, after = _shards(pages[:-1], 67), _shards(pages, 67)
    assert [set(shard) - {pages[-1]} for shard in after] == [set(shard) for shard in before]
