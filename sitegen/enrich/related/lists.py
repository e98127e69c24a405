"""Choose each paper's related papers from those that are nearest to it.

The nearest alone make poor lists (Radovanović et al. 2010, "Hubs in space"): a few papers are in
very many lists, others in none, and copies of one paper fill a list. So of near-duplicates a list
holds one; a paper that is in too many lists stays where it ranks highest; and a paper that is in
none takes the last place in the list of the paper that is nearest to it, if whoever had that place
is in other lists too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.related.space import Space

_SPARE: Final = 40
#: Longer lists are rankings for other programs, in which nearness alone counts.
_LONGEST: Final = 20
_MOST_LISTS: Final = 0.05
_DUPLICATE: Final = 0.85
_ALIKE: Final = 0.9
_RECENT: Final = 0.1
_HALF_LIFE: Final = 3.0

#: Places of the chosen papers and their scores, closest first.
Neighbours = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class RelatedRules:
    """What the user may set.

    Attributes:
        count: related papers a paper; fewer where the collection is smaller.
        recency: 0 to 1: how much a new paper gains on an old one that is as close.
    """

    count: int = 8
    recency: float = 0.0


def choose_related(
    space: Space,
    found: tuple[NDArray[np.int64], NDArray[np.float32]],
    years: Sequence[int | None],
    rules: RelatedRules,
) -> list[Neighbours]:
    """Return each paper's related papers, closest first.

    Args:
        space: of the collection.
        found: (papers, n) the nearest to each paper, closest first, and their scores; for good
            lists more than are wanted, see ``candidate_count``.
        years: of the papers.
        rules: the user's.
    """
    count = min(rules.count, space.size - 1)
    if count < 1:
        return [[] for _ in range(space.size)]
    near, scores = _toward_recent(*found, years, rules.recency)
    if count > _LONGEST:
        pairs = zip(near[:, :count].tolist(), scores[:, :count].tolist(), strict=True)
        return [list(zip(*pair, strict=True)) for pair in pairs]
    lists = _Lists(near.tolist(), scores.tolist(), _duplicates(space, near, scores), count)
    lists.fill()
    lists.spread_hubs(max(int(_MOST_LISTS * space.size), 3 * count))
    lists.adopt()
    return lists.sorted()


def candidate_count(count: int) -> int:
    """Return how many near papers a good choice of ``count`` needs."""
    return count + _SPARE


def _toward_recent(
    near: NDArray[np.int64],
    scores: NDArray[np.float32],
    years: Sequence[int | None],
    recency: float,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Raise the scores of recent papers: by up to 0.1, half of it for one three years older."""
    known = [year for year in years if year]
    if not recency or not known:
        return near, scores
    age = np.array([max(known) - (year or min(known)) for year in years], dtype=np.float64)
    gain: NDArray[np.float64] = recency * _RECENT * np.exp2(-age / _HALF_LIFE)
    raised = scores + gain[near]
    best = np.minimum(1, np.round(raised, 6)).astype(np.float32)
    order = np.lexsort((near, -best), axis=1)
    return np.take_along_axis(near, order, axis=1), np.take_along_axis(best, order, axis=1)


def _duplicates(space: Space, near: NDArray[np.int64], scores: NDArray[np.float32]) -> list[int]:
    """Return for each paper the number of the group of papers that share nearly all its words."""
    # Few pairs need be looked at: what shares its words is close in meaning too.
    least = space.word_weight * _DUPLICATE + space.meaning_weight * _ALIKE
    row, place = np.nonzero(scores >= least)
    one, other = row, near[row, place]
    by_words, by_meaning = space.parts(one, other)
    same = by_words >= _DUPLICATE
    if space.meaning is not None:
        same &= by_meaning >= _ALIKE
    graph = sparse.coo_matrix(
        (np.ones(int(same.sum())), (one[same], other[same])), shape=(space.size, space.size)
    )
    groups: list[int] = csgraph.connected_components(graph, directed=False)[1].tolist()
    return groups


class _Lists:
    """The lists while they are made."""

    def __init__(
        self, near: list[list[int]], scores: list[list[float]], group: list[int], count: int
    ) -> None:
        self.near = near
        self.scores = scores
        self.group = group
        self.count = count
        self.chosen: list[list[int]] = []  # Places in ``near``, of each paper.
        self.lists_of: Counter[int] = Counter()

    def fill(self) -> None:
        for others in self.near:
            seen: set[int] = set()
            picked: list[int] = []
            spare: list[int] = []
            for place, other in enumerate(others):
                if len(picked) == self.count:
                    break
                group = self.group[other]
                (spare if group in seen else picked).append(place)
                seen.add(group)
            picked = sorted(picked + spare[: self.count - len(picked)])
            self.chosen.append(picked)
            self.lists_of.update(others[place] for place in picked)

    def spread_hubs(self, most: int) -> None:
        """Take papers out of the lists where they rank lowest, until each is in ``most``."""
        hubs = {paper for paper, lists in self.lists_of.items() if lists > most}
        holders: defaultdict[int, list[tuple[int, float, int]]] = defaultdict(list)
        for paper, picked in enumerate(self.chosen):
            for place in picked:
                if self.near[paper][place] in hubs:
                    key = (place, -self.scores[paper][place], paper)
                    holders[self.near[paper][place]].append(key)
        for hub in sorted(hubs):
            for place, _, paper in sorted(holders[hub])[most:]:
                self._replace(paper, place, most)

    def _replace(self, paper: int, place: int, most: int) -> None:
        picked, others = self.chosen[paper], self.near[paper]
        groups = {self.group[others[p]] for p in picked if p != place}
        for new in range(len(others)):
            free = self.lists_of[others[new]] < most and self.group[others[new]] not in groups
            if new not in picked and free:
                picked[picked.index(place)] = new
                self.lists_of[others[place]] -= 1
                self.lists_of[others[new]] += 1
                return

    def adopt(self) -> None:
        """Give each paper that is in no list a place in one."""
        adopted: Counter[int] = Counter()
        place_of = [set(others) for others in self.near]
        for orphan in range(len(self.near)):
            if self.lists_of[orphan]:
                continue
            for host, score in zip(self.near[orphan], self.scores[orphan], strict=True):
                if adopted[host] < max(1, self.count // 4) and self._take_in(
                    host, orphan, score, known=orphan in place_of[host]
                ):
                    adopted[host] += 1
                    break

    def _take_in(self, host: int, orphan: int, score: float, *, known: bool) -> bool:
        picked, others = self.chosen[host], self.near[host]
        last = next((p for p in sorted(picked)[::-1] if self.lists_of[others[p]] > 1), None)
        if last is None or any(self.group[others[p]] == self.group[orphan] for p in picked):
            return False
        if known:
            new = others.index(orphan)
        else:
            new = len(others)
            others.append(orphan)
            self.scores[host].append(score)
        picked[picked.index(last)] = new
        self.lists_of[others[last]] -= 1
        self.lists_of[orphan] += 1
        return True

    def sorted(self) -> list[Neighbours]:
        """Return the lists as places and scores, closest first, equal ones by place."""
        return [
            sorted(((others[p], scores[p]) for p in picked), key=lambda pair: (-pair[1], pair[0]))
            for others, scores, picked in zip(self.near, self.scores, self.chosen, strict=True)
        ]
