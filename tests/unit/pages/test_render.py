"""All pages of a site, and those of some papers only."""

from dataclasses import replace

from sitegen.pages import render_pages, render_papers
from sitegen.paper import Related
from tests.unit.pages.builders import GRAPHS, paper, site

PAPERS = [paper("a", GRAPHS), paper("b"), paper("c")]


def test_all_pages_kind_by_kind():
    pages = list(render_pages(PAPERS, site()))
    assert [(page.src_uri, page.kind) for page in pages] == [
        ("index.md", "home"), ("papers.md", "list"), ("papers-by-title.md", "list"),
        ("tags.md", "tags"), ("tags-by-letter.md", "tags"), ("tags/graphs.md", "tag"),
        ("search.md", "search"), ("list.md", "reading"), ("draft.md", "draft"), ("go.md", "go"),
        ("papers/a.md", "paper"), ("papers/b.md", "paper"), ("papers/c.md", "paper"),
        ("contributions/count.js", "contributions"), ("records/sizes.js", "records"),
        ("records/0.js", "records"), ("records/ids-0.js", "records"), ("tags.js", "topic-names"),
    ]  # fmt: skip


def test_some_papers_have_the_same_text_alone():
    pages = {page.src_uri: page for page in render_pages(PAPERS, site())}
    chosen = list(render_papers(PAPERS, site(), {"c", "a"}))
    assert [page.src_uri for page in chosen] == ["papers/a.md", "papers/c.md"]
    assert [(page.text, page.key) for page in chosen] == [
        (pages[page.src_uri].text, pages[page.src_uri].key) for page in chosen
    ]


def test_no_papers_have_the_lists_still():
    assert [page.src_uri for page in render_pages([], site())] == [
        "index.md", "papers.md", "papers-by-title.md", "tags.md", "search.md", "list.md", "draft.md",
        "go.md", "contributions/count.js", "records/sizes.js", "records/0.js", "records/ids-0.js",
    ]  # fmt: skip


def test_pages_of_a_collection_that_has_doubled_are_the_same():
    members = [paper(f"p{number:03}") for number in range(200)]
    members[1] = replace(members[1], related=(Related("p002", 0.5, (), ()),))
    small, large = (
        {page.src_uri: (page.text, page.key) for page in render_pages(members[:size], site())}
        for size in (40, 200)
    )
    assert small["papers/p001.md"] == large["papers/p001.md"]
