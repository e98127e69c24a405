"""The pages of one year's papers."""

from sitegen.pages.kinds.year import KIND
from tests.unit.pages.builders import GRAPHS, paper, positions, render, uris


def texts(members):
    return {page.src_uri: page.text for page in render(KIND, members)}


def test_each_year_has_a_page_and_is_cut_into_pages():
    members = [paper(f"p{i}", year=2018) for i in range(11)]
    assert uris(KIND, [*members, paper("x", year=2017), paper("y")]) == [
        "years/2018.md", "years/2018.page-2.md", "years/2017.md",
    ]  # fmt: skip


def test_years_lead_to_the_ones_around_them():
    pages = texts([paper("a", year=2018), paper("b", year=2015), paper("c", year=2012)])
    assert '[2012](2012.md){ rel="prev" }' in pages["years/2015.md"]
    assert '[2018](2018.md){ rel="next" }' in pages["years/2015.md"]
    assert "next" not in pages["years/2018.md"]


def test_months_are_headings_where_they_are_known():
    members = [
        paper("a", year=2018, date="2018-03-01"), paper("b", year=2018, date="2018-10"),
        paper("c", year=2018), paper("d", year=2017),
    ]  # fmt: skip
    pages = texts(members)
    assert positions(
        pages["years/2018.md"], "## October", "Title b", "## March", "## Month unknown"
    )
    assert "## Month" not in pages["years/2017.md"]


def test_topics_and_venues_of_the_year():
    text = texts([paper("a", GRAPHS, year=2018, venue="IROS")])["years/2018.md"]
    assert "(../tags/graphs.md)" in text
    assert "[IROS](../venues/iros.md)" in text
