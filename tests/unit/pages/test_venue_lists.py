"""How the pages of venues and their years divide papers."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.pages.builders import context, paper


def papers(**counts):
    """Return papers at one venue: y2018=3 is three of 2018."""
    return [
        paper(f"{name}-{i:02}", venue="IROS", year=int(name[1:]) or None)
        for name, count in counts.items()
        for i in range(count)
    ]


def stems(members, **values):
    return [page.stem for page in context(members, **values).venue_lists.pages]


def test_a_year_of_many_papers_has_a_page_if_its_venue_has_several_years():
    assert stems(papers(y2018=11), page_size=50) == ["iros"]
    assert stems(papers(y2018=10, y2017=1)) == ["iros", "iros.page-2"]
    members = papers(y2018=11, y2017=10)
    assert stems(members, page_size=50) == ["iros", "iros/2018"]
    # More papers take no page away.
    assert set(stems(members)) <= set(stems([*members, *papers(y2016=12)]))


def test_papers_without_a_year_have_no_page_of_theirs():
    assert stems(papers(y0=20, y2018=1), page_size=50) == ["iros"]


def test_the_page_of_a_venue_has_the_first_papers_of_a_year_with_a_page():
    members = papers(y2018=11, y2017=11, y2016=2)
    venue, newest, _ = context(members, page_size=50).venue_lists.pages
    assert [p.entry.id for p in venue.papers] == [
        *(f"y2018-{i:02}" for i in range(10)), *(f"y2017-{i:02}" for i in range(5)),
        "y2016-00", "y2016-01",
    ]  # fmt: skip
    assert len(newest.papers) == 11


def test_headings_are_where_a_year_begins():
    lists = context(papers(y2018=6, y2017=6, y0=1), page_size=10).venue_lists
    venue = lists.pages[0].venue
    assert lists.headings(venue) == {
        2018: ("iros", "in-2018"), 2017: ("iros", "in-2017"), 0: ("iros.page-2", "in-unknown"),
    }  # fmt: skip


def test_neighbourhoods():
    members = [*papers(y2018=11, y2017=2, y2016=1), paper("x", venue="ICRA"), paper("y")]
    lists = context(members, page_size=50).venue_lists
    assert lists.neighbourhood("y2018-07") == ("IROS 2018", "iros/2018", "")
    assert lists.neighbourhood("y2017-00") == ("IROS 2017", "iros", "in-2017")
    # It is alone in its year.
    assert lists.neighbourhood("y2016-00") == ("IROS", "iros", "")
    assert lists.neighbourhood("x") is None
    assert lists.neighbourhood("y") is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["IROS", "Hat Day", None]), st.integers(2015, 2018)), max_size=60
    ),
    st.integers(1, 20),
)
def test_each_paper_of_a_venue_is_a_proper_paper_of_one_page(values, page_size):
    members = [paper(f"p{i}", venue=v, year=y) for i, (v, y) in enumerate(values)]
    lists = context(members, page_size=page_size).venue_lists
    proper = [p.entry.id for page in lists.pages for p in lists.proper_papers(page)]
    assert sorted(proper) == sorted(p.entry.id for p in members if p.entry.paper.venue)
    on_pages = {page.stem: {p.entry.id for p in page.papers} for page in lists.pages}
    for member in members:
        neighbours = lists.neighbourhood(member.entry.id)
        assert neighbours is None or member.entry.id in on_pages[neighbours.stem]
