"""Highwire's meta tags, which describe the one paper of a page."""

import pytest

from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.highwire import read_meta_tags


def meta(**tags):
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())


def fields(text):
    (record,) = read_meta_tags(parse_page(f"<html><head>{text}</head><body></body></html>"))
    return record.fields


def test_all_tags_become_fields():
    text = "\n\n" + meta(
        citation_title="A Title",
        citation_abstract="An abstract.",
        citation_publication_date="2017/06/12",
        citation_journal_title="Nature",
        citation_doi="10.1000/1",
        citation_pdf_url="https://x.org/1.pdf",
    )
    text += '<meta name="citation_author" content="Lovelace, Ada">'
    text += '<meta name="citation_author" content="Grace Hopper">'
    text += '<meta name="citation_keywords" content="one"><meta property="og:url" content="/1">'
    text += '<meta name="citation_keywords" content="two">'
    (record,) = read_meta_tags(parse_page(f"<html><head>{text}</head></html>"))
    assert record[:3] == (
        1,
        {
            "title": "A Title",
            "abstract": "An abstract.",
            "authors": ["Ada Lovelace", "Grace Hopper"],
            "date": "2017-06-12",
            "year": None,
            "venue": "Nature",
            "volume": "",
            "issue": "",
            "pages": "",
            "kind": "article",
            "publisher": "",
            "editors": [],
            "institution": "",
            "genre": "",
            "isbn": "",
            "issn": "",
            "doi": "10.1000/1",
            "arxiv_id": "",
            "url": "/1",
            "pdf": "https://x.org/1.pdf",
            "keywords": ["one", "two"],
            "license": [],
            "language": "",
        },
        "A Title",
    )


def test_a_page_without_a_title_tag_has_no_paper():
    page = parse_page(meta(citation_author="Ada", citation_title=""))
    assert list(read_meta_tags(page)) == []


def test_a_title_alone_is_a_paper():
    values = fields(meta(citation_title="T"))
    assert values["abstract"] == values["date"] == values["venue"] == values["url"] == ""
    assert values["authors"] == values["keywords"] == []


def test_names_of_tags_ignore_case_and_the_first_value_counts():
    text = '<meta name="Citation_Title" content="A"><meta name="citation_title" content="B">'
    assert fields(text)["title"] == "A"


def test_a_name_wins_over_a_property_of_the_same_tag():
    text = meta(citation_title="T") + '<meta name="x" property="og:url" content="/1">'
    assert fields(text)["url"] == ""


@pytest.mark.parametrize(
    ("tags", "field", "value"),
    [
        ({"citation_online_date": "2019", "citation_date": "2018/01"}, "date", "2018/01"),
        ({"citation_date": "19/03/2009"}, "date", "2009-03-19"),
        ({"citation_date": "03/04/2009"}, "date", "03/04/2009"),
        ({"citation_date": "12/09/2020", "citation_pmid": "9"}, "date", "2020-12-09"),
        ({"citation_authors": "Doe, Jane; Roe, R."}, "authors", ["Jane Doe", "R. Roe"]),
        ({"citation_authors": "Jane Doe, Rick Roe"}, "authors", ["Jane Doe", "Rick Roe"]),
        ({"citation_year": "2026"}, "year", "2026"),
        ({"citation_inbook_title": "Book"}, "venue", "Book"),
        ({"citation_keywords": "One; two, three"}, "keywords", "One; two, three"),
        ({"citation_date": "2018", "citation_publication_date": "2017"}, "date", "2017"),
        ({"citation_online_date": "2019/2/3"}, "date", "2019-02-03"),
        ({"citation_conference_title": "ACL"}, "venue", "ACL"),
        ({"citation_conference_title": "ACL", "citation_journal_title": "J"}, "venue", "J"),
        ({"dc.description": "D"}, "abstract", "D"),
        ({"dc.description": "D", "citation_abstract": "A"}, "abstract", "A"),
        ({"citation_arxiv_id": "1706.03762"}, "url", "https://arxiv.org/abs/1706.03762"),
        ({"citation_arxiv_id": "1706.03762"}, "arxiv_id", "1706.03762"),
    ],
)
def test_tags_have_an_order_of_preference(tags, field, value):
    assert fields(meta(citation_title="T", **tags))[field] == value


def test_the_abstract_of_the_page_serves_without_its_label():
    words = "First one, which has some words about hats."
    page = f"<blockquote class='abstract mathjax'> Abstract: {words} </blockquote><p>Second.</p>"
    (record,) = read_meta_tags(parse_page(meta(citation_title="T") + page))
    assert record.fields["abstract"] == words
    tags = meta(citation_title="T", citation_abstract="A")
    (record,) = read_meta_tags(parse_page(tags + page))
    assert record.fields["abstract"] == "A"
    (record,) = read_meta_tags(
        parse_page(meta(citation_title="T") + f"<blockquote>{words}</blockquote>")
    )
    assert record.fields["abstract"] == ""


def test_institutions_belong_to_the_author_before_them():
    text = (
        meta(citation_title="T", citation_author="Doe, Jane", citation_author_institution="UNX")
        + meta(citation_author="Roe, Rick")
    )  # fmt: skip
    assert fields(text)["authors"] == [
        {"name": "Jane Doe", "affiliations": ["UNX"]},
        {"name": "Rick Roe", "affiliations": []},
    ]


def test_a_title_of_dublin_core_needs_a_creator():
    title = '<meta name="DC.title" content="T">'
    assert list(read_meta_tags(parse_page(title))) == []
    assert fields(title + '<meta name="DCTERMS.creator" content="Doe, Jane">')["authors"] == [
        "Jane Doe"
    ]


def test_categories_of_arxiv_win_over_keywords():
    cell = '<td class="tablecell subjects">Machine Learning (cs.LG)</td>'
    tags = meta(citation_title="T", citation_keywords="word")
    (record,) = read_meta_tags(parse_page(f"{tags}<table><tr>{cell}</tr></table>"))
    assert record.fields["keywords"] == ["cs.LG"]


def test_a_tag_for_the_server_gives_no_field():
    text = '<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">'
    page = fields(text + meta(citation_title="Hats", citation_doi="10.1000/x"))
    assert (page["keywords"], page["authors"]) == ([], [])
