"""Texts from right to left: recognized, and isolated in lists of one line."""

import pytest

from sitegen.locale import has_right_to_left, is_right_to_left, isolate


@pytest.mark.parametrize(
    "text", ["التعلم العميق", "BERT للغة العربية", "למידה עמוקה", "ܫܠܡܐ", "\U0001e900"]
)
def test_letters_are_recognized_anywhere(text):
    assert has_right_to_left(text)
    assert isolate(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("text", ["", "Attention", "Łukasz – “é”", "深度学习", "α-divergence 😀"])
def test_other_texts_stay(text):
    assert not has_right_to_left(text)
    assert isolate(text) == text


def test_languages():
    assert [code for code in ("ar", "he", "fa", "en", "de", "") if is_right_to_left(code)] == [
        "ar",
        "he",
        "fa",
    ]
