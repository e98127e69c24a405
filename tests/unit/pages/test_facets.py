"""The facets of the search page."""

import pytest

from sitegen.pages.facets import MAX_EAGER_VALUES, list_facets
from sitegen.paper import Author, Link
from tests.unit.pages.builders import GRAPHS, TREES, paper, papers


@pytest.mark.parametrize(
    ("member", "names"),
    [
        (paper("a"), []),
        (paper("a", GRAPHS), ["tag"]),
        (paper("a", year=2020), ["year"]),
        (paper("a", venue="V"), ["venue"]),
        (paper("a", authors=(Author("A"),)), ["author"]),
        (paper("a", links=(Link("https://e.org", "code"),)), ["has"]),
        (paper("a", links=(Link("https://e.org", "model"),)), ["has"]),
        (paper("a", links=(Link("https://e.org", "pdf"),)), []),
        (paper("a", GRAPHS, year=2020, venue="V"), ["tag", "year", "venue"]),
    ],
)
def test_a_facet_without_values_is_left_out(member, names):
    assert [facet.name for facet in list_facets([paper("plain"), member], str)] == names


def test_the_most_frequent_values_come_first_and_equal_ones_by_name():
    members = [*papers(2, TREES), paper("a", GRAPHS, TREES)]
    (topics,) = list_facets(members, str)
    assert topics.values == (("Trees", 3), ("Graphs", 1))
    venues = [paper(name, venue=name) for name in ("beta", "Alpha", "constructor", "__proto__")]
    (facet,) = list_facets(venues, str)
    assert [value.name for value in facet.values] == ["__proto__", "Alpha", "beta", "constructor"]


def test_the_newest_years_come_first():
    (years,) = list_facets([paper(str(y), year=y) for y in (1999, 2001, 2000)], str)
    assert years.values == (("2001", 1), ("2000", 1), ("1999", 1))


def test_eight_values_are_listed_and_all_are_counted():
    (facet,) = list_facets([paper(str(n), venue=f"V{n}") for n in range(9)], str)
    assert (len(facet.values), facet.total, facet.is_late) == (8, 9, False)


def test_an_author_who_is_named_twice_counts_once():
    (authors,) = list_facets([paper("a", authors=(Author("A"), Author("A")))], str)
    assert authors.values == (("A", 1),)


@pytest.mark.parametrize(
    ("count", "is_late"), [(MAX_EAGER_VALUES, False), (MAX_EAGER_VALUES + 1, True)]
)
def test_a_facet_of_many_values_is_loaded_late(count, is_late):
    names = tuple(Author(f"A{n}") for n in range(count))
    (authors,) = list_facets([paper("a", authors=names)], str)
    assert authors.is_late is is_late


def test_names_of_one_venue_are_one_value():
    papers = [paper("a", venue="NIPS"), paper("b", venue="NeurIPS"), paper("c", venue="Hats")]
    (venues,) = list_facets(papers, lambda name: {"NIPS": "NeurIPS"}.get(name, name))
    assert venues.values == (("NeurIPS", 2), ("Hats", 1))
    assert venues.total == 2
