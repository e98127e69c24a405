"""Front matter: where it ends, and what is below it."""

import pytest

from sitegen.sources.notes import front_matter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nText\n", "\n\n\nText\n"),
        ("\n---\na: 1\nb: 2\n...\nText", "\n\n\n\n\nText"),
        ("---\na: 1\n---", "\n\n"),
        ("Text\n---\n", "Text\n---\n"),
    ],
)
def test_blank_lines_take_the_place_of_front_matter(text, expected):
    assert front_matter.without_front_matter(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nText\n", True),
        ("+++\na = 1\n+++\nText\n", True),
        ("---\na: 1\n---\n- [Lamps](https://x.org)\n", True),
        ("---\na: 1\n---\n", False),
        ("---\na: 1\n---\n- title: B\n", False),
        ("---\ntitle: A\n---\ntitle: B\n", False),
        ("---\ntitle: A\n---\n**Title:** B\n", False),
        ("---\na: 1\n---\n---\nb: 2\n", False),
        ("Text\n---\nText\n", False),
    ],
)
def test_a_page_below_front_matter_is_no_further_document(text, expected):
    assert front_matter.has_page_below(text) is expected
