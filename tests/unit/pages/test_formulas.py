"""TeX to MathML that is safe in Markdown, and to plain Unicode."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.formulas import formula_html, formula_text
from sitegen.pages.inline import plain_text, render_inline
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
        ("x_n^2", "xₙ²"),
        (r"\sum_{i=1}^n x_i", "∑_(i = 1)ⁿx_i"),
        ("x_{ab}", "x_ab"),
        ("x_{a,b}", "x_(a,b)"),
        ("x_b", "x_b"),
        ("x^i", "xⁱ"),
        (r"90^\circ", "90°"),
        (r"A^\top", "A⊤"),
        ("f'", "f′"),
        (r"x^*", "x*"),
        (r"\sqrt{a+b}", "√(a+b)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{10}{n}", "10/n"),
        (r"\mathrm{max}\,x", "max x"),
        (r"\mathcal{X}\mathbf{y}", "Xy"),
        (r"\mathbf{x}+\mathfrak{g}", "x+g"),
        (r"\hat{x}", "x̂"),
        (r"\bar{x}", "x̄"),
        (r"\vec{v}", "v⃗"),
        (r"\dot{x}", "ẋ"),
        (r"\hat{xy}", "xy"),
        (r"\log^2 n", "log² n"),
        (r"\min_x f", "minₓ f"),
        ("-x", "−x"),
        (r"a \to b", "a → b"),
        (r"\{a, b\}", "{a,b}"),
        ("a < b", "a < b"),
        (r"\begin{matrix}a & b\\c & d\end{matrix}", "a, b; c, d;"),
        (r"\argmax_x", "arg maxₓ"),
        (r"\abs{x}", "|x|"),
        (r"\R", "ℝ"),
        (r"\bm{x}", "x"),
        (r"\xspace x", "x"),
        # Macros of the authors: what many use has a meaning, others are their letters.
        (r"X \in \real^n", "X ∈ ℝⁿ"),
        (r"\cN(0,\bx)", "N(0,x)"),
        (r"\Otil(\sqrtT)", "Õ(√T)"),
        (r"\bnshift", "bnshift"),
        ("50%", "50%"),
    ],
)
def test_formulas_in_plain_unicode(tex, shown):
    assert formula_text(Formula(tex)) == shown


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}",
        "x^",
        "{",
        r"\left( x",
        r"\begin{foo}",
        "{" * 500,
        r"\unknown{x}",
        r"\unknown {x}",
    ],
)
def test_what_is_no_tex_that_we_know_stays_readable(tex):
    formula = Formula(tex)
    assert formula_html(formula) is None
    assert formula_text(formula) == formula.source
    assert (
        BeautifulSoup(python_markdown(render_inline(f"a ${tex}$")), "lxml").get_text()
        == f"a ${tex}$"
    )


def test_a_slash_has_no_spaces_as_in_tex():
    slash = BeautifulSoup(formula_html(Formula("n^{2/r}")), "lxml").find("mo")
    assert (slash["lspace"], slash["rspace"]) == ("0", "0")


@pytest.mark.parametrize(
    ("tex", "element", "name"),
    [
        (r"\min_{x} f", "munder", "min"), (r"\operatorname*{argmax}_x f", "munder", "arg\u2006max"),
        (r"\limsup_n x", "munder", "lim\u2006sup"), (r"\sup_a^b x", "munderover", "sup"),
        (r"\log_2 n", "msub", "log"), (r"a_i", "msub", "a"),
    ],
)  # fmt: skip
def test_limits_stand_below_names_in_displayed_formulas_only(tex, element, name):
    displayed = formula_html(Formula(tex, display=True))
    (script,) = BeautifulSoup(displayed, "lxml")(element)
    assert script.contents[0].text == name
    assert "<munder" not in formula_html(Formula(tex))


def test_operators_stand_close_in_scripts_as_in_tex():
    shown = formula_html(Formula(r"\sum_{t=1}^n x = y"))
    assert shown.count('<mo lspace="0" rspace="0">&#61;</mo>') == 1
    assert shown.count("<mo>&#61;</mo>") == 1


@pytest.mark.parametrize(
    ("tex", "spaces"),
    [(r"2\log K", 2), (r"\log_2 n", 1), (r"\log(n)", 0), (r"-\sin x + \cos y", 2), ("2ab", 0),
     (r"\mathrm{Tr} A", 0), (r"\log \log n", 2)],
)  # fmt: skip
def test_names_of_functions_have_thin_spaces_as_in_tex(tex, spaces):
    assert formula_html(Formula(tex, display=False)).count('<mspace width="0.17em">') == spaces


def test_the_source_is_its_alternative_text_and_its_annotation():
    html = python_markdown(render_inline(r"The $\ell_1$ norm"))
    math = BeautifulSoup(html, "lxml").find("math")
    assert math["alttext"] == math.annotation.text == r"\ell_1"
    assert math.msub.mi.text == "ℓ"


@given(TEX)
def test_any_formula_is_mathml_or_its_source(tex):
    """Both renderers agree, nothing runs, no attribute is the paper's."""
    markdown = render_inline(f"a ${tex}$ b", in_line=False)
    html = python_markdown(markdown)
    ours = BeautifulSoup(to_html(f"{markdown}\n"), "lxml")
    assert ours == BeautifulSoup(html, "lxml")
    for tag in ours.body.find_all():
        assert tag.name in MATHML | {"p", "span", "code"}
        assert set(tag.attrs) <= {"class", "alttext", "display", "encoding",
                                  "stretchy", "fence", "form", "separator", "accent", "width",
                                  "mathvariant", "linethickness", "displaystyle", "minsize",
                                  "maxsize", "movablelimits", "accentunder", "lspace", "rspace"}  # fmt: skip


@given(st.text(alphabet="$x^_ \\{}ab5", max_size=40))
def test_a_paragraph_starts_no_block(text):
    assert (
        BeautifulSoup(python_markdown(render_inline(text)), "lxml").find(["ul", "h1", "pre"])
        is None
    )
    assert isinstance(plain_text(text), str)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbf{AZaz09}", "𝐀𝐙𝐚𝐳𝟎𝟗"),
        (r"\boldsymbol{\alpha\omega}", "𝜶𝝎"),
        (r"\boldsymbol{\Omega}", "𝜴"),
        (r"\mathtt{Aa0}", "𝙰𝚊𝟶"),
        (r"\mathsf{Aa0}", "𝖠𝖺0"),
        (r"\mathbf{\alpha}", "𝛂"),
        (r"\mathbf{\Gamma}", "𝚪"),
        (r"\mathsf{\alpha}", "α"),
        (r"\mathbf{@`:}", "@`:"),
        (r"\mathsf{\Omega}", "Ω"),
        (r"\sim", "∼"),
        ("~", ""),
    ],
)
def test_variants_are_letters_of_unicode(tex, text):
    html = formula_html(Formula(tex))
    paper_row = BeautifulSoup(html, "lxml").semantics.mrow
    assert "".join(paper_row.get_text().split()) == text


def test_upright_letters_in_a_row_are_one_word():
    assert "<mi>max</mi>" in formula_html(Formula(r"\mathrm{max}"))
    assert "<mi>ax</mi>" not in formula_html(Formula(r"\mathrm{a}x"))
    assert "<mfrac>" in formula_html(Formula(r"\frac{\mathrm{a}}{\mathrm{b}}"))


def test_the_whole_element():
    assert formula_html(Formula("x")) == (
        '<span class="sg-math"><math alttext="x"><semantics>'
        "<mrow><mrow><mi>x</mi></mrow></mrow>"
        '<annotation encoding="application/x-tex">x</annotation></semantics></math></span>'
    )
    assert formula_html(Formula("x", display=True)).startswith(
        '<span class="sg-math sg-math--display"><math display="block" alttext="x">'
    )
    assert '<annotation encoding="text/plain">n&#178;</annotation>' in formula_html(
        Formula("n^2"), in_heading=True
    )


def test_a_formula_has_1000_characters_and_100_braces_at_most():
    assert formula_html(Formula("x" * 1000)) is not None
    assert formula_html(Formula("x" * 1001)) is None
    assert formula_html(Formula("{x}" * 100)) is not None
    assert formula_html(Formula("{x}" * 101)) is None


def test_a_formula_is_25_elements_deep_at_most():
    nested = "\\sqrt{" * 11 + "%s" + "}" * 11
    # The letter of a script is at depth 25, that of a row inside the script at 26.
    assert formula_html(Formula(nested % "x_1")) is not None
    assert formula_html(Formula(nested % "x_{1+2}")) is None


def test_attributes_are_those_of_a_list_and_no_others():
    assert "<mrow><mrow><mi>y</mi></mrow></mrow>" in formula_html(Formula(r"\href{x}{y}"))
    assert (
        "color"
        not in formula_html(Formula(r"\style{color:red}{x}"))
        .partition("<annotation")[0]
        .partition("alttext")[0]
    )
    html = formula_html(Formula(r"\left(x\right)"))
    assert '<mo stretchy="true" fence="true" form="prefix">&#40;</mo>' in html
    assert '<mspace width="1em"></mspace>' in formula_html(Formula(r"\rule{1em}{2em}"))


def test_one_upright_letter_says_so():
    html = formula_html(Formula(r"\mathrm{\alpha}"))
    assert '<mi mathvariant="normal">&#945;</mi>' in html
    assert "<mi>&#945;&#946;</mi>" in formula_html(Formula(r"\mathrm{\alpha\beta}"))


@pytest.mark.parametrize("width", ["1000em", "-1000em", "10em", "1e9em", "1000mu", "99.9em"])
def test_a_space_that_would_push_the_page_apart_has_no_width(width):
    html = formula_html(Formula(rf"a\hspace{{{width}}}b"))
    assert "<mspace></mspace>" in html
    assert "sg-math--wide" not in html


@pytest.mark.parametrize(
    ("tex", "is_wide"),
    [
        (r"O(\sqrt{T})", False),
        (r"\sum_{i=1}^{n} x_i^2", False),
        (r"a\hspace{9em}b", True),
        ("a+" * 8 + "b", True),
        (r"\mathrm{" + "x" * 17 + "}", True),
    ],
)
def test_a_wide_formula_can_scroll(tex, is_wide):
    assert ('"sg-math sg-math--wide"' in formula_html(Formula(tex))) is is_wide
    assert '"sg-math sg-math--display"' in formula_html(Formula(tex, display=True))
