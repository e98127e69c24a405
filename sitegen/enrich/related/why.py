"""Say why each paper of a related list is there: a kind and a specific thing.

The things of a pair are, in this order, specific phrases that both papers have, specific words that
both have, a bridge: a phrase of each, close in meaning, two topics or two words that few papers
have together, and in small collections one topic. Pairs that have none get no reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.related.bridges import Bridges
from sitegen.enrich.related.companions import Companions
from sitegen.enrich.related.cues import Kinds
from sitegen.enrich.related.heads import read_heads
from sitegen.enrich.related.noun_phrases import (
    encode_modifiers,
    name_phrases,
    read_noun_phrases,
    weigh_words,
)
from sitegen.enrich.related.reasons import find_phrases, find_shared_phrases, find_words
from sitegen.enrich.related.same_topics import find_shared_topics
from sitegen.enrich.related.specific import (
    MAX_PHRASE_PAPERS_SHARE,
    MAX_SUBJECT_ZIPF,
    find_details,
    find_passing,
    most_papers,
    specific_concepts,
    specific_words,
)
from sitegen.enrich.related.word_pairs import find_word_pairs
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.generality import HEAD
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.phrases import TITLE_WEIGHT
from sitegen.enrich.topics.quality import INFREQUENT, NESTED
from sitegen.paper import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.space import Space
    from sitegen.enrich.topics.phrases import Concepts

#: Rules for topics that say nothing of reasons: how many papers have a phrase.
_TOPICS_ONLY: Final = (
    HEAD, INFREQUENT, NESTED, "on more than half of the papers", "in no title and on few papers",
    "a word of too many papers",
)  # fmt: skip
#: Length of the things of an entry together, in characters.
_MAX_CHARS: Final = 48
_MAX_BRIDGE_CHARS: Final = 60
_MAX_THINGS: Final = 2
#: What a word adds to the cosine of the two papers, to be named alone.
_MIN_WORD_WEIGHT: Final = 0.015
_MIN_SUBJECT_WEIGHT: Final = 0.08
#: Entries of a page with the same thing.
_MAX_REPEATS: Final = 2
BRIDGE_SIGN: Final = " ~ "


def find_telling(faults: Mapping[str, NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return (concepts,) whether a concept says what a paper is about, however many papers have it.

    Args:
        faults: rule -> (concepts,) whether a concept fails it; not empty.
    """
    rules = [mask for rule, mask in faults.items() if rule not in _TOPICS_ONLY]
    is_telling: NDArray[np.bool_] = ~np.logical_or.reduce(rules)
    return is_telling


@dataclass(frozen=True, slots=True)
class Why:
    """Why two papers are related.

    Attributes:
        reasons: that the page shows.
        is_supported: there are some, or the page has said them of other entries already.
    """

    reasons: tuple[Reason, ...]
    is_supported: bool


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """What the reasons of a collection are made from.

    Attributes:
        corpus: the collection.
        features: of its words.
        concepts: its phrases.
        faults: rule -> (concepts,) whether a concept fails it.
        tag_names: concept -> the name by which readers see it as a topic.
        tags: concepts that are topics of each paper.
        vectors: (papers, dimensions) unit vectors of meaning, from the table of token vectors.
        lowered: words that papers mostly write in lower case.
    """

    corpus: Corpus
    features: WordFeatures
    concepts: Concepts
    faults: Mapping[str, NDArray[np.bool_]]
    tag_names: Mapping[int, str]
    tags: Sequence[Sequence[int]]
    vectors: NDArray[np.float32]
    lowered: frozenset[str]

    def of_lists(self, space: Space, lists: Sequence[Neighbours]) -> list[Why]:
        """Return why each pair is related, list after list.

        Args:
            space: the vectors of the collection.
            lists: papers that are related to each paper.
        """
        # (pairs,) indexes of a paper and of one entry of its list.
        left = np.repeat(np.arange(len(lists)), [len(neighbours) for neighbours in lists])
        right = np.array([index for row in lists for index, _ in row], dtype=np.int64)
        shared, concepts = self._shared_things(space, left, right)
        choice = _Choice(left)
        # Phrases and names first, then words, bridges, two topics, a topic or a phrase that the
        # page has named twice with a word, two words, one topic, if possible with a general word,
        # and a word of everyday English.
        choice.add(np.arange(len(left)), [_select(reasons, are_words=False) for reasons in shared])
        silent = choice.silent()
        choice.add(silent, [_select(shared[pair], are_words=True) for pair in silent.tolist()])
        silent = choice.silent()
        choice.add(silent, self._bridges(space, left[silent], right[silent]))
        silent = choice.silent()
        topics = find_shared_topics(
            phrases_of(self.corpus),
            self.concepts,
            self.tags,
            self.tag_names,
            left[silent],
            right[silent],
        )
        alone = dict(zip(silent.tolist(), topics.alone, strict=True))
        choice.add(silent, topics.together)
        things = np.concatenate([concepts[silent], topics.numbers], axis=1)
        is_silent = np.isin(silent, choice.silent())
        silent = silent[is_silent]
        rows = [[number for number in row if number >= 0] for row in things[is_silent].tolist()]
        with_words = self._with_words(space, rows, left[silent], right[silent])
        choice.add(silent, with_words, max_things=1)
        silent = choice.silent()
        choice.add(silent, self._word_pairs(space, left[silent], right[silent]))
        silent = choice.silent()
        # A topic that few papers have says enough.
        is_rare = self.concepts.df <= most_papers(self.corpus.size, MAX_PHRASE_PAPERS_SHARE)
        rows = [[] if is_rare[alone[pair]].any() else alone[pair] for pair in silent.tolist()]
        general = self._with_words(space, rows, left[silent], right[silent], are_general=True)
        choice.add(silent, general, max_things=1)
        silent = choice.silent()
        rows = [alone[pair] for pair in silent.tolist()]
        topics_alone = [[Reason("topic", self.tag_names[n]) for n in row] for row in rows]
        choice.add(silent, topics_alone)
        silent = choice.silent()
        choice.add(silent, self._subjects(space, left[silent], right[silent]))
        return [
            Why(reasons, bool(reasons or shared[pair] or alone.get(pair)))
            for pair, reasons in enumerate(choice.chosen)
        ]

    def _shared_things(
        self, space: Space, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> tuple[list[list[Reason]], NDArray[np.int64]]:
        """Return the specific phrases and words that both papers of each pair have.

        Beside them stand the (pairs, 4) concepts, padded with -1.
        """
        telling = find_telling(self.faults)
        allowed = specific_concepts(self.corpus, self.features, self.concepts, [~telling])
        # (pairs, 4) numbers of concepts and of words, padded with -1.
        phrases = find_phrases(self.concepts, allowed, self.corpus.size)
        concepts = self._drop_details(find_shared_phrases(phrases, left, right), left, right)
        names = self._names(np.unique(concepts).tolist())
        is_named = specific_words(self.corpus, self.features, space.words)
        rare_words = find_words(self.corpus, self.features, space.words, is_named)
        words = find_shared_phrases(rare_words, left, right, min_weight=_MIN_WORD_WEIGHT)
        kinds = Kinds(self.corpus, self.concepts, names.keys())
        things = []
        rows = zip(left.tolist(), right.tolist(), concepts.tolist(), words.tolist(), strict=True)
        for left_paper, right_paper, numbers, word_numbers in rows:
            # A word in passing says nothing: it must be among those that make the papers close.
            keys = {self._key(number) for number in word_numbers if number >= 0}
            reasons = [
                Reason(kinds.of_pair(n, left_paper, right_paper), names[n])
                for n in numbers
                if n >= 0 and (not _is_word(names[n]) or self.concepts.keys[n] in keys)
            ]
            things.append(
                reasons + [Reason("phrase", self.corpus.words[n]) for n in word_numbers if n >= 0]
            )
        return things, concepts

    def _drop_details(
        self, concepts: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return (pairs, 4) concepts, with -1 for details: common ones that are not stressed.

        A concept is stressed if it is in a title, thrice in a paper, or twice in both; what science
        names in passing, if it is twice in both.
        """
        # Pairs of concept and paper are sorted, so that their codes can be searched.
        codes = self.concepts.concept * self.corpus.size + self.concepts.paper
        weights = np.zeros((2, *concepts.shape))
        is_real = concepts >= 0
        for side, papers in enumerate((left, right)):
            code = concepts * self.corpus.size + papers[:, None]
            weights[side][is_real] = self.concepts.weight[np.searchsorted(codes, code[is_real])]
        is_stressed = (weights.max(axis=0) >= TITLE_WEIGHT) | (weights.min(axis=0) > 1)
        is_detail = np.zeros(concepts.shape, dtype=np.bool_)
        is_passing = is_detail.copy()
        used, at = np.unique(concepts[is_real], return_inverse=True)
        table, keys = phrases_of(self.corpus), [self.concepts.keys[n] for n in used.tolist()]
        is_detail[is_real] = find_details(table, keys)[at]
        is_passing[is_real] = find_passing(table, keys)[at]
        is_dropped = (is_detail & ~is_stressed) | (is_passing & (weights.min(axis=0) <= 1))
        return np.where(is_dropped, -1, concepts)

    def _key(self, word: int) -> str:
        """Return the joined stems of a word of the corpus."""
        return self.features.terms[int(self.features.term[word])]

    def _with_words(
        self,
        space: Space,
        things: Sequence[Sequence[int]],
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        *,
        are_general: bool = False,
    ) -> list[list[Reason]]:
        """Return reasons that name a thing and a word of both papers of each pair.

        Args:
            space: the vectors of the collection.
            things: concepts of each pair.
            left: (pairs,) index of the first paper of each pair.
            right: (pairs,) index of the second.
            are_general: whether the word may be a general one. It makes a broad topic narrower,
                and is no second thing.
        """
        names = self._names(sorted({number for row in things for number in row}))
        companions = Companions(
            self.corpus,
            self.features,
            space.words,
            self.concepts,
            self._nested_words(),
            are_general=are_general,
        )
        kind = "topic" if are_general else "words"
        return [
            [Reason(kind, f"{names[thing]}, {self._lower(word)}") for thing, word in pairs]
            for pairs in companions.of_pairs(things, left, right)
        ]

    def _word_pairs(
        self, space: Space, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> list[list[Reason]]:
        pairs = np.stack([left, right], axis=1)
        phrases = dict(zip(self.concepts.keys, self.concepts.df.tolist(), strict=True))
        names = find_word_pairs(
            self.corpus, self.features, space.words, pairs, phrases, self.concepts.acronyms
        )
        return [[Reason("words", self._lower(name))] if name else [] for name in names]

    def _subjects(
        self, space: Space, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> list[list[Reason]]:
        """Return a word of everyday English that makes the papers of each pair close: "privacy"."""
        is_named = specific_words(self.corpus, self.features, space.words, MAX_SUBJECT_ZIPF)
        nested = self._nested_words()
        is_named &= np.array([name not in nested for name in space.words.names], dtype=np.bool_)
        words = find_words(self.corpus, self.features, space.words, is_named)
        numbers = find_shared_phrases(words, left, right, min_weight=_MIN_SUBJECT_WEIGHT)
        return [
            [Reason("phrase", self._lower(self.corpus.words[n]))] if n >= 0 else []
            for n in numbers[:, 0].tolist()
        ]

    def _nested_words(self) -> frozenset[str]:
        """Return the stems that nearly always stand in one longer phrase: "reinforc"."""
        numbers = np.flatnonzero(self.faults[NESTED]).tolist()
        return frozenset(self.concepts.keys[n] for n in numbers if len(self.concepts.parts[n]) == 1)

    def _lower(self, name: str) -> str:
        """Return words that are joined by commas without the capitals of titles."""
        return ", ".join(
            word.lower() if word[1:].islower() and word.lower() in self.lowered else word
            for word in name.split(", ")
        )

    def _bridges(
        self, space: Space, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> list[list[Reason]]:
        """Return the bridge of each pair, if it has one."""
        weights = weigh_words(self.corpus, self.features)
        papers = np.unique([left, right])
        phrases = read_noun_phrases(self.corpus, self.features, self.concepts, weights, papers)
        heads = read_heads(phrases, self.corpus, self.features, self.concepts, space.words)
        # Modifiers tell kinds of one term apart; those of other phrases are not asked for.
        is_kind = np.isin(heads.head, heads.head[heads.is_term])
        modifiers = np.zeros_like(phrases.vectors)
        modifiers[is_kind] = encode_modifiers(self.corpus, phrases.words[is_kind], weights)
        bridges = Bridges(phrases, heads, self.vectors, modifiers)
        pairs = bridges.of_pairs(left, right)
        used = np.unique(pairs[pairs >= 0])
        full = name_phrases(self.corpus, phrases.words[used], self.lowered)
        names = dict(zip(used.tolist(), full, strict=True))
        reasons: list[list[Reason]] = [[] for _ in pairs]
        named = np.flatnonzero(pairs[:, 0] >= 0)
        is_head_alone = bridges.share_head_alone(pairs[named]).tolist()
        for pair, head_alone in zip(named.tolist(), is_head_alone, strict=True):
            first, second = (names[number] for number in pairs[pair].tolist())
            reasons[pair] = [
                Reason("phrase", first.split()[-1])
                if head_alone
                else Reason("bridge", f"{first}{BRIDGE_SIGN}{second}")
            ]
        return reasons

    def _names(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return concept -> name; one that is a topic has the name of the topic."""
        requested = {number for number in numbers if number >= 0}
        names = {n: self.tag_names[n] for n in requested & self.tag_names.keys()}
        others = requested - names.keys()
        return names | display_names(self.corpus, self.concepts, others, self.lowered)


def _select(reasons: Sequence[Reason], *, are_words: bool) -> list[Reason]:
    """Return the reasons that are single words, or those that are not."""
    return [reason for reason in reasons if _is_word(reason.text) == are_words]


def _is_word(text: str) -> bool:
    """Check whether a reason is a single word, and no name."""
    return " " not in text and text.islower()


class _Choice:
    """The reasons that entries show.

    Args:
        left: (pairs,) the paper on whose page a pair stands; sorted.
    """

    def __init__(self, left: NDArray[np.int64]) -> None:
        self.chosen: list[tuple[Reason, ...]] = [()] * len(left)
        self._pages = left.tolist()
        # Page -> how often it shows a reason.
        self._uses: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def silent(self) -> NDArray[np.int64]:
        """Return the pairs that have no reason yet."""
        return np.flatnonzero([not reasons for reasons in self.chosen])

    def add(
        self,
        pairs: NDArray[np.int64],
        reasons: Sequence[list[Reason]],
        *,
        max_things: int = _MAX_THINGS,
    ) -> None:
        """Choose from the reasons of some pairs those that their pages have not used twice."""
        for pair, candidates in zip(pairs.tolist(), reasons, strict=True):
            if candidates:
                self.chosen[pair] = _choose(candidates, self._uses[self._pages[pair]], max_things)


def _choose(reasons: list[Reason], uses: Counter[str], max_things: int) -> tuple[Reason, ...]:
    """Return the best reasons that the page has not used twice, as many as one line holds."""
    chosen: list[Reason] = []
    for reason in reasons:
        length = sum(len(r.text) + 2 for r in chosen) + len(reason.text)
        max_length = _MAX_BRIDGE_CHARS if reason.kind == "bridge" else _MAX_CHARS
        if uses[reason.text] >= _MAX_REPEATS or length > max_length:
            continue
        # A word explains alone; it adds nothing to a shared phrase.
        if chosen and " " not in reason.text:
            continue
        chosen.append(reason)
        if len(chosen) == max_things:
            break
    uses.update(reason.text for reason in chosen)
    return tuple(chosen)
