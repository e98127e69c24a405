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
    assert head_metadata(Paper("T"), "", []) == {"title": "T"}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("7-12", ("7", "12")), ("7", ("7", None)), ("e1-2-3", (None, None)), ("1-2, 5", (None, None))],
)
def test_first_and_last_page_of_one_range(pages, expected):
    metadata = head_metadata(Paper("T", pages=pages), "", [])
    assert (metadata.get("first_page"), metadata.get("last_page")) == expected
