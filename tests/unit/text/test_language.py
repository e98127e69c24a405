"""Which language a text is in."""

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
def test_long_texts_tell_their_language(text, language):
    assert detect_language(text) == language


@given(st.text(max_size=200))
def test_any_text_has_a_language_or_none(text):
    told = detect_language(text)
    assert told is None or (len(told) == 2 and told.isalpha() and told.islower())


@pytest.mark.parametrize(
    ("told", "language"),
    [("en-US", "en"), ("German", "de"), ("fra", "fr"), ("PT_BR", "pt"), ("", None), ("x y", None)],
)
def test_what_sources_write_is_a_code(told, language):
    assert parse_language(told) == language
