"""MathML as TeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.text.clean import clean_text
from sitegen.text.mathml import element_text, is_display, local_name, mathml_to_tex, parse_mathml


def tex(inner):
    return parse_mathml(f"<math>{inner}</math>")


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<math><msub><mi>x</mi><mn>2</mn></msub></math>", "x_2"),
        ("<m:math xmlns:m='u'><m:msup><m:mn>10</m:mn><m:mo>−</m:mo></m:msup></m:math>", "10^-"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", r"\frac{a}{b}"),
        ("<math><msqrt><mi>T</mi></msqrt></math>", r"\sqrt{T}"),
        ("<math><mover><mi>O</mi><mo>~</mo></mover><mo>(</mo><mi>log</mi><mi>n</mi><mo>)</mo></math>",
         r"\tilde{O}(\log n)"),
        ("<math><mi mathvariant='bold'>w</mi><mtext> if </mtext></math>", r"\mathbf{w}\text{if}"),
        ("<math><mi>q</mi><annotation encoding='application/x-tex'>\\ell</annotation></math>",
         r"\ell"),
        ("<math><mfenced open='[' close=']'><mn>0</mn><mn>1</mn></mfenced></math>", "[0,1]"),
        ("<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover></math>", r"\sum_i^n"),
        ("<math><foo><mi>y</mi></foo></math>", "y"),
    ],
)  # fmt: skip
def test_mathml_is_tex(mathml, expected):
    assert parse_mathml(mathml) == expected
    assert clean_text(f"a {mathml} b") == f"a ${expected}$ b"


X, Y, Z = "<mi>x</mi>", "<mi>y</mi>", "<mn>10</mn>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<msup>{X}{Z}</msup>", "x^{10}"),
        (f"<munder>{X}{Y}</munder>", "x_y"),
        (f"<msubsup>{X}{Y}{Z}</msubsup>", "x_y^{10}"),
        (f"<mroot>{X}{Y}</mroot>", r"\sqrt[y]{x}"),
        (f"<msqrt>{X}{Y}</msqrt>", r"\sqrt{xy}"),
        ("<msqrt></msqrt>", r"\sqrt{}"),
        (f"<mtable><mtr><mtd>{X}</mtd><mtd>{Y}</mtd></mtr></mtable>",
         r"\begin{matrix}x & y \\ \end{matrix}"),
        (f"<mover>{X}<mo>^</mo></mover>", r"\hat{x}"),
        (f"<mover>{X}<mi>y</mi></mover>", "x^y"),
        (f"<mover>{X}<mo></mo></mover>", r"\tilde{x}"),
        (f"<mfenced>{X}{Y}</mfenced>", "(x,y)"),
        (f"<mfenced open='{{' close='}}'>{X}</mfenced>", r"\{x\}"),
        (f"{X}<mspace/>{Y}", "x y"),
        (f"{X}<annotation>z</annotation>", "x"),
        (f"{X}<annotation-xml>{Y}</annotation-xml>", "x"),
        (f"{X}<!-- z -->{Y}", "xy"),
        (f"<mrow>a{X}</mrow>", "ax"),
    ],
)  # fmt: skip
def test_elements(inner, expected):
    assert tex(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<msub>{X}</msub>", "x"),
        (f"<msub>{X}{Y}{Z}</msub>", "xy10"),
        (f"<msup>{X}</msup>", "x"),
        (f"<msup>{X}{Y}{Z}</msup>", "xy10"),
        (f"<mfrac>{X}{Y}{Z}</mfrac>", "xy10"),
        (f"<mover>{X}</mover>", "x"),
        (f"<mover>{X}{Y}{Z}</mover>", "xy10"),
        (f"<munder>{X}</munder>", "x"),
        (f"<munder>{X}{Y}{Z}</munder>", "xy10"),
        (f"<mroot>{X}</mroot>", "x"),
        (f"<mroot>{X}{Y}{Z}</mroot>", "xy10"),
        (f"<msubsup>{X}{Y}</msubsup>", "xy"),
        (f"<munderover>{X}{Y}</munderover>", "xy"),
    ],
)
def test_elements_with_a_wrong_number_of_children_are_their_contents(inner, expected):
    assert tex(inner) == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("<mi>ab</mi>", r"\mathrm{ab}"),
        ("<mi>a</mi>", "a"),
        ("<mn>12</mn>", "12"),
        ("<mi mathvariant='normal'>a</mi>", "a"),
        ("<mi mathvariant='normal'>ab</mi>", r"\mathrm{ab}"),
        ("<mn mathvariant='normal'>12</mn>", r"\mathrm{12}"),
        ("<mi mathvariant='double-struck'>R</mi>", r"\mathbb{R}"),
        ("<mo mathvariant='bold'>+</mo>", "+"),
        ("<mi mathvariant='other'>R</mi>", "R"),
        ("<mi>sin</mi>", r"\sin"),
        ("<mo>sin</mo>", "sin"),
        ("<mo>∑</mo><mi>x</mi>", r"\sum x"),
        ("<mo>%</mo><mi>x</mi>", r"\%x"),
        ("<mo>\u2062</mo>", ""),
        ("<mtext>a$b\\{c}</mtext>", r"\text{abc}"),
        ("<ms>a</ms>", r"\text{a}"),
        ("<mi>x</mi><mtext></mtext><mi>y</mi>", "x y"),
    ],
)
def test_tokens(token, expected):
    assert tex(token) == expected


def test_only_an_annotation_in_tex_replaces_the_elements():
    annotation = "<annotation encoding='{}'>{}</annotation>"
    assert tex(X + annotation.format("LaTeX", "$ a  b $")) == "a b"
    assert tex(X + annotation.format("MathType", "z")) == "x"
    assert tex(X + annotation.format("tex", "")) == "x"


def test_too_long_and_broken_elements_are_none():
    start, end = "<math><mi>", "</mi></math>"
    longest = 20_000 - len(start + end)
    assert parse_mathml(start + "x" * longest + end) == rf"\mathrm{{{'x' * longest}}}"
    assert parse_mathml(start + "x" * (longest + 1) + end) is None
    assert parse_mathml("") is None
    assert parse_mathml("text") is None


def test_entities_of_a_document_type_are_not_resolved():
    entity = '<!DOCTYPE math [<!ENTITY e "z">]>'
    assert parse_mathml(f"{entity}<math><mi>x&e;</mi></math>") == "x"


def nested(depth):
    """Return a fraction below ``depth`` rows, counted from the root at 0."""
    return tex("<mrow>" * (depth - 1) + f"<mfrac>{X}{Y}</mfrac>" + "</mrow>" * (depth - 1))


def test_elements_below_the_maximum_depth_are_plain_text():
    assert nested(59) == r"\frac{x}{y}"  # the fraction at depth 59, its letters at 60
    assert nested(60) == r"\frac{x}{y}"  # the letters at 61 are plain, and the same
    assert nested(61) == "xy"


def test_properties_of_elements():
    block, inline, bare = map(
        etree.fromstring, ["<math display='block'/>", "<math display='inline'/>", "<math/>"]
    )
    assert [is_display(block), is_display(inline), is_display(bare)] == [True, False, False]
    assert local_name(etree.fromstring("<m:mi xmlns:m='u'/>")) == "mi"
    assert local_name(bare) == "math"
    assert element_text(etree.fromstring("<p>a <b>b</b>\n<!-- c --> d</p>")) == "a b d"


@given(st.recursive(
    st.builds("<mi>{}</mi>".format, st.text("abc{}\\%", max_size=3)),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["mrow", "msub", "msup", "mfrac", "msqrt", "mover", "mtable", "other"]),
        st.lists(inner, max_size=3).map("".join),
    ),
))  # fmt: skip
def test_no_letter_of_mathml_is_lost(inner):
    root = etree.fromstring(f"<math>{inner}</math>")
    converted = mathml_to_tex(root)
    for char in "abc":
        assert converted.count(char) >= "".join(root.itertext()).count(char)
