"""The page of a printed name, and of a person with an ORCID iD."""

from sitegen.pages import context as context_module
from sitegen.pages.kinds.author import KIND
from sitegen.paper import Author
from tests.unit.pages.builders import GRAPHS, paper, positions, render, uris

ADA, BEA = "0000-0002-1825-0097", "0000-0001-5109-3700"


def by(paper_id, *authors, **fields):
    pairs = [(author, None) if isinstance(author, str) else author for author in authors]
    return paper(paper_id, authors=tuple(Author(n, (), orcid) for n, orcid in pairs), **fields)


def text_of(members, uri):
    return {page.src_uri: page.text for page in render(KIND, members)}[f"authors/{uri}.md"]


def test_each_name_and_each_person_has_a_page():
    members = [by("a", ("Ada Lee", ADA)), by("b", "Ada Lee", "Bo Li")]
    assert uris(KIND, members) == [
        f"authors/{ADA}.md", "authors/ada-lee.md", "authors/bo-li.md",
    ]  # fmt: skip
    assert f"ORCID {ADA}" in text_of(members, ADA)
    assert "2 papers under this name" in text_of(members, "ada-lee")


def test_a_name_of_two_people_says_so_and_lists_the_other_papers():
    members = [by("a", ("Ada Lee", ADA)), by("b", ("Ada Lee", BEA)), by("c", "Ada Lee")]
    text = text_of(members, "ada-lee")
    assert "may be several people" in text
    assert f"({ADA}.md)" in text
    assert "Title c" in text
    assert "Title a" not in text


def test_many_papers_stand_under_their_years_and_few_do_not():
    few = [by(f"p{i}", "Ada Lee", year=2010 + i) for i in range(10)]
    assert "## 2019" not in text_of(few, "ada-lee")
    many = [*few, by("x", "Ada Lee", year=2030)]
    text = text_of(many, "ada-lee")
    assert positions(text, "## 2030", "## 2019", "## 2011")
    assert "[2030](#in-2030)" in text
    assert "authors/ada-lee.page-2.md" in uris(KIND, many)


def test_what_the_papers_have_in_common(monkeypatch):
    members = [
        by("a", "Ada Lee", "Bo Li", venue="IROS", year=2018),
        by("b", "Ada Lee", "Bo Li", venue="ICRA", year=2019),
        by("c", "A. Lee"),
    ]  # fmt: skip
    text = text_of(members, "ada-lee")
    assert "[Bo Li <span>2</span>](bo-li.md)" in text
    assert "[IROS](../venues/iros.md)" in text
    assert "[A. Lee <span>1</span>](a-lee.md)" in text
    monkeypatch.setattr(context_module, "_MAX_SMALL_PAPERS", 1)
    large = text_of(members, "ada-lee")
    assert "[Bo Li <span>2</span>](bo-li.md)" in large
    # Once each: the papers have these.
    assert "IROS](../venues" not in large
    monkeypatch.undo()
    # Those of a single paper are on its page.
    single = [by("d", "Cy Ng", venue="IROS")]
    assert "## Venues" not in text_of(single, "cy-ng")


def test_topics_are_links():
    members = [paper(i, GRAPHS, authors=(Author("Ada Lee"),)) for i in "ab"]
    assert "[Graphs <span>2</span>](../tags/graphs.md)" in text_of(members, "ada-lee")
