"""HTML in titles and abstracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<h2>Summary</h2><p>We do.</p>", "We do."),
        ("<sec><title>ABSTRACT</title><p>We</p></sec>", "We"),
        ("<p><b>Abstract:</b> We</p>", "We"),
        ("<p>Résumé</p><p>Nous</p>", "Nous"),
        ("<h3>Methods</h3>We <h3>Summary</h3>End", "Methods We Summary End"),
        ("<h2>Summary</h2>", "Summary"),
        ("<b>Abstract</b> algebra", "algebra"),
        ("Abstract algebra", "Abstract algebra"),
        ("<ul><li>one</li><li>two</li></ul>three", "one two three"),
        ("<ol><li>one<li>two</ol>", "one two"),
        ("<table><tr><td>a</td><td>b</td></tr></table>c", "a b c"),
        ("<dl><dt>a</dt><dd>b</dd></dl><blockquote>c</blockquote>d", "a b c d"),
        ("for<break/>beginners and<br>all<hr />x", "for beginners and all x"),
        ("<jats:sec><jats:title>Aim</jats:title><jats:p>To</jats:p></jats:sec>", "Aim To"),
        ("<div class=\"a\"><section id='b'>x</section></div>y", "x y"),
    ],
)
def test_blocks_separate_words_and_a_heading_of_the_abstract_goes(raw, plain):
    assert " ".join(strip_markup(raw).split()) == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("un<i>believ</i>able <em>E. coli</em> <scp>DNA</scp>", "unbelievable E. coli DNA"),
        ('<span class="nocase">iPhone</span>s, <font color=red>x</font>', "iPhones, x"),
        ("CO<inf>2</inf>, H<sub><i>2</i></sub>O, 10<jats:sup>-3</jats:sup>", "CO₂, H₂O, 10⁻³"),
        ("x<sup>2</sup><sub>n</sub> m<sup>max</sup>", "x²n mmax"),
        ('<ce:italic>a</ce:italic> <tt>b</tt> <u>c</u> <a href="x">d</a>', "a b c d"),
        ('Cut off <i style="x">here', "Cut off here"),
        ("an end</i> without</p> start", "an end without  start"),
        ("p < 0.05 and q > 2, List<T>, Map<K, V>", "p < 0.05 and q > 2, List<T>, Map<K, V>"),
        (
            "a<b, <unk> and </s>, std::vector<std::string>",
            "a<b, <unk> and </s>, std::vector<std::string>",
        ),
        ("<http://x.org> <me@x.org> <b and c>", "<http://x.org> <me@x.org> <b and c>"),
        ("a<!-- b --><![CDATA[c]]>", "ac"),
        ("&lt;i&gt;a&lt;/i&gt; &amp;lt; b", "a < b"),
        ("<sup>a<i>b</sup>c</i>d", "abcd"),
    ],
)
def test_inline_elements_leave_their_content(raw, plain):
    assert strip_markup(raw) == plain


def test_one_of_several_alternatives_of_a_formula():
    math = "<mml:math><mml:mi>x</mml:mi></mml:math>"
    tex = "<tex-math>\\documentclass{a}\\begin{document}$$x$$\\end{document}</tex-math>"
    alternatives = f"<inline-formula><alternatives>{tex}{math}</alternatives></inline-formula>"
    assert strip_markup(f"a {alternatives} b") == "a $x$ b"


TOKENS = st.sampled_from(
    ["<i>", "</i>", "<sup>", "</sup>", "<p>", "</p>", "<b a=b>", "<", ">", "a", "&lt;", "&amp;", " ", "2",
     "<title>", "</title>", "Abstract", "<math>", "</math>", "<mml:math>", "<alternatives>",
     "</alternatives>", "<!--", "-->", "$x$", '<i a="', "'"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=30).map("".join))
def test_any_text_is_stripped_once(raw):
    plain = strip_markup(raw)
    assert strip_markup(plain) == plain


@pytest.mark.parametrize(
    "token",
    ["<", "<i>", "<i", "</i>", "<i a=b>", "<i a=", '<i a="', "<i>a</i>", "<sup>", "<sup><i>2</i></sup>", "<math>",
     "<!--", "<title>", "<a ", "&amp;", "<i><b>", "<mml:math", " ", "<alternatives>$x$", "<p>Abstract</p>"],
)  # fmt: skip
def test_time_is_linear(token, assert_linear):
    assert_linear(strip_markup, token)
    assert_linear(strip_markup, token, "</math></title></i></sup>-->")
