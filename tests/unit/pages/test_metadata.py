"""Metadata in the head of a paper's page."""

import pytest

from sitegen.pages.links import ExternalLink
from sitegen.pages.metadata import head_metadata
from sitegen.paper import Author, Paper

PDF = ExternalLink("https://e.org/a.pdf", "PDF", "pdf")


def test_values_of_the_paper():
    paper = Paper("On $n$", authors=(Author("Ann"), Author("Bo")), venue="V", kind="conference")
    assert head_metadata(paper, "2020-01-31", [PDF]) == {
        "title": "On n",
        "authors": ["Ann", "Bo"],
        "date": "2020/01/31",
        "venue": "V",
        "venue_tag": "citation_conference_title",
        "pdf": "https://e.org/a.pdf",
    }


def test_missing_values_are_left_out():
    assert head_metadata(Paper("T", kind="article"), "", []) == {"title": "T"}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("7-12", ("7", "12")), ("7", ("7", None)), ("e1-2-3", (None, None)), ("1-2, 5", (None, None))],
)
def test_first_and_last_page_of_one_range(pages, expected):
    metadata = head_metadata(Paper("T", pages=pages), "", [])
    assert (metadata.get("first_page"), metadata.get("last_page")) == expected


@pytest.mark.parametrize(
    ("kind", "venue", "item_type"),
    [
        # Zotero knows these by the element of the venue, and takes all others for articles.
        ("article", "V", None), ("article", None, None), ("conference", "V", None),
        ("thesis", "V", None), ("report", "V", None),
        ("conference", None, "conferencePaper"), ("thesis", None, "thesis"),
        ("chapter", "V", "bookSection"), ("book", "V", "book"), ("preprint", "arXiv", "preprint"),
        ("dataset", "V", "dataset"), ("software", None, "computerProgram"),
        ("other", "V", "document"), (None, "V", "document"),
    ],
)  # fmt: skip
def test_zotero_is_given_the_type_that_it_does_not_see(kind, venue, item_type):
    metadata = head_metadata(Paper("T", kind=kind, venue=venue), "", [])
    assert metadata.get("item_type") == item_type


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("thesis", "citation_dissertation_institution"),
        ("report", "citation_technical_report_institution"),
    ],
)
@pytest.mark.parametrize("field", ["institution", "venue"])
def test_a_thesis_or_report_has_its_institution_whatever_field_the_source_has(kind, tag, field):
    metadata = head_metadata(Paper("T", kind=kind, issue="7", **{field: "Mist"}), "", [])
    assert (metadata["institution_tag"], metadata["institution"]) == (tag, "Mist")
    assert "item_type" not in metadata
    number = "citation_technical_report_number" if kind == "report" else None
    assert metadata.get("issue_tag") == number
    assert "institution" not in head_metadata(Paper("T", kind="book", institution="Mist"), "", [])
