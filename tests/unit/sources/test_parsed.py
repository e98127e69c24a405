"""Parsed papers: authors with their places, sections, references."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.sources import read_text
from sitegen.sources.fulltext import parse_references, parse_sections
from sitegen.sources.people import parse_authors

ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=20) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["heading", "level", "text", "title", "authors", "year", "doi", "name",
                         "affiliation", "orcid", "first", "middle", "venue"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-9079-593x", "0000-0002-9079-593X"),
        ("0000-0002-1825-0098", None),
        ("none", None),
    ],
)
def test_an_orcid_has_its_check_digit(text, orcid):
    assert parse_orcid(text) == orcid


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ("Ada Lovelace", Author("Ada Lovelace")),
        ({"given": "Ada", "family": "Lovelace", "affiliation": [{"name": "A"}, {"name": "B"}]},
         Author("Ada Lovelace", ("A", "B"))),
        ({"name": "Ada Lovelace", "affiliations": "A; B", "ORCID": "0000-0002-1825-0097"},
         Author("Ada Lovelace", ("A; B",), "0000-0002-1825-0097")),
        ({"first": "Ada", "last": "Lovelace", "affiliation":
          {"laboratory": "Lab", "institution": "Uni", "location": {"country": "UK"}}},
         Author("Ada Lovelace", ("Lab, Uni",))),
    ],
)  # fmt: skip
def test_authors_have_their_places(told, author):
    assert parse_authors([told, {"name": ""}]) == (author,)


def test_references_are_put_together():
    told = {"title": "A Study of It", "authors": ["Ann Lee", "Bo Roe"], "year": "2015-02",
            "venue": "ICLR", "doi": "https://doi.org/10.1/AB"}  # fmt: skip
    (reference,) = parse_references([told, "12", {"title": ""}, 7])
    assert reference.text == "Ann Lee, Bo Roe. A Study of It. ICLR, 2015."
    assert reference.doi is None  # "10.1" is no registrant
    (raw,) = parse_references(["Lee, A. It. arXiv preprint arXiv:1412.6980v2, 2014."])
    assert raw.arxiv_id == "1412.6980"


@given(ANY)
def test_anything_in_their_place_is_read_or_left(value):
    for section in parse_sections(value):
        assert section.heading or section.paragraphs
        assert 1 <= section.level <= 4
    for reference in parse_references(value):
        assert any(map(str.isalnum, reference.text))
    for author in parse_authors(value):
        assert author.name or isinstance(value, list)


def test_a_book_of_a_text_is_cut_and_told():
    text = "word " * 20_000
    record = {"title": "A Book", "sections": [{"heading": str(n), "text": [text]}
                                              for n in range(45)]}  # fmt: skip
    reading = read_text(json.dumps(record) + "\n", "b.jsonl")
    told = sum(len(p) for s in reading.papers[0].sections for p in s.paragraphs)
    assert 3_900_000 < told <= 4_000_000
    assert "the text has 4,500,000 characters" in reading.diagnostics[0].message


def test_one_paper_with_references_is_one_paper():
    record = {
        "title": "One Paper",
        "abstract": "It is.",
        "references": [{"title": "Another Paper"}],
    }
    reading = read_text(json.dumps(record, indent=1), "one.json")
    assert [paper.title for paper in reading.papers] == ["One Paper"]
    assert reading.papers[0].references[0].title == "Another Paper"
