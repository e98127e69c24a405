"""Choose each paper's related papers from its nearest neighbours.

The nearest neighbours alone make poor lists (Radovanović et al. 2010, "Hubs in space"): a few
papers appear in very many lists, others in none, and copies of one paper fill a list. Hence three
corrections: a list contains one paper of each group of near-duplicates; a paper in too many lists
(a hub) stays only where it ranks highest; and a paper in no list (an orphan) replaces the last
entry of a near neighbour's list, provided that entry appears in another list too.

Only neighbours that are related enter a list (``relatedness``), so that it may be short, or empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.config.settings import RelatedSettings
    from sitegen.enrich.related.space import Space

#: Candidates beyond the list length, as replacements for near-duplicates and hubs.
_EXTRA_CANDIDATES: Final = 40
#: Longer lists are rankings for other programs, in which similarity alone counts.
_MAX_CORRECTED_COUNT: Final = 20
#: A paper may be in the lists of this share of the collection, but always in some multiple of the
#: list length, which is its average: each list has ``count`` entries.
_MAX_LISTS_SHARE: Final = 0.05
_MIN_HUB_LISTS_PER_ENTRY: Final = 3
#: Cosines from which two papers are near-duplicates, by words and by meaning.
_DUPLICATE_WORDS_COSINE: Final = 0.85
_DUPLICATE_MEANING_COSINE: Final = 0.9
#: Score that the newest papers gain at ``recency = 1``; an older paper gains half of it for each
#: half-life.
_MAX_RECENCY_GAIN: Final = 0.1
_RECENCY_HALF_LIFE_YEARS: Final = 3.0
#: Scores are compared after rounding: sums in another order differ in the last bits.
_SCORE_DIGITS: Final = 6
#: Readers see all papers of a small collection anyway.
_MIN_JUDGED_PAPERS: Final = 60
#: One of four entries of a list may go to an orphan.
_ENTRIES_PER_ORPHAN: Final = 4

#: (index of a paper, score) pairs, highest score first.
Neighbours = list[tuple[int, float]]


def choose_related(
    space: Space,
    candidates: tuple[NDArray[np.int64], NDArray[np.float32]],
    years: Sequence[int | None],
    rules: RelatedSettings,
    is_possible: NDArray[np.bool_],
) -> list[Neighbours]:
    """Return the related papers of each paper, highest score first.

    Args:
        space: the vectors of the collection.
        candidates: (papers, n) nearest neighbours of each paper, highest score first, and their
            scores; ``n`` should be ``candidate_count(rules.count)``.
        years: the year of each paper.
        rules: the user's settings.
        is_possible: (papers, n) which candidates may be in a list.
    """
    count = min(rules.count, space.size - 1)
    if count < 1:
        return [[] for _ in range(space.size)]
    # An infinite score stays below all others, whatever recency adds to it.
    judged = candidates[0], np.where(is_possible, candidates[1], np.float32(-np.inf))
    neighbours, scores = _prefer_recent(*judged, years, rules.recency)
    if count > _MAX_CORRECTED_COUNT:
        rows = zip(neighbours[:, :count].tolist(), scores[:, :count].tolist(), strict=True)
        return [list(zip(*row, strict=True)) for row in rows]
    groups = _duplicate_groups(space, neighbours, scores)
    is_listed = np.isfinite(scores)
    papers = [row[flags].tolist() for row, flags in zip(neighbours, is_listed, strict=True)]
    row_scores = [row[flags].tolist() for row, flags in zip(scores, is_listed, strict=True)]
    lists = _Lists(papers, row_scores, groups, count)
    lists.fill()
    # Orphans come last: they need the list counts that are left after hubs were removed.
    lists.spread_hubs(max(int(_MAX_LISTS_SHARE * space.size), _MIN_HUB_LISTS_PER_ENTRY * count))
    lists.adopt_orphans()
    return lists.sorted()


def are_judged(size: int, count: int) -> bool:
    """Check whether lists leave out papers that are not related.

    In small collections they have their full length, and so have rankings for other programs.

    Args:
        size: number of papers.
        count: of entries in a list.
    """
    return size >= _MIN_JUDGED_PAPERS and count <= _MAX_CORRECTED_COUNT


def candidate_count(count: int) -> int:
    """Return how many nearest neighbours are needed to choose ``count`` related papers."""
    return count + _EXTRA_CANDIDATES


def _prefer_recent(
    neighbours: NDArray[np.int64],
    scores: NDArray[np.float32],
    years: Sequence[int | None],
    recency: float,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Raise the scores of recent papers and sort each row again; shapes (papers, n) stay."""
    known_years = [year for year in years if year]
    if not recency or not known_years:
        return neighbours, scores
    # A paper without a year counts as the oldest: it must not gain from a missing value.
    newest, oldest = max(known_years), min(known_years)
    age = np.array([newest - (year or oldest) for year in years], dtype=np.float64)
    gain: NDArray[np.float64] = (
        recency * _MAX_RECENCY_GAIN * np.exp2(-age / _RECENCY_HALF_LIFE_YEARS)
    )
    raised = np.minimum(1, np.round(scores + gain[neighbours], _SCORE_DIGITS)).astype(np.float32)
    # ``lexsort`` sorts by its last key first: by score, then by index.
    order = np.lexsort((neighbours, -raised), axis=1)
    return np.take_along_axis(neighbours, order, axis=1), np.take_along_axis(raised, order, axis=1)


def _duplicate_groups(
    space: Space, neighbours: NDArray[np.int64], scores: NDArray[np.float32]
) -> list[int]:
    """Return a group number for each paper; near-duplicates share one.

    Groups are connected components: if A and B are near-duplicates, and B and C, all three form a
    group.
    """
    # A score is the weighted sum of both cosines, so pairs below this sum can't pass both tests.
    min_score = (
        space.word_weight * _DUPLICATE_WORDS_COSINE
        + space.meaning_weight * _DUPLICATE_MEANING_COSINE
    )
    left, rank = np.nonzero(scores >= min_score)
    right = neighbours[left, rank]
    by_words, by_meaning = space.parts(left, right)
    is_duplicate = by_words >= _DUPLICATE_WORDS_COSINE
    if space.meaning is not None:
        is_duplicate &= by_meaning >= _DUPLICATE_MEANING_COSINE
    ones = np.ones(int(is_duplicate.sum()))
    graph = sparse.coo_matrix(
        (ones, (left[is_duplicate], right[is_duplicate])), shape=(space.size, space.size)
    )
    groups: list[int] = csgraph.connected_components(graph, directed=False)[1].tolist()
    return groups


class _Lists:
    """The related lists under construction.

    Args:
        neighbours: of each paper, highest score first; orphans may be appended to a row.
        scores: of the neighbours.
        groups: the group of near-duplicates that each paper belongs to.
        count: entries per list.
    """

    def __init__(
        self,
        neighbours: list[list[int]],
        scores: list[list[float]],
        groups: list[int],
        count: int,
    ) -> None:
        self.neighbours = neighbours
        self.scores = scores
        self.groups = groups
        self.count = count
        # A list holds ranks, not papers: ``neighbours[paper][rank]`` is the related paper.
        self.ranks: list[list[int]] = []
        # Paper -> in how many lists it is.
        self.list_counts: Counter[int] = Counter()

    def fill(self) -> None:
        """Fill each list with the best neighbours, one of each group of near-duplicates."""
        for row in self.neighbours:
            seen: set[int] = set()
            ranks: list[int] = []
            duplicates: list[int] = []
            for rank, paper in enumerate(row):
                if len(ranks) == self.count:
                    break
                group = self.groups[paper]
                (duplicates if group in seen else ranks).append(rank)
                seen.add(group)
            # A short list is worse than one with near-duplicates, so they fill it up.
            ranks = sorted(ranks + duplicates[: self.count - len(ranks)])
            self.ranks.append(ranks)
            self.list_counts.update(row[rank] for rank in ranks)

    def spread_hubs(self, max_lists: int) -> None:
        """Remove papers from the lists in which they rank lowest, down to ``max_lists`` each.

        A paper for which no replacement exists stays.
        """
        hubs = {paper for paper, lists in self.list_counts.items() if lists > max_lists}
        # Hub -> (rank, -score, owner of the list); sorts the lists that rank it highest first.
        appearances: defaultdict[int, list[tuple[int, float, int]]] = defaultdict(list)
        for owner, ranks in enumerate(self.ranks):
            for rank in ranks:
                paper = self.neighbours[owner][rank]
                if paper in hubs:
                    appearances[paper].append((rank, -self.scores[owner][rank], owner))
        # Replacements change the counts, so the hubs are treated in a fixed order.
        for hub in sorted(hubs):
            for rank, _, owner in sorted(appearances[hub])[max_lists:]:
                self._replace(owner, rank, max_lists)

    def _replace(self, owner: int, rank: int, max_lists: int) -> None:
        """Replace an entry by the best candidate that is no hub and no near-duplicate."""
        ranks, row = self.ranks[owner], self.neighbours[owner]
        groups = {self.groups[row[r]] for r in ranks if r != rank}
        for candidate, paper in enumerate(row):
            is_free = self.list_counts[paper] < max_lists and self.groups[paper] not in groups
            if candidate not in ranks and is_free:
                self._swap(owner, rank, candidate)
                return

    def adopt_orphans(self) -> None:
        """Put each paper that is in no list into the list of the nearest paper that can take it."""
        adoptions: Counter[int] = Counter()
        # Taken before any orphan is appended to a row.
        initial_neighbours = [set(row) for row in self.neighbours]
        for orphan in range(len(self.neighbours)):
            if self.list_counts[orphan]:
                continue
            for host, score in zip(self.neighbours[orphan], self.scores[orphan], strict=True):
                if adoptions[host] < max(1, self.count // _ENTRIES_PER_ORPHAN) and self._adopt(
                    host, orphan, score, is_neighbour=orphan in initial_neighbours[host]
                ):
                    adoptions[host] += 1
                    break

    def _adopt(self, host: int, orphan: int, score: float, *, is_neighbour: bool) -> bool:
        """Replace an entry of the host's list by an orphan; return whether that was possible."""
        ranks, row = self.ranks[host], self.neighbours[host]
        if any(self.groups[row[r]] == self.groups[orphan] for r in ranks):
            return False
        # The lowest-ranked entry that stays in some other list, lest it become an orphan.
        last = next((r for r in sorted(ranks)[::-1] if self.list_counts[row[r]] > 1), None)
        is_full = len(ranks) >= self.count
        if is_full and last is None:
            return False
        if is_neighbour:
            rank = row.index(orphan)
        else:
            # The host is a neighbour of the orphan, but not the reverse; the score is symmetric.
            rank = len(row)
            row.append(orphan)
            self.scores[host].append(score)
        if is_full and last is not None:
            self._swap(host, last, rank)
        else:
            ranks.append(rank)
            self.list_counts[orphan] += 1
        return True

    def _swap(self, owner: int, removed: int, added: int) -> None:
        """Replace a rank in a list by another and update the counts of both papers."""
        ranks, row = self.ranks[owner], self.neighbours[owner]
        ranks[ranks.index(removed)] = added
        self.list_counts[row[removed]] -= 1
        self.list_counts[row[added]] += 1

    def sorted(self) -> list[Neighbours]:
        """Return the lists, highest score first, ties by index of the paper."""
        return [
            sorted(((row[r], scores[r]) for r in ranks), key=lambda pair: (-pair[1], pair[0]))
            for row, scores, ranks in zip(self.neighbours, self.scores, self.ranks, strict=True)
        ]
