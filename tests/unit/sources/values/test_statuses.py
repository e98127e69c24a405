"""What became of a paper, in the words of indexes, publishers and authors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import STATUS_ORDER, Origin
from sitegen.sources import read_text
from sitegen.sources.field_values import parse_fields
from sitegen.sources.fields import canonical_fields
from sitegen.sources.json.adapters import named_fields
from sitegen.sources.values.statuses import (
    parse_remark,
    parse_status,
    split_title,
    status_of_kind,
    status_of_text,
)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("retracted", "retracted"),
        ("Retracted Publication", "retracted"),
        (["Cites", "ErratumIn", "RetractionIn"], "retracted"),
        ("expression_of_concern", "concern"),
        (["new_version", "correction"], "superseded"),
        ("IsPreviousVersionOf", "superseded"),
        ("Withdrawn", "withdrawn"),
        # What readers and programs write into such a column.
        ("unread", None),
        ("published", None),
        ("not retracted", None),
        ("RetractionOf", None),
        ("", None),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_a_field_of_its_own_names_the_status(value, status):
    assert parse_status(value) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Article; Retracted Publication", "retracted"),
        (["Journal Article", "Retracted Publication"], "retracted"),
        ("Withdrawn Publication", "withdrawn"),
        # The notice is another paper.
        ("Retraction of Publication", None),
        ("Retraction", None),
        ("Published Erratum", None),
        ("Corrected and Republished Article", "corrected"),
        ("journalArticle", None),
    ],
)
def test_some_kinds_of_papers_imply_a_status(value, status):
    assert status_of_kind(value) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Withdrawn by the authors due to an error in Lemma 3", "withdrawn"),
        ("This paper has been withdrawn by the author.", "withdrawn"),
        ("Paper withdrawn", "withdrawn"),
        ("Retracted.", "retracted"),
        ("Expression of concern.", "concern"),
        ("Expression of concern about fog", None),
        ("12 pages, corrected", None),
        ("Withdrawn patients are counted", None),
        ("Corrected version", None),
        ("", None),
    ],
)
def test_comments_say_it_at_their_start(text, status):
    assert parse_remark(None, text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("This submission has been withdrawn by arXiv administrators", "withdrawn"),
        ("The authors have withdrawn this manuscript because of doubts.", "withdrawn"),
        ("This article has been retracted: please see Elsevier's policy.", "retracted"),
        ("Withdrawn by the nurse, the drug lost its effect.", None),
        ("We study papers. This paper has been withdrawn.", None),
    ],
)
def test_an_abstract_says_it_in_a_sentence(text, status):
    assert status_of_text(text) == status


@pytest.mark.parametrize(
    ("title", "plain", "status"),
    [
        ("RETRACTED ARTICLE: On fog", "On fog", "retracted"),
        ("Retracted: On fog", "On fog", "retracted"),
        ("[Retracted] On fog", "On fog", "retracted"),
        ("WITHDRAWN: On fog", "On fog", "withdrawn"),
        ("On fog (Retracted article. See vol. 375, pg. 445, 2010)", "On fog", "retracted"),
        ("On fog (retracted)", "On fog", "retracted"),
        ("Withdrawn: life after the party", "Withdrawn: life after the party", None),
        ("Retraction: On fog", "Retraction: On fog", None),
        ("Retracted papers (a study)", "Retracted papers (a study)", None),
        ("RETRACTED: ", "RETRACTED: ", None),
        ("Fog (dense)", "Fog (dense)", None),
    ],
)
def test_a_publishers_mark_is_no_part_of_the_title(title, plain, status):
    assert split_title(title) == (plain, status)


@given(st.text(max_size=300))
def test_any_text_gives_a_status_or_none_and_a_title_keeps_its_letters(text):
    for parse in (parse_status, parse_remark, status_of_kind, status_of_text):
        assert parse(text) in {None, *STATUS_ORDER}
    plain, status = split_title(text)
    assert plain in text
    assert (plain == text) or status


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"title": "T", "authorships": [], "is_retracted": True}, "retracted"),
        ({"title": "T", "authorships": [], "is_retracted": False}, None),
        (
            {
                "DOI": "10.1/x",
                "prefix": "10.1",
                "title": ["T"],
                "updated-by": [{"type": "retraction", "DOI": "10.1/n"}],
            },
            "retracted",
        ),
        (
            {
                "DOI": "10.1/n",
                "prefix": "10.1",
                "title": ["Retraction: T"],
                "update-to": [{"type": "retraction", "DOI": "10.1/x"}],
            },
            None,
        ),
        (
            {
                "DOI": "10.1/x",
                "prefix": "10.1",
                "title": ["T"],
                "relation": {"is-replaced-by": [{"id": "10.1/y"}]},
            },
            "superseded",
        ),
        (
            {
                "id": "0704.0001",
                "title": "T",
                "authors_parsed": [],
                "comments": "Withdrawn by the author",
            },
            "withdrawn",
        ),
        (
            {
                "entry_id": "http://arxiv.org/abs/0704.0001v2",
                "title": "T",
                "comment": "This paper has been withdrawn",
            },
            "withdrawn",
        ),
        (
            {
                "creators": [],
                "titles": [{"title": "T"}],
                "relatedIdentifiers": [{"relationType": "IsObsoletedBy"}],
            },
            "superseded",
        ),
        (
            {"content": {"title": "T", "venue": "ICLR 2024 Conference Withdrawn Submission"}},
            "withdrawn",
        ),
    ],
)
def test_records_of_indexes_have_it(record, status):
    assert parse_fields(canonical_fields(named_fields(record)), Origin("x", 1)).status == status


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@article{a, title={T}, note={Retracted}}"),
        ("a.bib", "@article{a, title={T}, pubstate={retracted}}"),
        ("a.nbib", "PMID- 1\nTI  - T\nPT  - Retracted Publication\n"),
        ("a.nbib", "PMID- 1\nTI  - T\nRIN - J Fog. 2020;1:2. PMID: 3\n"),
        ("a.ris", "TY  - JOUR\nTI  - RETRACTED: T\nER  - \n"),
        ("a.csv", "title,authors,year,status\nT,Ada Lovelace,2020,Retracted\n"),
        ("a.xml", '<dblp><article key="a/b" publtype="withdrawn"><title>T</title></article></dblp>'),
        ("a.xml", "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T.</ArticleTitle></Article><CommentsCorrectionsList><CommentsCorrections RefType='RetractionIn'/></CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>"),
    ],
)  # fmt: skip
def test_formats_have_it(name, text):
    paper = read_text(text, name).papers[0]
    assert (paper.title, paper.status) == ("T", "withdrawn" if "dblp" in text else "retracted")
