"""What an enrichment leaves for the next one, so that only papers that changed cost time.

Results never depend on it: a clean build gives the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from scipy import sparse

from sitegen.enrich.corpus import Corpus
from sitegen.enrich.features import FLAGS, WordFeatures
from sitegen.enrich.related.ranking import PRINT_BYTES, Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: The words of a collection, and their features.
Texts = tuple[Corpus, WordFeatures]
_RANKINGS: Final = ("smoothing", "related")


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """Values of an earlier collection.

    Attributes:
        texts: the words of the papers, and the features of the words.
        smoothing: neighbours by meaning; None if papers had no vectors.
        related: neighbours by words and meaning; None if no related papers were requested.
    """

    texts: Texts | None = None
    smoothing: Ranking | None = None
    related: Ranking | None = None

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all values as named arrays."""
        arrays = {} if self.texts is None else _text_arrays(*self.texts)
        return arrays | {
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
        texts = _read_texts(arrays) if "prints" in arrays else None
        return cls(texts, *(_read_ranking(arrays, name) for name in _RANKINGS))


def _text_arrays(corpus: Corpus, features: WordFeatures) -> dict[str, NDArray[Any]]:
    tokens = features.tokens
    # Each stem ends with a space, so that no stems differ from one empty stem.
    stems = ["".join(f"{stem} " for stem in parts) for parts in features.stems]
    return {
        "prints": _join(corpus.prints),
        "words": _encode_lines(corpus.words),
        "word": corpus.word,
        "marks": corpus.marks,
        "field": corpus.field,
        "paper": corpus.paper,
        "flags": np.stack([getattr(features, name) for name in FLAGS]),
        "stems": _encode_lines(stems),
        "tokens.data": tokens.data,
        "tokens.indices": tokens.indices,
        "tokens.indptr": tokens.indptr,
        "tokens.shape": np.array(tokens.shape),
    }


def _read_texts(arrays: Mapping[str, NDArray[Any]]) -> Texts:
    prints = _split(arrays["prints"])
    tokens = arrays["word"], arrays["marks"], arrays["field"], arrays["paper"]
    corpus = Corpus(len(prints), prints, _decode_lines(arrays["words"]), *tokens)
    stems = [tuple(line.split(" ")[:-1]) for line in _decode_lines(arrays["stems"])]
    parts = tuple(arrays[f"tokens.{name}"] for name in ("data", "indices", "indptr"))
    matrix = sparse.csr_matrix(parts, shape=arrays["tokens.shape"].tolist())
    # Numbers of terms are given again with those of new words.
    terms: list[str] = []
    no_term = np.zeros(0, dtype=np.int64)
    flags = dict(zip(FLAGS, arrays["flags"], strict=True))
    return corpus, WordFeatures(**flags, stems=stems, term=no_term, terms=terms, tokens=matrix)


def _encode_lines(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Return texts without line breaks as bytes."""
    text = "".join(f"{text}\n" for text in texts)
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _decode_lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]


def _join(prints: Sequence[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(prints), dtype=np.uint8)


def _split(data: NDArray[np.uint8]) -> list[bytes]:
    joined = data.tobytes()
    return [joined[at : at + PRINT_BYTES] for at in range(0, len(joined), PRINT_BYTES)]


def _ranking_arrays(ranking: Ranking) -> dict[str, NDArray[Any]]:
    return {
        "prints": _join(ranking.prints),
        "count": np.array([ranking.count]),
        "indices": ranking.indices,
        "products": ranking.products,
        "floor": ranking.floor,
        "recall": np.array([ranking.recall]),
    }


def _read_ranking(arrays: Mapping[str, NDArray[Any]], name: str) -> Ranking | None:
    if f"{name}.count" not in arrays:
        return None
    prints = _split(arrays[f"{name}.prints"])
    count = int(arrays[f"{name}.count"][0])
    recall = float(arrays[f"{name}.recall"][0])
    indices, products, floor = (
        arrays[f"{name}.{field}"] for field in ("indices", "products", "floor")
    )
    return Ranking(prints, count, indices, products, floor, recall)
