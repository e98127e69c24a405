"""TeX to MathML that is safe in Markdown, and to plain Unicode."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.cite import format_bibtex
from sitegen.pages.formulas import formula_html, formula_text
from sitegen.pages.views import excerpt, plain, rich
from sitegen.paper import Paper
from sitegen.render.markdown import to_html
from sitegen.text.formulas import Formula
from tests.unit.pages.test_escape import python_markdown

TEX = st.lists(
    st.sampled_from(
        ["x", "_", "^", "{", "}", "\\frac", "\\alpha", "\\href", "javascript:alert(1)", "<b>", '"',
         "&", "\\text", "\\left(", "\\right)", "1", " ", "*", "[", "]", "`", "\\\\", "\\{", "#",
         "\\sqrt", "\\mathbf", "\\style", "\\begin{matrix}", "\\end{matrix}", "|", "%", "'"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
MATHML_NAMES = """
    math semantics annotation mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover
    mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose ms
"""
MATHML = frozenset(MATHML_NAMES.split())


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("O(n^2)", "O(n²)"),
        (r"\ell_1", "ℓ₁"),
        (r"\mathcal{O}(\sqrt{T})", "O(√T)"),
        (r"\mathbb{R}^d", "ℝ^d"),
        (r"10^{-3}", "10⁻³"),
        (r"\log n", "log n"),
        (r"\tilde{O}(d\log T)", "Õ(d log T)"),
        (r"\frac{1}{k+1}", "1/(k+1)"),
        (r"x \leq y", "x ≤ y"),
        (r"25.3\%", "25.3%"),
        (r"\operatorname{argmax}_x f", "argmaxₓ f"),
    ],
)
def test_formulas_in_plain_unicode(tex, shown):
    assert formula_text(Formula(tex)) == shown


@pytest.mark.parametrize(
    "tex", [r"\unknown{x}", r"\frac{1}", "x^", "{", r"\left( x", r"\begin{foo}", "{" * 500]
)
def test_what_is_no_tex_that_we_know_stays_readable(tex):
    formula = Formula(tex)
    assert formula_html(formula) is None
    assert formula_text(formula) == formula.source
    assert BeautifulSoup(python_markdown(rich(f"a ${tex}$")), "lxml").get_text() == f"a ${tex}$"


def test_the_source_is_its_alternative_text_and_its_annotation():
    html = python_markdown(rich(r"The $\ell_1$ norm"))
    math = BeautifulSoup(html, "lxml").find("math")
    assert math["alttext"] == math.annotation.text == r"\ell_1"
    assert math.msub.mi.text == "ℓ"


@given(TEX)
def test_any_formula_is_mathml_or_its_source(tex):
    """Both renderers agree, nothing runs, no attribute is the paper's."""
    markdown = rich(f"a ${tex}$ b", in_line=False)
    html = python_markdown(markdown)
    ours = BeautifulSoup(to_html(f"{markdown}\n"), "lxml")
    assert ours == BeautifulSoup(html, "lxml")
    for tag in ours.body.find_all():
        assert tag.name in MATHML | {"p", "span"}
        assert set(tag.attrs) <= {"class", "alttext", "display", "data-pagefind-ignore", "encoding",
                                  "stretchy", "fence", "form", "separator", "accent", "width",
                                  "mathvariant", "linethickness", "displaystyle", "minsize",
                                  "maxsize", "movablelimits", "accentunder"}  # fmt: skip


@given(st.text(alphabet="$x^_ \\{}ab5", max_size=40))
def test_a_paragraph_starts_no_block(text):
    assert BeautifulSoup(python_markdown(rich(text)), "lxml").find(["ul", "h1", "pre"]) is None
    assert isinstance(plain(text), str)


def test_an_excerpt_ends_before_a_formula_that_it_would_break():
    text = "We bound the regret by " + r"$\frac{1}{\sqrt{T}} + \log n$" + " and more words follow."
    assert excerpt(text, 40) == "We bound the regret by…"
    assert excerpt(text, 200) == text


def test_mathematics_is_tex_in_a_citation():
    told = format_bibtex(Paper(title=r"An $\ell_1$ bound of 50% & $5"))
    assert r"An $\ell_1$ bound of 50\% \& \$5" in told
