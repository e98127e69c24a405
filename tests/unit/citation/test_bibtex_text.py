"""Texts in BibTeX: nothing in them runs, comments out or ends a field."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.citation import format_bibtex
from sitegen.citation.bibtex_text import _LAYOUT, _symbols, escape_bibtex
from sitegen.paper import Author, Paper
from sitegen.sources import ReadOptions, read_text

#: What escaped text holds.
TEXT_COMMANDS = {
    "textbackslash", "textasciitilde", "textasciicircum", "textbraceleft", "textbraceright",
    "lbrace", "rbrace",
}  # fmt: skip
PAYLOADS = [
    r"\input{/etc/passwd}", r"\write18{id}", r"\immediate", r"\include{a}", r"\catcode`\%=12", r"\def\x{y}",
    r"\csname input\endcsname", r"\expandafter", r"\openin5=a", r"\directlua{os.exit()}", r"\href{a}{b}",
    r"\begin{filecontents}{a}", r"\end{document}", r"\^^69nput", "^^5cinput{a}", r"\verb|x|", r"\special{x}",
    r"\newcommand", r"\unicode{65}", r"\par", r"\begin {verbatim}", r"\usepackage{x}", r"\inputé",
]  # fmt: skip
#: Pieces of which formulas and texts are made.
PIECES = [
    *PAYLOADS, "$", "$$", "%", "#", "&", "{", "}", r"\{", r"\}", "\\", "\\\\", "^", "_", "~", "x", "1", "+",
    "=", " ", r"\alpha", r"\frac{a}{b}", r"\text{a b}", r"\begin{cases}", r"\end{cases}", "\n", "\x00", "@",
    '"', ",", "é", "的",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40)


def commands(text):
    return {name for name in re.findall(r"\\([A-Za-z]+|.)", text, re.DOTALL) if name.isalpha()}


def is_harmless(field):
    """Return whether TeX, with the categories of a document, runs and drops nothing of a field."""
    bare = re.sub(r"\\(?:[A-Za-z]+|.)", "", field, flags=re.DOTALL)
    return (
        commands(field) <= TEXT_COMMANDS | _LAYOUT | _symbols()
        and "%" not in bare
        and "#" not in bare
        and "^^" not in field
        and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", field)
    )


def depths(field):
    depth, seen = 0, [0]
    for char in field:
        depth += (char == "{") - (char == "}")
        seen.append(depth)
    return seen


@given(TEXTS)
def test_no_field_runs_or_ends_early(text):
    field = escape_bibtex(text)
    assert is_harmless(field)
    assert min(depths(field)) == 0
    assert depths(field)[-1] == 0


def read(text):
    (paper,) = read_text(text, "a.bib", ReadOptions(format_name="bibtex")).papers
    return paper


@given(TEXTS, TEXTS)
def test_an_entry_stays_one_entry_and_a_second_export_is_equal(title, name):
    # A sign of a footnote behind a name is no part of it.
    assume("#" not in name)
    paper = Paper(f"A {title}", authors=(Author(f"B {name}"),), year=2000, venue=f"C {title}")
    first = format_bibtex(paper)
    assert first.startswith("@misc{")
    assert first.endswith("\n}")
    again = format_bibtex(read(first))
    assert format_bibtex(read(again)) == again


ORDINARY = [
    r"$O(n^2)$", r"$\mathbb{R}^d$", r"$\frac{\alpha}{1-\beta_{t}}$", r"$\{x \mid x > 0\}$", r"$\ell_1$",
    r"$\left\lbrace x \right.$", r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$", r"$\tilde{O}(\sqrt{T})$",
    r"$\operatorname{softmax}(x)$", r"$x \xrightarrow{f} y$", "$x$", r"$$\sum_i x_i$$",
    r"$\mathcal{N}(0, \sigma^2)$", r"$\lVert x \rVert_2$", r"$\text{KL}(p\|q)$",
]  # fmt: skip


@pytest.mark.parametrize("formula", ORDINARY)
def test_ordinary_formulas_stay_as_they_are(formula):
    assert escape_bibtex(f"On {formula} and") == f"On {formula} and"
    paper = Paper(f"On {formula} and trees")
    assert read(format_bibtex(paper)).title == paper.title


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_that_is_not_only_mathematics_is_text(payload):
    field = escape_bibtex(f"On $x_1 {payload} = 2$ and")
    assert "$" not in field.replace(r"\$", "")
    assert r"\$x\_1 " in field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("$5% x^2$", r"$5\% x^2$"),
        (r"$5\% x^2$", r"$5\% x^2$"),
        ("$a#_1 & b$", r"$a\#_1 \& b$"),
        ("a } b { c", r"a \textbraceright{} b \textbraceleft{} c"),
        ("a { b } c", r"a \{ b \} c"),
        (r"$\left\{ x_1 \right.$", r"$\left\lbrace  x_1 \right.$"),
        ("a\x07b", "a b"),
        (r"$x_1 \unknown$", r"\$x\_1 \textbackslash{}unknown\$"),
    ],
)
def test_signs(text, field):
    assert escape_bibtex(text) == field
