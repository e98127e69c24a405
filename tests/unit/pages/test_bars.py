"""Bars of the number of papers per year."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.bars import recent_counts, year_bars


def heights(path):
    """Return position -> height of each bar."""
    return {int(x): int(y) for x, y in re.findall(r"M(\d+) 40v-(\d+)h3v\2z", path)}


def test_each_year_has_a_bar_in_its_place():
    bars = year_bars({2018: 5, 2020: 10, 2021: 1, 0: 7})
    assert heights(bars.path) == {0: 20, 8: 40, 12: 4}
    assert bars.view_box == "0 0 15 40"
    assert bars.label == "Papers per year: 5 in 2018, 10 in 2020, 1 in 2021"
    assert bars.caption == "Papers per year, 2018–2021; most in 2020 (10)"


def test_few_years_or_papers_have_none():
    assert year_bars({}) is None
    assert year_bars({2018: 5, 2019: 5}) is None
    assert year_bars({2018: 1, 2019: 1, 2020: 1}) is None
    assert year_bars({2018: 10, 2019: 10, 0: 10}) is None


def test_a_year_long_ago_does_not_make_the_other_bars_thin():
    bars = year_bars({1843: 1, 2018: 2000, 2019: 20, 2020: 200})
    assert heights(bars.path) == {0: 40, 4: 1, 8: 4}
    assert bars.caption == "Papers per year, 2018–2020; most in 2018 (2,000); 1 earlier"
    assert bars.label.endswith("200 in 2020; 1 earlier")


@given(st.dictionaries(st.integers(0, 9999), st.integers(0, 10**6), max_size=80))
def test_all_bars_are_inside_the_image(counts):
    bars = year_bars(counts)
    if bars:
        width = int(bars.view_box.split()[2])
        assert all(x + 3 <= width and 1 <= y <= 40 for x, y in heights(bars.path).items())
        assert len(heights(bars.path)) == bars.path.count("M") <= 60


def test_the_filter_of_years_has_the_counts_of_the_last_sixty():
    assert recent_counts({2018: 5, 2020: 10, 0: 7}) == [5, 0, 10]
    assert len(recent_counts({1676: 1, 2025: 3})) == 60
    assert recent_counts({0: 7}) == []
