"""Dashes, ties, quotation marks and protecting braces."""

import pytest

from sitegen.text.typography import remove_protecting_braces, set_type, unwrap_braces


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("5)--(6, [1]--[2], 5%--6%", "5)–(6, [1]–[2], 5%–6%"),
        ("run --help, a --b", "run --help, a --b"),
        ("a~-- b~c, ~5, 5~6", "a – b c, ~5, 5–6"),
        ("``a'' b---c", "“a” b—c"),
    ],
)
def test_type(raw, text):
    assert set_type(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("{Ab} {{Ab} c} a{b} {b} {a, B}", "Ab Ab c ab {b} {a, B}"),
        (r"\frac{Ab}{Cd} x_{Ab} x^{Ab} /{Id}", r"\frac{Ab}{Cd} x_{Ab} x^{Ab} /{Id}"),
        ("a{-}b {ÉCOLE} 1{'}s", "a-b ÉCOLE 1's"),
    ],
)
def test_protecting_braces(raw, text):
    assert remove_protecting_braces(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("{The $x_{1}$ case}", "The $x_{1}$ case"),
        ("{ab} and {cd}", "{ab} and {cd}"),
        ("{ab {cd}", "{ab {cd}"),
        ("{0, 1}", "{0, 1}"),
        (r"{ab\}", r"{ab\}"),
    ],
)
def test_braces_around_a_whole_text(raw, text):
    assert unwrap_braces(raw) == text


@pytest.mark.parametrize(
    "token", ["{", "{A", "{Ab}", "``", "''", "--", "~", "5 ~", "\\a{b}", "{A,"]
)
def test_time_is_linear(token, assert_linear):
    assert_linear(set_type, token)
    assert_linear(remove_protecting_braces, token)
    assert_linear(unwrap_braces, token, "}")
