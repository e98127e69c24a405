"""LaTeX outside formulas."""

import pytest

from sitegen.text.latex import (
    expand_link_commands,
    has_latex,
    latex_to_text,
    remove_notes,
    restore_commands,
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
        (r"\'{\i} \'\i {\'e} \v{r} \d{a} \k a \c{c} \b{b}", "í í é ř ạ ą ç ḇ"),
        (r"{\'e x", "{é x"),
        (r"x \'e}", "x é}"),
        (r"\'{ab}", r"\'{ab}"),
        (r"{\aa} \aa{}b \o ystein", "å åb øystein"),
        (r"50\% \& \# \_ \$", "50% & # _ $"),
        (r"\romannumeral1 \romannumeral4 \romannumeral9", "i iv ix"),
        (r"\romannumeral12", "romannumeral12"),
    ],
)
def test_commands_with_a_meaning(raw, text):
    assert latex_to_text(raw) == text


def test_styles_are_removed_to_a_depth_of_six():
    assert latex_to_text(r"\textbf{" * 6 + "a" + "}" * 6) == "a"
    assert latex_to_text(r"\textbf{" * 7 + "ab" + "}" * 7) == r"\textbf{ab}"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"\method", "method"),
        (r"our \method is (\method)", "our method is (method)"),
        (r"\method{}x", "methodx"),
        (r"\method{xy}", r"\method{xy}"),
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
    ],
)
def test_typography(raw, text):
    assert latex_to_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"\url{https://x.org} ~\path{ https://y.org }", "https://x.org https://y.org"),
        (r"\href{https://x.org}{site}", "site (https://x.org)"),
        (r"\href{https://x.org}{}", "https://x.org"),
        (r"\href{https://x.org}{https://x.org}", "https://x.org"),
        (r"\href{#s}{sec}", "sec"),
        (r"\urlhttps://x.org", "https://x.org"),
        ("https://a{https://a}", "https://a"),
        ("https://a{https://b}", "https://a https://b"),
    ],
)
def test_links(raw, text):
    assert expand_link_commands(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("8$ imes$8", r"8$\times$8"),
        ("$ ho$ and $ heta$", r"$\rho$ and $\theta$"),
        ("$8 o 9$ 8 o 9", r"$8\to 9$ 8 o 9"),
        ("8 o 9 $x$ 8 o 9", "8 o 9 $x$ 8 o 9"),
        ("it 8 o clock", "it 8 o clock"),
        (r"extit{b} textbf{c} \textbf{d}", r"\textit{b} \textbf{c} \textbf{d}"),
        (r"emph{e} \emph{f}", r"\emph{e} \emph{f}"),
        (r"ootnote{a} footnote{b} \footnote{c}", r"\footnote{a} \footnote{b} \footnote{c}"),
        ("Smith~cite{a}", r"Smith~\cite{a}"),
        ("context{a} and ootnotes", "context{a} and ootnotes"),
    ],
)
def test_restores_the_start_of_commands(raw, text):
    assert restore_commands(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"we~\cite{a} too~\citep[p.~2]{b}", "we too"),
        (r"a\footnote{see https://x.org}", "a (https://x.org)"),
        (r"a\footnote{b {c {d} e}}f\thanks{g}", "af"),
        (r"a\label{x}\index{y}b", "ab"),
        (r"as \label{x} b", "as b"),
        (r"a (\cite{a})", "a"),
        (r"a (see; \cite{a})", "a (see)"),
        (r"a (\cite{a}, b)", "a (b)"),
        (r"\citeyang2013icml,bunte2012neuro x", " x"),
        ("no (  ) note", "no (  ) note"),
    ],
)
def test_notes_are_removed(raw, text):
    assert remove_notes(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"as \cite{a} say", "as […] say"),
        (r"By~\Citet{a}", "By […]"),
        (r"\cite{a} say", "[…] say"),
        (r"e.g. \cite{a}", "e.g. […]"),
        (r"bias \cite{a}", "bias"),
        (r"q" * 19 + r" as\cite{a}", "q" * 19 + " as […]"),
    ],
)
def test_a_citation_that_the_sentence_needs_is_marked(raw, text):
    assert remove_notes(raw) == text
