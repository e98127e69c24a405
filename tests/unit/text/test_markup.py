"""HTML in titles and abstracts."""

import pytest

from sitegen.text.markup import SUBSCRIPTS, SUPERSCRIPTS, strip_markup, to_script_characters


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("CO<sub>2</sub> and H<sup>+</sup>", "CO₂ and H⁺"),
        ("x<SUP> n </SUP>", "xⁿ"),
        ("the 1<sup>st</sup> <i>E. coli</i>", "the 1st E. coli"),
        ("a<sub>n</sub>", "an"),
        ("R&amp;D, AT&amp;amp;T", "R&D, AT&T"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("p < 0.05", "p < 0.05"),
        ("List<T> stays", "List<T> stays"),
        ("Q&A; x&y", "Q&A; x&y"),
        ("&copy and &copy;, &#233; &#xe9;", "&copy and ©, é é"),
        ("<jats:p>We <jats:italic>do</jats:italic>.</jats:p>", " We do. "),
        ("a<br/>b", "a b"),
        ("<i>a", "<i>a"),
    ],
)
def test_elements_and_entities(raw, plain):
    assert strip_markup(raw) == plain


def test_eight_levels_are_removed():
    assert strip_markup("<i>" * 8 + "x" + "</i>" * 8) == "x"
    assert strip_markup("&" + "amp;" * 8 + "lt;") == "&lt;"
    assert strip_markup("&" + "amp;" * 9 + "lt;") == "&amp;lt;"


def test_mathematics_is_tex_between_dollars():
    math = "<mml:math{}><mml:mi>x</mml:mi></mml:math>"
    assert strip_markup(f"a {math.format('')} b") == "a $x$ b"
    assert strip_markup(math.format(' display="block"')) == "$$x$$"
    assert strip_markup("<math></math>") == "<math></math>"


def test_a_row_of_digits_and_signs_is_raised_or_lowered_as_a_whole():
    assert to_script_characters("10+n", raised=True) == "¹⁰⁺ⁿ"
    assert to_script_characters("10+n", raised=False) == "10+n"
    assert to_script_characters("10-", raised=False) == "₁₀₋"
    assert to_script_characters("2m", raised=True) == "2m"
    assert to_script_characters("", raised=True) == ""
    assert len(SUPERSCRIPTS) == len(SUBSCRIPTS) + 1
