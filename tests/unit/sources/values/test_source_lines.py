"""The line "Source" of databases."""

import pytest

from sitegen.sources.values.source_lines import split_source


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Walls, v 5, n 2, p 11-22, March 2019", ("Walls", "5", "2", "11-22", "2019")),
        ("Walls, Vol 12(3), Mar, 2019. pp. 101-109.", ("Walls", "12", "3", "101-109", "2019")),
        ("Walls. 12(3):101-109, 2019 Mar.", ("Walls", "12", "3", "101-109", "2019")),
        ("Walls", ("Walls",)), ("Walls, Vienna", ("Walls, Vienna",)), ("", ()),
    ],
)  # fmt: skip
def test_a_source_has_parts(text, parts):
    names = ("venue", "volume", "issue", "pages", "year")
    assert split_source(text) == dict(zip(names, parts, strict=False))
