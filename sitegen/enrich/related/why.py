"""Say why each paper of a related list is there: a kind and a specific thing.

The things of a pair are, in this order, specific phrases that both papers have, specific words that
both have, and a bridge: a phrase of each, close in meaning. Pairs that have none get no reason.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.bridges import Bridges, bridge_candidates
from sitegen.enrich.related.cues import Kinds
from sitegen.enrich.related.reasons import find_phrases, find_shared_phrases, find_words
from sitegen.enrich.related.specific import specific_concepts
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.quality import INFREQUENT, NESTED
from sitegen.paper import Reason, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.space import Space
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.paper import Entry

#: Rules for topics that say nothing of reasons: how many papers have a phrase.
_TOPICS_ONLY: Final = (
    INFREQUENT, NESTED, "on more than half of the papers", "in no title and on few papers",
    "a word of too many papers",
)  # fmt: skip
#: Length of the things of an entry together, in characters.
_MAX_CHARS: Final = 48
_MAX_THINGS: Final = 2
#: Entries of a page with the same thing.
_MAX_REPEATS: Final = 2
_SCORE_DIGITS: Final = 4
BRIDGE_SIGN: Final = " ~ "


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """What the reasons of a collection are made from.

    Attributes:
        corpus: the collection.
        features: of its words.
        concepts: its phrases.
        faults: rule -> (concepts,) whether a concept fails it.
        salience: (pairs,) of each concept in each paper.
        tag_names: concept -> the name by which readers see it as a topic.
    """

    corpus: Corpus
    features: WordFeatures
    concepts: Concepts
    faults: Mapping[str, NDArray[np.bool_]]
    salience: NDArray[np.float64]
    tag_names: Mapping[int, str]

    def of_lists(self, space: Space, lists: Sequence[Neighbours]) -> Iterator[list[Reason]]:
        """Yield the reasons of each pair, list after list, the best first."""
        # (pairs,) indexes of a paper and of one entry of its list.
        left = np.repeat(np.arange(len(lists)), [len(neighbours) for neighbours in lists])
        right = np.array([index for row in lists for index, _ in row], dtype=np.int64)
        excluded = [mask for rule, mask in self.faults.items() if rule not in _TOPICS_ONLY]
        allowed = specific_concepts(self.corpus, self.features, self.concepts, excluded)
        size = self.corpus.size
        # (pairs, 4) numbers of concepts and of words, padded with -1.
        shared = find_shared_phrases(find_phrases(self.concepts, allowed, size), left, right)
        candidates = bridge_candidates(
            self.concepts, allowed & self._has_words(), self.salience, size
        )
        names = self._names(np.union1d(shared, candidates).tolist())
        known = {n: names[n] for n in np.unique(candidates).tolist() if n >= 0}
        bridges = Bridges(candidates, known).of_pairs(left, right)
        words = find_words(self.corpus, self.features, space.words)
        shared_words = find_shared_phrases(words, left, right)
        kinds = Kinds(self.corpus, self.concepts, {n for n in np.unique(shared).tolist() if n >= 0})
        rows = zip(left.tolist(), right.tolist(), shared.tolist(), strict=True)
        for row, (our_phrase, their_phrase), numbers in zip(
            rows, bridges.tolist(), shared_words.tolist(), strict=True
        ):
            left_paper, right_paper, concepts = row
            reasons = [
                Reason(kinds.of_pair(n, left_paper, right_paper), names[n])
                for n in concepts
                if n >= 0
            ]
            reasons += [Reason("phrase", self.corpus.words[n]) for n in numbers if n >= 0]
            if our_phrase >= 0 and names[our_phrase] != names[their_phrase]:
                reasons.append(
                    Reason("bridge", f"{names[our_phrase]}{BRIDGE_SIGN}{names[their_phrase]}")
                )
            yield reasons

    def _has_words(self) -> NDArray[np.bool_]:
        return np.array([len(parts) > 1 for parts in self.concepts.parts], dtype=np.bool_)

    def _names(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return concept -> name; one that is a topic has the name of the topic."""
        requested = {number for number in numbers if number >= 0}
        names = display_names(self.corpus, self.concepts, requested)
        return names | {n: self.tag_names[n] for n in requested & self.tag_names.keys()}


def add_reasons(
    entries: Sequence[Entry], lists: Sequence[Neighbours], reasons: Iterator[list[Reason]]
) -> list[tuple[Related, ...]]:
    """Return the related papers of each entry, with the reasons.

    Args:
        entries: of the collection.
        lists: related papers of each entry.
        reasons: of each pair, in the order of the lists.
    """
    authors = [_authors_by_key(entry) for entry in entries]
    related: list[tuple[Related, ...]] = []
    for index, neighbours in enumerate(lists):
        rows = []
        uses: Counter[str] = Counter()
        for neighbour, score in neighbours:
            why = _choose(next(reasons), uses)
            coauthors = _shared_authors(authors[index], authors[neighbour])
            # Rounding errors may turn a cosine of 0 into a negative number.
            rounded = round(max(0.0, score), _SCORE_DIGITS)
            rows.append(Related(entries[neighbour].id, rounded, why, coauthors))
        related.append(tuple(rows))
    return related


def _choose(reasons: list[Reason], uses: Counter[str]) -> tuple[Reason, ...]:
    """Return the best reasons that the page has not used twice, as many as one line holds."""
    chosen: list[Reason] = []
    for reason in reasons:
        length = sum(len(r.text) + 2 for r in chosen) + len(reason.text)
        if uses[reason.text] >= _MAX_REPEATS or length > _MAX_CHARS:
            continue
        # A bridge or a word explains alone; it adds nothing to a shared phrase.
        if chosen and (reason.kind == "bridge" or " " not in reason.text):
            continue
        chosen.append(reason)
        if len(chosen) == _MAX_THINGS or reason.kind == "bridge":
            break
    uses.update(reason.text for reason in chosen)
    return tuple(chosen)


def _shared_authors(left: dict[str, str], right: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the authors in both dicts, in the order and spelling of the first."""
    # Most pairs share none; the set operation finds that out without a loop in Python.
    if not left or left.keys().isdisjoint(right):
        return ()
    return tuple(name for key, name in left.items() if key in right)


def _authors_by_key(entry: Entry) -> dict[str, str]:
    """Return comparison key -> name of the authors of an entry, in order."""
    return {_name_key(author.name): author.name for author in entry.paper.authors}


def _name_key(name: str) -> str:
    """Return a name without case, accents and repeated spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
