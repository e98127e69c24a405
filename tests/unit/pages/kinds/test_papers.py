"""The list of all papers, in each order."""

import pytest

from sitegen.pages import context as context_module
from sitegen.pages.kinds.moved import KIND as MOVED
from sitegen.pages.kinds.papers import KIND
from tests.unit.pages.builders import paper, papers, positions, render, uris


@pytest.mark.parametrize(
    ("count", "stems"),
    [
        (0, ["papers", "papers-by-title"]),
        (10, ["papers", "papers-by-title"]),
        (11, ["papers", "papers-2", "papers-by-title", "papers-by-title-2"]),
    ],
)
def test_each_order_is_cut_into_pages(count, stems):
    assert uris(KIND, papers(count)) == [f"{stem}.md" for stem in stems]


def test_orders():
    members = [
        paper("x", title="Bears", year=2019), paper("y", title="Cats", year=2021),
        paper("z", title="Ants", year=2020),
    ]  # fmt: skip
    pages = {page.src_uri: page.text for page in render(KIND, members)}
    assert list(pages) == ["papers.md", "papers-by-title.md", "papers-by-date.md"]
    assert positions(pages["papers.md"], "Bears", "Cats", "Ants")
    assert positions(pages["papers-by-title.md"], "Ants", "Bears", "Cats")
    assert positions(pages["papers-by-date.md"], "Cats", "Ants", "Bears")


def test_search_has_the_further_orders_of_a_large_collection(monkeypatch):
    monkeypatch.setattr(context_module, "_MAX_SMALL_PAPERS", 1)
    members = [paper("x", year=2019), paper("y", year=2021)]
    (page,) = render(KIND, members)
    assert positions(page.text, "[title](search.md?sort=title)", "[newest](search.md?sort=date)")
    # Addresses of the orders that the collection had lead on.
    moved = {page.src_uri: page.text for page in render(MOVED, members)}
    assert list(moved) == ["papers-by-title.md", "papers-by-date.md"]
    assert "search.html?sort=title" in moved["papers-by-title.md"]
    (page,) = render(KIND, papers(2))
    assert "sort=date" not in page.text


def test_the_second_page_goes_on_where_the_first_ends():
    first, second = render(KIND, papers(11))[:2]
    assert first.kind == second.kind == "list"
    assert "Title p10" in first.text
    assert "Title p11" not in first.text
    assert "Title p11" in second.text
    assert "Title p10" not in second.text
    assert "papers-2.md" in first.text
    assert "papers.md" in second.text


def test_the_order_by_date_has_years_as_headings_and_a_row_of_them():
    members = [paper("x", year=2019), paper("u"), *(paper(f"p{i}", year=2021) for i in range(10))]
    pages = {page.src_uri: page.text for page in render(KIND, members)}
    first, second = pages["papers-by-date.md"], pages["papers-by-date-2.md"]
    assert positions(
        first, "[2021](#in-2021)", "[2019](papers-by-date-2.md#in-2019)", "## 2021 <span>10</span>"
    )
    assert positions(second, "[2021](papers-by-date.md#in-2021)", "## 2019 <span>1</span>", "Title x",
                     "## Year unknown <span>1</span> { #in-unknown }", "Title u")  # fmt: skip
    assert "## 2021" not in pages["papers.md"] + pages["papers-by-title.md"]


def test_the_button_for_abstracts_stands_beside_that_for_exports():
    members = [paper("a", year=2021), paper("b", year=2020, abstract="We read."),
               paper("c", year=2019, abstract="We write.")]  # fmt: skip
    pages = {page.src_uri: page.text for page in render(KIND, members)}
    assert positions(pages["papers-by-date.md"], "data-sg-export", "data-sg-abstracts", "Title a")
    assert all(text.count("data-sg-abstracts") == 1 for text in pages.values())


def test_the_order_by_title_has_letters_as_headings():
    titles = ["“Bears”", "3D cats", "Ants", "bees", "Über", "Ωmega"]
    members = [paper(f"p{n}", title=title) for n, title in enumerate(titles)]
    text = {page.src_uri: page.text for page in render(KIND, members)}["papers-by-title.md"]
    assert positions(
        text, "[0–9](#in-0-9)", "[A](#in-a)", "## 0–9 <span>1</span> { #in-0-9 }", "3D cats", "## A ", "Ants",
        "## B <span>2</span>", "Bears", "bees", "## U ", "Über", "## Other <span>1</span> { #in-other }", "Ωmega",
    )  # fmt: skip


def test_later_pages_say_so_and_lead_back_and_on():
    pages = {page.src_uri: page.text for page in render(KIND, papers(21))}
    assert "# All papers {" in pages["papers.md"]
    assert positions(pages["papers-2.md"], "All papers, page 2", "# All papers, page 2 {", "Page 2 of 3",
                     '[← Previous](papers.md){ rel="prev" }', '[Next →](papers-3.md){ rel="next" }', "Title p11")  # fmt: skip
    # Below the list too.
    assert pages["papers-2.md"].count("(papers-3.md){ rel") == 2
    assert "rel=" not in pages["papers.md"].split("Next")[0]
