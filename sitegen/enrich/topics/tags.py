"""Choose the collection's topics and give each paper three to eight of them.

A good tag is on several papers but not on all, is a phrase that papers put in their titles, and
says something that the paper's other tags don't. What a phrase is comes from ``phrases``, how well
it stands for a paper from ``salience``; here is the choice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import snowball_key, stems
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.quality import SMALL, least_papers
from sitegen.identifiers import tag_slug
from sitegen.paper import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.paper import Paper

_BELOW_BEST: Final = 2.2
_ADDS: Final = 3

#: A concept's number and its salience in one paper.
_Scored = tuple[int, float]


@dataclass(frozen=True, slots=True)
class TagRules:
    """What the user may set.

    Attributes:
        least: tags a paper, where its text has so many phrases at all.
        most: tags a paper.
        max_share: a tag that more of the papers would have stays on those where it weighs most.
    """

    least: int = 3
    most: int = 8
    max_share: float = 0.2


def most_papers(size: int, share: float) -> int:
    """Return on how many papers a tag may be: fewer than a share of them, yet on two at least."""
    return size if size < SMALL else max(2, math.ceil(share * size) - 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, by the numbers of concepts.

    Attributes:
        numbers: of each paper's tags, best first.
        tags: number -> tag.
    """

    numbers: list[list[int]]
    tags: dict[int, Tag]

    def of(self, place: int) -> tuple[Tag, ...]:
        """Return one paper's tags."""
        return tuple(self.tags[number] for number in self.numbers[place])


def choose_tags(
    papers: Sequence[Paper],
    corpus: Corpus,
    concepts: Concepts,
    judged: tuple[NDArray[np.bool_], NDArray[np.float64]],
    rules: TagRules,
) -> Choice:
    """Choose each paper's tags; the same whatever the order of the papers.

    Args:
        papers: the whole collection.
        corpus: its words.
        concepts: its concepts.
        judged: (concepts,) whether it may be a topic; (pairs,) salience of a concept in a paper.
        rules: the user's.
    """
    good, score = judged
    chooser = _Chooser(concepts, good, rules)
    ranked = _ranked(concepts, score, corpus.size)
    chosen = [chooser.of_paper(scores, chooser.good) for scores in ranked]
    used = _shared(chosen, least_papers(corpus.size)) | chooser.curated
    chosen = [chooser.of_paper(scores, used) for scores in ranked]
    texts = [(paper.title, paper.abstract) for paper in papers]
    most = most_papers(corpus.size, rules.max_share)
    chosen = _thinned(chosen, ranked, texts, most, chooser.forced)
    full = _shared(chosen, most) - chooser.forced
    pools = (used - full, chooser.good - full, chooser.titled - full, used, chooser.good)
    chosen = [
        chooser.filled(picked, scores, pools) for picked, scores in zip(chosen, ranked, strict=True)
    ]
    tags = named_tags(corpus, concepts, {number for numbers in chosen for number in numbers})
    kept = [[number for number in numbers if number in tags] for numbers in chosen]
    # Who lost a tag that reads like another gets the next best of those that are there.
    again = (set(tags) - full, set(tags))
    kept = [
        chooser.filled(numbers, scores, again) if len(numbers) < len(before) else numbers
        for numbers, before, scores in zip(kept, chosen, ranked, strict=True)
    ]
    return Choice(kept, tags)


def _ranked(concepts: Concepts, score: NDArray[np.float64], size: int) -> list[list[_Scored]]:
    """Return each paper's concepts with their salience, most salient first."""
    # Concepts are sorted by key, so that equal scores fall in the alphabet's order.
    order = np.lexsort((concepts.concept, -score, concepts.paper))
    ends = np.searchsorted(concepts.paper[order], np.arange(size + 1))
    numbers, scores = concepts.concept[order].tolist(), score[order].tolist()
    return [
        list(zip(numbers[a:b], scores[a:b], strict=True))
        for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    ]


class _Chooser:
    """The rules, applied to one collection."""

    def __init__(self, concepts: Concepts, good: NDArray[np.bool_], rules: TagRules) -> None:
        self.rules = rules
        self.df = concepts.df.tolist()
        self.parts = [frozenset(parts) for parts in concepts.parts]
        self.curated = {number for number, topic in concepts.topics.items() if topic.is_curated}
        self.good = set(np.flatnonzero(good).tolist()) | self.curated
        self.good -= concepts.forbidden
        self.titled = set(np.flatnonzero(concepts.titles > 0).tolist()) - concepts.forbidden
        self.forced = {number for number, topic in concepts.topics.items() if topic.is_forced}

    def of_paper(self, scored: list[_Scored], allowed: set[int]) -> list[int]:
        """Take a paper's most salient allowed concepts, none of which repeats another.

        The curator's forced topics come first, all of them.
        """
        picked = [number for number, _ in scored if number in self.forced] if self.forced else []
        best: float | None = None
        for number, score in scored:
            if len(picked) >= self.rules.most:
                break
            if number not in allowed or number in self.forced:
                continue
            best = score if best is None else best
            if score < best - _BELOW_BEST and len(picked) >= self.rules.least:
                break
            if not self.repeats(number, picked):
                picked.append(number)
        return picked

    def repeats(self, number: int, picked: Iterable[int]) -> bool:
        """Tell whether a concept adds nothing beside those that are picked.

        One that contains another is on fewer papers; it must be on far fewer, or both say the same.
        """
        words = self.parts[number]
        for other in picked:
            theirs = self.parts[other]
            broad, narrow = (number, other) if words <= theirs else (other, number)
            if (words <= theirs or theirs <= words) and self.df[broad] < _ADDS * self.df[narrow]:
                return True
        return False

    def filled(
        self, picked: list[int], scored: list[_Scored], pools: tuple[set[int], ...]
    ) -> list[int]:
        """Top a short list up from pools of falling quality, most salient first in each."""
        for pool in pools:
            for number, _ in scored:
                if len(picked) >= self.rules.least:
                    return picked
                if number in pool and number not in picked and not self.repeats(number, picked):
                    picked.append(number)
        return picked


def _shared(chosen: list[list[int]], least: int) -> set[int]:
    counts = Counter(number for numbers in chosen for number in numbers)
    return {number for number, count in counts.items() if count >= least}


def _thinned(
    chosen: list[list[int]],
    ranked: list[list[_Scored]],
    texts: list[tuple[str, str]],
    most: int,
    forced: set[int],
) -> list[list[int]]:
    """Keep each tag on at most ``most`` papers: where it is most salient, equal ones by text."""
    counts = Counter(number for numbers in chosen for number in numbers)
    crowded = {number for number, count in counts.items() if count > most} - forced
    if not crowded:
        return chosen
    holders: defaultdict[int, list[tuple[float, tuple[str, str], int]]] = defaultdict(list)
    for place, (numbers, scores) in enumerate(zip(chosen, ranked, strict=True)):
        if crowded.intersection(numbers):
            score = dict(scores)
            for number in crowded.intersection(numbers):
                holders[number].append((-score[number], texts[place], place))
    kept = {(n, place) for n, places in holders.items() for _, _, place in sorted(places)[:most]}
    return [
        [n for n in numbers if n not in crowded or (n, place) in kept]
        for place, numbers in enumerate(chosen)
    ]


def named_tags(corpus: Corpus, concepts: Concepts, numbers: set[int]) -> dict[int, Tag]:
    """Give each concept its name; of two that read as one, the one on fewer papers has none.

    "Transformers" and "transformations" are two things with one stem; beside each other they would
    look like a slip, and share a page's name with "transforms".
    """
    also = _other_names(concepts)
    tags = {
        number: _with_names(concepts.topics[number].tag, also[concepts.keys[number]])
        for number in numbers & concepts.topics.keys()
    }
    taken = {topic.slug for topic in concepts.topics.values()}
    seen = {snowball_key(topic.name) for topic in concepts.topics.values()}
    names = display_names(corpus, concepts, numbers - tags.keys())
    for number in sorted(names, key=lambda n: (-concepts.df[n], concepts.keys[n])):
        name = names[number]
        tag = _with_names(Tag(tag_slug(name), name), also[concepts.keys[number]])
        key = snowball_key(tag.name)
        if tag.slug not in taken and key not in seen:
            tags[number] = tag
            taken.add(tag.slug)
            seen.add(key)
    return tags


def _with_names(tag: Tag, names: Iterable[str]) -> Tag:
    """Return a tag with further names, each once in all its inflections."""
    told: dict[str, str] = {}
    for name in (*tag.also, *sorted(names, key=lambda n: (len(n), n))):
        told.setdefault(snowball_key(singular(name)), name)
    told.pop(snowball_key(tag.name), None)
    return replace(tag, also=tuple(told.values()))


def _other_names(concepts: Concepts) -> dict[str, set[str]]:
    """Return key of a concept -> its acronym and what that stands for."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for short, long in concepts.acronyms.items():
        names["".join(stems(long))] |= {short, long}
    return names
