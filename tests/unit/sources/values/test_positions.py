"""Where a paper stands in its venue."""

import pytest

from sitegen.sources.values.positions import page_range


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("101", "109", "101-109"), ("101", "101", "101"), ("101", None, "101"), ("", "109", "109"),
        ("101-109", "109", "101-109"), ("0", "0", ""), ("101", "0", "101"), (None, None, ""),
        ("e12", "e15", "e12-e15"),
    ],
)  # fmt: skip
def test_pages_are_the_first_and_the_last_one(first, last, pages):
    assert page_range(first, last) == pages
