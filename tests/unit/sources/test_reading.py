"""Bytes to text, lines, titles, abstracts and links."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.paper import Link
from sitegen.sources.reading import (
    RecordError,
    decode,
    is_utf8,
    line_finder,
    paper_links,
    validate_abstract,
    validate_title,
)

UTF8_NAMES = ["utf-8", "UTF-8", "utf8", "UTF8", "UTF_8", "u8", "utf 8", "utf-8-sig", "UTF_8_SIG"]
OTHER_NAMES = ["latin-1", "ascii", "utf-16", "utf-7", "klingon", "", "a\0b", "ütf"]


def refusal(data, encoding="utf-8"):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt", encoding)
    return str(caught.value)


def test_the_message_names_the_byte_that_is_not_utf8():
    message = refusal(b"good\nna" + b"\xefve")
    assert message == (
        "x.txt:2: byte 0xEF at offset 7 is not utf-8; if the file has another encoding, "
        "give it: --encoding latin-1"
    )
    assert refusal(b"\xef\n").startswith("x.txt:1: byte 0xEF at offset 0 ")


def test_another_encoding_can_be_chosen():
    assert decode("naïve".encode("latin-1"), "x", "latin-1") == "naïve"
    assert decode("naïve".encode("utf-16"), "x", "utf-16") == "naïve"
    assert "offset 1 is not ascii" in refusal("aï".encode(), "ascii")
    assert refusal(b"xn--a", "idna").startswith("x.txt: is not idna: ")


@pytest.mark.parametrize("encoding", ["klingon", "", "a\0b", "hex"])
def test_an_unknown_encoding_is_an_error(encoding):
    assert refusal(b"x", encoding).startswith(f"x.txt: Python knows no encoding {encoding!r}")


@pytest.mark.parametrize(
    ("bom", "name"),
    [
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    ],
)  # fmt: skip
def test_a_byte_order_mark_names_its_encoding(bom, name):
    message = f"x.txt: is {name.upper()}, not UTF-8; give --encoding {name}"
    assert refusal(bom + b"x\0\0\0") == message
    assert refusal(bom + b"x\0\0\0", "UTF_8") == message
    # With another encoding the bytes are what this encoding makes of them.
    if name == "utf-16":
        assert decode(bom, "x", "latin-1").encode("latin-1") == bom


@pytest.mark.parametrize("encoding", UTF8_NAMES)
def test_all_names_of_utf8_are_read_alike(encoding):
    assert is_utf8(encoding)
    assert decode(b"\xef\xbb\xbf\xc3\xaf", "x", encoding) == "ï"
    assert decode(b"\xc3\xaf", "x", encoding) == "ï"


@pytest.mark.parametrize("encoding", OTHER_NAMES)
def test_other_names_are_not_those_of_utf8(encoding):
    assert not is_utf8(encoding)


def test_binary_data_is_named():
    assert refusal(b"%PDF-1.7\0\0") == (
        "x.txt: is a binary file (a NUL at character 8), not text; save the page as text"
    )
    assert "a NUL at character 0" in refusal(b"\0x")


def test_byte_order_mark_and_line_ends_are_removed():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n\r", "x") == "a\nb\nc\n\n"


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
