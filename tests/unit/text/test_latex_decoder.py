"""Decoding of commands and groups."""

import pytest

from sitegen.text.latex_decoder import Decoder


def decode(text, *, is_certain):
    return Decoder(is_certain=is_certain).decode(text, [(0, len(text), True)])


@pytest.mark.parametrize(
    ("source", "certain", "uncertain"),
    [
        ("{a} b} {c", "a b c", "{a} b} {c"),
        (r"C:\temp", "C:temp", r"C:\temp"),
        (r"a \\b \\ c", "a  b   c", r"a \\b   c"),
        (r"\emph{a", "a", r"\emph{a"),
        (r"\'{a", "a", r"\'{a"),
        (r"{a \emph{b}}", "a b", "{a b}"),
        (r"{\emph{b} c}", "b c", "b c"),
        (r"\textcolor{red}{b}{c}", "bc", "b{c}"),
        (r"\frac{a}{b}{c}", r"\frac{a}{b}c", r"\frac{a}{b}{c}"),
        (r"a~b", "a b", "a~b"),
        (r"\;x\(y", r" x\(y", r"\;x\(y"),
        ("\\", "\\", "\\"),
    ],
)
def test_a_text_that_is_latex_and_one_that_may_be(source, certain, uncertain):
    assert decode(source, is_certain=True) == certain
    assert decode(source, is_certain=False) == uncertain


def test_parts_that_are_not_decoded():
    text = r"\'{$x$} {https://x.org/a\_b}"
    parts = [(0, 3, True), (3, 6, False), (6, 9, True), (9, 27, False), (27, 28, True)]
    assert Decoder(is_certain=True).decode(text, parts) == "$x$ https://x.org/a_b"


def test_accents_are_put_on_to_a_depth():
    assert decode(r"\'{" * 100 + "a" + "}" * 100, is_certain=True).startswith("á")
