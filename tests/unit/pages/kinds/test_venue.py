"""The pages of a venue and of its years."""

from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.pages.kinds.venue import KIND
from sitegen.paper import Author
from tests.unit.pages.builders import GRAPHS, paper, positions, render

LONG = "2018 IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)"


def at(paper_id, year, venue="IROS", **fields):
    return paper(paper_id, GRAPHS, venue=venue, year=year, **fields)


MEMBERS = [*(at(f"p{i:02}", 2018) for i in range(11)), at("x", 2017), at("y", None, LONG)]


def texts(members, **values):
    return {page.src_uri: page.text for page in render(KIND, members, **values)}


def test_a_venue_lists_its_papers_by_year():
    pages = texts(MEMBERS, page_size=50)
    assert list(pages) == ["venues/iros.md", "venues/iros/2018.md"]
    text = pages["venues/iros.md"]
    assert positions(text, "## 2018 <span>11</span>", "Title p00", "## 2017 <span>1</span>", "Title x",
                     "## Year unknown <span>1</span>", "Title y")  # fmt: skip
    assert "# IEEE/RSJ International Conference on Intelligent Robots and Systems {" in text
    assert "13 papers, 2017–2018 · IROS · Conference" in text
    assert "2018 IEEE/RSJ International Conference" in text
    assert "[2018](#in-2018)" in text
    assert "[Year unknown](#in-unknown)" in text


def test_a_year_of_many_papers_has_a_page_and_the_venue_its_first_ones():
    pages = texts(MEMBERS, page_size=50)
    assert "[All 11 papers of 2018](iros/2018.md)" in pages["venues/iros.md"]
    assert "Title p10" not in pages["venues/iros.md"]
    year = pages["venues/iros/2018.md"]
    assert "# IROS 2018 {" in year
    assert "(../../papers/p10.md)" in year
    assert "(../../tags/graphs.md)" in year
    assert "[Venues](../../venues.md) › [IROS](../iros.md)" in year
    assert "[2017](../iros.md#in-2017)" in year


def test_links_lead_to_the_page_that_has_the_heading():
    pages = texts([*(at(f"p{i}", 2018) for i in range(10)), at("x", 2017)])
    assert "[2017](iros.page-2.md#in-2017)" in pages["venues/iros.md"]
    assert "[2018](iros.md#in-2018)" in pages["venues/iros.page-2.md"]


def test_authors_and_topics_of_several_papers():
    ada, bo = Author("Ada Lee"), Author("Bo Li")
    members = [
        at("a", 2018, authors=(ada, bo)),
        at("b", 2018, authors=(ada,)),
        at("c", 2019, "ICRA"),
    ]
    pages = texts(members)
    assert "[Ada Lee <span>2</span>](../authors/ada-lee.md)" in pages["venues/iros.md"]
    assert "[Graphs <span>2</span>](../tags/graphs.md)" in pages["venues/iros.md"]
    assert "bo-li.md" not in pages["venues/iros.md"]
    assert "## Topics" not in pages["venues/icra.md"]


def test_a_paper_leads_to_its_venue_and_to_the_others_of_its_year():
    pages = {page.src_uri: page.text for page in render(PAPER, MEMBERS, page_size=50)}
    assert "[IROS](../venues/iros.md)" in pages["papers/p03.md"]
    assert "## [More from IROS 2018](../venues/iros/2018.md) { #more }" in pages["papers/p03.md"]
    assert "## [More from IROS](../venues/iros.md) { #more }" in pages["papers/x.md"]
    assert "sg-pager" not in pages["papers/x.md"]


def test_a_paper_without_others_of_its_venue_has_neighbours_in_the_listing():
    pages = {page.src_uri: page.text for page in render(PAPER, [at("a", 2018), paper("b")])}
    for text in pages.values():
        assert "sg-pager" in text
        assert "More from" not in text
