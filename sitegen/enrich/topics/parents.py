"""Build the hierarchy of topics: a topic that contains the papers of another is its parent.

Source: Sanderson & Croft 1999, "Deriving concept hierarchies from text", section 3: a topic
subsumes another if it is in nearly all papers that have the other, and not the other way round.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.paper import Tag

#: Share of the narrow topic's papers that the broad topic is in.
_MIN_CONTAINED_SHARE: Final = 0.9
# Bounds for a topic that contains another by its papers alone, not by its words:
#: on fewer papers, containment is chance;
_MIN_PAPERS: Final = 8
#: how many times as frequent among the narrow topic's papers as in the collection;
_MIN_LIFT: Final = 3
#: how many times as many papers as the narrow topic.
_MIN_SIZE_RATIO: Final = 2
#: A word is no parent of a topic that this many times as many papers have: "bandits" of
#: "multi-armed bandits".
_MAX_TOPIC_RATIO: Final = 2


def with_parents(
    concepts: Concepts, tags: Mapping[int, Tag], chosen: Sequence[Sequence[int]]
) -> dict[int, Tag]:
    """Set the parent of each tag: of the topics that contain it, the one on fewest papers.

    "Language models" contains "large language models" by its words. A topic that contains another
    by its papers alone must be twice as common, and three times as common there as elsewhere.

    Args:
        concepts: the collection's concepts.
        tags: concept number -> tag.
        chosen: concept numbers of each paper's tags.
    """
    size = len(chosen)
    counts = Counter(number for row in chosen for number in row)
    # Columns are in the order of the keys, so that ties do not depend on the order of ``tags``.
    numbers = sorted(tags, key=lambda n: concepts.keys[n])
    row, column, common = _common_papers(concepts, numbers, size)
    df = concepts.df[numbers] if numbers else np.zeros(0)
    share = common / df[row] if len(common) else common
    # "Broader" is strict, so that neither of two equal sets of papers is the other's parent.
    is_contained = (share >= _MIN_CONTAINED_SHARE) & (df[column] > df[row])
    parts = [frozenset(concepts.parts[n]) for n in numbers]
    best: dict[int, tuple[int, int]] = {}  # narrow -> (df, broad)
    n_papers = [counts[n] for n in numbers]
    for narrow, broad, part in zip(
        row[is_contained].tolist(),
        column[is_contained].tolist(),
        share[is_contained].tolist(),
        strict=True,
    ):
        is_inner = parts[broad] < parts[narrow] and (
            len(parts[broad]) > 1 or n_papers[narrow] < _MAX_TOPIC_RATIO * n_papers[broad]
        )
        if is_inner or (
            df[narrow] >= _MIN_PAPERS
            and df[broad] >= _MIN_SIZE_RATIO * df[narrow]
            and part * size >= _MIN_LIFT * df[broad]
        ):
            candidate = (int(df[broad]), broad)
            best[narrow] = min(best.get(narrow, candidate), candidate)
    hierarchy = dict(tags)
    for narrow, (_, broad) in best.items():
        number = numbers[narrow]
        hierarchy[number] = replace(tags[number], parent=tags[numbers[broad]].slug)
    return hierarchy


def _common_papers(
    concepts: Concepts, numbers: list[int], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of concepts that share papers, as (left, right, number of papers).

    ``left`` and ``right`` are indexes into ``numbers``. Each pair occurs in both orders, and each
    concept with itself.
    """
    # (concepts,) concept number -> column, -1 for concepts that are not tags.
    column = np.full(len(concepts.keys), -1)
    column[numbers] = np.arange(len(numbers))
    is_tag = column[concepts.concept] >= 0
    at = (concepts.paper[is_tag], column[concepts.concept[is_tag]])
    occurrence = sparse.csr_matrix((np.ones(len(at[0])), at), shape=(size, len(numbers)))
    product = (occurrence.T @ occurrence).tocoo()
    return product.row, product.col, product.data
