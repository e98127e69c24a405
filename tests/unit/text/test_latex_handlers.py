"""What commands do with their arguments."""

import pytest

from sitegen.text.latex import decode_latex
from sitegen.text.latex_handlers import HANDLERS, accent_handler, drop


@pytest.mark.parametrize(
    ("name", "text", "printed"),
    [
        ("'", "e", "é"),
        ("'", "ex", "éx"),
        ("~", "ê", "ễ"),
        ("^", "ẹ", "ệ"),
        ("'", "ı", "í"),
        (".", "i", "i"),
        ("c", "s", "ş"),
        ("~", "m", "m̃"),
        ("~", "", "~"),
        ("u", "", ""),
        ("^", "2", "^2"),
    ],
)
def test_accents(name, text, printed):
    assert accent_handler(name, f"\\{name}", is_certain=True)(text) == printed


def test_an_accent_of_another_text_stays_without_its_letter():
    assert accent_handler("'", "\\'", is_certain=False)("1") == "\\'1"
    assert accent_handler('"', '\\"', is_certain=False)("k") == '\\"k'
    assert accent_handler('"', '\\"', is_certain=False)("u") == "ü"


def test_arguments():
    assert HANDLERS["textsuperscript"]("2") == "²"
    assert HANDLERS["mkbibsubscript"]("st") == "st"
    assert HANDLERS["enquote"]("a") == "“a”"
    assert HANDLERS["MakeUppercase"]("é") == "É"
    assert HANDLERS["mkbibparens"]("a{}") == "(a{})"
    assert drop("a") == ""


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (r"TNF-\textgreek{a} and \textgreek{b}-catenin", "TNF-α and β-catenin"),
        (r"\textgreek{l'ogos}, \textgreek{l\'ogos}", "λόγος, λόγος"),
        (r"\textgreek{>'anjrwpoc kalo'us}", "ἄνθρωπος καλούς"),
        (r"\textgreek{λόγος}", "λόγος"),
    ],
)
def test_greek_is_typed_in_latin_letters_or_in_its_own(field, text):
    assert decode_latex(field) == text
