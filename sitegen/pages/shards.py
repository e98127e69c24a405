"""Shards: files by which many pages share what each of them would repeat.

A script of the page computes the number of the shard from a paper's id, as ``shard_number`` does.
"""

from __future__ import annotations

from typing import Final

from sitegen.text.hashing import fnv1a

#: A page needs about seven papers of as many shards, so shards are small; but hosts limit files.
MAX_SHARD_PAPERS: Final = 48


def shard_count(paper_count: int, max_papers: int = MAX_SHARD_PAPERS) -> int:
    """Return the number of shards: a power of two, so that it seldom changes.

    Args:
        paper_count: of the collection.
        max_papers: mean number of papers of a shard at most.
    """
    return 1 << (max(0, paper_count - 1) // max_papers).bit_length()


def shard_number(paper_id: str, count: int) -> int:
    """Return the number of a paper's shard, from 0 on.

    Args:
        paper_id: the paper, or an identifier of one.
        count: of all shards, a power of two.
    """
    return fnv1a(paper_id) % count
