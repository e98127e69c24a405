"""PubMed's XML: articles, books, and files of MEDLINE."""

import pytest

from sitegen.sources.formats import pubmed
from tests.unit.sources.timing import assert_linear

TITLE = "<ArticleTitle>A Title.</ArticleTitle>"


def read(article, rest="", data=""):
    text = (
        f"<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{article}"
        f"</Article>{rest}</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>"
        "</PubmedArticleSet>"
    )
    return pubmed.read(text, "x.xml")


def paper(article, rest="", data=""):
    reading = read(article, rest, data)
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<PubmedArticleSet>", True), ("<PubmedArticle>", True), ("<MedlineCitationSet>", True),
        ('<?xml version="1.0"?><!DOCTYPE PubmedBookArticleSet><PubmedBookArticle>', True),
        ("<pubmedarticleset>", False), ("<!-- <PubmedArticle> --><x>", False), ("", False),
    ],
)  # fmt: skip
def test_sets_and_records_are_claimed(head, claimed):
    assert pubmed.sniff(head) is claimed


def test_name_and_rank():
    assert (pubmed.NAME, pubmed.RANK) == ("pubmed", 22)


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (TITLE, "A Title"),
        ("<ArticleTitle>[A Title].</ArticleTitle>", "A Title"),
        ("<ArticleTitle>[A Title.]</ArticleTitle>", "A Title"),
        ("<ArticleTitle>[A] and [B].</ArticleTitle>", "[A] and [B]"),
        ("<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Der Titel.</VernacularTitle>",
         "Der Titel"),
        ("<ArticleTitle/><VernacularTitle>Der Titel.</VernacularTitle>", "Der Titel"),
        ("<ArticleTitle>Health in the U.S.</ArticleTitle>", "Health in the U.S."),
        ("<ArticleTitle>Is it?</ArticleTitle>", "Is it?"),
        ("<ArticleTitle><i>E. coli</i> in CO<sub>2</sub>.</ArticleTitle>", "E. coli in CO₂"),
    ],
)  # fmt: skip
def test_titles_lose_full_stops_and_brackets(titles, title):
    assert paper(titles).title == title


def test_an_article_without_a_title_is_an_error():
    (diagnostic,) = read("").diagnostics
    assert (diagnostic.line, diagnostic.message) == (2, "there is no title; give one")


@pytest.mark.parametrize(
    ("dates", "year", "day"),
    [
        ("<Year>2015</Year><Month>Aug</Month><Day>7</Day>", 2015, "2015-08-07"),
        ("<Year>2015</Year><Month>Aug</Month>", 2015, "2015-08"),
        ("<Year>2015</Year><Season>Winter</Season>", 2015, None),
        ("<MedlineDate>2019 Jan-Feb</MedlineDate>", 2019, None),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998, None),
        ("<MedlineDate>Winter</MedlineDate>", None, None),
        ("", None, None),
    ],
)
def test_dates_have_many_forms(dates, year, day):
    issue = f"<Journal><JournalIssue><PubDate>{dates}</PubDate></JournalIssue></Journal>"
    entry = paper(TITLE + issue)
    assert (entry.year, entry.date) == (year, day)


def test_a_day_in_no_calendar_gives_the_year_and_a_warning():
    date = "<PubDate><Year>2015</Year><Month>02</Month><Day>31</Day></PubDate>"
    reading = read(f"{TITLE}<Journal><JournalIssue>{date}</JournalIssue></Journal>", "", "")
    assert [(paper.year, paper.date) for paper in reading.papers] == [(2015, None)]
    assert "“2015-02-31” is in no calendar" in str(reading.diagnostics[0])


def test_a_year_that_is_none_is_a_warning():
    issue = "<Journal><JournalIssue><PubDate><Year>20155</Year></PubDate></JournalIssue></Journal>"
    (diagnostic,) = read(TITLE + issue).diagnostics
    assert diagnostic.message.startswith("year '20155' is not four digits")


def test_the_electronic_date_is_the_earliest():
    entry = paper(
        f"{TITLE}<Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue></Journal>"
        "<ArticleDate><Year>2019</Year><Month>12</Month><Day>30</Day></ArticleDate>"
    )
    assert (entry.year, entry.date) == (2019, "2019-12-30")


@pytest.mark.parametrize(
    ("location", "data", "doi"),
    [
        ('<ELocationID EIdType="doi">10.1000/a</ELocationID>', "", "10.1000/a"),
        ('<ELocationID EIdType="doi" ValidYN="N">10.1000/a</ELocationID>', "", None),
        ('<ELocationID EIdType="pii">10.1000/a</ELocationID>', "", None),
        ("", '<ArticleIdList><ArticleId IdType="doi">10.1000/b</ArticleId></ArticleIdList>',
         "10.1000/b"),
        ("", ("<ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.1000/c</ArticleId>"
         "</ArticleIdList></Reference></ReferenceList>"), None),
    ],
)  # fmt: skip
def test_the_doi_is_the_articles(location, data, doi):
    assert paper(TITLE + location, data=data).doi == doi


def test_labels_precede_the_parts_of_an_abstract():
    parts = (
        '<AbstractText Label="AIM">One.</AbstractText><AbstractText Label="UNLABELLED">Two.'
        '</AbstractText><AbstractText Label="EMPTY"/><AbstractText>Three.</AbstractText>'
    )
    entry = paper(f"{TITLE}<Abstract>{parts}</Abstract>")
    assert entry.abstract == "AIM: One. Two. Three."


def test_authors_are_people_and_groups_with_affiliations():
    people = (
        "<Author><LastName>Pugh</LastName><ForeName>Mair</ForeName><Initials>M</Initials>"
        "<Suffix>3rd</Suffix><AffiliationInfo><Affiliation>One. Electronic address: a@b.org."
        "</Affiliation></AffiliationInfo><AffiliationInfo><Affiliation>Two</Affiliation>"
        "</AffiliationInfo><Identifier Source='ORCID'>https://orcid.org/0000-0002-1825-0097"
        "</Identifier></Author><Author ValidYN='N'><LastName>Wrong</LastName></Author>"
        "<Author><CollectiveName>A Group</CollectiveName></Author>"
        "<Author><LastName>Ng</LastName><Affiliation>Three</Affiliation></Author>"
    )
    authors = paper(f"{TITLE}<AuthorList>{people}</AuthorList>").authors
    assert [author.name for author in authors] == ["Mair Pugh 3rd", "A Group", "Ng"]
    assert [author.affiliations for author in authors] == [("One.", "Two"), (), ("Three",)]
    assert authors[0].orcid == "0000-0002-1825-0097"


def test_keywords_come_before_headings_and_the_language_has_a_code():
    entry = paper(
        f"{TITLE}<Language>fre</Language>",
        "<MeshHeadingList><MeshHeading><DescriptorName>Sleep</DescriptorName></MeshHeading>"
        "</MeshHeadingList><KeywordList><Keyword>sand</Keyword><Keyword>Sleep</Keyword></KeywordList>",
    )
    assert (entry.keywords, entry.language) == (("sand", "Sleep"), "fr")


def test_a_record_of_medline_stands_alone():
    text = (
        "<MedlineCitationSet><MedlineCitation><PMID>7</PMID><MedlineJournalInfo>"
        f"<MedlineTA>J X</MedlineTA></MedlineJournalInfo><Article>{TITLE}</Article>"
        "</MedlineCitation></MedlineCitationSet>"
    )
    (entry,) = pubmed.read(text, "x").papers
    assert (entry.title, entry.venue, entry.source_id) == ("A Title", "J X", "7")


def test_a_book_without_chapters_has_its_own_title_and_no_editors():
    text = (
        "<PubmedBookArticle><BookDocument><Book><BookTitle>Book</BookTitle><PubDate><Year>2001</Year>"
        "</PubDate><AuthorList Type='editors'><Author><LastName>E</LastName></Author></AuthorList>"
        "</Book></BookDocument></PubmedBookArticle>"
    )
    (entry,) = pubmed.read(text, "x").papers
    assert (entry.title, entry.venue, entry.year, entry.authors) == ("Book", None, 2001, ())


def test_time_is_linear():
    def text(size):
        return f"<PubmedArticleSet>{'<PubmedArticle/>' * size}</PubmedArticleSet>"

    assert_linear(text, lambda t: pubmed.read(t, "x"), 1_000)
