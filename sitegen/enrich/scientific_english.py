"""How common words and phrases are in scientific English: shares of abstracts that have them.

The table ships with sitegen. tools/count_phrases.py counts it over about 22,000 abstracts of two
collections, one of machine learning and its neighbours and one of physics and engineering. A small
collection cannot know that "reasoning" is a common word and "heliophysics" is not; this table does.

The table is a header line and four arrays, sorted by the first: the CRC-32 of each phrase's joined
stems, the quantized logarithm of its number of abstracts, the same of the number that it would have
if it were everywhere as rare as in the collection where it is rarest, and the same of its number of
titles. Titles count as part of the abstract. Hashes need no parsing,
so the table loads in a millisecond; a phrase that is not listed has another's hash in 1 of 20,000
cases.
"""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.lexicon import stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: First word of the header; the number of abstracts and of phrases follow.
_MAGIC: Final = "sitegen-phrases-2"
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
        level = np.where(row >= 0, levels[row], 0)
        return np.where(level > 0, 2.0 ** ((level - 1.0) / _STEPS), 0.0)

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
def shipped_phrases() -> PhraseTable:
    """Read the table that ships with sitegen, once."""
    return parse_phrases(files("sitegen.enrich").joinpath("scientific.phrases").read_bytes())


def parse_phrases(data: bytes) -> PhraseTable:
    """Read a table of phrases.

    Raises:
        ValueError: the data is no such table.
    """
    header, _, body = data.partition(b"\n")
    magic, size, length = header.decode("ascii").split(" ")
    n_phrases = int(length)
    if magic != _MAGIC or len(body) != 7 * n_phrases:
        message = "not a table of phrases; make it with tools/count_phrases.py"
        raise ValueError(message)
    codes = np.frombuffer(body, dtype="<u4", count=n_phrases).astype(np.uint32)
    levels = np.frombuffer(body, dtype=np.uint8, offset=4 * n_phrases).reshape(3, n_phrases)
    return PhraseTable(int(size), codes, *levels)


def render_phrases(size: int, counts: Mapping[str, tuple[float, float, float]]) -> bytes:
    """Write a table of phrases.

    Args:
        size: number of abstracts.
        counts: joined stems -> number of abstracts, the number if the phrase were everywhere as
            rare as where it is rarest, and the number of titles. Of phrases with equal hashes the
            most common stays.
    """
    rows: dict[int, tuple[int, ...]] = {}
    for key, numbers in counts.items():
        row = tuple(map(_level, numbers))
        rows[_code(key)] = max(row, rows.get(_code(key), row))
    codes = sorted(rows)
    levels = np.array([rows[code] for code in codes], dtype=np.uint8).reshape(-1, 3)
    header = f"{_MAGIC} {size} {len(codes)}\n".encode("ascii")
    hashes = np.array(codes, dtype="<u4")
    return b"".join((header, hashes.tobytes(), levels.T.tobytes()))


def _code(key: str) -> int:
    return zlib.crc32(key.encode())


def _level(count: float) -> int:
    """Quantize a count to a byte: 0 for less than one, else 1 + 16 log2."""
    return 0 if count < 1 else min(255, 1 + round(_STEPS * float(np.log2(count))))
