"""Inline Markdown: text is escaped, formulas are MathML, addresses are links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.escape import Markdown
from sitegen.pages.inline import escape_part, excerpt, plain_text, render_inline, render_with_links


def test_addresses_become_links_and_the_rest_is_escaped():
    assert render_with_links("See *x*: https://e.org/a_b?c&d.") == (
        r"See \*x\*: [https://e.org/a\_b?c&amp;d](https://e.org/a_b?c&amp;d)."
    )
    assert isinstance(render_with_links("a"), Markdown)
    assert render_with_links("") == ""


def test_a_text_with_addresses_keeps_its_displayed_formulas():
    markdown = render_with_links("a $$x^2$$ https://e.org/ $y$")
    assert markdown.count("<math") == 2
    assert markdown.count('display="block"') == 1
    assert "[https://e.org/](https://e.org/)" in markdown


def test_formulas_are_inline_unless_asked_for():
    assert 'display="block"' not in render_inline("a $$x^2$$ b")
    assert 'display="block"' in render_inline("a $$x^2$$ b", in_line=False)
    assert 'display="block"' not in render_inline("a $x^2$ b", in_line=False)


def test_text_around_formulas_keeps_one_blank_on_either_side():
    before, _, after = render_inline("a_b  $x$ c").partition("<span")
    assert before == r"a\_b "
    assert after.endswith("</span> c")


def test_a_formula_in_a_heading_is_annotated_in_plain_text():
    assert 'encoding="application/x-tex"' in render_inline("$x^2$")
    assert 'encoding="text/plain"' in render_inline("$x^2$", in_heading=True)


def test_a_formula_that_can_not_be_rendered_is_its_source():
    html = "a <code>&#36;&#92;frac&#123;x&#36;</code> b"
    assert render_inline(r"a $\frac{x$ b") == html
    assert render_inline(r"a $$\frac{x$$ b") == html
    assert render_inline(r"a $$\frac{x$$ b", in_line=False) == html.replace("&#36;", "&#36;" * 2)


def test_plain_text_has_formulas_in_unicode():
    assert plain_text("On $n^2$ & *x*") == "On n² & *x*"
    assert plain_text("On n_2") == "On n_2"
    assert plain_text(r"On $\frac$, $5") == r"On $\frac$, $5"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("", ""),
        (" ", " "),
        ("  \n ", " "),
        ("a", "a"),
        (" a", " a"),
        ("a  ", "a "),
        ("  a  b*  ", r" a b\* "),
    ],
)
def test_a_part_keeps_one_blank_at_each_end(text, escaped):
    assert escape_part(text) == escaped


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("abc $x$", 7) == "abc $x$"
    assert excerpt("abc $x$", 6) == "abc…"


def test_an_excerpt_ends_before_a_formula_that_it_would_break():
    text = "We bound the regret by " + r"$\frac{1}{\sqrt{T}} + \log n$" + " and more words follow."
    assert excerpt(text, 40) == "We bound the regret by…"
    assert excerpt(text, 200) == text
    assert excerpt("one, two, $a_b + c_d$ three four", 18) == "one, two…"


def test_an_excerpt_may_end_after_a_formula():
    text = "On $x_1$ and its many uses in practice"
    assert excerpt(text, 20) == "On $x_1$ and its…"
    assert excerpt("costs 5 dollars and then some", 16) == "costs 5 dollars…"


@given(st.text(alphabet="ab $x_{}\\", max_size=60), st.integers(10, 60))
def test_an_excerpt_is_never_longer_than_asked_for(text, width):
    assert len(excerpt(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Braces are lost: 1/t² or (1/t)².
        (r"a rate of \frac1t^2. So", "a rate of <code>&#92;frac1t&#94;2</code>. So"),
        (
            r"of Õ\left(\frac{K, M} NM T\right) after",
            "of <code>&#213;&#92;left&#40;&#92;frac&#123;K, M&#125; NM T&#92;right&#41;</code> after",
        ),
        # A dollar without its counterpart, in an abstract that was cut.
        (r"when $d^{3/2}<< r", "when <code>&#36;d&#94;&#123;3&#47;2&#125;&#60;&#60;</code> r"),
        ("a {class} of {a, b}", r"a \{class\} of \{a, b\}"),
    ],
)
def test_tex_in_prose_is_code(text, shown):
    assert render_inline(text) == render_with_links(text) == shown


def test_a_script_in_prose_is_a_formula():
    html = render_inline("the space R^{d}, special")
    assert html.startswith('the space <span class="sg-math"><math')
    assert html.endswith("</span>, special")
