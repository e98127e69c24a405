"""What a paper is as a publication, and the publisher that a curator gives."""

import pytest

from sitegen.collection.publication import with_kind
from sitegen.paper import Paper
from sitegen.venues import Venue, VenueTable

TABLE = VenueTable(
    [
        Venue("Hat Meeting", "conference", "HM", publisher="Hat Press"),
        Venue("Felt Letters", "journal"),
        Venue("HatXiv", "preprint", publisher="Hat Press"),
    ]
)


@pytest.mark.parametrize(
    ("paper", "publisher"),
    [
        (Paper("T", venue="Proceedings of the 3rd Hat Meeting, 2019"), "Hat Press"),
        (Paper("T", venue="HM", publisher="Felt Books"), "Felt Books"),
        (Paper("T", venue="HM", kind="thesis"), None),
        (Paper("T", venue="Felt Letters"), None),
        (Paper("T", venue="HatXiv"), None),
        (Paper("T", venue="Caps"), None),
        (Paper("T"), None),
    ],
)
def test_a_venues_publisher_fills_what_the_source_leaves_open(paper, publisher):
    assert with_kind(paper, TABLE).publisher == publisher


def test_a_paper_that_says_all_stays_the_same_object():
    paper = Paper("T", venue="HM", kind="conference", publisher="Felt Books")
    assert with_kind(paper, TABLE) is paper
