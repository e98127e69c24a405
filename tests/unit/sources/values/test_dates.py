"""Dates, years and counts as sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.values.dates import (
    date_fault,
    date_value,
    date_year,
    find_year,
    parse_count,
    parse_date,
    parse_day,
    parse_month,
    parse_year,
    scalar_text,
    year_of_arxiv_id,
)

INFINITY = float("inf")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"), ("", ""), (7, "7"), (0, "0"), (1.5, "1.5"), (10**400, "1" + "0" * 400),
        (True, ""), (False, ""), (None, ""), ([1], ""), ({"a": 1}, ""),
        (INFINITY, ""), (-INFINITY, ""), (float("nan"), ""),
    ],
)  # fmt: skip
def test_scalars_are_texts_and_all_else_is_empty(value, text):
    assert scalar_text(value) == text


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-10-07", "2024-10-07"),
        (" 2024-10-07T08:00:00Z", "2024-10-07"),
        ("2024-01-01", "2024-01-01"),
        ("2024-12-31", "2024-12-31"),
        ("2024-09-30", "2024-09-30"),
        ("2024-00-10", None),
        ("2024-13-10", None),
        ("2024-10-00", None),
        ("2024-10-32", None),
        ("1500-01-01", "1500-01-01"),
        ("1499-12-31", None),
        ("2199-12-31", "2199-12-31"),
        ("2200-01-01", None),
        ("on 2024-10-07", None),  # ISO days stand at the start
        ("2024-10", None),
        ("Oct 7, 2024", "2024-10-07"),
        ("Submitted on October 7th 2024", "2024-10-07"),
        ("oct. 31st, 2024", "2024-10-31"),
        ("Feb 2nd, 1500", "1500-02-02"),
        ("May 3rd, 2199", "2199-05-03"),
        ("May 3, 1499", None),
        ("May 3, 2200", None),
        ("Feb 30, 2024", None),
        ("Feb 29, 2024", "2024-02-29"),
        ("Oct 0, 2024", None),
        ("Foo 7, 2024", None),
        ("Oct 7, 20245", None),
        ("7 October 2024", "2024-10-07"),
        ("Mon, 07 Oct 2024 10:00:00 GMT", "2024-10-07"),
        ("31 Dec., 2024", "2024-12-31"),
        ("31 Nov 2024", None),
        ("7 Oct 20245", None),
        ("", None),
        (20241007, "2024-10-07"),
        ("20241307", None),
        ("2024100", None),
        (None, None),
        (["2024-10-07"], None),
    ],
)
def test_whole_days_are_read(value, day):
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1528934400, "2018-06-14"),
        ("1528934400", "2018-06-14"),
        ("1528934400000", "2018-06-14"),
        ("/Date(1528934400000)/", "2018-06-14"),
        ("1528934400.25", "2018-06-14"),
        ("9999999999999", None),
        ("0000000012", None),
        ([2024, 10, 7], "2024-10-07"),
        ([2024, 10, 7, 8, 30, 0, 0, 281, 0], "2024-10-07"),
        ([2024, 10], None),
        ("12-14 June 2019", None),
        ("30 May - 2 June 2019", None),
        ("12 to 14 June 2019", None),
        ("June 12-14, 2019", None),
        ("Mar-Apr 2019", None),
        ("2019-2020", None),
        ("03/04/2019", None),
        ("2021-02-30", None),
        ("7/Oct/2024", "2024-10-07"),
        ("7 de outubro de 2024", "2024-10-07"),
        ("7 d'octubre de 2024", "2024-10-07"),
        ("7 октября 2024 г.", "2024-10-07"),
        ("7 października 2024", "2024-10-07"),
        ("7. lokakuuta 2024", "2024-10-07"),
        ("7 Ekim 2024", "2024-10-07"),
        ("7 Οκτωβρίου 2024", "2024-10-07"),
        ("2024. október 7.", "2024-10-07"),
        ("1 fe\u0301vrier 2024", "2024-02-01"),
        ("5 července 2024", "2024-07-05"),
        ("5 června 2024", "2024-06-05"),
    ],
)
def test_times_ranges_and_names_of_many_languages(value, day):
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2024-10", "2024-10"), ("2024/10", "2024-10"), ("2024-10-00", "2024-10"),
        ("2024/10/", "2024-10"), ("10/2024", "2024-10"), ("10.2024", "2024-10"),
        ("2024年10月", "2024-10"), ("2024년 5월", "2024-05"), ("Oct 2024", "2024-10"),
        ("Oct. 2024", "2024-10"), ("October, 2024", "2024-10"), ("2024 Oct", "2024-10"),
        ("octubre de 2024", "2024-10"), ("12-14 June 2019", "2019-06"),
        ("June 12-14, 2019", "2019-06"), ([2024, 10], "2024-10"), (["2024", "Oct"], "2024-10"),
        ([2024, 10, 0], "2024-10"),
        # Two months, two years, a season, a text, no such month or day.
        ("Mar-Apr 2019", None), ("30 May - 2 June 2019", None), ("2019-2020", None),
        ("2010/11", None), ("2024 Spring", None), ("2024-13", None), ("2024-00", None),
        ("Feb 31, 2024", None), ("31 February 2024", None), ("03/04/2024", None),
        ([2024, 2, 31], None), ([2024], None), ("2024", None), (2024, None), ("", None),
        ("In May 2024 we met, and what we said of it then was long: " + "a" * 20, None),
    ],
)  # fmt: skip
def test_a_month_is_read_where_there_is_no_day(value, month):
    assert parse_month(value) == month
    assert parse_date(value) == month


def test_a_date_is_a_day_before_it_is_a_month():
    assert parse_date("2024-10-07") == "2024-10-07"


def test_the_month_is_first_where_the_site_says_so():
    assert parse_day("12/09/2020", is_month_first=True) == "2020-12-09"
    assert parse_day("13/09/2020", is_month_first=True) == "2020-09-13"


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("2019-2020", 2019), ("12-14 June 2019", 2019), ("03/04/2019", 2019),
        ("2021-02-30", 2021), (1528934400, 2018), ("20241007", 2024), ([2024, 10], 2024),
        ([], None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_year_of_a_date_is_sure_where_its_day_is_not(value, year):
    assert date_year(value) == year


def test_of_two_days_in_a_text_the_american_one_wins():
    assert parse_day("7 Oct 2024 or May 8, 2023") == "2023-05-08"


@given(st.dates())
def test_days_are_read_as_they_are_written(day):
    expected = day.isoformat() if 1500 <= day.year < 2200 else None
    assert parse_day(day.isoformat()) == expected
    assert parse_day(f"{day:%B} {day.day}, {day.year:04}") == expected
    assert parse_day(f"{day.day} {day:%b} {day.year:04}") == expected


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        ("2024-10-07", "2024-10-07"),
        (1728259200, 1728259200),
        ([2024, 10, 7], [2024, 10, 7]),
        (["2024", "Oct", "7"], ["2024", "Oct", "7"]),
        ([[2024, 10]], [2024, 10]),
        (["2024-10-07", "2025-01-01"], "2024-10-07"),
        # Two years are two dates.
        ([2024, 2023], 2024),
        ({"year": 2024, "month": 10, "day": 7}, ["2024", "10", "7"]),
        ({"Year": "2024", "Month": "Oct"}, ["2024", "Oct"]),
        ({"year": 2024, "month": None, "day": 7}, ["2024"]),
        ({"year": {"value": "2024"}, "month": {"value": "10"}, "day": None}, ["2024", "10"]),
        ({"date-parts": [[2024, 10, 7]]}, [2024, 10, 7]),
        ({"$date": {"$numberLong": "1728259200000"}}, "1728259200000"),
        ({"month": 10}, None),
        ({}, None),
        ([], None),
        ([[[[[[2024]]]]]], None),
    ],
)
def test_a_date_is_taken_out_of_its_wrapping(value, inner):
    assert date_value(value) == inner


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("2024-02-31", "impossible"),
        ("2024-02-31T10:00:00Z", "impossible"),
        ("2024/13/01", "impossible"),
        ("2024-13-32", "impossible"),
        ("2024-13", "impossible"),
        ("20240231", "impossible"),
        ("20241301", "impossible"),
        ("31/02/2024", "impossible"),
        ("02/31/2024", "impossible"),
        ("45/46/2024", "impossible"),
        ("30.02.2024", "impossible"),
        ("Feb 31, 2024", "impossible"),
        ("31 February 2024", "impossible"),
        ([2024, 13, 1], "impossible"),
        ({"year": 2024, "month": "February", "day": 31}, "impossible"),
        ("03/04/2024", "ambiguous"),
        ("3-4-2024", "ambiguous"),
        # Whole, incomplete or unknown in part.
        ("2024-02-29", ""), ("03/03/2024", ""), ("13/04/2024", ""), ("03.04.2024", ""),
        ("2024", ""), ("2024-02", ""), ("Feb 2024", ""), ("2024-00-00", ""), ("2024-05-00", ""),
        ("00/00/2024", ""), ([2024, 10], ""), ("2013-15", ""), ("2019-20", ""), ("2024-21", ""),
        ("12-14 June 2019", ""), ("Foo 31, 2024", ""), ("2024-Spring", ""), ("9999-13-01", ""),
        ("", ""), (None, ""), ("1" * 5_000, ""), ({}, ""),
    ],
)  # fmt: skip
def test_a_day_that_is_no_certain_one_has_a_reason(value, fault):
    assert date_fault(value) == fault


def test_the_year_of_an_impossible_day_is_known_in_eight_digits_too():
    assert date_year("20240231") == 2024
    assert date_year("12345678") is None


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2100))
def test_numbers_are_a_day_or_a_fault(day, month, year):
    for text in (f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}", f"{day}.{month}.{year}"):
        assert bool(parse_day(text)) != bool(date_fault(text))
        assert date_year(text) == year


@pytest.mark.parametrize(
    ("arxiv_id", "year"),
    [("2410.05258", 2024), ("0704.0001", 2007), ("hep-th/9901001", 1999), ("", None), (None, None)],
)
def test_the_year_of_an_arxiv_id(arxiv_id, year):
    assert year_of_arxiv_id(arxiv_id) == year


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2024, 2024), (1500, 1500), (1499, None), (2199, 2199), (2200, None), (24, None),
        ("2024", 2024), (" 2024 ", 2024), ("2024.0", 2024), (2024.0, 2024), ("2024.5", None),
        ("1499", None), ("1500", 1500), ("2199", 2199), ("2200", None),
        ("20245", None), ("202", None), ("c2024", None), ("", None), (True, None), (None, None),
        ([2024], None), (INFINITY, None), (10**400, None), ("1" * 5_000, None),
    ],
)  # fmt: skip
def test_a_year_is_four_digits(value, year):
    assert parse_year(value) == year


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("May 2024", 2024), ("2024-10", 2024), ("20241007", None), ("12024", None),
        ("7 or 1024 or 2024", None), ("", None), (None, None), (2024, 2024), (0, None),
    ],
)  # fmt: skip
def test_the_first_four_digits_of_a_date_are_its_year(date, year):
    assert find_year(date) == year


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (74, 74), ("74", 74), (" 74 ", 74), ("0", 0), ("1,234", 1234), ("1.2k", 1200),
        ("12K", 12_000), ("1,2k", 12_000), ("999,999,999", 999_999_999),
        ("9" * 12, 999_999_999_999), ("9" * 13, None), ("1.5", None), ("1.25k", None), (",5", None),
        ("-1", None), ("1m", None), ("", None), (None, None), (True, None), (74.0, None),
        (INFINITY, None),
    ],
)  # fmt: skip
def test_counts(value, count):
    assert parse_count(value) == count
