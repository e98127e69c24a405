"""Find each paper's related papers, and say why.

Cosine of TF-IDF vectors over stems and pairs of stems, the title counted three times, term counts
damped by 1 + log(tf) (Manning et al. 2008, "Introduction to Information Retrieval", section 6.4).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.lexicon import commonest, commonest_wording, is_general, is_stop, stems
from sitegen.paper import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.phrases import PaperWords
    from sitegen.paper import Entry, Tag
    from sitegen.text.words import Word

_TITLE_WEIGHT: Final = 3
_REASONS: Final = 3
_CONSIDERED: Final = 24
_TELLING_SHARE: Final = 0.25
_FEW: Final = 5
_CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Terms:
    """The collection as numbers.

    Attributes:
        matrix: papers by terms, rows of length 1 (or 0 where a paper has no term).
        names: how readers see each term, one a column; empty where it is no reason to give.
        parts: the stems of each term.
        bonus: how much a term counts as a reason: its number of words, or 0 where it has no name.
    """

    matrix: sparse.csr_matrix
    names: list[str]
    parts: list[tuple[str, ...]]
    bonus: NDArray[np.float64]


def find_related(
    entries: Sequence[Entry],
    words: Sequence[PaperWords],
    tags: Sequence[tuple[Tag, ...]],
    count: int = 8,
) -> list[tuple[Related, ...]]:
    """Return each paper's related papers, closest first; equal ones by id.

    Args:
        entries: the whole collection.
        words: the same entries' texts, cut into words.
        tags: each entry's tags.
        count: related papers a paper; fewer where the collection is smaller.
    """
    count = min(count, len(entries) - 1)
    if count < 1:
        return [() for _ in entries]
    terms = _vectorize(words)
    mine = np.zeros(terms.matrix.shape[1])
    by_id = np.argsort(np.argsort(np.array([entry.id for entry in entries])))
    related: list[tuple[Related, ...]] = []
    for place, near in enumerate(_nearest(terms.matrix, by_id, count)):
        row = slice(terms.matrix.indptr[place], terms.matrix.indptr[place + 1])
        mine[terms.matrix.indices[row]] = terms.matrix.data[row]
        related.append(
            tuple(
                Related(
                    id=entries[other].id,
                    score=round(float(score), 4),
                    tags=tuple(t.slug for t in tags[place] if t in tags[other]),
                    terms=_reasons(terms, mine, other),
                )
                for other, score in near
            )
        )
        mine[terms.matrix.indices[row]] = 0
    return related


def _vectorize(words: Sequence[PaperWords]) -> _Terms:
    columns: dict[tuple[str, ...], int] = {}
    spellings: list[Counter[str]] = []
    data: list[float] = []
    indices: list[int] = []
    indptr = [0]
    titled: set[int] = set()
    for paper in words:
        counts: Counter[tuple[str, ...]] = Counter()
        for text, weight in ((paper.title, _TITLE_WEIGHT), (paper.abstract, 1)):
            for parts, spelled in _terms(text):
                counts[parts] += weight
                column = columns.setdefault(parts, len(columns))
                if column == len(spellings):
                    spellings.append(Counter())
                spellings[column][spelled] += 1
                if weight == _TITLE_WEIGHT:
                    titled.add(column)
        # In the order of the terms' names, so that sums are the same whatever came first.
        for parts in sorted(counts):
            indices.append(columns[parts])
            data.append(1 + np.log(counts[parts]))
        indptr.append(len(indices))
    shape = (len(words), len(columns))
    counts_matrix = sparse.csr_matrix((data, indices, indptr), shape=shape, dtype=np.float64)
    spread = np.bincount(counts_matrix.indices, minlength=len(columns))
    # A term of one paper relates it to none; one of very many is no reason.
    telling = (spread > 1) & (spread <= max(_FEW, _TELLING_SHARE * len(words)))
    terms = list(columns)
    names = [
        _name(spellings[c], in_title=c in titled) if telling[c] else "" for c in range(len(terms))
    ]
    bonus = np.array([len(t) if name else 0 for t, name in zip(terms, names, strict=True)])
    return _Terms(_weighted(counts_matrix, spread), names, terms, bonus)


def _terms(text: list[Word]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the stems of each word that isn't a stop word, and of each two in a row."""
    before: tuple[str, ...] | None = None
    before_text = ""
    for word in text:
        if is_stop(word.text):
            before = None
            continue
        mine = stems(word.text)
        yield mine, word.text
        if before is not None and not word.border:
            yield before + mine, f"{before_text} {word.text}"
        before, before_text = mine, word.text


def _weighted(counts: sparse.csr_matrix, df: NDArray[np.int64]) -> sparse.csr_matrix:
    """Weigh terms by log((1 + n) / (1 + df)) + 1, drop those of one paper, scale rows to 1."""
    n = counts.shape[0]
    idf = np.log((1 + n) / (1 + df)) + 1
    idf[df <= 1] = 0
    weighted = (counts @ sparse.diags(idf)).tocsr()
    weighted.eliminate_zeros()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return (sparse.diags(1 / norms) @ weighted).tocsr()


def _nearest(
    matrix: sparse.csr_matrix, by_id: NDArray[np.int64], count: int
) -> Iterator[list[tuple[int, float]]]:
    """Yield each row's nearest rows with their cosines, a chunk of rows at a time."""
    transposed = matrix.T.tocsc()
    for start in range(0, matrix.shape[0], _CHUNK):
        scores = (matrix[start : start + _CHUNK] @ transposed).toarray()
        for row, values in enumerate(scores):
            values[start + row] = -1
            # Rounded, as sums in another order differ in the last bits.
            rounded = np.round(values, 9)
            pool = np.argpartition(-rounded, count - 1)[:count]
            pool = np.flatnonzero(rounded >= rounded[pool].min())
            order = np.lexsort((by_id[pool], -rounded[pool]))[:count]
            yield [(int(i), float(rounded[i])) for i in pool[order]]


def _reasons(terms: _Terms, mine: NDArray[np.float64], other: int) -> tuple[str, ...]:
    """Name the shared terms that weigh most; none that has a word of one already named.

    Args:
        terms: the collection.
        mine: one paper's weights, one a column.
        other: place of the other paper.
    """
    row = slice(terms.matrix.indptr[other], terms.matrix.indptr[other + 1])
    columns = terms.matrix.indices[row]
    weights = np.round(terms.matrix.data[row] * mine[columns] * terms.bonus[columns], 9)
    heavy = np.flatnonzero(weights > 0)
    if len(heavy) > _CONSIDERED:
        least = np.partition(weights[heavy], -_CONSIDERED)[-_CONSIDERED]
        heavy = np.flatnonzero(weights >= least)
    order = sorted((-weights[i], terms.parts[columns[i]], int(columns[i])) for i in heavy)
    named: list[_Reason] = []
    for _, parts, column in order:
        reason = _Reason(parts, terms.names[column])
        place = next((i for i, one in enumerate(named) if set(one.parts) & set(parts)), None)
        if place is not None:
            named[place] = named[place].joined(reason)
        elif len(named) < _REASONS:
            named.append(reason)
    return tuple(reason.name for reason in named)


@dataclass(frozen=True, slots=True)
class _Reason:
    parts: tuple[str, ...]
    name: str

    def joined(self, other: _Reason) -> _Reason:
        """Make "graph neural networks" of "graph neural" and "neural networks"."""
        for one, two in ((self, other), (other, self)):
            words, more = one.name.split(), two.name.split()
            if (
                one.parts[-1] == two.parts[0]
                and len(two.parts) == len(more) == 2  # noqa: PLR2004
                and len(one.parts) == len(words) > 1
                and not set(two.parts[1:]) & set(one.parts)
            ):
                return _Reason(one.parts + two.parts[1:], " ".join(words + more[1:]))
        return self


def _name(spellings: Counter[str], *, in_title: bool) -> str:
    """Choose how readers see a term: its commonest wording, in lower case where that occurs.

    Empty where the term is no reason to give: general words, numbers, and single words that are
    neither names nor in a title.
    """
    low = commonest_wording(spellings)
    words = low.split()
    if is_general(words[-1]) and (len(words) == 1 or all(map(is_general, words))):
        return ""
    if low[0].isdigit():
        return ""
    if spellings[low]:
        return low if in_title or len(words) > 1 else ""
    return commonest(Counter({s: c for s, c in spellings.items() if s.lower() == low}))
