"""The front page."""

from datetime import date

from sitegen.config.settings import SiteSettings
from sitegen.pages.kinds.home import KIND
from sitegen.paper import History, Tag
from tests.unit.pages.builders import GRAPHS, TREES, paper, papers, positions, render


def test_one_page_with_the_first_papers():
    (page,) = render(KIND, papers(4), home_papers=2)
    assert (page.src_uri, page.kind) == ("index.md", "home")
    assert "Title p1" in page.text
    assert "Title p2" in page.text
    assert "Title p3" not in page.text


def test_the_papers_that_came_last_are_first_where_days_are_known():
    members = [*papers(3), paper("old", year=2020)]
    history = History({"p3": date(2026, 11, 25), "p2": date(2026, 11, 24)})
    (page,) = render(KIND, members, home_papers=4, history=history)
    assert positions(page.text, "Title p3", "Title p2", "Title old", "Title p1", "(new.md)")
    assert "(new.md)" not in render(KIND, members)[0].text


def test_it_may_show_no_papers():
    (page,) = render(KIND, papers(2), home_papers=0)
    assert "Title p1" not in page.text


def test_without_topics_no_heading_announces_them():
    (page,) = render(KIND, [paper("a")])
    assert "opic" not in page.text.partition("---\n\n")[2]


def test_thirty_topics_at_most():
    tags = [Tag(f"t{number:02}", f"Topic {number:02}") for number in range(31)]
    (page,) = render(KIND, [paper("a", *tags)])
    assert "Topic 29" in page.text
    assert "Topic 30" not in page.text


def test_newest_papers_and_those_of_most_votes():
    members = [paper("a", year=2019, upvotes=3), paper("b", year=2021), paper("c", year=2020)]
    (page,) = render(KIND, members, home_papers=4)
    assert positions(
        page.text, "## Newest papers", "Title b", "Title c", "## Most upvoted", "Title a"
    )
    # Each list has half of the room.
    assert page.text.count("Title a") == 1


def test_without_a_description_numbers_and_topics_say_what_the_collection_is():
    members = [paper("a", GRAPHS, TREES, Tag("bees", "Bees")), paper("b", GRAPHS)]
    default = SiteSettings().description
    (page,) = render(KIND, members, description=default)
    assert "2 papers on Graphs and Bees." in page.text
    assert "papers on" not in render(KIND, members, description="All of it.")[0].text


def test_years_are_bars():
    members = [paper(f"p{n}", year=2010 + n % 4) for n in range(12)]
    (page,) = render(KIND, members)
    assert "3 in 2010, 3 in 2011, 3 in 2012, 3 in 2013" in page.text
    assert page.text.count("<svg") == 1


def test_what_trends_by_day_stands_in_place_of_what_has_most_votes():
    members = [paper("a", upvotes=9), paper("b", upvotes=1), paper("c")]
    (page,) = render(KIND, members, home_papers=4)
    assert positions(page.text, "## Most upvoted", "Title a", "Title b")
    history = History(votes={"b": {date(2026, 11, 25): 3}})
    (page,) = render(KIND, members, home_papers=4, history=history)
    assert positions(page.text, "## Trending papers", "Title b", "(trending.md)")
    assert "upvoted" not in page.text
