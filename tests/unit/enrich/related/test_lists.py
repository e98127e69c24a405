"""Which neighbours of a paper become its related papers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from sitegen.config.settings import RelatedSettings
from sitegen.enrich.related.lists import (
    _duplicate_groups,
    _Lists,
    _prefer_recent,
    are_judged,
    candidate_count,
    choose_related,
)
from sitegen.enrich.related.nearest import find_nearest
from sitegen.enrich.related.space import build_space
from sitegen.enrich.related.terms import Terms, unit_rows
from sitegen.paper import Paper


def make_lists(neighbours, count, scores=None, groups=None):
    """Build lists over rows of neighbours; scores fall by 0.1 unless given; no duplicates."""
    scores = scores or [[round(0.9 - 0.1 * rank, 1) for rank in range(len(r))] for r in neighbours]
    return _Lists(neighbours, scores, groups or list(range(len(neighbours))), count)


def filled(*arguments, **options):
    lists = make_lists(*arguments, **options)
    lists.fill()
    return lists


def papers_of(lists):
    return [[paper for paper, _ in row] for row in lists.sorted()]


def space_of(rows, meaning=None):
    matrix = unit_rows(sparse.csr_matrix(np.array(rows, dtype=np.float64))).astype(np.float32)
    df = np.asarray((matrix > 0).sum(axis=0)).ravel()
    terms = Terms(matrix, [f"s{n}" for n in range(matrix.shape[1])], df)
    if meaning is None:
        return build_space([Paper("T")] * len(rows), None, terms, None)
    vectors = np.array(meaning, dtype=np.float32)
    return build_space([Paper("T")] * len(rows), None, terms, lambda *_: (vectors, vectors))


def chosen(space, count, years=None, recency=0.0):
    candidates = find_nearest(space.scores, space.size, candidate_count(count))
    years = years or [None] * space.size
    rules = RelatedSettings(count, recency=recency)
    return choose_related(space, candidates, years, rules, np.ones(candidates[0].shape, bool))


class TestFill:
    def test_the_best_neighbours_are_taken(self):
        lists = filled([[1, 2, 3], [2, 3, 0], [3, 0, 1], [0, 1, 2]], 2)
        assert papers_of(lists) == [[1, 2], [2, 3], [3, 0], [0, 1]]
        assert lists.list_counts == {0: 2, 1: 2, 2: 2, 3: 2}

    def test_one_of_each_group_of_duplicates_is_taken(self):
        lists = filled([[1, 2, 3, 4]], 2, groups=[0, 1, 1, 1, 4])
        assert papers_of(lists) == [[1, 4]]
        assert lists.list_counts == {1: 1, 4: 1}

    def test_duplicates_fill_up_a_short_list_in_order(self):
        assert papers_of(filled([[1, 2, 3, 4]], 3, groups=[0, 1, 1, 1, 4])) == [[1, 2, 4]]
        assert papers_of(filled([[1, 2, 3]], 3, groups=[0, 1, 1, 1])) == [[1, 2, 3]]
        assert papers_of(filled([[1, 2, 3]], 2, groups=[0, 1, 1, 1])) == [[1, 2]]

    def test_fewer_neighbours_than_entries_are_all_taken(self):
        assert papers_of(filled([[1, 2]], 5, groups=[0, 1, 2])) == [[1, 2]]


class TestSpreadHubs:
    def test_a_hub_stays_in_the_lists_that_rank_it_highest(self):
        neighbours = [[9, 5], [9, 6], [5, 9], [6, 7]]
        lists = make_lists(neighbours, 1, groups=list(range(10)))
        lists.ranks, lists.list_counts = [[0], [0], [1], [0]], lists.list_counts
        lists.list_counts.update([9, 9, 9, 6])
        lists.spread_hubs(2)
        assert papers_of(lists) == [[9], [9], [5], [6]]
        assert lists.list_counts == {9: 2, 5: 1, 6: 1}

    def test_of_equal_ranks_the_higher_score_stays_then_the_first_list(self):
        neighbours = [[9, 5], [9, 5], [9, 5]]
        scores = [[0.5, 0.1], [0.7, 0.1], [0.6, 0.1]]
        lists = filled(neighbours, 1, scores, list(range(10)))
        lists.spread_hubs(1)
        assert papers_of(lists)[1] == [9]
        lists = filled(neighbours, 1, [[0.5, 0.1]] * 3, list(range(10)))
        lists.spread_hubs(2)
        assert papers_of(lists) == [[9], [9], [5]]

    def test_a_paper_in_just_the_allowed_number_of_lists_stays(self):
        lists = filled([[9, 5], [9, 5]], 1, groups=list(range(10)))
        lists.spread_hubs(2)
        assert papers_of(lists) == [[9], [9]]

    def test_a_replacement_is_no_hub_itself(self):
        neighbours = [[9, 8, 5], [9, 8, 5], [8, 5, 9]]
        lists = filled(neighbours, 1, groups=list(range(10)))
        lists.spread_hubs(1)
        assert papers_of(lists) == [[9], [5], [8]]

    def test_a_replacement_duplicates_no_other_entry(self):
        # 7 is a near-duplicate of 6, which stays in the second list.
        groups = [0, 1, 2, 3, 4, 5, 6, 6, 8, 9]
        lists = filled([[9, 4], [9, 6, 7, 5]], 2, groups=groups)
        lists.spread_hubs(1)
        assert papers_of(lists) == [[9, 4], [6, 5]]

    def test_a_replacement_may_duplicate_the_removed_entry(self):
        groups = [0, 1, 2, 3, 4, 5, 9, 7, 8, 9]
        lists = filled([[9, 4], [9, 6, 5]], 1, groups=groups)
        lists.spread_hubs(1)
        assert papers_of(lists) == [[9], [6]]

    def test_an_entry_of_the_list_is_no_replacement(self):
        lists = filled([[9, 6], [9, 6], [9, 5]], 2, groups=list(range(10)))
        lists.spread_hubs(1)
        # Nothing else is near, so the hub stays in all lists.
        assert papers_of(lists) == [[9, 6], [9, 6], [9, 5]]

    def test_only_one_entry_is_replaced_each_time(self):
        lists = filled([[9, 4], [9, 5, 6, 7]], 2, groups=list(range(10)))
        lists.spread_hubs(1)
        assert papers_of(lists) == [[9, 4], [5, 6]]
        assert lists.list_counts == {9: 1, 4: 1, 5: 1, 6: 1}


class TestAdoptOrphans:
    def test_an_orphan_replaces_the_last_entry_that_is_in_another_list(self):
        # 3 is in no list; its neighbour 0 has the entries 1 and 2.
        lists = filled([[1, 2, 3], [2, 0, 3], [0, 1, 3], [0, 1, 2]], 2)
        lists.adopt_orphans()
        assert papers_of(lists) == [[1, 3], [2, 0], [0, 1], [0, 1]]
        assert lists.list_counts == {0: 3, 1: 3, 2: 1, 3: 1}

    def test_an_entry_that_is_in_no_other_list_stays(self):
        # The last entry of list 0, paper 2, is in no other list.
        lists = filled([[1, 2, 3], [0, 1, 3], [0, 1, 3], [0, 1, 2]], 2)
        lists.adopt_orphans()
        assert papers_of(lists)[0] == [2, 3]

    def test_a_host_that_can_give_up_no_entry_passes_the_orphan_on(self):
        # Of list 0 both entries are in no other list; list 1 can give up paper 0.
        lists = filled([[1, 2, 3], [0, 4, 3], [0, 4, 3], [0, 1, 2], [0, 5, 3], [0, 5, 4]], 2)
        lists.adopt_orphans()
        assert 3 in papers_of(lists)[1] or 3 in papers_of(lists)[0]
        assert lists.list_counts[3] == 1

    def test_a_list_with_a_duplicate_of_the_orphan_does_not_take_it(self):
        groups = [0, 1, 2, 1, 4]
        lists = filled([[1, 2, 3], [2, 0, 3], [0, 1, 3], [0, 1, 2]], 2, groups=groups)
        lists.adopt_orphans()
        # List 0 has paper 1, and so does list 2; list 1 has 2 and 0.
        assert papers_of(lists) == [[1, 2], [2, 3], [0, 1], [0, 1]]

    def test_a_host_for_which_the_orphan_is_no_neighbour_takes_it_with_its_score(self):
        scores = [[0.9, 0.8], [0.9, 0.8], [0.9, 0.8], [0.75, 0.2]]
        lists = filled([[1, 2], [2, 0], [0, 1], [0, 1]], 2, scores)
        lists.adopt_orphans()
        assert lists.sorted()[0] == [(1, 0.9), (3, 0.75)]
        assert lists.neighbours[0] == [1, 2, 3]

    @pytest.mark.parametrize(
        ("count", "adopted"), [(1, 1), (4, 1), (7, 1), (8, 2), (11, 2), (12, 3)]
    )
    def test_a_host_takes_one_orphan_for_each_four_entries(self, count, adopted):
        # Papers 1 to ``count`` fill all lists; five orphans have paper 0 as their only neighbour.
        members, orphans = range(1, count + 1), range(count + 1, count + 6)
        neighbours = [list(members), *(list(members) for _ in members), *([0] for _ in orphans)]
        lists = filled(neighbours, count)
        assert not any(lists.list_counts[paper] for paper in orphans)
        lists.adopt_orphans()
        assert sum(lists.list_counts[paper] for paper in orphans) == adopted

    def test_a_paper_in_a_list_is_no_orphan(self):
        lists = filled([[1, 2], [2, 0], [0, 1]], 1)
        lists.adopt_orphans()
        assert papers_of(lists) == [[1], [2], [0]]


def test_lists_are_sorted_by_score_then_by_paper():
    lists = make_lists([[5, 3, 4]], 3, [[0.5, 0.5, 0.7]])
    lists.ranks = [[0, 1, 2]]
    assert lists.sorted() == [[(4, 0.7), (3, 0.5), (5, 0.5)]]


class TestPreferRecent:
    neighbours = np.array([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]])
    scores = np.array([[0.5, 0.45, 0.4]] * 4, dtype=np.float32)

    def test_the_newest_gains_a_tenth_and_half_of_it_after_three_years(self):
        years = [2014, 2017, 2020, 2023]
        neighbours, scores = _prefer_recent(self.neighbours, self.scores, years, 1.0)
        assert neighbours[0].tolist() == [1, 2, 3]
        assert scores[0] == pytest.approx([0.525, 0.5, 0.5])
        assert scores[2] == pytest.approx([0.5 + 0.1 / 8, 0.5, 0.475])
        assert neighbours[2].tolist() == [0, 3, 1]
        assert scores.dtype == np.float32

    def test_the_gain_is_proportional_to_the_setting(self):
        _, scores = _prefer_recent(self.neighbours, self.scores, [2020] * 4, 0.5)
        assert scores[0] == pytest.approx([0.55, 0.5, 0.45])

    def test_a_missing_year_counts_as_the_oldest(self):
        years = [2023, None, 2020, 2023]
        neighbours, scores = _prefer_recent(self.neighbours, self.scores, years, 1.0)
        assert scores[0] == pytest.approx([0.55, 0.5, 0.5])
        assert neighbours[0].tolist() == [1, 2, 3]

    def test_a_score_is_at_most_1(self):
        scores = np.array([[0.95, 0.5, 0.4]] * 4, dtype=np.float32)
        _, raised = _prefer_recent(self.neighbours, scores, [2020] * 4, 1.0)
        assert raised[0] == pytest.approx([1.0, 0.6, 0.5])

    def test_scores_that_differ_after_the_sixth_digit_are_ties(self):
        scores = np.array([[0.5, 0.4000004, 0.4]] * 4, dtype=np.float32)
        neighbours = self.neighbours.copy()
        neighbours[0] = [1, 3, 2]
        sorted_neighbours, _ = _prefer_recent(neighbours, scores, [2020] * 4, 1.0)
        assert sorted_neighbours[0].tolist() == [1, 2, 3]

    @pytest.mark.parametrize(("years", "recency"), [([2020] * 4, 0.0), ([None] * 4, 1.0)])
    def test_nothing_changes_without_years_or_setting(self, years, recency):
        neighbours, scores = _prefer_recent(self.neighbours, self.scores, years, recency)
        assert neighbours is self.neighbours
        assert scores is self.scores


class TestDuplicateGroups:
    def groups(self, rows, meaning=None):
        space = space_of(rows, meaning)
        candidates = find_nearest(space.scores, space.size, space.size - 1)
        return _duplicate_groups(space, *candidates)

    def test_papers_of_nearly_the_same_words_share_a_group(self):
        # Cosines with the first row: 0.86, 0.84.
        rows = [
            [1, 0, 0, 0],
            [0.86, (1 - 0.86**2) ** 0.5, 0, 0],
            [0.84, 0, (1 - 0.84**2) ** 0.5, 0],
        ]
        first, second, third = self.groups(rows)
        assert first == second != third

    def test_a_chain_is_one_group(self):
        angles = np.radians([0, 30, 60, 91.8])  # cosines of neighbours: 0.866, 0.866, 0.85 -
        rows = [[max(0, np.cos(a)), np.sin(a)] for a in angles]
        first, second, third, _ = self.groups(rows)
        assert first == second == third

    def test_meaning_must_be_nearly_the_same_too(self):
        words = [[1, 0]] * 3 + [[0, 1]]
        near, far = (0.95, (1 - 0.95**2) ** 0.5, 0), (0, 0, 1)
        first, second, third, fourth = self.groups(words, [(1, 0, 0), near, far, (-1, 0, 0)])
        assert first == second
        assert len({first, third, fourth}) == 3

    def test_unlike_papers_have_groups_of_their_own(self):
        assert sorted(self.groups([[1, 0, 0], [0, 1, 0], [0, 0, 1]])) == [0, 1, 2]


class TestChooseRelated:
    @pytest.mark.parametrize(("papers", "count"), [(0, 8), (1, 8), (3, 0)])
    def test_lists_may_be_empty(self, papers, count):
        space = space_of(np.eye(papers, 3))
        empty = np.zeros((papers, 0))
        rules = RelatedSettings(count)
        years = [None] * papers
        candidates = empty.astype(int), empty
        possible = empty.astype(bool)
        assert choose_related(space, candidates, years, rules, possible) == [[]] * papers

    @pytest.mark.parametrize("recency", [0.0, 1.0])
    def test_only_possible_neighbours_enter_a_list(self, recency):
        space = space_of([[1, 0, 1], [1, 1, 0], [0, 0.2, 1]])
        neighbours, scores = find_nearest(space.scores, 3, 2)
        possible = neighbours + np.arange(3)[:, None] == 2  # papers 0 and 2
        rules = RelatedSettings(8, recency=recency)
        lists = choose_related(space, (neighbours, scores), [2000, 2001, 2010], rules, possible)
        assert [[paper for paper, _ in row] for row in lists] == [[2], [], [0]]

    def test_a_small_collection_gives_all_other_papers(self):
        lists = chosen(space_of([[1, 0, 1], [1, 1, 0], [0, 1, 1]]), 8)
        assert [sorted(paper for paper, _ in row) for row in lists] == [[1, 2], [0, 2], [0, 1]]
        assert lists[0][0][1] == pytest.approx(0.5, abs=1e-3)

    def test_the_defaults_are_eight_papers_and_no_recency(self):
        assert RelatedSettings() == RelatedSettings(8, recency=0.0)

    def test_40_more_candidates_than_entries_are_needed(self):
        assert candidate_count(8) == 48

    def rows(self, size):
        return np.abs(np.random.default_rng(5).standard_normal((size, 6)))

    @pytest.mark.parametrize("count", [20, 21])
    def test_lists_of_more_than_20_are_plain_rankings(self, count):
        space = space_of([*self.rows(30), *[[1, 1, 1, 1, 1, 1]] * 20])
        neighbours, scores = find_nearest(space.scores, space.size, count)
        ranking = [
            list(zip(*row, strict=True))
            for row in zip(neighbours.tolist(), scores.tolist(), strict=True)
        ]
        assert (chosen(space, count) == ranking) is (count == 21)

    def test_a_ranking_prefers_recent_papers(self):
        space = space_of(self.rows(30))
        years = [2000 + index for index in range(30)]
        lists = chosen(space, 25, years, 1.0)
        assert lists != chosen(space, 25, years)
        assert all(len(row) == 25 for row in lists)
        assert all(row == sorted(row, key=lambda pair: (-pair[1], pair[0])) for row in lists)

    def test_a_list_has_one_of_two_duplicates(self):
        rows = [[1, 0, 0, 1], [1, 0.2, 0, 0], [1, 0.2, 0, 0], [1, 0, 1.5, 0], [0, 0, 0, 1]]
        lists = chosen(space_of(rows), 2)
        assert {1, 2} - {paper for paper, _ in lists[0]}

    @pytest.mark.parametrize(("size", "max_lists"), [(40, 6), (139, 6), (140, 7), (160, 8)])
    def test_a_paper_is_in_5_percent_of_the_lists_or_three_times_their_length(
        self, size, max_lists
    ):
        # Paper 0 is nearest to all; the next ones in the ring are in few lists, and none in none.
        ring = [[index % (size - 1) + 1, (index + 1) % (size - 1) + 1] for index in range(size)]
        neighbours = np.array([[1, 2, 3], *([0, *row] for row in ring[1:])])
        scores = np.tile(np.array([[0.5, 0.4, 0.3]], dtype=np.float32), (size, 1))
        years = [None] * size
        lists = choose_related(
            space_of(np.eye(size)),
            (neighbours, scores),
            years,
            RelatedSettings(2),
            np.ones(scores.shape, dtype=bool),
        )
        assert sum(paper == 0 for row in lists for paper, _ in row) == max_lists


@given(st.integers(0, 500), st.integers(2, 30), st.integers(1, 8), st.sampled_from([0.0, 1.0]))
def test_lists_have_the_right_length_and_order(seed, size, count, recency):
    random = np.random.default_rng(seed)
    space = space_of(random.integers(0, 3, (size, 5)))
    years = [int(year) for year in random.integers(2000, 2025, size)]
    for index, row in enumerate(chosen(space, count, years, recency)):
        papers = [paper for paper, _ in row]
        assert len(papers) == len(set(papers)) == min(count, size - 1)
        assert index not in papers
        assert row == sorted(row, key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize(
    ("size", "count", "expected"), [(60, 8, True), (59, 8, False), (60, 20, True), (60, 21, False)]
)
def test_small_collections_and_rankings_for_other_programs_are_not_judged(size, count, expected):
    assert are_judged(size, count) is expected
