"""The choice of a conversion, and the numbers of lines."""

import pytest

from sitegen.sources.markups.conversion import CONVERSIONS, find_conversion, parse_markup
from tests.unit.sources.timing import assert_linear

URL = "https://arxiv.org/abs/2305.90001"


def test_markdown_needs_no_conversion():
    assert find_conversion(f"[a]({URL}) [b]({URL}) `c <{URL}>`_") is None
    assert find_conversion("") is None


def test_blocks_have_the_lines_of_the_text():
    conversion = find_conversion(f"[[{URL}][a]]")
    assert conversion is not None
    heading, item = parse_markup(conversion, f"* A\n:PROPERTIES:\n:ID: 1\n:END:\n- [[{URL}][b]]\n")
    assert (heading.line, item.line, item.blocks[0].line) == (1, 5, 5)


@pytest.mark.parametrize("conversion", CONVERSIONS, ids=lambda entry: entry.name)
@pytest.mark.parametrize(
    "unit",
    [
        "* ",
        "[[https://a.b/",
        "`a <https://b",
        "{{cite x|",
        "|a ",
        "*a ",
        "_",
        "https://a.b[",
        '"a":',
        "=a= ",
    ],
)
def test_conversions_are_linear(conversion, unit):
    assert_linear(
        lambda size: unit * size,
        lambda text: [conversion.sign.search(text), list(conversion.convert(text))],
        1_000,
    )
