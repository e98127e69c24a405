"""What an enrichment leaves for the next one, so that only papers that changed cost time.

Results never depend on it: a clean build gives the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from sitegen.enrich.related.ranking import PRINT_BYTES, Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_RANKINGS: Final = ("smoothing", "related")


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """Values of an earlier collection.

    Attributes:
        smoothing: neighbours by meaning; None if papers had no vectors.
        related: neighbours by words and meaning; None if no related papers were requested.
    """

    smoothing: Ranking | None = None
    related: Ranking | None = None

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all values as named arrays."""
        return {
            f"{name}.{field}": array
            for name in _RANKINGS
            if (ranking := getattr(self, name)) is not None
            for field, array in _ranking_arrays(ranking).items()
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the values of named arrays.

        Raises:
            LookupError: an array is missing.
        """
        return cls(*(_read_ranking(arrays, name) for name in _RANKINGS))


def _ranking_arrays(ranking: Ranking) -> dict[str, NDArray[Any]]:
    return {
        "prints": np.frombuffer(b"".join(ranking.prints), dtype=np.uint8),
        "count": np.array([ranking.count]),
        "indices": ranking.indices,
        "products": ranking.products,
        "floor": ranking.floor,
    }


def _read_ranking(arrays: Mapping[str, NDArray[Any]], name: str) -> Ranking | None:
    if f"{name}.count" not in arrays:
        return None
    data = arrays[f"{name}.prints"].tobytes()
    prints = [data[at : at + PRINT_BYTES] for at in range(0, len(data), PRINT_BYTES)]
    count = int(arrays[f"{name}.count"][0])
    fields = (arrays[f"{name}.{field}"] for field in ("indices", "products", "floor"))
    return Ranking(prints, count, *fields)
