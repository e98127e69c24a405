"""How common words and phrases are in scientific English: shares of abstracts that have them.

The tables ship with sitegen, one for each of two fields. tools/count_phrases.py counts them: over
about 22,000 abstracts of machine learning and its neighbours, physics and engineering, and over
15,000 of medicine, chemistry, biology and psychology. A small collection cannot know that
"reasoning" is a common word and "heliophysics" is not; these tables do. A collection is read by
the table of its field, or by a mean of both: "confidence interval" is a term of machine learning,
and says nothing in medicine.

The file is a header line and arrays, sorted by the first: the CRC-32 of each phrase's joined
stems; and for each field the quantized logarithm of its number of abstracts, the same of the number
that it would have if it were everywhere as rare as in the collection where it is rarest, and the
same of its number of titles. Titles count as part of the abstract. Hashes need no parsing,
so the file loads in milliseconds; a phrase that is not listed has another's hash in 1 of 20,000
cases.
"""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.lexicon import stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus

#: First word of the header; the numbers of phrases and of the abstracts of each field follow.
_MAGIC: Final = "sitegen-phrases-3"
#: A phrase's bytes: its hash, and the columns of each field.
_HASH_BYTES: Final = 4
_COLUMNS: Final = 3
#: A collection with a smaller share of one field is read as the other alone, else as half of each.
#: There are only three levels, so that few changes of a collection move it.
_MIN_FIELD_SHARE: Final = 1 / 3
#: A word of this share of the abstracts of a field tells it from the others.
_MIN_TELLING_SHARE: Final = 0.005
#: Fewer of such words tell no field.
_MIN_TELLING_TOKENS: Final = 300
#: Steps of a byte per doubling: 2 ** 15 abstracts are the most.
_STEPS: Final = 16
# The titles and abstracts that each phrase is given in advance, so that one title says little.
_PRIOR_TITLES: Final = 0.3
_PRIOR_ABSTRACTS: Final = 6.0
#: Lists of phrases whose rows are remembered: one list is asked for several columns. Short lists
#: are looked up faster than found among them.
_MAX_LISTS: Final = 4
_MIN_LIST_KEYS: Final = 500


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTable:
    """Numbers of abstracts by phrase.

    Attributes:
        size: number of abstracts that were counted.
        codes: (phrases,) CRC-32 of the joined stems; sorted.
        counts: (phrases,) steps of log2 of the number of abstracts, plus 1.
        rarest: (phrases,) the same, as if the phrase were everywhere as rare as where it is rarest;
            0 if a collection lacks it.
        titles: (phrases,) the same for the number of titles; 0 if no title has it.
        located: the latest lists of phrases, which nobody may change, and their rows.
    """

    size: int
    codes: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    rarest: NDArray[np.uint8]
    titles: NDArray[np.uint8]
    located: deque[tuple[Sequence[str], NDArray[np.int64]]] = field(
        default_factory=lambda: deque(maxlen=_MAX_LISTS)
    )

    def shares(self, keys: Sequence[str], *, is_minimum: bool = False) -> NDArray[np.float64]:
        """Return (keys,) share of the abstracts, 0 for phrases that are not listed.

        Args:
            keys: joined stems of each phrase.
            is_minimum: give the share in the collection where the phrase is rarest.
        """
        return self._counts(keys, self.rarest if is_minimum else self.counts) / self.size

    def title_ratios(self, keys: Sequence[str]) -> NDArray[np.float64]:
        """Return (keys,) titles with a phrase per abstract with it, smoothed for rare phrases.

        Terms stand in titles, phrases of discourse ("research community") in abstracts only. A
        phrase that is not listed has the mean of all phrases.
        """
        abstracts, titles = self._counts(keys, self.counts), self._counts(keys, self.titles)
        return (titles + _PRIOR_TITLES) / (abstracts + _PRIOR_ABSTRACTS)

    def _counts(self, keys: Sequence[str], levels: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return (keys,) counts by one of the columns, 0 for phrases that are not listed."""
        if not len(self.codes):
            return np.zeros(len(keys))
        row = self._locate(keys)
        return _to_counts(np.where(row >= 0, levels[row], 0))

    def _locate(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """Return (keys,) row of each phrase, -1 for phrases that are not listed."""
        for known, row in self.located:
            if known is keys:
                return row
        hashes = np.fromiter(map(_code, keys), dtype=np.uint32, count=len(keys))
        at = np.minimum(np.searchsorted(self.codes, hashes), len(self.codes) - 1)
        row = np.where(self.codes[at] == hashes, at, -1)
        if len(keys) >= _MIN_LIST_KEYS:
            self.located.append((keys, row))
        return row


def document_share(phrase: str) -> float:
    """Return the share of scientific abstracts that have a word or phrase, 0 to 1.

    Inflection, British spelling and hyphens make no difference. Phrases of four words and more, and
    those of very few abstracts, are not listed and have 0.
    """
    return float(shipped_phrases().shares(["".join(stems(phrase))])[0])


def least_share(phrase: str) -> float:
    """Return the share of abstracts in the collection where a phrase is rarest.

    A high value marks the English of all sciences ("method"), a low one beside a high
    ``document_share`` the established term of one field ("neural network").
    """
    return float(shipped_phrases().shares(["".join(stems(phrase))], is_minimum=True)[0])


@cache
def shipped_fields() -> tuple[PhraseTable, ...]:
    """Read the tables that ship with sitegen, once: of computing, and of medicine."""
    return parse_phrases(files("sitegen.enrich").joinpath("scientific.phrases").read_bytes())


def shipped_phrases() -> PhraseTable:
    """Return the table of computing, physics and engineering."""
    return shipped_fields()[0]


# Topics and reasons ask for the same collection.
@lru_cache(maxsize=2)
def phrases_of(corpus: Corpus) -> PhraseTable:
    """Return the table of a collection's field, or the mean of two if it is of both."""
    computing, medicine = shipped_fields()
    share = _measure_share(corpus, computing, medicine)
    if share in {0, 1}:
        return medicine if share else computing
    return _blend(computing, medicine, share)


def _measure_share(corpus: Corpus, first: PhraseTable, second: PhraseTable) -> float:
    """Return how much of the second field a collection is: 0, a half or 1.

    The mean of the fields' word frequencies is taken that is nearest to the collection's.
    """
    keys = corpus.stems or ["".join(stems(word)) for word in corpus.words]
    n_tokens = np.bincount(corpus.word, minlength=len(keys))
    # Spellings of one stem share its frequency.
    names, at = np.unique(np.array(keys, dtype=object), return_inverse=True)
    counts = np.bincount(at.reshape(-1), n_tokens, minlength=len(names))
    shares = [table.shares(names.tolist()) for table in (first, second)]
    columns = np.stack([counts, *shares])
    columns = columns[:, columns[1:].max(axis=0, initial=0) >= _MIN_TELLING_SHARE]
    totals = columns.sum(axis=1, keepdims=True)
    if totals[0] < _MIN_TELLING_TOKENS:
        return 0.0
    collection, left, right = np.sqrt(columns / totals)
    difference = right - left
    share = float((collection - left) @ difference / (difference @ difference))
    return sum(share > limit for limit in (_MIN_FIELD_SHARE, 1 - _MIN_FIELD_SHARE)) / 2


def _blend(first: PhraseTable, second: PhraseTable, share: float) -> PhraseTable:
    """Return a table with the mean shares of two tables that list the same phrases."""

    def blend(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> NDArray[np.uint8]:
        right_counts = first.size / second.size * _to_counts(right)
        return _to_levels((1 - share) * _to_counts(left) + share * right_counts)

    return PhraseTable(
        first.size,
        first.codes,
        blend(first.counts, second.counts),
        blend(first.rarest, second.rarest),
        blend(first.titles, second.titles),
    )


def parse_phrases(data: bytes) -> tuple[PhraseTable, ...]:
    """Read the tables of phrases of several fields.

    Raises:
        ValueError: the data is no such table.
    """
    header, _, body = data.partition(b"\n")
    magic, length, *sizes = header.decode("ascii").split(" ")
    n_phrases = int(length)
    n_bytes = (_HASH_BYTES + _COLUMNS * len(sizes)) * n_phrases
    if magic != _MAGIC or not sizes or len(body) != n_bytes:
        message = "not a table of phrases; make it with tools/count_phrases.py"
        raise ValueError(message)
    codes = np.frombuffer(body, dtype="<u4", count=n_phrases).astype(np.uint32)
    levels = np.frombuffer(body, dtype=np.uint8, offset=_HASH_BYTES * n_phrases)
    fields = levels.reshape(len(sizes), _COLUMNS, n_phrases)
    return tuple(
        PhraseTable(int(size), codes, *field) for size, field in zip(sizes, fields, strict=True)
    )


def render_phrases(*fields: tuple[int, Mapping[str, tuple[float, float, float]]]) -> bytes:
    """Write the tables of phrases of several fields.

    Args:
        fields: of each, the number of abstracts, and joined stems -> number of abstracts, the
            number if the phrase were everywhere as rare as where it is rarest, and the number of
            titles. Of phrases with equal hashes the most common stays.
    """
    rows: list[dict[int, tuple[int, ...]]] = []
    for _, counts in fields:
        levels: dict[int, tuple[int, ...]] = {}
        for key, numbers in counts.items():
            row = tuple(map(_level, numbers))
            levels[_code(key)] = max(row, levels.get(_code(key), row))
        rows.append(levels)
    codes = sorted(set().union(*rows))
    absent = (0,) * _COLUMNS
    columns = np.array(
        [[levels.get(code, absent) for code in codes] for levels in rows], dtype=np.uint8
    ).reshape(len(rows), -1, _COLUMNS)
    sizes = " ".join(str(size) for size, _ in fields)
    header = f"{_MAGIC} {len(codes)} {sizes}\n".encode("ascii")
    hashes = np.array(codes, dtype="<u4")
    return b"".join((header, hashes.tobytes(), columns.transpose(0, 2, 1).tobytes()))


def _code(key: str) -> int:
    return zlib.crc32(key.encode())


def _level(count: float) -> int:
    """Quantize a count to a byte: 0 for less than one, else 1 + 16 log2."""
    return 0 if count < 1 else min(255, 1 + round(_STEPS * float(np.log2(count))))


def _to_counts(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the counts that levels stand for."""
    return np.where(levels > 0, 2.0 ** ((levels - 1.0) / _STEPS), 0.0)


def _to_levels(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the levels of counts, as ``_level`` does."""
    levels = 1 + np.round(_STEPS * np.log2(np.maximum(1, counts)))
    return np.where(counts < 1, 0, np.minimum(255, levels)).astype(np.uint8)
