"""The page of one paper."""

import pytest

from sitegen.pages.kinds.paper import KIND, render_paper_pages
from tests.unit.pages.builders import context, papers, uris


def test_one_page_per_paper_in_reading_order():
    assert uris(KIND, papers(3)) == ["papers/p1.md", "papers/p2.md", "papers/p3.md"]
    assert uris(KIND, []) == []


@pytest.mark.parametrize(
    ("ids", "expected"), [(set(), []), ({"p2"}, ["papers/p2.md"]), ({"x"}, [])]
)
def test_some_papers_only(ids, expected):
    pages = list(render_paper_pages(context(papers(3)), ids))
    assert [page.src_uri for page in pages] == expected


def test_the_page_is_about_its_paper():
    first, second = render_paper_pages(context(papers(2)))
    assert first.kind == second.kind == "paper"
    assert "# Title p1" in first.text
    assert "# Title p2" not in first.text
    assert "[Title p2](p2.md)" in first.text
