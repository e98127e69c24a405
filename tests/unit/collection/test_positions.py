"""Which venues, volumes and pages agree."""

import pytest

from sitegen.collection.positions import (
    is_one_issue,
    is_one_position,
    is_preprint_server,
    positions_differ,
    venue_texts_agree,
    venues_agree,
)
from sitegen.paper import Paper


def published(venue="Hats", **fields):
    return Paper("T", venue=venue, **fields)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Hats", "Hats", True),
        ("Annals of Hats", "Ann. Hats", True),
        ("Proceedings of Hats 2015", "Hats", True),
        ("Neural Information Processing Systems", "NIPS", True),
        ("Journal A", "Journal B", False),
        ("Hats", "Gloves", False),
        ("Hats", "arXiv", None),
        ("Hats", None, None),
    ],
)
def test_venues(left, right, expected):
    assert venues_agree(published(left), published(right)) is expected
    assert venues_agree(published(right), published(left)) is expected


def test_texts_of_venues_are_compared_by_their_words():
    assert venue_texts_agree("Ann. Hats", "Annals of Hats")
    assert is_preprint_server("arXiv preprint")
    assert not is_preprint_server(None)


@pytest.mark.parametrize("field", ["volume", "issue", "pages"])
def test_another_volume_issue_or_page_differs(field):
    left, right = published(**{field: "1-2"}), published(**{field: "101-102"})
    assert positions_differ(left, right)
    assert not positions_differ(left, published(**{field: "01"}))
    assert not positions_differ(left, published())
    assert not positions_differ(left, Paper("T", **{field: "7"}))


def test_one_position_has_one_page_and_one_year_or_volume():
    first = published(year=2015, pages="7-9")
    assert is_one_position(first, published(year=2015, pages="7"))
    assert not is_one_position(first, published(year=2016, pages="7"))
    assert not is_one_position(first, published(pages="7"))
    assert not is_one_position(first, published("Gloves", year=2015, pages="7"))
    assert not is_one_position(first, published("Hats Medicine", year=2015, pages="7"))


def test_one_issue_has_one_volume_and_number():
    first = published(volume="3", issue="1")
    assert is_one_issue(first, published(volume="3", issue="1", year=2015))
    assert not is_one_issue(first, published(volume="3"))
    assert not is_one_issue(first, published(volume="3", issue="2"))
