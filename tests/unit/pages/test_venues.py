"""Which papers a venue has: by the table, or by the printed name as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.identifiers import venue_page_name
from sitegen.locale import ENGLISH
from sitegen.pages.venues import Venues
from sitegen.venues import Venue, VenueTable, shipped_venues
from tests.unit.pages.builders import paper

LONG = "2018 IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)"


def at(paper_id, venue, year=None):
    return paper(paper_id, venue=venue, year=year)


def venues(*papers, lines=(), is_large=False):
    table = VenueTable((*lines, *shipped_venues().venues)) if lines else shipped_venues()
    return Venues(papers, table, lines, is_large=is_large)


def pages(collected):
    return {venue.address: venue.papers for venue in collected.pages}


def test_all_names_that_the_table_has_lead_to_one_page():
    collected = venues(at("a", "IROS", 2018), at("b", LONG, 2018), at("c", "NIPS", 2001))
    assert pages(collected) == {"iros": [0, 1], "neurips": [2]}
    iros = collected.by_address["iros"]
    assert (iros.label, iros.kind, iros.is_known) == ("IROS", "conference", True)
    assert iros.name == "IEEE/RSJ International Conference on Intelligent Robots and Systems"
    assert LONG in iros.other_names
    assert iros.name not in iros.other_names
    assert iros.numbers(ENGLISH) == "2 papers, 2018"
    assert collected.target(LONG, "../venues/") == "../venues/iros.md"


def test_likeness_joins_nothing():
    names = ["Hat Meeting", "Hat meeting", "Hat Meetings", "HAT MEETING", "Hat-Meeting"]
    collected = venues(*(at(name, name) for name in names))
    assert len(collected.pages) == len(names)
    assert collected.target("Hat Meeting", "") == "hat-meeting.md"


def test_search_lists_the_paper_of_an_unknown_venue_with_one_in_a_large_collection():
    papers = [at("a", "Hat Meeting"), at("b", "ICRA"), at("c", "Cap Day"), at("d", "Cap Day")]
    collected = venues(*papers, is_large=True)
    assert list(pages(collected)) == ["cap-day", "icra"]
    assert collected.target("Hat Meeting", "../venues/") == "../search.md?venue=Hat%20Meeting"
    assert collected.target("Hat Meeting", "") == "../search.md?venue=Hat%20Meeting"


def test_such_a_link_has_the_name_by_which_filters_know_the_venue():
    printed = "A Long Workshop on Hats and on Other Things (LWHOT)"
    collected = venues(at("a", printed), is_large=True)
    assert collected.target(printed, "") == "../search.md?venue=LWHOT"


def test_papers_without_venue_or_year_are_counted_where_they_belong():
    collected = venues(at("a", None, 2018), at("b", "ICRA"), at("c", "ICRA", 2020))
    icra = collected.by_address["icra"]
    assert icra.years == {0: [1], 2020: [2]}
    assert icra.numbers(ENGLISH) == "2 papers, 2020"
    assert (icra.in_year(2020), icra.in_year(0)) == ("ICRA 2020", "ICRA")


def test_a_name_that_has_the_year_does_not_get_it_twice():
    collected = venues(at("a", "Hat Meeting 2018", 2018))
    assert collected.pages[0].in_year(2018) == "Hat Meeting 2018"


def test_counts_join_the_names_of_a_venue():
    papers = [at("a", LONG), at("b", "IROS"), at("c", "Hat Meeting"), at("d", None)]
    collected = venues(*papers)
    assert [tuple(count) for count in collected.count(papers)] == [
        ("IROS", LONG, 2), ("Hat Meeting", "Hat Meeting", 1),
    ]  # fmt: skip


def test_a_line_of_the_curator_leaves_a_way_from_each_former_address():
    line = Venue("Meeting of Hats", "conference", "MoH", ("Hat Meeting",))
    papers = [at("a", "Hat Meeting", 2018), at("b", "MoH"), at("c", "Meeting of Hats")]
    before = {page.address for page in venues(*papers).pages}
    after = venues(*papers, lines=[line])
    assert pages(after) == {"moh": [0, 1, 2]}
    assert {address for address, _ in after.moves()} >= before - {"moh"}
    assert {venue.label for _, venue in after.moves()} == {"MoH"}


def test_a_renamed_venue_of_the_table_leaves_a_way_from_its_former_address():
    line = Venue("Neural Information Processing Systems", "conference", "NIPS", ("NeurIPS",))
    collected = venues(at("a", "NeurIPS", 2020), lines=[line])
    assert pages(collected) == {"nips": [0]}
    assert "neurips" in dict(collected.moves())


def test_no_line_no_moves():
    assert list(venues(at("a", "IROS"), at("b", LONG)).moves()) == []


@given(st.lists(st.sampled_from(["IROS", LONG, "Hat Meeting", "hat meeting", "Ω", "", None])))
def test_each_paper_with_a_venue_is_on_one_page(names):
    papers = [at(f"p{i}", name) for i, name in enumerate(names)]
    collected = venues(*papers)
    listed = sorted(index for venue in collected.pages for index in venue.papers)
    assert listed == [i for i, name in enumerate(names) if name]
    # The order of the papers decides nothing but their numbers.
    assert pages(venues(*reversed(papers))).keys() == pages(collected).keys()


@pytest.mark.parametrize(
    ("name", "is_label", "address"),
    [
        ("IROS", True, "iros"),
        ("ECML PKDD", True, "ecml-pkdd"),
        ("HATS", False, "hats"),
        ("Journal of Hat Science", False, "journal-of-hat-science"),
        ("On the Making of Hats", False, "on-the-making-of-hats"),
    ],
)
def test_addresses_that_say_everything(name, is_label, address):
    assert venue_page_name(name, is_label=is_label) == address


@pytest.mark.parametrize(
    "name", ["Hats", "FAT*", "con", "王伟", "Revista Española", "A & B", "", "a  b.c"]
)
def test_other_addresses_have_a_hash(name):
    assert len(venue_page_name(name, is_label=False).rpartition(".")[2]) == 10


@given(st.text(alphabet="aAbB -.&é1", max_size=12), st.text(alphabet="aAbB -.&é1", max_size=12))
def test_two_names_have_two_addresses(first, second):
    plain = [" ".join(name.split()) for name in (first, second)]
    addresses = {venue_page_name(name, is_label=False) for name in (first, second)}
    assert len(addresses) == len(set(plain))


def test_labels_of_the_table_have_an_address_each():
    table = shipped_venues()
    labels = [venue.label for venue in table.venues if table.find(venue.label) is venue]
    assert len({venue_page_name(label, is_label=True) for label in labels}) == len(set(labels))
    # Nearly all labels can be read in an address.
    assert sum("." in venue_page_name(label, is_label=True) for label in labels) < len(labels) / 10
