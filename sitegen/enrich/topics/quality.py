"""Which concepts may be topics of a collection: each rule by its name, as an array over concepts.

Phrase quality after the literature: phrases that live inside one longer phrase are not topics of
their own (C-value; Frantzi et al. 2000, section 2.2); a single word must be far commoner in the
collection than in everyday English (keyness; Rayson & Garside 2000, as a ratio of frequencies); a
topic is on several papers, and on fewer than half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.lexicon import compounds, stems
from sitegen.text.frequency import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

SMALL: Final = 10
EVERYDAY: Final = "an everyday word"
NESTED: Final = "nearly always part of one longer phrase"
PADDED: Final = "adds only a plain word to another topic"
#: Rules that also keep a phrase from being named as a reason why two papers are related.
NOT_AS_REASON: Final = (PADDED,)
_GROWTH: Final = 12
_SWALLOWED: Final = 0.7
_LEAST_KEYNESS: Final = 0.9
#: Stems that name no topic beside a phrase that is one: "deep neural network models".
_PADDING_HEADS: Final = frozenset(
    {"model", "architectur", "agent", "algorithm", "method", "base", "approach", "network"}
)
_PADDING_VERBS: Final = frozenset(
    {"learn", "train", "improv", "understand", "evalu", "build", "use"}
)


def least_papers(size: int) -> int:
    """Return on how many papers a topic must be: 2 in a small collection, 24 in one of 87,000."""
    return 1 if size < SMALL else max(2, int(size**0.5 / _GROWTH))


def faults(corpus: Corpus, concepts: Concepts) -> dict[str, NDArray[np.bool_]]:
    """Return rule -> (concepts,) whether it speaks against the concept as a topic."""
    size = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    most = corpus.size if corpus.size < SMALL else corpus.size // 2
    number = {key: place for place, key in enumerate(concepts.keys)}
    return {
        "on too few papers": concepts.df < least_papers(corpus.size),
        "on more than half of the papers": concepts.df > most,
        "in no title and on few papers": (concepts.titles == 0)
        & (concepts.df <= np.where(size > 1, 1, 3)),
        EVERYDAY: keyness(corpus, concepts) < _LEAST_KEYNESS,
        NESTED: _nested(corpus, concepts, number),
        PADDED: _padded(concepts, number),
    }


def keyness(corpus: Corpus, concepts: Concepts) -> NDArray[np.float64]:
    """Return (concepts,) log10 of how much commoner a word is here than in everyday English.

    Infinite for phrases of several words and for words that everyday English hardly has.
    """
    common = np.array([zipf_frequency(word) for word in corpus.words])
    single = concepts.length == 1
    zipf = np.zeros(len(concepts.keys))
    np.maximum.at(zipf, concepts.phrase[single], common[corpus.word[concepts.start[single]]])
    mentions = np.bincount(concepts.phrase, minlength=len(concepts.keys))
    here = np.log10(np.maximum(1, mentions) * 1e9 / max(1, len(corpus.word)))
    words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    return np.where((words == 1) & (zipf > 0), here - zipf, np.inf)


def _nested(corpus: Corpus, concepts: Concepts, number: dict[str, int]) -> NDArray[np.bool_]:
    swallowed = np.zeros(len(concepts.keys), dtype=np.bool_)
    for place in np.flatnonzero(concepts.df >= max(2, least_papers(corpus.size))).tolist():
        for inner in _inner(concepts.parts[place]):
            other = number.get("".join(inner))
            if other is not None and concepts.df[place] >= _SWALLOWED * concepts.df[other]:
                swallowed[other] = True
    return swallowed


def _inner(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if end - start < len(parts):
                yield parts[start:end]


def _padded(concepts: Concepts, number: dict[str, int]) -> NDArray[np.bool_]:
    """Tell which phrases are another with a plain head after it or a plain verb before it."""
    names = {stems(long) for long in concepts.acronyms.values()} | compounds()
    padded = np.zeros(len(concepts.keys), dtype=np.bool_)
    for place, parts in enumerate(concepts.parts):
        if len(parts) < 3 or parts in names:  # noqa: PLR2004
            continue
        cores = [parts[:-1]] if parts[-1] in _PADDING_HEADS else []
        cores += [parts[1:]] if parts[0] in _PADDING_VERBS else []
        others = [number[key] for core in cores if (key := "".join(core)) in number]
        padded[place] = any(concepts.df[other] >= concepts.df[place] for other in others)
    return padded
