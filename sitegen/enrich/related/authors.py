"""Compare the authors of papers by their names."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.paper import Entry


class Authors:
    """The authors of a collection.

    Args:
        entries: of the collection.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        # Comparison key -> name of the authors of each entry, in order.
        self._names = [
            {_name_key(author.name): author.name for author in entry.paper.authors}
            for entry in entries
        ]

    def shared(self, left: int, right: int) -> tuple[str, ...]:
        """Return the names of the authors of both papers, as the first spells and orders them."""
        first, second = self._names[left], self._names[right]
        # Most pairs share none; the set operation finds that out without a loop in Python.
        if not first or first.keys().isdisjoint(second):
            return ()
        return tuple(name for key, name in first.items() if key in second)

    def have_shared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return (pairs,) whether two papers share an author.

        Args:
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
        """
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.fromiter((bool(self.shared(*pair)) for pair in pairs), np.bool_, len(left))


def _name_key(name: str) -> str:
    """Return a name without case, accents and repeated spaces."""
    # Most names are ASCII, which has nothing to decompose.
    if name.isascii():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
