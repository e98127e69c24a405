"""Citations, notes and links in LaTeX."""

import pytest

from sitegen.text.latex_notes import (
    expand_link_commands,
    remove_notes,
    restore_commands,
    unwrap_documents,
)


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


def test_a_footnote_is_removed_with_its_url():
    assert remove_notes(r"a\footnote{see https://x.org} b", keep_urls=False) == "a b"


def test_springers_documents_are_formulas():
    head = r"\documentclass[12pt]{minimal} \usepackage{amsmath} \begin{document}"
    assert unwrap_documents(rf"a {head}$$x_{{1}}$$\end{{document}} b") == "a $x_{1}$ b"
    assert unwrap_documents(rf"a {head}$$x$$") == rf"a {head}$$x$$"


@pytest.mark.parametrize("token", [r"\documentclass", r"\documentclass\begin{document}"])
def test_unwrapping_is_linear(token, assert_linear):
    assert_linear(unwrap_documents, token)


@pytest.mark.parametrize("token", [r"\cite{{a}", "~ ", r"\footnote{", ",;", "https://", r"\href{"])
def test_time_is_linear(token, assert_linear):
    assert_linear(lambda text: remove_notes(expand_link_commands(text)), token, r"\cite{a}")
