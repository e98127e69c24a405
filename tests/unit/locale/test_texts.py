"""Texts, numbers and dates in English, German, and languages without a catalogue."""

from datetime import date

import pytest

from sitegen.locale import ENGLISH, LANGUAGES, texts_of

GERMAN = texts_of("de")
DAY = date(2026, 3, 5)


def test_english_and_german_have_texts():
    assert LANGUAGES == ("en", "de")
    assert ENGLISH.gettext("Related papers") == "Related papers"
    assert GERMAN.gettext("Related papers") == "Verwandte Arbeiten"


def test_a_language_without_a_catalogue_has_english_texts():
    texts = texts_of("fr")
    assert texts.language == "en"
    assert texts.gettext("Search") == "Search"
    assert texts.number(1234) == "1,234"


def test_an_empty_message_is_no_header_of_a_catalogue():
    assert GERMAN.gettext("") == ""


def test_a_message_may_mean_something_else_in_a_context():
    assert GERMAN.gettext("Close") == "Schließen"
    assert GERMAN.pgettext("reason", "Close") == "Ähnlich"
    assert ENGLISH.pgettext("reason", "Close") == "Close"


@pytest.mark.parametrize(
    ("texts", "count", "text"),
    [
        (ENGLISH, 0, "0 papers"), (ENGLISH, 1, "1 paper"), (ENGLISH, 23209, "23,209 papers"),
        (GERMAN, 0, "0 Arbeiten"), (GERMAN, 1, "1 Arbeit"), (GERMAN, 23209, "23.209 Arbeiten"),
    ],
)  # fmt: skip
def test_a_plural_has_its_number(texts, count, text):
    assert texts.ngettext("%(count)s paper", "%(count)s papers", count) == text


def test_values_may_hold_anything():
    name = "100 % (%(x)s) {y}"
    assert GERMAN.gettext("Authors: %(letter)s", letter=name) == f"Autoren: {name}"


def test_a_decimal_has_the_point_of_the_language():
    assert ENGLISH.decimal(1234.56) == "1,234.6"
    assert GERMAN.decimal(1234.56) == "1.234,6"


def test_days_have_the_order_of_the_language():
    assert ENGLISH.day(DAY) == "5 March 2026"
    assert GERMAN.day(DAY) == "5. März 2026"
    assert GERMAN.month(DAY) == "März 2026"
    assert GERMAN.month_name(12) == "Dezember"


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        ((2026, 3, 5), (2026, 3, 5), "5 March 2026", "5. März 2026"),
        ((2026, 3, 5), (2026, 3, 9), "5–9 March 2026", "5.–9. März 2026"),
        ((2026, 3, 5), (2026, 4, 1), "5 March – 1 April 2026", "5. März – 1. April 2026"),
        ((2025, 12, 29), (2026, 1, 4), "29 December 2025 – 4 January 2026",
         "29. Dezember 2025 – 4. Januar 2026"),
    ],
)  # fmt: skip
def test_a_period_names_what_differs(first, last, english, german):
    assert ENGLISH.days(date(*first), date(*last)) == english
    assert GERMAN.days(date(*first), date(*last)) == german


def test_forms_are_in_the_order_of_the_rule():
    assert GERMAN.forms("{n} paper", "{n} papers") == ["{n} Arbeit", "{n} Arbeiten"]
    assert ENGLISH.forms("a", "b") == ["a", "b"]
