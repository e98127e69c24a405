"""The front page."""

from datetime import date

from sitegen.pages.kinds.home import KIND
from sitegen.paper import History, Tag
from tests.unit.pages.builders import paper, papers, positions, render


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


def test_thirty_topics_at_most():
    tags = [Tag(f"t{number:02}", f"Topic {number:02}") for number in range(31)]
    (page,) = render(KIND, [paper("a", *tags)])
    assert "Topic 29" in page.text
    assert "Topic 30" not in page.text
