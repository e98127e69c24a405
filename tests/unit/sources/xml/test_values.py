"""Names in headings, dates in parts, titles and HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.xml.values import (
    date_of_parts,
    drop_full_stop,
    earliest_date,
    join_title,
    parse_heading,
    parse_headings,
    strip_html,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lovelace, Ada", {"family": "Lovelace", "given": "Ada"}),
        ("Ada Lovelace", {"name": "Ada Lovelace"}),
        ("Lovelace, Ada,", {"family": "Lovelace", "given": "Ada"}),
        ("King, Martin, Jr.", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        ("King, Jr., Martin", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        ("Orme, Lettice [1848-1914]", {"family": "Orme", "given": "Lettice"}),
        ("Orme, Lettice, 1848-", {"family": "Orme", "given": "Lettice"}),
        ("Orme, Lettice (b. 1848)", {"family": "Orme", "given": "Lettice"}),
        ("Department of Physics, Sea University", {"literal": "Department of Physics, Sea University"}),
        ("Lichen Working Group,", {"literal": "Lichen Working Group"}),
        ("A, B, C, D", {"name": "A, B, C, D"}),
        ("", {"name": ""}),
    ],
)  # fmt: skip
def test_headings_have_parts(text, parts):
    assert parse_heading(text) == parts
    assert parse_headings([text]) == [parts]


@given(st.text(alphabet="Aa ,;.[]()-–19bd", max_size=60))
def test_any_heading_has_parts_of_itself(text):
    for part in parse_heading(text).values():
        assert set(part) <= set(text) | set(", ")


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2020", "06", "26"), "2020-06-26"), (("2020", "Jun", "2"), "2020-06-02"),
        (("2020", "06", ""), "2020-06"), (("2020", "", "2"), "2020"), (("2020", "21", "2"), "2020"),
        (("2020", "2", "31"), "2020-02-31"), (("", "2", "3"), ""), (("n.d.", "2", "3"), ""),
        (("2020", "2", "1" * 5000), "2020"), (("2020", "2", "0"), "2020-02"), (("²", "2", "3"), ""),
    ],
)  # fmt: skip
def test_dates_of_parts(parts, date):
    assert date_of_parts(*parts) == date


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        (["2021", "2020-06-26"], {"year": "2020", "date": "2020-06-26"}),
        (["2020", "2020-06-26"], {"year": "2020", "date": "2020-06-26"}),
        (["2019", "2020-06-26"], {"year": "2019", "date": ""}),
        (["", "2020-06"], {"year": "2020", "date": "2020-06"}),
        # Kept for the warning that shows it, unless another day is known.
        (["2020-02-31"], {"year": "2020", "date": "2020-02-31"}),
        (["2020-02-31", "2020-06-26"], {"year": "2020", "date": "2020-06-26"}),
        ([""], {}),
    ],
)
def test_the_earliest_date_is_a_full_one_of_the_first_year(dates, fields):
    assert earliest_date(dates) == fields


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A title.", "A title"), ("A title", "A title"), ("A title?", "A title?"),
        ("The U.S.", "The U.S."), ("Apple Inc.", "Apple Inc."), ("A ...", "A ..."), ("", ""),
        ("A.", "A"),
    ],
)  # fmt: skip
def test_a_full_stop_goes_unless_it_is_an_abbreviations(title, text):
    assert drop_full_stop(title) == text


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("A", "B", "A: B"), ("A?", "B", "A? B"), ("A:", "B", "A: B"), ("A", "", "A"), ("", "B", ""),
        ("A: B", "b", "A: B"),
    ],
)  # fmt: skip
def test_titles_are_joined(title, subtitle, whole):
    assert join_title(title, subtitle) == whole


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", " a  b "), ("a <a href='x'>b</a>.", "a b."), ("p < 0.05", "p < 0.05"),
        ("x<sub>2</sub>", "x<sub>2</sub>"), ("a<br/>b", "a b"), ("a<b and c>d", "a<b and c>d"),
    ],
)  # fmt: skip
def test_tags_of_pages_go(html, text):
    assert strip_html(html) == text
