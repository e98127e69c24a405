"""Shards: files by which many pages share what each of them would repeat.

A script of the page computes the number of the shard from a paper's id, as ``shard_number`` does.
"""

from __future__ import annotations

from typing import Final

#: A page needs about seven papers of as many shards, so shards are small; but hosts limit files.
MAX_SHARD_PAPERS: Final = 48
#: FNV-1a with 32 bits: JavaScript multiplies 32-bit integers exactly.
#: Source: Fowler, Noll and Vo, draft-eastlake-fnv-17.
_FNV_OFFSET: Final = 0x811C9DC5
_FNV_PRIME: Final = 0x01000193
_MASK: Final = 0xFFFFFFFF


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
    value = _FNV_OFFSET
    for byte in paper_id.encode("utf-8", errors="replace"):
        value = (value ^ byte) * _FNV_PRIME & _MASK
    return value % count
