"""Symbols of LaTeX."""

import unicodedata

import pytest

from sitegen.text.latex_symbols import (
    ACCENTS,
    EMPTY,
    FIRST_ARGUMENT,
    LETTERS,
    MATHEMATICS,
    SPACED_SYMBOLS,
    SYMBOLS,
    find_symbol,
)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("cyra", "а"), ("CYRYA", "Я"), ("cyrshch", "щ"), ("textalpha", "α"), ("textOmega", "Ω"),
        ("phi", "ϕ"), ("infty", "∞"), ("log", ""), ("foo", ""), ("cyrfoo", ""), ("textfoo", ""),
    ],
)  # fmt: skip
def test_symbols_by_name(name, symbol):
    assert find_symbol(name) == symbol


def test_accents_are_combining_characters():
    assert all(unicodedata.combining(mark) for mark in ACCENTS.values())


def test_a_command_has_one_meaning():
    tables = [LETTERS, SYMBOLS, SPACED_SYMBOLS, EMPTY, FIRST_ARGUMENT, MATHEMATICS]
    names = [name for table in tables for name in table]
    assert len(names) == len(set(names))
