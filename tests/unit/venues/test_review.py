"""The venues of a collection, for a person who says what the unknown ones are."""

from sitegen.venues import Venue, VenueCount, VenueTable, count_venues

ICRA = Venue("International Conference on Robotics and Automation", "conference", "ICRA")
TABLE = VenueTable([ICRA])


def test_years_and_frames_make_no_new_venue():
    names = ["Hats 2019", "Proceedings of Hats 2020", "Hats 2020", "Hats 2020", "ICRA 2018", None,
             "International Conference on Robotics and Automation", "Journal of Hats"]  # fmt: skip
    assert count_venues(names, TABLE) == [
        VenueCount("Hats 2020", 4, None, None),
        VenueCount("ICRA", 2, "conference", ICRA),
        VenueCount("Journal of Hats", 1, "journal", None),
    ]


def test_a_name_of_a_year_alone_is_counted():
    assert count_venues(["2019"], TABLE) == [VenueCount("2019", 1, None, None)]
