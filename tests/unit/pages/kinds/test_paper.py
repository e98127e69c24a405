"""The page of one paper."""

from dataclasses import replace

import pytest

from sitegen.pages.kinds.paper import KIND, render_paper_pages
from sitegen.paper import Link, Related
from tests.unit.pages.builders import GRAPHS, TREES, context, paper, papers, render, uris


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


@pytest.mark.parametrize(
    ("role", "host", "has_pdf"),
    [("aggregator", "f.org", True), ("publisher", "e.org", True), ("publisher", "f.org", False)],
)
def test_the_head_of_a_publishers_page_names_files_of_the_same_host_only(role, host, has_pdf):
    member = paper("a", doi="10.1234/x", links=(Link(f"https://{host}/a.pdf", "pdf"),))
    text = render(KIND, [member], role=role, url="https://e.org/x")[0].text
    head, _, body = text.removeprefix("---").partition("\n---\n")
    assert (f'"pdf": "https://{host}/a.pdf"' in head) == has_pdf
    assert f"(https://{host}/a.pdf)" in body
    assert ("cite-as" in head) == (role == "publisher")
    assert "linked_data" in head


def test_the_licence_is_a_link_by_its_name_and_is_in_the_head():
    address = "https://creativecommons.org/licenses/by-nc/4.0/"
    licensed, other = render(KIND, [paper("a", license=address), paper("b")])
    head, _, body = licensed.text.removeprefix("---").partition("\n---\n")
    assert f'"license": ["{address}"]' in head
    assert f"[Licence: CC BY-NC 4.0]({address}){{ .sg-out--license }}" in body
    assert "license" not in other.text


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (paper("b", TREES, title="B"), {"papers/b.md"}),
        (paper("b", GRAPHS, title="C"), {"papers/a.md", "papers/b.md", "papers/next.md"}),
    ],
)
def test_topics_move_the_page_of_their_own_paper_only(after, moved):
    first = replace(paper("a"), related=(Related("b", 0.5),))
    sites = [
        [first, paper("c"), paper("next"), member]
        for member in (paper("b", GRAPHS, title="B"), after)
    ]
    before, now = ({page.src_uri: page.key for page in render(KIND, site)} for site in sites)
    assert {name for name in now if now[name] != before[name]} == moved
