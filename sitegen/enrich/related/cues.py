"""Read from the words around a phrase what it is to a paper: problem, method, data, or a contrast.

"We evaluate on MS MARCO" and "the MS MARCO dataset" say data, "by structured pruning" says method,
"the task of entity linking" says problem, "instead of attention" a contrast. Cue words are few, so
a mention often says nothing; a kind is certain if both papers agree, or if nearly all cues of the
collection do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

#: Words before a phrase that are read.
_REACH: Final = 4
#: Cues of a collection that make a kind certain for a phrase, and their share of all its cues.
_MIN_CUES: Final = 3
_MIN_CUE_SHARE: Final = 0.7
_HEADS: Final = {
    "data": frozenset(
        ("dataset", "datasets", "benchmark", "benchmarks", "corpus", "corpora", "database",
         "databases", "leaderboard")
    ),
    # "Method" and "algorithm" stand behind problems as well: "a collision avoidance algorithm".
    "method": frozenset(("architecture", "architectures", "layer", "layers")),
    "problem": frozenset(("problem", "problems", "task", "tasks", "challenge", "challenges")),
}  # fmt: skip
#: The last word before the phrase, articles aside, or the last two.
_LEADS: Final = {
    "contrast": frozenset(
        ("instead of", "rather than", "replacing", "replace", "replaces", "alternative to",
         "alternatives to")
    ),
    "data": frozenset(
        # "Experiments on" and "results on" stand before tasks as well.
        ("evaluated on", "evaluate on", "validated on", "dataset of", "corpus of")
    ),
    "method": frozenset(
        ("using", "via", "based on", "use of", "by means of", "leveraging", "employing",
         "employ", "adopt", "exploiting", "propose", "introduce", "applying")
    ),
    "problem": frozenset(
        ("problem of", "task of", "challenge of", "problems of", "tasks of", "tackle", "tackling",
         "address", "addressing", "addresses", "solve", "solving", "issue of")
    ),
}  # fmt: skip
_ARTICLES: Final = frozenset(("a", "an", "the", "this", "our", "novel", "new", "of the"))

#: (concept, paper) -> kind -> number of cues.
Cues = dict[tuple[int, int], Counter[str]]


class Kinds:
    """The kinds of concepts in papers, by their cues.

    Args:
        corpus: the collection.
        concepts: of the collection.
        numbers: of the concepts that are asked for.
    """

    def __init__(self, corpus: Corpus, concepts: Concepts, numbers: Collection[int]) -> None:
        self._cues = _read_cues(corpus, concepts, numbers)
        self._totals: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for (number, _), cues in self._cues.items():
            self._totals[number].update(cues)

    def of_pair(self, number: int, left: int, right: int) -> str:
        """Return what a concept is to two papers, or "phrase" where that is not certain."""
        empty: Counter[str] = Counter()
        cues = self._cues.get((number, left), empty), self._cues.get((number, right), empty)
        contrasted = [kind_cues["contrast"] > 0 for kind_cues in cues]
        if contrasted[0] != contrasted[1]:
            return "contrast"
        shared = [kind for kind in _HEADS if cues[0][kind] and cues[1][kind]]
        if shared:
            return max(shared, key=lambda kind: cues[0][kind] + cues[1][kind])
        total = self._totals[number]
        kind, count = max(total.items(), key=lambda item: item[1], default=("phrase", 0))
        is_certain = count >= _MIN_CUES and count >= _MIN_CUE_SHARE * total.total()
        return kind if is_certain and kind != "contrast" else "phrase"


def _read_cues(corpus: Corpus, concepts: Concepts, numbers: Collection[int]) -> Cues:
    is_requested = np.zeros(len(concepts.keys), dtype=np.bool_)
    is_requested[list(numbers)] = True
    mentions = np.flatnonzero(is_requested[concepts.phrase])
    words = [word.lower() for word in corpus.words]
    # A property that computes the whole array.
    border = corpus.border
    paper = corpus.paper
    cues: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for mention in mentions.tolist():
        start = int(concepts.start[mention])
        end = start + int(concepts.length[mention])
        preceding = _words_before(corpus.word, border, words, start)
        following = ""
        if end < len(corpus.word) and paper[end] == paper[start] and not border[end]:
            following = words[corpus.word[end]]
        kind = _kind_of_context(preceding, following, words[corpus.word[end - 1]])
        if kind:
            cues[int(concepts.phrase[mention]), int(paper[start])][kind] += 1
    return cues


def _words_before(
    word: NDArray[np.int32], border: NDArray[np.bool_], words: list[str], start: int
) -> list[str]:
    """Return the words of the same clause before a token, the nearest last."""
    first = start
    while first > max(0, start - _REACH) and not border[first]:
        first -= 1
    return [words[number] for number in word[first:start].tolist()]


def _kind_of_context(preceding: list[str], following: str, last: str) -> str:
    while preceding and preceding[-1] in _ARTICLES:
        preceding = preceding[:-1]
    leads = {" ".join(preceding[-n:]) for n in (1, 2, 3)} if preceding else set()
    for kind, cues in _LEADS.items():
        if leads & cues:
            return kind
    for kind, heads in _HEADS.items():
        if following in heads or last in heads:
            return kind
    return ""
