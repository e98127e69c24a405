"""The pages of one topic."""

from sitegen.pages import context as context_module
from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.pages.kinds.topic import KIND
from sitegen.paper import Tag
from tests.unit.pages.builders import GRAPHS, TREES, paper, papers, positions, render, uris

WORDS = Tag("words", "Words")


def texts(members, **values):
    return {page.src_uri: page.text for page in render(KIND, members, **values)}


def test_the_most_used_topic_comes_first_and_each_is_cut_into_pages():
    members = [paper("x", WORDS), *papers(11, GRAPHS)]
    assert uris(KIND, members) == ["tags/graphs.md", "tags/graphs.page-2.md", "tags/words.md"]
    assert uris(KIND, papers(10, GRAPHS)) == ["tags/graphs.md"]
    assert uris(KIND, papers(2)) == []


def test_search_lists_the_paper_of_a_topic_with_one_in_a_large_collection(monkeypatch):
    members = [paper("a", GRAPHS, Tag("c-words", "C++ (words)")), paper("b", GRAPHS)]
    assert uris(KIND, members) == ["tags/graphs.md", "tags/c-words.md"]
    monkeypatch.setattr(context_module, "_MAX_SMALL_PAPERS", 1)
    assert uris(KIND, members) == ["tags/graphs.md"]
    page = render(PAPER, members)[0].text
    assert "(../tags/graphs.md)" in page
    assert "(../search.md?tag=C%2B%2B%20%28words%29)" in page


def test_a_topic_lists_its_papers_only():
    pages = texts([paper("a", GRAPHS), paper("b", WORDS), paper("c", GRAPHS, WORDS)])
    assert "Title a" in pages["tags/graphs.md"]
    assert "Title b" not in pages["tags/graphs.md"]
    assert "Title c" in pages["tags/graphs.md"]
    assert "Title c" in pages["tags/words.md"]


def test_a_narrower_topic_and_its_parent_link_to_each_other():
    pages = texts([paper("a", GRAPHS, TREES), paper("b", GRAPHS)])
    # The narrower topic is listed once, as narrower, not among those that occur together.
    assert pages["tags/graphs.md"].count("(trees.md") == 1
    assert "(graphs.md" in pages["tags/trees.md"]


def test_topics_that_occur_together_link_to_each_other():
    pages = texts([*(paper(name, GRAPHS, WORDS) for name in "abc"), paper("d", TREES)])
    assert "(words.md" in pages["tags/graphs.md"]
    assert "(graphs.md" in pages["tags/words.md"]
    alone = texts([paper("a", GRAPHS), paper("b", WORDS)])
    assert "(words.md" not in alone["tags/graphs.md"]


def test_the_pages_of_a_topic_divide_its_papers():
    pages = texts(papers(11, GRAPHS))
    assert "Title p11" not in pages["tags/graphs.md"]
    assert "Title p11" in pages["tags/graphs.page-2.md"]
    assert "Title p10" not in pages["tags/graphs.page-2.md"]
    assert {page.kind for page in render(KIND, papers(11, GRAPHS))} == {"tag"}


def test_the_newest_papers_come_first():
    text = texts([paper("a", GRAPHS, year=2001), paper("b", GRAPHS), paper("c", GRAPHS, year=2020)])
    assert positions(text["tags/graphs.md"], "Title c", "Title a", "Title b")


def test_rows_do_not_repeat_the_topic():
    text = texts([paper("a", GRAPHS, WORDS), paper("b", GRAPHS)])["tags/graphs.md"]
    assert "<span>Words</span>" in text
    assert "<span>Graphs" not in text


def test_a_long_list_can_be_searched_and_has_bars():
    members = [paper(f"p{n}", GRAPHS, year=2010 + n % 4) for n in range(12)]
    text = texts(members)["tags/graphs.md"]
    assert '<input type="hidden" name="tag" value="Graphs">' in text
    assert "3 in 2010" in text
    short = texts(members[:9])["tags/graphs.md"]
    assert "<form" not in short
    assert "<svg" not in short
