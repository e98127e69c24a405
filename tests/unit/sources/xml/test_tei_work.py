"""Descriptions of works in TEI."""

import pytest
from lxml import etree

from sitegen.sources.people.authors import parse_authors
from sitegen.sources.xml.tei_work import Organizations, read_name, work_fields


def fields(bibl="", header="", profile=""):
    root = etree.fromstring(
        f"<r><biblStruct>{bibl}</biblStruct><fileDesc>{header}</fileDesc>"
        f"<profileDesc>{profile}</profileDesc>"
        '<org xml:id="struct-1"><orgName>Laboratory of Sand</orgName></org></r>'
    )
    return work_fields(root[0], root[1] if header else None, root[2], Organizations())


def names(author):
    (only,) = parse_authors([read_name(etree.fromstring(f"<author>{author}</author>"))])
    return only.name


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<persName><forename>Ann</forename><forename>B.</forename><surname>Lee</surname></persName>",
         "Ann B. Lee"),
        (("<persName><roleName>Prof</roleName><forename>Jan</forename><nameLink>van der</nameLink>"
         "<surname>Berg</surname><genName>Jr</genName></persName>"), "Jan van der Berg Jr"),
        ("<persName>Lee, Ann</persName>", "Ann Lee"),
        ("<forename>Ann</forename><surname>Lee</surname>", "Ann Lee"),
        ("<orgName>The Group</orgName>", "The Group"),
        ("<name>Ann Lee</name>", "Ann Lee"),
        ("Lee, Ann", "Ann Lee"),
    ],
)  # fmt: skip
def test_names_have_many_forms(author, name):
    assert names(author) == name


@pytest.mark.parametrize("author", ["", "<email>a@x.org</email>", "<affiliation>Sea</affiliation>"])
def test_an_author_without_a_name_is_none(author):
    assert read_name(etree.fromstring(f"<author>{author}</author>")) == {}


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ("<title>A</title><title type='sub'>B</title>", "A: B"),
        ("<title xml:lang='fr'>A</title><title xml:lang='en'>B</title>", "A"),
        ("<title xml:lang='fr'>A</title><title type='sub' xml:lang='en'>B</title>", "A"),
        ("<title type='short'>S</title><title type='main'>A</title>", "A"),
        ("<title>A<note>1</note></title>", "A"),
        ("<title type='sub'>B</title>", ""),
    ],
)
def test_titles_and_subtitles(titles, title):
    work = fields(f"<analytic>{titles}</analytic><monogr><title>J</title></monogr>", "<titleStmt/>")
    assert work["title"] == title


def test_a_book_has_the_title_of_its_volume_and_no_venue():
    work = fields("<monogr><title>Book</title><author>Lee, Ann</author></monogr>")
    assert (work["title"], work["venue"]) == ("Book", None)
    assert [author.name for author in parse_authors(work["authors"])] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("bibl", "date"),
    [
        ("<monogr><imprint><date when='2015-10-12'>12 Oct</date></imprint></monogr>", "2015-10-12"),
        ("<monogr><imprint><date type='datePub'>2015-10</date></imprint></monogr>", "2015-10"),
        (("<monogr><meeting><date type='start'>2014-01-01</date></meeting><imprint>"
         "<date type='datePub'>2015</date></imprint></monogr>"), "2015"),
        ("<monogr><imprint><date>soon</date></imprint></monogr>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_date_of_publication(bibl, date):
    work = fields(bibl)
    assert (work["date"], work["year"]) == (date, date[:4] or None)


def test_hals_dates_serve_where_there_is_none():
    edition = (
        "<editionStmt><edition><date type='whenSubmitted'>2016-01-01 10:00:00</date>"
        "<date type='whenProduced'>2015-10-12</date><ref type='file' target='https://x.org/1.pdf'/>"
        "</edition></editionStmt><publicationStmt><idno type='halUri'>https://hal.org/1</idno>"
        "<idno type='halId'>hal-1</idno></publicationStmt>"
    )
    work = fields("", edition)
    assert work["date"] == "2015-10-12"
    assert (work["pdf"], work["url"], work["id"]) == (
        ["https://x.org/1.pdf"], "https://hal.org/1", "hal-1",
    )  # fmt: skip


def test_ids_are_the_works_and_not_its_authors():
    work = fields(
        "<analytic><author><idno type='doi'>10.1000/no</idno><surname>Lee</surname></author></analytic>"
        "<idno type='DOI'>10.1000/1</idno><idno type='arXiv'>2401.00001</idno>"
    )
    assert (work["doi"], work["arxiv_id"]) == ("10.1000/1", "2401.00001")


def test_affiliations_are_texts_or_references():
    work = fields(
        "<analytic><author><surname>Lee</surname><affiliation ref='#struct-1'/>"
        "<affiliation><label>1</label>Sea</affiliation><affiliation ref='#none'/></author></analytic>"
    )
    (author,) = parse_authors(work["authors"])
    assert author.affiliations == ("Laboratory of Sand", "Sea")


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ("<term>a</term><term>b, c</term>", ["a", "b, c"]),
        ("a; b, c; d.", ["a", "b, c", "d"]),
        ("a, b", ["a", "b"]),
        ("<list><item>a</item><item>b</item></list>", ["a", "b"]),
        ("", []),
    ],
)
def test_keywords_are_terms_or_one_text(keywords, words):
    profile = f"<textClass><keywords>{keywords}</keywords></textClass>"
    assert fields(profile=profile)["keywords"] == words


def test_the_abstract_is_in_the_works_language():
    profile = (
        "<langUsage><language ident='en'/></langUsage><abstract xml:lang='fr'><p>Non.</p></abstract>"
        "<abstract xml:lang='en'><head>Abstract</head>Yes.</abstract>"
    )
    work = fields(profile=profile)
    assert (work["abstract"], work["language"]) == ("Yes.", "en")
