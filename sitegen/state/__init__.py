"""The memory of a collection: what later builds must know and no source says."""

from sitegen.state.days import current_day, parse_day
from sitegen.state.identities import identities
from sitegen.state.reading import State, hash_state, read_state
from sitegen.state.writing import append_first_seen, append_ranks, append_votes, create_state

__all__ = [
    "State",
    "append_first_seen",
    "append_ranks",
    "append_votes",
    "create_state",
    "current_day",
    "hash_state",
    "identities",
    "parse_day",
    "read_state",
]
