"""Refer, EndNote's tagged text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import refer


def paper(*lines):
    (only,) = refer.read("\n".join(["%0 Journal Article", "%T T", *lines]), "x.enw").papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("%0 Book\n%T A title\n", True), ("%A Roe, J\n%T A\n", True), ("\n%T A\n%D 2001\n", True),
        ("%0 Book\n%A Roe\n", False), ("% a comment\n%T A\n", False),
        ("%Author: x\n%T A\n", False), ("%PDF-1.7\n", False), ("", False),
    ],
)  # fmt: skip
def test_tags_at_the_start_are_claimed(head, claimed):
    assert refer.sniff(head) is claimed
    assert (refer.NAME, refer.RANK) == ("refer", 87)


def test_a_record_has_its_fields():
    only = paper(
        "%A Roe, Jana", "%A Poe, Max, Jr.", "%J Hedges", "%D 2016", "%8 May 4, 2016", "%X It is",
        "long.", "%K one; two", "three", "%R 10.99444/a.1", "%U https://x.org/a", "%> https://x.org/a.pdf",
        "%G ger", "%F Roe2016", "%M arXiv:2407.00001",
    )  # fmt: skip
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe Jr."]
    assert (only.venue, only.year, only.date) == ("Hedges", 2016, "2016-05-04")
    assert (only.abstract, only.keywords) == ("It is long.", ("one", "two", "three"))
    assert (only.doi, only.language, only.source_id) == ("10.99444/a.1", "de", "Roe2016")
    assert [link.kind for link in only.links] == ["source", "pdf"]
    assert only.arxiv_id == "2407.00001"


def test_chinese_names_and_keywords_in_one_line_are_parted():
    only = paper("%A 林小雨;陈大山", "%K 篱笆 历史", "%J 园林", "%J GARDENS")
    assert [a.name for a in only.authors] == ["林小雨", "陈大山"]
    assert (only.keywords, only.venue) == (("篱笆", "历史"), "园林")


def test_books_have_a_publisher_and_editors():
    (only,) = refer.read("%0 Book\n%E Roe, Jana\n%T T\n%B Series\n%I Press\n", "x").papers
    assert ([a.name for a in only.authors], only.venue) == (["Jana Roe"], "Press")


def test_records_start_with_their_type_or_after_a_blank_line():
    typed = refer.read("%0 Book\n%T A\n%X One.\n\n%Y\n\ntwo.\n%0 Book\n%T B\n", "x").papers
    assert [(p.title, p.origins[0].line) for p in typed] == [("A", 1), ("B", 8)]
    assert typed[0].abstract == "One. two."
    untyped = refer.read("%T A\n%D 2001\n\n\n%T B\n%D 2002\n", "x").papers
    assert [(p.title, p.year, p.origins[0].line) for p in untyped] == [
        ("A", 2001, 1),
        ("B", 2002, 5),
    ]


@given(st.text(st.sampled_from("%0TAKXR \n;,.1aé"), max_size=200))
def test_any_text_is_read(text):
    refer.sniff(text)
    refer.read(text, "x")


def test_indented_records_are_read():
    text = "  %0 Journal Article\n  %T One\n  %A Roe, Jana\n\n  %0 Journal Article\n  %T Two\n"
    assert refer.sniff(text)
    assert [p.title for p in refer.read(text, "x").papers] == ["One", "Two"]


def test_a_record_has_its_place_in_the_journal_and_its_date():
    text = "%T T\n%J Bridges\n%V 5\n%N 2\n%P 11-22\n%D March 2019\n%K paper, glass\n"
    reading = refer.read(text, "x")
    (only,) = reading.papers
    assert (only.volume, only.issue, only.pages) == ("5", "2", "11-22")
    assert (only.year, only.keywords) == (2019, ("paper", "glass"))
    assert reading.diagnostics == ()


def test_the_title_may_stand_before_the_type():
    text = "%T A\n%0 Journal Article\n%A Roe, Jana\n%D 2021\n%X One.\n\n\n%T B\n%D 2019\n%X Two.\n"
    reading = refer.read(text, "x.enl")
    assert [(p.title, p.year) for p in reading.papers] == [("A", 2021), ("B", 2019)]
    assert reading.diagnostics == ()
