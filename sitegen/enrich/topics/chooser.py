"""The rules by which the topics of one paper are chosen from its concepts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.config.settings import TagSettings
    from sitegen.enrich.topics.phrases import Concepts

#: A concept's number and its salience in one paper.
Scored = tuple[int, float]
#: Concepts that score this much below the paper's best become tags only to reach the minimum.
_MAX_SCORE_GAP: Final = 3.75
#: Concepts, per paper, that may be tags beyond the minimum of their papers: the collection's most
#: salient ones. Where papers have few concepts to choose from, as in collections of many fields,
#: all of them may. Of authors' keywords, those below the floor are 4 to 8% right.
_MAX_MEAN_CHOICES: Final = 3.5
#: The floor is a multiple of this, so that it stays while a collection grows by some papers.
_FLOOR_STEP: Final = 0.25
#: A narrower concept replaces a broader one of its words if it scores at most this much less.
_MAX_NARROW_GAP: Final = 1.0


class Chooser:
    """The rules for the tags of one paper, prepared for one collection.

    Attributes:
        rules: the user's.
        df: number of papers of each concept.
        parts: distinct stems of each concept.
        curated: concepts that the curator has described, merged or forced.
        eligible: concepts that may be topics.
        spare: concepts that may be topics of papers that have too few.
        forced: concepts that are a tag of every paper that mentions them.
        floor: salience below which concepts become tags only to reach the minimum.
    """

    def __init__(
        self,
        concepts: Concepts,
        judged: tuple[NDArray[np.bool_], NDArray[np.float64]],
        size: int,
        rules: TagSettings,
    ) -> None:
        """Prepare the rules.

        Args:
            concepts: of the collection.
            judged: see ``choose_tags``.
            size: number of papers.
            rules: the user's.
        """
        eligible, score = judged
        self.rules = rules
        self.floor = find_floor(score[eligible[concepts.concept]], size)
        self.df = concepts.df.tolist()
        stems = {stem for parts in concepts.parts for stem in parts}
        self.parts = [frozenset(_fused(parts, stems)) for parts in concepts.parts]
        self.curated = set(concepts.curated)
        self.eligible = set(np.flatnonzero(eligible).tolist()) | self.curated
        self.eligible -= concepts.forbidden
        self.spare = set(self.eligible)
        self.forced = {number for number, topic in concepts.topics.items() if topic.is_forced}

    def choose(self, ranked: list[Scored], allowed: set[int]) -> list[int]:
        """Return a paper's most salient allowed concepts, without redundant ones.

        All forced topics of the paper come first, even if there are more than the maximum.
        """
        chosen = [number for number, _ in ranked if number in self.forced] if self.forced else []
        best: float | None = None
        salience = dict.fromkeys(chosen, math.inf)
        for number, score in ranked:
            if len(chosen) >= self.rules.max:
                break
            if number not in allowed or number in self.forced:
                continue
            best = score if best is None else best
            min_score = max(self.floor, best - _MAX_SCORE_GAP)
            if score < min_score and len(chosen) >= self.rules.min:
                break
            if self.is_redundant(number, chosen):
                continue
            broader = [rival for rival in chosen if self.is_broader(rival, number)]
            # The narrower topic says more, unless it is far less salient or on one paper only.
            limit = score + _MAX_NARROW_GAP if self.df[number] > 1 else -math.inf
            if any(salience[rival] > limit for rival in broader):
                continue
            chosen = [
                rival
                for rival in chosen
                if rival not in broader and not self.is_broader(number, rival)
            ]
            chosen.append(number)
            salience[number] = score
        return chosen

    def is_redundant(self, number: int, chosen: Iterable[int]) -> bool:
        """Check whether the words of a concept are all in a chosen one, or in a forced one."""
        return any(
            (self.parts[number] <= self.parts[rival] and not self.is_lone(rival, number))
            or (rival in self.forced and self.is_broader(rival, number))
            for rival in chosen
        )

    def is_lone(self, narrow: int, broad: int) -> bool:
        """Check whether a narrower concept is on one paper, and the broader one on more."""
        is_curated = narrow in self.curated or narrow in self.forced
        return self.df[narrow] == 1 < self.df[broad] and not is_curated

    def is_nested(self, number: int, chosen: Iterable[int]) -> bool:
        """Check whether a concept has all words of a chosen one, or the other way round."""
        words = self.parts[number]
        return any(words <= self.parts[n] or self.parts[n] <= words for n in chosen)

    def is_broader(self, broad: int, narrow: int) -> bool:
        """Check whether a concept has only words of another, and not all."""
        return self.parts[broad] < self.parts[narrow]

    def fill(
        self, chosen: list[int], ranked: list[Scored], pools: tuple[set[int], ...]
    ) -> list[int]:
        """Extend a list to the minimum from pools of decreasing quality, most salient first."""
        extended = list(chosen)
        for pool in pools:
            for number, _ in ranked:
                if len(extended) >= self.rules.min:
                    return extended
                is_new = number in pool and number not in extended
                if is_new and not self.is_nested(number, extended):
                    extended.append(number)
        return extended


def find_floor(scores: NDArray[np.float64], size: int) -> float:
    """Return the least salience of a collection's best pairs of a concept and a paper.

    Args:
        scores: (pairs,) salience of the pairs whose concept may be a topic; -inf for no pair.
        size: number of papers.
    """
    rank = len(scores) - math.ceil(_MAX_MEAN_CHOICES * size)
    if rank <= 0:
        return -math.inf
    score = float(np.partition(scores, rank)[rank])
    return math.floor(score / _FLOOR_STEP) * _FLOOR_STEP if math.isfinite(score) else score


def _fused(parts: Sequence[str], stems: Container[str]) -> list[str]:
    """Return stems with two joined that are one elsewhere: "hyper-parameters tuning"."""
    fused: list[str] = []
    for stem in parts:
        if fused and fused[-1] + stem in stems:
            fused[-1] += stem
        else:
            fused.append(stem)
    return fused
