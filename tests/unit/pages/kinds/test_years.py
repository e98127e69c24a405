"""The list of years."""

from sitegen.pages.kinds.years import KIND
from tests.unit.pages.builders import paper, positions, render, uris


def test_without_years_there_is_no_list():
    assert uris(KIND, [paper("a")]) == []


def test_the_newest_year_comes_first_with_its_number_of_papers():
    (page,) = render(KIND, [paper("a", year=2015), paper("b", year=2018), paper("c", year=2018)])
    assert page.src_uri == "years.md"
    assert positions(
        page.text, "[2018 <span>2</span>](years/2018.md)", "[2015 <span>1</span>](years/2015.md)"
    )
    assert "without a year" not in page.text


def test_papers_without_a_year_are_counted():
    (page,) = render(KIND, [paper("a", year=2015), paper("b")])
    assert "2 papers, 1 of them without a year" in page.text
