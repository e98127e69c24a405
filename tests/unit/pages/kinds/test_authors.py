"""The list of authors."""

from sitegen.pages.kinds import authors
from sitegen.pages.kinds.authors import KIND
from sitegen.paper import Author
from tests.unit.pages.builders import paper, positions, render, uris


def by(paper_id, *names):
    return paper(paper_id, authors=tuple(map(Author, names)))


def texts(members):
    return {page.src_uri: page.text for page in render(KIND, members)}


def test_without_authors_there_is_no_list():
    assert uris(KIND, [paper("a")]) == []


def test_one_page_per_initial_of_the_family_name():
    pages = texts([by("a", "Ada Lee", "Li, Bo", "王伟", "Émile Zola")])
    assert list(pages) == ["authors.md", "authors-l.md", "authors-z.md", "authors-other.md"]
    assert positions(pages["authors-l.md"], "[Ada Lee ", "[Li, Bo ")
    assert "Zola" in pages["authors-z.md"]
    assert "[王伟 " in pages["authors-other.md"]


def test_a_new_name_changes_the_page_of_its_letter_only():
    few = texts([by("a", "Ada Lee", "Émile Zola")])
    more = texts([by("a", "Ada Lee", "Émile Zola"), by("b", "Bo Zhu")])
    assert {uri for uri in few if few[uri] != more[uri]} == {"authors.md", "authors-z.md"}
    assert "2 names" in more["authors-z.md"]


def test_those_of_most_papers_come_first():
    pages = texts([by("a", "Ada Lee", "Bo Li"), by("b", "Bo Li")])
    assert positions(pages["authors.md"], "[Bo Li <span>2</span>]", "[Ada Lee <span>1</span>]")
    assert "2 names" in pages["authors.md"]


def test_names_of_few_papers_are_left_to_the_search_if_there_are_too_many(monkeypatch):
    monkeypatch.setattr(authors, "_MAX_LISTED", 1)
    pages = texts([by("a", "Ada Lee", "Bo Li"), by("b", "Bo Li")])
    assert "with 2 papers or more" in pages["authors-l.md"]
    assert "1 name with 2" in pages["authors.md"]
    assert "Ada Lee" not in pages["authors-l.md"]
