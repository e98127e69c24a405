"""Dates in the forms of meta tags."""

import pytest

from sitegen.sources.web.dates import normalize_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2017/06/12", "2017-06-12"),
        ("2009/3/19", "2009-03-19"),
        ("2009-03-19T00:00:00Z", "2009-03-19"),
        ("19/03/2009", "2009-03-19"),
        ("03/19/2009", "2009-03-19"),
        ("03/04/2009", "2009"),
        ("04/04/2009", "2009-04-04"),
        ("2020 Mar 12", "2020-03-12"),
        ("2020-May-01", "2020-05-01"),
        ("31/02/2009", "2009"),
        ("2009", "2009"),
        ("Spring 2009", "Spring 2009"),
    ],
)
def test_days_are_in_the_form_of_iso_8601(text, date):
    assert normalize_date(text) == date


def test_the_month_is_first_where_the_site_says_so():
    assert normalize_date("12/09/2020", is_month_first=True) == "2020-12-09"
