"""Names as they are printed, people by ORCID iD, and what a curator says about both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.identifiers import author_page_name
from sitegen.locale import ENGLISH
from sitegen.pages.people import People
from sitegen.paper import Author, AuthorRules
from tests.unit.pages.builders import paper

ORCIDS = [
    "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0001-7857-2795",
    "0000-0002-9079-593X",
]  # fmt: skip


def by(paper_id, *authors, **fields):
    """Return a paper by authors: names, or pairs of name and iD."""
    pairs = [(author, None) if isinstance(author, str) else author for author in authors]
    return paper(paper_id, authors=tuple(Author(n, (), orcid) for n, orcid in pairs), **fields)


def people(*papers, min_papers=1, **rules):
    return People(papers, AuthorRules(**rules), min_papers=min_papers)


def pages(found):
    """Return address -> ids of the papers that the page lists."""
    return {page.address: [found._papers[i].entry.id for i in found.listed(page)]
            for page in found.pages}  # fmt: skip


def test_five_people_of_one_name_have_five_pages_and_the_name_has_one():
    papers = [by(f"p{i}", ("Wei Wang", orcid)) for i, orcid in enumerate(ORCIDS)]
    found = people(*papers, by("q", "Wei Wang"))
    assert pages(found) == {orcid: [f"p{i}"] for i, orcid in enumerate(ORCIDS)} | {
        "wei-wang": ["q"]
    }
    name = found.by_address["wei-wang"]
    assert found.is_parted(name)
    assert name.numbers(ENGLISH) == "6 papers under this name"
    assert set(name.people) == set(ORCIDS)


def test_no_address_changes_when_a_paper_with_an_orcid_comes():
    before = [by("a", "Wei Wang"), by("b", "Wei Wang", "J. Smith")]
    for size in (1, 2, 3):
        after = [*before, *(by(f"n{i}", ("Wei Wang", ORCIDS[i])) for i in range(size))]
        assert pages(people(*before)).keys() <= pages(people(*after)).keys()
        assert people(*after).target("a", Author("Wei Wang"), "") == "wei-wang.md"


def test_the_name_of_one_known_person_lists_all_papers_under_it():
    found = people(by("a", ("Ada Lee", ORCIDS[0])), by("b", "Ada Lee"))
    assert pages(found) == {ORCIDS[0]: ["a"], "ada-lee": ["a", "b"]}
    assert not found.is_parted(found.by_address["ada-lee"])


def test_likeness_joins_nothing():
    found = people(by("a", "J. Smith"), by("b", "John Smith"), by("c", "john smith"))
    assert [len(ids) for ids in pages(found).values()] == [1, 1, 1]
    assert found.spellings["J. Smith"] == ["John Smith", "john smith"]


def test_one_paper_has_no_page_in_a_large_collection():
    papers = [by("a", "Ada Lee", ("Bo Li", ORCIDS[0])), by("b", "Ada Lee", "Bo Li")]
    found = people(*papers, min_papers=2)
    assert list(pages(found)) == ["ada-lee", "bo-li"]
    # The name stands in for a person without a page.
    assert found.target("a", Author("Bo Li", (), ORCIDS[0]), "../authors/") == "../authors/bo-li.md"
    found = people(by("a", "Ada & Lee"), min_papers=2)
    assert found.target("a", Author("Ada & Lee"), "") == "../search.md?author=Ada%20%26%20Lee"


def test_a_paper_that_lists_an_author_twice_is_listed_once():
    found = people(by("a", "T. Ura", "T. Ura", "Bo Li"))
    assert pages(found)["t-ura"] == ["a"]
    assert [c.papers for c in found.coauthors(found.by_address["bo-li"])] == [1]


def test_joined_names_share_a_page_and_the_former_address_leads_there():
    rules = {"joined": {"J. Smith": "John Smith"}}
    found = people(by("a", "J. Smith"), by("b", "John Smith"), **rules)
    assert pages(found) == {"john-smith": ["a", "b"]}
    assert list(found.moves()) == [("j-smith", "John Smith", "john-smith.md")]
    assert found.target("a", Author("J. Smith"), "") == "john-smith.md"


def test_a_name_and_an_orcid_can_be_joined_to_an_orcid():
    rules = {"joined": {"Ada Lee": ORCIDS[0], ORCIDS[1]: ORCIDS[0]}}
    found = people(by("a", "Ada Lee"), by("b", ("Ada Lee", ORCIDS[1])), **rules)
    assert pages(found) == {ORCIDS[0]: ["a", "b"]}
    assert {old for old, _, _ in found.moves()} == {"ada-lee", ORCIDS[1]}


def test_a_split_name():
    parts = {("Wei Wang", "a"): ORCIDS[0], ("Wei Wang", "b"): "vision"}
    found = people(by("a", "Wei Wang"), by("b", "Wei Wang"), by("c", "Wei Wang"), parts=parts)
    assert pages(found) == {ORCIDS[0]: ["a"], "wei-wang--vision": ["b"], "wei-wang": ["c"]}


def test_a_hidden_name_has_no_page_and_no_link():
    found = people(by("a", "Ada Lee", "Bo Li"), hidden=frozenset({"Ada Lee"}))
    assert list(pages(found)) == ["bo-li"]
    assert found.target("a", Author("Ada Lee"), "") == ""
    assert found.coauthors(found.by_address["bo-li"]) == []


def test_a_former_name_leads_on_unless_no_trace_is_to_be_left():
    renamed = {"Ada Roe": "Al Roe"}
    assert [old for old, _, _ in people(by("a", "Al Roe"), renamed=renamed).moves()] == ["ada-roe"]
    found = people(by("a", "Al Roe"), renamed=renamed, untraced=frozenset({"Ada Roe"}))
    assert list(found.moves()) == []


NAMES = st.text(max_size=12) | st.sampled_from(["Wei Wang", "wei wang", "J. Smith", ORCIDS[0]])
AUTHORS = st.tuples(NAMES, st.none() | st.sampled_from(ORCIDS))


@given(
    st.lists(st.lists(AUTHORS, max_size=4), max_size=5), st.dictionaries(NAMES, NAMES, max_size=2)
)
def test_each_author_of_a_paper_is_on_the_page_that_its_link_leads_to(lists, joined):
    joined = {old: new for old, new in joined.items() if new not in joined and old != new}
    found = people(*(by(f"p{i}", *authors) for i, authors in enumerate(lists)), joined=joined)
    listed = pages(found)
    for index, authors in enumerate(lists):
        for name, orcid in authors:
            target = found.target(f"p{index}", Author(name, (), orcid), "")
            address = target.removesuffix(".md")
            assert f"p{index}" in listed[address]
            assert orcid is None or orcid in joined or address == orcid


@pytest.mark.parametrize("name", ["", " ", "../x", "\ud800", "a" * 500, "<b>", "CON"])
def test_any_name_has_a_page(name):
    assert list(pages(people(by("a", name)))) == [author_page_name(name)]
