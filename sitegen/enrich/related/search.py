"""Choose how the nearest neighbours of papers are found: exactly, or in groups of large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.groups import find_in_groups, group_rows
from sitegen.enrich.related.ranking import EXTRA, Ranking, rank_neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.related.groups import Groups
    from sitegen.enrich.related.vectors import Share, Vectors

#: Collections of so many papers are searched in groups.
MIN_GROUPED_ROWS: Final = 100_000


def rank_papers(  # noqa: PLR0913, PLR0917
    vectors: Vectors,
    prints: Sequence[bytes],
    count: int,
    meaning: NDArray[np.float32] | None = None,
    earlier: Ranking | None = None,
    share: Share | None = None,
) -> Ranking:
    """Return the nearest neighbours of each row, without the row itself.

    Args:
        vectors: what is compared.
        prints: of each row: equal for equal rows, and for no others.
        count: neighbours of each row.
        meaning: (rows, dimensions) whole numbers by which many rows are grouped; None for an exact
            search of all.
        earlier: of a collection that has some of the rows.
        share: lets other machines compute; None if this one does.
    """
    if meaning is not None and vectors.size >= MIN_GROUPED_ROWS:
        # The groups depend on all rows, so that a list of other rows may not stand.
        if earlier and (earlier.count, earlier.prints) == (count, prints) and earlier.recall < 1:
            return earlier
        if groups := group_rows(vectors, meaning, count + EXTRA):
            return _rank_in_groups(groups, prints, count, share)
    if earlier and earlier.recall < 1:
        earlier = None
    find = share(vectors) if share else None
    return rank_neighbours(vectors.products, prints, count, earlier, find)


def _rank_in_groups(
    groups: Groups, prints: Sequence[bytes], count: int, share: Share | None
) -> Ranking:
    size = groups.vectors.size
    indices = np.zeros((size, count + EXTRA), dtype=np.int32)
    products = np.zeros((size, count + EXTRA), dtype=np.float32)
    find = share.find_in_groups if share else find_in_groups
    for rows, nearest, values in find(groups, count + EXTRA):
        indices[rows], products[rows] = nearest, values
    return Ranking(prints, count, indices, products, products[:, -1].copy(), groups.recall)
