"""LaTeX outside formulas."""

import re
import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.latex import (
    _SIGN_FORMULA,
    decode_latex,
    has_latex,
    latex_to_text,
    unescape_latex,
)


@pytest.mark.parametrize("text", ["\\", "{", "$", "~", "--", "''", "``"])
def test_each_special_sequence_is_latex(text):
    assert has_latex(f"a{text}b")


def test_single_quotes_and_hyphens_are_not_latex():
    assert not has_latex("a-b 'c' `d` e} f% g_h")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"x\emph{a} {\em b} {\bfseries c} \textcolor{red}{d}", "xa b c d"),
        (r"\emph{a}\emph{a} \emph{b}", "a b"),
        (r"90^\circ C, 90 ^{\circ}", "90°C, 90°"),
        ('G\\"odel, G\\""odel', "Gödel, Gödel"),
        (r"\'{\i} \'\i {\'e} \v{r} \d{a} \k a \c{c} \b{b}", "í íé ř ạ ą ç ḇ"),
        (r"{\'e x", "{é x"),
        (r"x \'e}", "x é}"),
        (r"\'{ab} \'{1} \' a", r"áb \'1 \' a"),
        (r"{\aa} \aa{}b \o ystein", "å åb øystein"),
        (r"50\% \& \# \_ \$", "50% & # _ $"),
        (r"\romannumeral1 \romannumeral4 \romannumeral9", "i iv ix"),
        (r"\romannumeral12", "romannumeral12"),
        (r"say \"quoted\" text", r"say \"quoted\" text"),
    ],
)
def test_commands_with_a_meaning(raw, text):
    assert latex_to_text(raw) == text


def test_styles_are_removed_at_any_depth():
    assert latex_to_text(r"\textbf{" * 500 + "ab" + "}" * 500) == "ab"
    assert latex_to_text(r"x \textbf{ab") == r"x \textbf{ab"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"\method", "method"),
        (r"our \method is (\method)", "our method is (method)"),
        (r"\method{}x", "methodx"),
        (r"\method{xy} a\rpackage{X} \fullref[a]{b}", "xy aX b"),
        (r"\frac{Ab}{Cd} \sqrt{x}", r"\frac{Ab}{Cd} \sqrt{x}"),
        (r"\textcolor{red}{a b} \begin{center}c\end{center}", "a b c"),
        (r"\method[x]", r"\method[x]"),
        (r"C:\temp", r"C:\temp"),
        (r"a\method", r"a\method"),
        (r"\phi a\phi", "ϕ aϕ"),  # a symbol, anywhere
        (r"\log", "log"),
    ],
)
def test_unknown_commands(raw, text):
    assert latex_to_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a~b ~5 a~", "a b ~5 a~"),
        ("5~10, 5% ~ 10", "5–10, 5%–10"),
        ("x---y x----y", "x—y x----y"),
        ("a -- b a--b --x", "a – b a–b --x"),
        ("a--the and--we a--theory", "a—the and—we a–theory"),
        ("``a'' ''b'' ``c d''", "“a” “b” “c d”"),
        ("``a", "“a"),
        ("a''", "a”"),
        ("{B}ert Ber{T} {B}", "Bert BerT {B}"),
        ("a~-- b, c --d", "a – b, c --d"),
        ("Bio{BERT} Bio{bert} {GLUE:} a {Deep Nets}", "BioBERT Biobert GLUE: a Deep Nets"),
        (
            "Jean{-}Luc 5{%} {0, 1} {question} x_{Max} {a = B}",
            "Jean-Luc 5% {0, 1} {question} x_{Max} {a = B}",
        ),
        ("{Mass of $Z$ {bosons}}", "Mass of $Z$ {bosons}"),
        ("{a b} and {c d}", "{a b} and {c d}"),
    ],
)
def test_typography(raw, text):
    assert latex_to_text(raw) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        # Vietnamese, in braces and without
        (r"Tr{\`{\^a}}n {\DJ}{\u{a}}ng, D{\uhorn}{\ohorn}ng", "Trần Đăng, Dương"),
        (r"L\^e Th\d i H{\`{\^o}}ng, B\h{a}o, Ho{\`a}ng, {\'\u A}n", "Lê Thị Hồng, Bảo, Hoàng, Ắn"),
        (r"Qu{\'{\^{o}}}c {\~\^e} {\d{\^{o}}} {\^{\d{o}}}", "Quốc ễ ộ ộ"),
        # Romanian, Turkish, Latvian
        (r"Ia\textcommabelow si, \c{T}{\u a}ran, {\c s}", "Iași, Ţăran, ş"),
        (r"\.Istanbul, I{\c{s}}{\i}k, \u{g}\"u\c c, {\.I}{\.i}", "İstanbul, Işık, ğüç, İi"),
        (r"\={A}boli{\c{n}}{\v s}, {\c{k}}, \=\i", "Āboliņš, ķ, ī"),
        # Polish, Czech, Hungarian
        (r"{\L}\'od\'z, W{\k e}gorz, {\.{z}}, G{\l}\k{a}b", "Łódź, Węgorz, ż, Głąb"),
        (r"P{\v r}\'{\i}bram, \v Di{\v t}, \r{u}\'y, d\v{}", "Příbram, Ďiť, ůý, d"),
        (r"Erd{\H o}s, F{\"u}l{\"o}p, \H{U}", "Erdős, Fülöp, Ű"),
        # Icelandic, Danish, Croatian, Sami, Maltese
        (r"{\TH}\'or{\dh}ur, \AE gir, S\o ren, \AA se", "Þórður, Ægir, Søren, Åse"),
        (r"{\DJ}or{\dj}e, \NG{}\ng, \t{oo}, {\IJ}", "Đorđe, Ŋŋ, o͡o, Ĳ"),
        # Pinyin with tones, letters of phonetics
        (r"L\"{\=u}, n{\v{\"u}}, l{\`\"u}, {\v{a}}", "Lṻ, nǚ, lǜ, ǎ"),
        # Greek and Cyrillic in text mode
        (r"\textalpha-\textOmega{} \CYRM\cyri\cyrr", "α-Ω Мир"),
        (r"na\"\i ve {na\"{\i}ve} \'\i \j", "naïve naïve íȷ"),
        (r"\'{\ae}, \'{\o}, \^{\j}", "ǽ, ǿ, ĵ"),
        (r'\char"E9 t\u00e9', "été"),
    ],
)
def test_letters_of_languages(field, text):
    assert decode_latex(field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (r"Micha\l{} Knot and Jan", "Michał Knot and Jan"),
        (r"Micha\l and Jan", "Michał and Jan"),
        (r"Micha\l Knot", "Michał Knot"),
        (r"Ha\l as, S\o ren", "Hałas, Søren"),
        (r"Stra{\ss} e", "Straß e"),
        (r"{\relax Th}omas {\em old} {\bfseries b} \sc{c}", "Thomas old b c"),
        (r"\LaTeX{} and \LaTeX\ and \TeX is", "LaTeX and LaTeX and TeX is"),
        (r"\rpackage{X}: \mkbibquote{Y} \mkbibemph{Z} \enquote{a}", "X: “Y” Z “a”"),
        (r"a \unknown b 2\unknown", "a unknown b 2 unknown"),
        (r"a\hyphen b and\slash or 5\textdegree C", "a-b and/or 5°C"),
        (r"\uppercase{\'e}a \MakeLowercase{XYZ}", "Éa xyz"),
        (r"CO\textsubscript{2} 1\textsuperscript{st} x\textsuperscript{2}", "CO₂ 1st x²"),
        (
            r"\href{https://x.org/a\_b}{text} \url{https://x.org/a\_b~c--d}",
            "text https://x.org/a_b~c--d",
        ),
        (r"a\footnote{see https://x.org} b~\cite[p.~2]{k} c\thanks{x}", "a b c"),
        (r"\foreignlanguage{french}{d'{\'e}t{\'e}} \texorpdfstring{$x$}{x}", "d'été x"),
        (r"a\par b\\c\newline d \begin{itemize}\item e\end{itemize}", "a b c d e"),
        (r"S.\,A. soft\-ware shelf{}ful \/x", "S. A. software shelfful x"),
        (r"\verb \SI{5}", "verb 5"),
    ],
)
def test_commands_of_fields(field, text):
    assert decode_latex(field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (r"{\$}k{\$}-means and {\$}x{\_}1{\^{}}2{\$}", "$k$-means and $x_1^2$"),
        (r"{\$}{\textbackslash}alpha{\$} of {\{}x{\}}", r"$\alpha$ of {x}"),
        (r"$\{$BERT$\}$ by $\backslash$emph$\{$us$\}$", "BERT by us"),
        (r"$<$i$>$a$<$/i$>$ $\textless$b", "<i>a</i> <b"),
        (r"Inference $\{$$\backslash$\&$\}$ Models", "Inference & Models"),
        (r"Teapots $ \_ $\{$$\backslash$text $\{$HOT$\}$$\}$ $", r"Teapots $_{\text {HOT}} $"),
        (
            r"Vector$\backslash$nMachines$\backslash$n a{\textbackslash}nThe",
            "Vector Machines a The",
        ),
        (r"{\$}{\textbackslash}nu{\$}-SVM ({\{}KETTLE{\}} 2011)", r"$\nu$-SVM ({KETTLE} 2011)"),
        (r"{\raisebox{-0.5ex}\textasciitilde}30, z\raisebox{-0.5ex}\textasciitilde 2", "∼30, z∼2"),
        (r"H\textsc{ii}, Fe {\sc iii}, \uppercase\expandafter{\romannumeral 2}", "HII, Fe III, II"),
        (r"\verb|a_b| ?`Qu\'e? {\noopsort{b}}Roe 10~$\mu$m", r"a_b ¿Qué? Roe 10 $\mu$m"),
        (r"Tr{\^{\`a}}n l{\"{\v u}}", "Trần lǚ"),
        (r"{Mass of the $Z_{0}$ in $\alpha$$\beta$}", r"Mass of the $Z_{0}$ in $\alpha$$\beta$"),
        (r"{\ensuremath{\alpha}}-{\ensuremath{x_{1}}} \(y\)", r"$\alpha$-$x_{1}$ $y$"),
        (r"H$\alpha$ and $^{13}$C at 45$^\circ$", r"H$\alpha$ and $^{13}$C at 45$^\circ$"),
        (r"\textdollar{}620, \textdollar 5, \$7, 5{\%} {\&} \#1", "$620, $5, $7, 5% & #1"),
        (r"p {\textless} .05, q \textgreater{} 1 (\textasciitilde{}3)", "p < .05, q > 1 (~3)"),
    ],
)
def test_formulas_and_escapes_of_fields(field, text):
    assert decode_latex(field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("Jean{-}Luc {van der} Berg, {Jan}", "Jean-Luc van der Berg, Jan"),
        ("Bio{BERT}, {{T}itle} {of 0, 1}", "BioBERT, Title of 0, 1"),
        ("a {b c} d} e", "a b c d e"),
        ("pages 1--3, $x$--y --- z, 5~million, a~-- b", "pages 1–3, $x$--y — z, 5 million, a – b"),
        ("`a' ``b'' it's", "‘a’ “b” it's"),
        ("about ~5, 5~10", "about ~5, 5–10"),
        ("plain text, 50% of it", "plain text, 50% of it"),
    ],
)
def test_braces_and_typography_of_fields(field, text):
    assert decode_latex(field) == text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (r"10.1007/978-3-319-1\_2", "10.1007/978-3-319-1_2"),
        (r"10.1007/a{\_}2{\%}3\#4 {\&}", "10.1007/a_2%3#4 &"),
        (r"10.1002/(sici)1{\textless}18::a{\textgreater}2", "10.1002/(sici)1<18::a>2"),
        (r"10.1002/1\textless{}2$\_$3$<$4", "10.1002/1<2_3<4"),
        (r"https://x.org/{\~{}}me/\~{}me--a''b", "https://x.org/~me/~me--a''b"),
        ("https://x.org/~me", "https://x.org/~me"),
        (r"{10.1/a\textunknown{}b}", r"10.1/a\textunknownb"),
    ],
)
def test_identifiers_without_escapes(field, value):
    assert unescape_latex(field) == value


TOKENS = st.sampled_from(
    ["{", "}", "\\'", "\\~", "\\u ", "\\c", "e", "\\i", "\\l ", "$", "\\$", "~", "--", "``", "''",
     "\\emph{", "\\textcolor{a}", "\\foo", " ", "\\\\", "\\", "x_{", "\u0301", "[a]", "\\href{", "\\cite{",
     "\\frac", "http://a", "\\(", "\\)", "\\ensuremath{", "\\begin{", "^\\circ", "\\textless", "5", "A"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_field_is_a_text_without_single_braces_of_latex(field):
    text = decode_latex(field)
    assert text == " ".join(text.split())
    assert latex_to_text(field) is not None
    assert unescape_latex(field) is not None


@pytest.mark.parametrize(
    "token",
    ["{", "{}", "}", "\\'{", "\\'", "{\\'e}", "\\emph{", "\\emph{a}", "\\uppercase{", "$", "$x$", "\\$",
     "\\", "~", "--", "``", "''", "\\href{a}", "\\frac{", "\\ensuremath{", "\\ensuremath{{", "http://a",
     "\\(", "\\[", "{A", "{{A}", "\\l ", "\\textcolor{", "\\foo[", " ", "\\begin{align}", "^", "{\\em "],
)  # fmt: skip
def test_time_is_linear(token, assert_linear):
    assert_linear(decode_latex, token)
    assert_linear(latex_to_text, token)
    assert_linear(unescape_latex, token)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$\{$BEAR$\}$", "BEAR"), (r"{$\backslash$}x", "x"), ("1 {$<$}2$>$", "1 <2>"),
        ("{$x$} and {$<$", "$x$ and <"), (r"5\$<$", "5$<$"),
    ],
)  # fmt: skip
def test_formulas_of_one_sign(text, expected):
    assert decode_latex(text) == expected


def test_the_search_for_formulas_of_one_sign_starts_with_a_dollar():
    """An optional brace before it would make the search read each character."""
    text = "a long abstract without such a formula " * 200
    slow = re.compile(r"\{?" + _SIGN_FORMULA.pattern)
    fast_time, slow_time = (
        min(timeit.repeat(lambda p=pattern: p.search(text), number=20, repeat=5))
        for pattern in (_SIGN_FORMULA, slow)
    )
    assert fast_time < slow_time / 2


@pytest.mark.parametrize("decode", [decode_latex, latex_to_text])
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a ``study of $x$''", "a “study of $x$”"),
        ("``$x$ and $y$''", "“$x$ and $y$”"),
        ("``$x$'', ``word''", "“$x$”, “word”"),
        # Without an opening mark it is a prime or a mistake.
        ("the $x$''s", "the $x$''s"),
        ("a ``word'' and $f''$", "a “word” and $f''$"),
    ],
)
def test_quotation_marks_may_touch_formulas(decode, raw, text):
    assert decode(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"10 M$_{\ensuremath{\odot}}$", r"10 M$_{\odot}$"),
        (r"$\ensuremath{\alpha}_2$ and \ensuremath{x}", r"$\alpha_2$ and $x$"),
    ],
)
def test_mathematics_in_a_formula_needs_no_dollars_of_its_own(raw, text):
    assert decode_latex(raw) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Gel\cprime fand", "Gel'fand"), (r"Gel{\cprime}fand", "Gel'fand"), ("Gel$'$fand", "Gel'fand"),
        (r"W\polhk{e}grzyn", "Węgrzyn"), (r"Hot{\Dash}Cold", "Hot—Cold"), (r"Meta\kern-.1em Type", "MetaType"),
        (r"A\hskip 1em plus 2pt B", "A B"), (r"at \SI{13}{\TeV}", "at 13 TeV"), (r"Roe\char39 s", "Roe's"),
        (r"{\ensuremath{<}}SUP{\ensuremath{>}}3", "<SUP>3"),
    ],
)  # fmt: skip
def test_commands_of_mathscinet_ads_and_units(source, text):
    assert decode_latex(source) == text
