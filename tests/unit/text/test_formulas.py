"""Formulas between dollars, as opposed to amounts of money."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.formulas import Formula, cut_before_formula, formula_matches, split_formulas

TEXTS = st.text(alphabet="$\\x{}^_ 15,.-ab\n", max_size=60)


def formulas(text):
    return [part.tex for part in split_formulas(text) if isinstance(part, Formula)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$\alpha$-divergence in $O(n^2)$", [r"\alpha", "O(n^2)"]),
        ("$k$-means with $10$ of $n$ or $1/2$, $2k$", ["k", "10", "n", "1/2", "2k"]),
        ("$$x = y$$", ["x = y"]),
        (r"a factor of $\sim$1,000 and 8$\times$8", [r"\sim", r"\times"]),
        (r"in $ \mathbb{R}^p $ for", [r" \mathbb{R}^p "]),
        ("$p = q$ and $[0, 1]$", ["p = q", "[0, 1]"]),
        ("$the set = all sets$", ["the set = all sets"]),
        ("costs $5 per paper, not $10", []),
        ("$5 to $10", []),
        ("from $5M to $10M, or $3.50/month", []),
        ("a $100K GPU or 100 days at US$ 20", []),
        ("between US$5 and AU$6", []),
        ("$150 US in parts, under $15 per model", []),
        (r"\$5 and $x$", ["x"]),
        (r"$x\$y$", [r"x\$y"]),
        ("$", []),
        ("$$", []),
        ("$ $", []),
        ("$$ $$", [" "]),
        ("one $ alone", []),
    ],
)
def test_mathematics_is_distinguished_from_money(text, expected):
    assert formulas(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a b$", ["a b"]),  # one-letter words
        ("$ab c$", ["ab c"]),
        ("$ab cd$", []),  # two words without a relation
        ("$ab=cd ef$", ["ab=cd ef"]),
        ("$ a$", []),  # a space inside, without a command
        ("$a $", []),
        (r"$ \a$", [r" \a"]),
        (r"$\a $", [r"\a "]),
        (r"$\a $5", []),  # a price follows
        (r"$\a $b", [r"\a "]),
        (r"$\a$5", [r"\a"]),
        ("$a$5", []),
        ("$a$b", ["a"]),
        ("$5a$", ["5a"]),
        ("$5ab$", []),  # an amount with a word
        ("$5=ab$", []),
    ],
)
def test_each_rule_decides(text, expected):
    assert formulas(text) == expected


def test_a_rejected_dollar_may_be_followed_by_a_formula():
    assert formulas("$5 for $x$ and $y$") == ["x", "y"]
    assert formulas("US$ 5 for $x$") == ["x"]


def test_parts_in_order_with_display():
    assert list(split_formulas("a $x$$$y$$")) == ["a ", Formula("x"), Formula("y", display=True)]
    assert list(split_formulas("$x$ b")) == [Formula("x"), " b"]
    assert list(split_formulas("")) == []
    assert [part.source for part in (Formula("x"), Formula("y", display=True))] == ["$x$", "$$y$$"]


@pytest.mark.parametrize("dollars", ["$", "$$"])
def test_a_formula_has_at_most_1000_characters(dollars):
    assert formulas(dollars + "x" * 1000 + dollars) == ["x" * 1000]
    assert formulas(dollars + "x" * 1001 + dollars) == []


def test_formulas_are_immutable():
    formula = Formula("x")
    assert hash(formula) == hash(Formula("x"))
    with pytest.raises(FrozenInstanceError):
        formula.tex = "y"
    assert not hasattr(formula, "__dict__")


def test_matches_include_the_dollars():
    assert [m.span() for m in formula_matches("a $x$ $$y$$")] == [(2, 5), (6, 11)]


@pytest.mark.parametrize(
    ("width", "cut"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 5), (6, 6), (7, 6), (8, 6), (9, 9)]
)
def test_cuts_before_a_formula_that_the_width_would_break(width, cut):
    assert cut_before_formula("a $x$ $y$ b", width) == cut


@given(TEXTS)
def test_the_parts_are_the_text(text):
    parts = split_formulas(text)
    assert "".join(part if isinstance(part, str) else part.source for part in parts) == text


@given(TEXTS, st.integers(1, 60))
def test_no_cut_goes_through_a_formula(text, width):
    position = cut_before_formula(text, width)
    assert position <= width
    before = formulas(text)
    assert formulas(text[:position]) == before[: len(formulas(text[:position]))]
