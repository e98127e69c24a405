"""The kinds of sources: every module of ``sitegen.fetch.kinds``.

A kind is one module. It declares ``KIND``; ``sitegen.config.fetch_entries`` has its name and the
settings that it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.fetch import kinds
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.config.fetch_entries import FetchEntry
    from sitegen.fetch.answers import Page, Request, Window


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the registry.

    Attributes:
        name: value of ``kind`` in sitegen.toml.
        plan: returns the requests of a run, one per batch, the oldest day first.
        inspect: returns what one answer has, by its bytes and its address. Raises FetchError if it
            is no answer of the kind, and CutAnswerError if it is cut off.
        suffix: of the files; "" if it depends on the answer.
        wait_s: seconds between two requests.
        overlap_days: days before the last one that are asked for again, as records come late.
        stale_days: days after which the same batch is stale; 0 for never.
        max_papers: of one run at most.
        is_daily: whether a batch is the whole list of its day, which is saved even if all of its
            papers are known: votes and corrections are new.
        is_windowed: whether an answer has what came since a day that moves with each run, so that
            papers of an earlier answer are not missed in it.
        is_conditional: whether one unchanging address is asked, with conditions.
        is_sliced: whether reaching the maximum leaves papers out that no later run would ask for.
    """

    name: str
    plan: Callable[[FetchEntry, Window], list[Request]]
    inspect: Callable[[bytes, str, FetchEntry], Page]
    suffix: str = ""
    wait_s: float = 1.0
    overlap_days: int = 1
    stale_days: int = 0
    max_papers: int = 1000
    is_daily: bool = False
    is_windowed: bool = False
    is_conditional: bool = False
    is_sliced: bool = False


def load_fetch_kinds() -> dict[str, Kind]:
    """Return all kinds by their names."""
    return {module.KIND.name: module.KIND for module in load_modules(kinds)}
