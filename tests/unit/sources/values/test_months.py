"""Numbers of months by their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.values.months import MAX_NAME_CHARS, month_number

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_a_month_has_a_name_an_abbreviation_and_a_number(number, name):
    for text in (name, name[:3], name.upper(), f" {name.lower()} ", str(number), f"0{number}"):
        assert month_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "13",
        "2024",
        "00013",
        "1" * 5_000,
        "ja",
        "anf",
        "ebm",
        "foo",
        "-1",
        "1.5",
        "jui",
        "Marketing",
    ],
)
def test_what_is_no_month(text):
    assert month_number(text) is None


def test_a_number_of_a_month_has_at_most_four_digits():
    assert month_number("0007") == 7
    assert month_number("00007") is None


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("März", 3), ("Marz", 3), ("MÄR", 3), ("Jänner", 1), ("février", 2), ("fév", 2), ("août", 8),
        ("mai", 5), ("juin", 6), ("juil", 7), ("enero", 1), ("setiembre", 9), ("giugno", 6),
        ("dicembre", 12), ("março", 3), ("mrt", 3), ("augusti", 8), ("października", 10), ("luty", 2),
        ("lokakuuta", 10), ("июня", 6), ("июнь", 6), ("серпня", 8), ("Οκτωβρίου", 10), ("Ekim", 10),
        ("fe\u0301vrier", 2), ("Sept.", 9), ("يونيو", 6),
    ],
)  # fmt: skip
def test_names_of_many_languages(name, number):
    assert month_number(name) == number


def test_a_prefix_of_two_months_is_none_and_a_whole_name_counts():
    # "jui" is June or July; "mar" is March in all languages, though it begins "martie" too.
    assert month_number("jui") is None
    assert month_number("juin") == 6
    assert month_number("juill") == 7
    # Czech: June is a prefix of July.
    assert month_number("červen") == 6
    assert month_number("červenec") == 7


@given(st.text(max_size=2 * MAX_NAME_CHARS))
def test_any_text_is_one_of_twelve_months_or_none(text):
    assert month_number(text) in {None, *range(1, 13)}
