"""Mathematics between dollars, money that is none, and MathML as TeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.text.clean import clean_text
from sitegen.text.formulas import Formula, cut_before_formula, split_formulas
from sitegen.text.markup import without_markup
from sitegen.text.mathml import parse_mathml, to_tex

TEXTS = st.text(alphabet="$\\x{}^_ 15,.-ab\n", max_size=60)


def formulas(text):
    return [part.tex for part in split_formulas(text) if isinstance(part, Formula)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$\alpha$-divergence in $O(n^2)$", [r"\alpha", "O(n^2)"]),
        ("$k$-means with $10$ of $n$ or $1/2$, $2k$", ["k", "10", "n", "1/2", "2k"]),
        ("$$x = y$$", ["x = y"]),
        (r"a factor of $\sim$1,000 and 8$\times$8", [r"\sim", r"\times"]),
        (r"in $ \mathbb{R}^p $ for", [r" \mathbb{R}^p "]),
        ("$p = q$ and $[0, 1]$", ["p = q", "[0, 1]"]),
        ("costs $5 per paper, not $10", []),
        ("$5 to $10", []),
        ("from $5M to $10M, or $3.50/month", []),
        ("a $100K GPU or 100 days at US$ 20", []),
        ("between US$5 and AU$6", []),
        ("$150 US in parts, under $15 per model", []),
        (r"\$5 and $x$", ["x"]),
        ("$", []),
        ("$$", []),
        ("$ $", []),
        ("one $ alone", []),
    ],
)
def test_mathematics_is_told_from_money(text, found):
    assert formulas(text) == found


@given(TEXTS)
def test_the_parts_are_the_text(text):
    parts = split_formulas(text)
    assert "".join(part if isinstance(part, str) else part.source for part in parts) == text


@given(TEXTS, st.integers(1, 60))
def test_no_cut_goes_through_a_formula(text, width):
    place = cut_before_formula(text, width)
    assert place <= width
    before = formulas(text)
    assert formulas(text[:place]) == before[: len(formulas(text[:place]))]


@pytest.mark.parametrize(
    ("mathml", "tex"),
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
def test_mathml_is_tex(mathml, tex):
    assert parse_mathml(mathml) == tex
    assert clean_text(f"a {mathml} b") == f"a ${tex}$ b"


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
    told = to_tex(root)
    for char in "abc":
        assert told.count(char) >= "".join(root.itertext()).count(char)


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("CO<sub>2</sub> and H<sup>+</sup>", "CO₂ and H⁺"),
        ("the 1<sup>st</sup> <i>E. coli</i>", "the 1st E. coli"),
        ("R&amp;D, AT&amp;amp;T", "R&D, AT&T"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("p < 0.05", "p < 0.05"),
        ("List<T> stays", "List<T> stays"),
        ("Q&A; x&y", "Q&A; x&y"),
        ("<jats:p>We <jats:italic>do</jats:italic>.</jats:p>", " We do. "),
        ("a<br/>b", "a b"),
    ],
)
def test_left_over_markup_is_set(raw, printed):
    assert without_markup(raw) == printed


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        (r"a \(x^2\) b", "a $x^2$ b"),
        (r"a \[ x \] b", "a $$x$$ b"),
        (r"\begin{equation}x\end{equation}", "$$x$$"),
        ("8$ imes$8 and $128 imes 128$", r"8$\times$8 and $128\times 128$"),
        ("Kendall's $ au$", r"Kendall's $\tau$"),
        ("it is 8 o clock", "it is 8 o clock"),
    ],
)
def test_mathematics_stands_between_dollars(raw, printed):
    assert clean_text(raw) == printed
