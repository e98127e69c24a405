"""Which papers trend: by hand-made histories."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages.trends import find_trends
from sitegen.paper import History

DAY = date(2026, 11, 25)


def ago(days):
    return DAY - timedelta(days)


@pytest.mark.parametrize(
    ("votes", "points"),
    [
        # The first record counts as a whole.
        ({ago(0): 8}, 8),
        ({ago(7): 8}, 4),
        ({ago(14): 8}, 2),
        # Gains alone count then.
        ({ago(7): 8, ago(0): 10}, 4 + 2),
        ({ago(7): 8, ago(0): 8}, 4),
        # Withdrawn votes take nothing.
        ({ago(7): 8, ago(0): 3}, 4),
        ({ago(14): 4, ago(7): 0, ago(0): 6}, 1 + 6),
        ({ago(0): 0}, None),
        ({ago(70): 8}, None),
    ],
)
def test_points_of_votes(votes, points):
    trends = find_trends(History(votes={"a": votes, "newest": {DAY: 100}}))
    assert (trends.papers[0].paper_id, trends.day, trends.has_votes) == ("newest", DAY, True)
    listed = {trend.paper_id: trend for trend in trends.papers}
    if points is None:
        assert "a" not in listed
    else:
        assert listed["a"].points == pytest.approx(points)
        assert listed["a"].number == list(votes.values())[-1]


def test_points_of_ranks_count_where_there_are_no_votes():
    ranks = {"a": {ago(7): 1, ago(0): 4}, "b": {ago(0): 1}, "c": {ago(0): 2}}
    trends = find_trends(History(ranks=ranks))
    assert not trends.has_votes
    assert [(t.paper_id, t.points, t.number) for t in trends.papers] == [
        ("b", 1, 1), ("a", 0.75, 4), ("c", 0.5, 2),
    ]  # fmt: skip
    votes = find_trends(History(votes={"z": {DAY: 1}}, ranks=ranks))
    assert [trend.paper_id for trend in votes.papers] == ["z"]


def test_nothing_trends_without_records():
    assert find_trends(History()).papers == ()
    assert find_trends(History()).day is None


@settings(max_examples=25)
@given(
    votes=st.dictionaries(
        st.sampled_from("abcdef"),
        st.dictionaries(st.dates(ago(30), DAY), st.integers(0, 50), min_size=1),
    )
)
def test_the_clock_and_the_order_of_records_don_t_count(votes):
    shifted = {
        paper: {day + timedelta(1_000): number for day, number in reversed(by_day.items())}
        for paper, by_day in reversed(votes.items())
    }
    trends, later = find_trends(History(votes=votes)), find_trends(History(votes=shifted))
    assert trends.papers == later.papers
