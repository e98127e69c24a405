"""Detection of languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.language import detect_language, parse_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We propose a method for the translation of texts that learns from few examples.", "en"),
        ("Nous présentons un modèle de langue pour le français, qui apprend à traduire.", "fr"),
        ("Wir untersuchen, wie gut neuronale Netze deutsche Texte übersetzen können, und warum.",
         "de"),
        ("Proponemos un método para la traducción automática de textos con pocos datos.", "es"),
        ("本研究では、少ないデータから学習する手法を提案する。", "ja"),
        ("我们提出了一种新的机器翻译方法，只需要很少的数据。", "zh"),
        ("Мы предлагаем новый метод машинного перевода для редких языков.", "ru"),
        ("Attention Is All You Need", None),
        ("GPT-4", None),
        ("", None),
        (r"$\frac{\alpha}{\beta}$ " * 30, None),
    ],
)  # fmt: skip
def test_long_texts_have_a_language(text, language):
    assert detect_language(text) == language


@given(st.text(max_size=200))
def test_any_text_has_a_language_or_none(text):
    language = detect_language(text)
    assert language is None or (len(language) == 2 and language.isalpha() and language.islower())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the to la" + " b" * 16, "en"),  # 2 of 19 words are more than a tenth
        ("the to la" + " b" * 17, None),  # 2 of 20 are not, and "la" is foreign
        ("the to" + " b" * 40, "en"),  # 2 are enough without foreign words
        ("the" + " b" * 40, None),
    ],
)
def test_english_by_its_function_words(text, language):
    assert detect_language(text) == language


GERMAN = "Wir untersuchen neuronale Netze zur Erkennung deutscher Texte und ihrer Struktur"


def test_60_latin_letters_are_enough():
    assert [detect_language(GERMAN[:length]) for length in (68, 69)] == [None, "de"]
    assert sum(map(str.isalpha, GERMAN[:69])) == 60
    # Formulas and URLs do not count.
    assert detect_language(f"{GERMAN[:68]} $abcdef$ https://x.org/abcdef") is None


def test_12_letters_of_another_script_are_enough():
    chinese = "我们提出了一种新的机器翻译方法"
    assert [detect_language(chinese[:length]) for length in (11, 12)] == [None, "zh"]
    assert detect_language(chinese[:11] + "。，！") is None


def test_cantonese_is_written_chinese():
    assert detect_language("呢個係一個好新嘅方法嚟㗎，我哋唔知點解佢哋咁鍾意食嘢") == "zh"


def test_a_language_without_a_two_letter_code_is_none():
    text = (
        "Azul, isem-iw Amastan, zdɣeɣ deg tmurt n Leqbayel, lemmdeɣ tutlayt n tmaziɣt deg uɣerbaz"
    )
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en-US", "en"),
        ("German", "de"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("PT_BR", "pt"),
        ("fr, en", "fr"),
        (" en ", "en"),
        ("xx", "xx"),
        ("", None),
        ("x y", None),
        ("klingon", None),
    ],
)
def test_what_sources_write_is_a_code(text, code):
    assert parse_language(text) == code
