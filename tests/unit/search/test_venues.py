import pytest

from sitegen.search.venues import MAX_VENUES, list_venues
from sitegen.venues import Venue, VenueTable, shipped_venues


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        ("ICML", "International Conference on Machine Learning"),
        ("International Conference on Machine Learning", "ICML"),
        ("Proceedings of the 31st International Conference on Machine Learning", "ICML"),
        ("Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("International Conference on Learning Representations (ICLR)", "ICLR"),
        ("ICLR 2020", "ICLR"),
        ("NIPS", "NeurIPS"),
        ("neurips", "NIPS"),
    ],
)
def test_a_venue_has_its_other_names(venue, name):
    [(_, _, names)] = list_venues({venue: 1}, shipped_venues())
    assert name in names
    assert venue not in names


def test_an_unknown_venue_has_its_own_name_only():
    assert list_venues({"Limnology": 2}, shipped_venues()) == [("Limnology", 2, [])]


def test_the_most_frequent_venues_are_listed():
    venues = list_venues({f"V{n:03}": n + 1 for n in range(MAX_VENUES + 5)}, shipped_venues())
    assert len(venues) == MAX_VENUES
    assert venues[0][:2] == (f"V{MAX_VENUES + 4}", MAX_VENUES + 5)


def test_a_curators_venue_has_its_names():
    table = VenueTable([Venue("Hat Meeting", "conference", "HM")])
    assert list_venues({"Hat Meeting": 2}, table) == [("Hat Meeting", 2, ["HM"])]
