"""Rows of whole numbers, some columns stored densely and the others sparsely."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from sitegen.enrich.related.groups import Groups, Matches
    from sitegen.enrich.related.ranking import Find


class Share(Protocol):
    """Finds nearest rows with the help of other machines."""

    def __call__(self, vectors: Vectors) -> Find:
        """Return a function that finds the nearest rows of some rows among all."""

    def find_in_groups(self, groups: Groups, count: int) -> Iterator[Matches]:
        """Yield the nearest rows of all rows; see ``groups.find_in_groups``."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """One row per paper; see ``ranking.whole``.

    Attributes:
        dense: (rows, columns).
        rare: (rows, other columns); None without.
        rare_transposed: the same, transposed.
    """

    dense: NDArray[np.float32]
    rare: sparse.csr_matrix | None = None
    rare_transposed: sparse.csr_matrix | None = field(init=False)

    def __post_init__(self) -> None:
        """Transpose once what each product needs."""
        transposed = None if self.rare is None else self.rare.T.tocsr()
        object.__setattr__(self, "rare_transposed", transposed)

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.dense)

    def products(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return (rows, all rows) exact products of some rows with all."""
        products: NDArray[np.float32] = self.dense[rows] @ self.dense.T
        if self.rare is not None:
            products += (self.rare[rows] @ self.rare_transposed).toarray()
        return products

    def dense_products(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return (rows, columns) products of rows with other rows, of the dense part alone."""
        products: NDArray[np.float32] = self.dense[rows] @ self.dense[columns].T
        return products

    def add_rare_products(
        self, products: NDArray[np.float32], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> None:
        """Add what the sparse part adds to the products of rows with other rows."""
        if self.rare is not None:
            products += (self.rare[rows] @ self.rare[columns].T).toarray()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the numbers as named arrays."""
        # Whole numbers up to ``ranking.LENGTH``.
        arrays: dict[str, NDArray[Any]] = {"dense": self.dense.astype(np.int16)}
        if self.rare is not None:
            arrays |= {
                "data": self.rare.data.astype(np.int16),
                "indices": self.rare.indices,
                "indptr": self.rare.indptr,
                "shape": np.array(self.rare.shape),
            }
        return arrays

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the rows of named arrays.

        Raises:
            LookupError: an array is missing.
        """
        rare = None
        if "shape" in arrays:
            parts = arrays["data"].astype(np.float32), arrays["indices"], arrays["indptr"]
            rare = sparse.csr_matrix(parts, shape=arrays["shape"].tolist())
        return cls(arrays["dense"].astype(np.float32), rare)
