"""Sections and references of parsed papers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Reference, Section
from sitegen.sources import fulltext, read_text
from sitegen.sources.fulltext import (
    heading_level,
    parse_references,
    parse_sections,
    text_length,
)

ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=20) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["heading", "level", "text", "title", "authors", "year", "doi", "venue"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


def test_sections_have_headings_levels_and_paragraphs():
    value = [
        {"heading": "One", "level": 2, "text": ["A.", "", None, "  ", "B."]},
        {"heading": "Heading alone"},
        {"text": "A text alone."},
        {"heading": " ", "text": []},
        {"heading": 7, "level": 1},
        "no section",
        {"heading": "Two", "text": ("C.",)},
    ]
    assert parse_sections(value) == (
        Section("One", 2, ("A.", "B.")),
        Section("Heading alone", 1),
        Section("", 1, ("A text alone.",)),
        Section("Two", 1, ("C.",)),
    )


@pytest.mark.parametrize("value", [None, "text", {"heading": "One"}, ({"heading": "One"},), []])
def test_what_is_no_list_has_no_sections(value):
    assert parse_sections(value) == ()


@pytest.mark.parametrize(
    ("value", "level"),
    [(-1, 1), (0, 1), (1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (None, 1), ("2", 1), (2.0, 1)],
)
def test_levels_are_from_one_to_four(value, level):
    assert parse_sections([{"heading": "One", "level": value}]) == (Section("One", level),)


def test_a_heading_is_cut_to_300_characters():
    (section,) = parse_sections([{"heading": "h" * 301}])
    assert section.heading == "h" * 300


def test_the_text_is_cut_at_the_limit(monkeypatch):
    monkeypatch.setattr(fulltext, "MAX_TEXT_CHARS", 10)
    assert parse_sections([{"text": ["12345", "67890"]}]) == (Section("", 1, ("12345", "67890")),)
    assert parse_sections([{"text": ["12345", "678901"]}]) == (Section("", 1, ("12345", "67890")),)
    sections = [{"text": ["12345"]}, {"text": ["123456"]}, {"heading": "H"}]
    assert parse_sections(sections) == (Section("", 1, ("12345",)), Section("", 1, ("12345",)))
    assert parse_sections([{"text": ["12345"]}, {"heading": "H"}])[1] == Section("H", 1)


def test_the_limit_of_a_text_is_four_million_characters():
    assert fulltext.MAX_TEXT_CHARS == 4_000_000


def test_a_book_is_cut_with_a_warning():
    text = "word " * 20_000
    record = {"title": "A Book", "sections": [{"heading": str(n), "text": [text]}
                                              for n in range(45)]}  # fmt: skip
    reading = read_text(json.dumps(record) + "\n", "b.jsonl")
    length = sum(len(p) for s in reading.papers[0].sections for p in s.paragraphs)
    assert 3_900_000 < length <= 4_000_000
    assert "the text has 4,500,000 characters" in reading.diagnostics[0].message


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ([{"text": ["123", "45", 6, None]}, {"text": ["6"]}, {"text": "not a list"}, "x", {}], 6),
        ([], 0), (None, 0), ("text", 0), ({"text": ["1"]}, 0),
    ],
)  # fmt: skip
def test_the_length_of_a_text(value, length):
    assert text_length(value) == length


@pytest.mark.parametrize(
    ("number", "level"),
    [(None, 1), ("", 1), ("3", 1), ("3.", 1), (" 3.1 ", 2), ("3.1.", 2), ("3.1.4", 3), ("A.1", 2)],
)
def test_the_level_of_a_heading_is_that_of_its_number(number, level):
    assert heading_level(number) == level


def test_references_are_formatted_from_their_parts():
    parts = {"title": "A Study of Items", "authors": ["Ann Lee", "Bo Roe"], "year": "2015-02",
             "venue": "ICLR", "doi": "https://doi.org/10.1/AB"}  # fmt: skip
    (reference,) = parse_references([parts, "12", {"title": ""}, 7, None])
    assert reference == Reference(
        "Ann Lee, Bo Roe. A Study of Items. ICLR, 2015.", "A Study of Items"
    )


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"title": "A Study of Items."}, "A Study of Items."),
        ({"title": "A Study of Items", "year": 2015}, "A Study of Items. 2015."),
        ({"title": "A Study of Items", "venue": "ICLR"}, "A Study of Items. ICLR."),
        ({"title": "A Study of Items", "year": "n.d."}, "A Study of Items."),
        ({"title": "A Study of Items", "year": "1499"}, "A Study of Items."),
        ({"title": "A Study of Items", "year": "1500"}, "A Study of Items. 1500."),
        ({"title": "A Study of Items", "year": "2199"}, "A Study of Items. 2199."),
        ({"title": "A Study of Items", "year": "2200"}, "A Study of Items."),
        ({"title": "A Study of Items", "year": "20151"}, "A Study of Items."),
        ({"title": "A Study of Items", "year": "12015"}, "A Study of Items."),
        ({"title": "A Study of Items", "authors": list("abcdef")}, "a, b, c, d, e, f. A Study of Items."),
        ({"title": "A Study of Items", "authors": list("abcdefg")},
         "a, b, c, d, e, f et al. A Study of Items."),
        ({"title": "A Study of Items", "text": "Lee. A Study of Items."}, "Lee. A Study of Items."),
        ({"text": ["no text"], "title": "A Study of Items"}, "A Study of Items."),
    ],
)  # fmt: skip
def test_texts_of_references(parts, text):
    (reference,) = parse_references([parts])
    assert reference.text == text


def test_a_reference_has_at_least_12_letters_or_digits():
    assert parse_references(["abc def ghi j1."]) == ()
    (reference,) = parse_references(["abc def ghi j12."])
    assert reference == Reference("abc def ghi j12.")


def test_ids_of_references():
    (raw,) = parse_references(["Lee, A. It. arXiv preprint arXiv:1412.6980v2, 2014."])
    assert raw.arxiv_id == "1412.6980"
    (early,) = parse_references(["Lee. arXiv:1412.6980"])
    assert early.arxiv_id == "1412.6980"
    (first,) = parse_references(["arXiv 1412.6980, Lee and others"])
    assert first.arxiv_id == "1412.6980"
    (pages,) = parse_references(["Lee, A. It. Journal 1412.6980, 2014."])
    assert pages.arxiv_id is None
    (named,) = parse_references([{"title": "A Study of Items", "arxiv_id": "1412.6980",
                                  "doi": "10.1000/one", "text": "A Study 10.1000/two"}])  # fmt: skip
    assert (named.arxiv_id, named.doi) == ("1412.6980", "10.1000/one")
    (in_text,) = parse_references([{"title": "A Study of Items", "text": "A Study 10.1000/two"}])
    assert in_text.doi == "10.1000/two"


@pytest.mark.parametrize(
    "value", [None, "A reference of a text.", {"title": "A Study of Items"}, ()]
)
def test_what_is_no_list_has_no_references(value):
    assert parse_references(value) == ()


def test_at_most_5000_references_are_read():
    references = parse_references([f"Reference number {n}" for n in range(5_001)])
    assert len(references) == 5_000
    assert references[-1].text == "Reference number 4999"


def test_a_field_of_a_reference_is_cut_to_10000_characters():
    (reference,) = parse_references(["r" * 10_001])
    assert len(reference.text) == 10_000


@given(ANY)
def test_any_value_is_read_or_left_out(value):
    for section in parse_sections(value):
        assert section.heading or section.paragraphs
        assert 1 <= section.level <= 4
    for reference in parse_references(value):
        assert any(map(str.isalnum, reference.text))
    assert text_length(value) >= 0
