"""Views of parsed papers: numbered affiliations, and references resolved in the collection."""

import pytest

from sitegen.pages.parsed import (
    AuthorView,
    Citations,
    ReferenceView,
    author_views,
    find_citations,
    reference_views,
    resolve_references,
)
from sitegen.paper import Author, Entry, Paper, Reference

TITLE_OF_20 = "abcdefghij klmnopqrst"


def paper_of(*authors):
    return Paper("T", authors=tuple(Author(name, places) for name, *places in authors))


def citing(*references):
    return Paper("Citing", references=references)


def resolve(reference, *papers):
    """Return the id that a reference of paper "c" resolves to, and its view."""
    entries = [Entry("c", citing(reference)), *papers]
    citations = find_citations(entries)
    paper = entries[0].paper
    (view,) = reference_views(paper, resolve_references(paper, citations))
    return view


def test_affiliations_are_numbered_in_order_of_first_occurrence():
    views, affiliations = author_views(paper_of(("Ann", "B", "A"), ("Bo", "A"), ("Cy",)))
    assert affiliations == ("B", "A")
    assert views == (
        AuthorView("Ann", "1,2", ""),
        AuthorView("Bo", "2", ""),
        AuthorView("Cy", "", ""),
    )


def test_a_single_affiliation_has_no_number():
    views, affiliations = author_views(paper_of(("Ann", "A"), ("Bo", "A")))
    assert affiliations == ("A",)
    assert [view.marks for view in views] == ["", ""]


@pytest.mark.parametrize(("count", "mark", "shown"), [(2, "2", 2), (30, "30", 30), (31, "", 30)])
def test_up_to_30_affiliations_are_numbered_and_shown(count, mark, shown):
    views, affiliations = author_views(paper_of(*((f"N{n}", f"A{n}") for n in range(1, count + 1))))
    assert views[-1].marks == mark
    assert affiliations == tuple(f"A{n}" for n in range(1, shown + 1))


def test_an_orcid_is_kept():
    (view,), _ = author_views(Paper("T", authors=(Author("Ann", orcid="0000"),)))
    assert view == AuthorView("Ann", "", "0000")


def test_a_collection_without_references_has_no_index():
    citations = find_citations([Entry("a", Paper("A", doi="10.1/a"))])
    assert (citations.cites, citations.cited_by, citations.ids_by_key) == ({}, {}, {})


def test_citations_go_both_ways_once_and_never_to_the_paper_itself():
    reference_a, reference_b = Reference("a", doi="10.1/a"), Reference("b", doi="10.1/b")
    entries = [
        Entry("a", Paper("A", doi="10.1/a", references=(reference_a, reference_b, reference_b))),
        Entry("b", Paper("B", doi="10.1/b")),
        Entry("c", Paper("C", references=(reference_b, reference_a, Reference("unknown")))),
        Entry("d", Paper("D", references=(Reference("unknown"),))),
    ]
    citations = find_citations(entries)
    assert citations.cites == {"a": ("b",), "c": ("b", "a"), "d": ()}
    assert citations.cited_by == {"b": ("a", "c"), "a": ("c",)}


@pytest.mark.parametrize(
    ("reference", "paper"),
    [
        (Reference("r", doi="10.1/x"), Paper("X", doi="10.1/x")),
        (Reference("r", arxiv_id="1706.03762"), Paper("X", arxiv_id="1706.03762")),
        (Reference("r", "Abcdefghij-Klmnopqrst!"), Paper(TITLE_OF_20)),
    ],
)
def test_a_reference_is_resolved_by_doi_arxiv_id_or_title(reference, paper):
    assert resolve(reference, Entry("x", paper)).id == "x"


def test_a_title_of_19_letters_resolves_nothing():
    short = TITLE_OF_20[:-1]
    assert resolve(Reference("r", short), Entry("x", Paper(short))).id == ""


def test_identifiers_outweigh_the_title():
    papers = [
        Entry("title", Paper(TITLE_OF_20)),
        Entry("arxiv", Paper("X", arxiv_id="1706.03762")),
        Entry("doi", Paper("Y", doi="10.1/x")),
    ]
    assert resolve(Reference("r", TITLE_OF_20, "10.1/x", "1706.03762"), *papers).id == "doi"
    assert resolve(Reference("r", TITLE_OF_20, None, "1706.03762"), *papers).id == "arxiv"
    assert resolve(Reference("r", TITLE_OF_20, "10.1/other"), *papers).id == "title"


def test_of_papers_with_one_title_the_first_is_cited():
    papers = [Entry("x", Paper(TITLE_OF_20)), Entry("y", Paper(TITLE_OF_20))]
    assert resolve(Reference("r", TITLE_OF_20), *papers).id == "x"


def test_a_doi_is_no_title():
    doi = f"title {TITLE_OF_20.replace(' ', '')}"
    assert resolve(Reference("r", "A doi", doi), Entry("x", Paper("B"))).id == ""


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        (Reference("r", doi="10.1/a b", arxiv_id="1706.03762"), "https://doi.org/10.1/a%20b"),
        (Reference("r", arxiv_id="1706.03762"), "https://arxiv.org/abs/1706.03762"),
        (Reference("r", "Title"), ""),
    ],
)
def test_a_reference_links_to_its_doi_or_arxiv_id(reference, url):
    assert resolve(reference) == ReferenceView("r", "", url)


@pytest.mark.parametrize("cls", [AuthorView, ReferenceView, Citations])
def test_values_are_frozen_and_have_slots(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)
