"""Which topic is part of which: one that contains another's papers is its parent.

Source: Sanderson & Croft 1999, "Deriving concept hierarchies from text", section 3: a topic
subsumes another if it is in nearly all papers that have the other, and not the other way round.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.paper import Tag

_CONTAINED: Final = 0.9
_LEAST_PAPERS: Final = 8
_LIFT: Final = 3
_BROADER: Final = 2


def with_parents(concepts: Concepts, tags: Mapping[int, Tag], size: int) -> dict[int, Tag]:
    """Give each tag its parent: of the topics that contain it, the one on fewest papers.

    "Language models" contains "large language models" by its words. A topic that contains another
    by its papers alone must be twice as common, and three times as common there as elsewhere.
    """
    numbers = sorted(tags, key=lambda n: concepts.keys[n])
    column = np.full(len(concepts.keys), -1)
    column[numbers] = np.arange(len(numbers))
    pairs = column[concepts.concept] >= 0
    at = (concepts.paper[pairs], column[concepts.concept[pairs]])
    there = sparse.csr_matrix((np.ones(len(at[0])), at), shape=(size, len(numbers)))
    both = (there.T @ there).tocoo()
    df = concepts.df[numbers] if numbers else np.zeros(0)
    parts = [frozenset(concepts.parts[n]) for n in numbers]
    best: dict[int, tuple[int, int]] = {}
    share = both.data / df[both.row] if len(both.data) else both.data
    inside = (share >= _CONTAINED) & (df[both.col] > df[both.row])
    for narrow, broad, part in zip(
        both.row[inside].tolist(), both.col[inside].tolist(), share[inside].tolist(), strict=True
    ):
        if parts[broad] < parts[narrow] or (
            df[narrow] >= _LEAST_PAPERS
            and df[broad] >= _BROADER * df[narrow]
            and part * size >= _LIFT * df[broad]
        ):
            candidate = (int(df[broad]), broad)
            best[narrow] = min(best.get(narrow, candidate), candidate)
    made = dict(tags)
    for narrow, (_, broad) in best.items():
        number = numbers[narrow]
        made[number] = replace(tags[number], parent=tags[numbers[broad]].slug)
    return made
