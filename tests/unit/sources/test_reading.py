"""Lines, titles, abstracts and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Link
from sitegen.sources.reading import (
    RecordError,
    line_finder,
    paper_links,
    validate_abstract,
    validate_title,
)


@given(st.text(st.sampled_from("ab\n"), max_size=20), st.data())
def test_the_line_of_a_character_counts_the_line_ends_before_it(text, data):
    index = data.draw(st.integers(0, len(text)))
    assert line_finder(text)(index) == text.count("\n", 0, index) + 1


def test_lines_start_with_one():
    line_of = line_finder("a\nb")
    assert [line_of(index) for index in range(3)] == [1, 1, 2]


@pytest.mark.parametrize("raw", ["", "  ", "—!", "$$"])
def test_a_title_has_a_letter_or_a_digit(raw):
    with pytest.raises(RecordError, match=r"^there is no title; give one$"):
        validate_title(raw)


def test_titles_and_abstracts_at_their_limits():
    assert validate_title("t" * 1_000) == "t" * 1_000
    with pytest.raises(
        RecordError, match="the title has 1,001 characters, over the limit of 1,000"
    ):
        validate_title("t" * 1_001)
    assert validate_abstract("a" * 100_000) == "a" * 100_000
    with pytest.raises(
        RecordError, match="the abstract has 100,001 characters, over the limit of 100,000"
    ):
        validate_abstract("a" * 100_001)


def test_titles_and_abstracts_are_cleaned():
    assert validate_title(" {\\'E}tude  7 ") == "Étude 7"
    assert validate_title("7") == "7"
    assert validate_abstract(" {\\'E}t\\'e \n") == "Été"
    assert validate_abstract("") == ""


def test_links_come_once_the_source_s_first():
    code = "https://github.com/a/b"
    abstract = f"Code: {code} and https://github.com/c/d, data: https://example.org/data."
    own = (Link("https://example.org/p", "source"), Link(code, "source"))
    assert paper_links(own, abstract) == (*own, Link("https://github.com/c/d", "code"))
    assert paper_links((), "See https://example.org/data.") == ()
