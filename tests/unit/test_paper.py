"""Records of papers, tags and topics."""

from dataclasses import is_dataclass

import pytest

from sitegen import paper
from sitegen.paper import Origin, Paper, Provenance, Tag, Topic


def test_an_origin_is_a_place_for_editors():
    assert str(Origin("papers.bib", 12)) == "papers.bib:12"


def test_the_origin_of_a_field_is_its_provenance_or_the_first_record():
    first, second = Origin("a.bib", 3), Origin("b.bib", 7)
    merged = Paper("A Title", origins=(first, second), provenance=(Provenance("doi", second),))
    assert merged.origin_of("doi") == second
    assert merged.origin_of("title") == first


def test_a_paper_without_origins_has_an_empty_one():
    assert Paper("A Title").origin_of("title") == Origin("", 1)


RECORDS = [
    value for value in vars(paper).values() if isinstance(value, type) and is_dataclass(value)
]


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_immutable_and_have_slots(record):
    assert record.__dataclass_params__.frozen
    assert "__dict__" not in dir(record)


def test_the_names_of_a_topic_are_distinct_and_start_with_its_slug():
    topic = Topic("large-language-models", "LLMs", also=("LLMs", "language models"))
    assert topic.names == ("large language models", "LLMs", "language models")
    assert Topic("parsing").names == ("parsing",)
    assert Topic("parsing", "parsing").names == ("parsing",)


@pytest.mark.parametrize(
    ("topic", "is_curated"),
    [
        (Topic("a"), False),
        (Topic("a", "A"), False),
        (Topic("a", also=("b",)), True),
        (Topic("a", description="B."), True),
        (Topic("a", is_forced=True), True),
    ],
)
def test_a_topic_with_more_than_a_name_is_curated(topic, is_curated):
    assert topic.is_curated is is_curated


def test_a_topic_has_a_tag():
    topic = Topic("a", "A", also=("b",), description="C.", is_forced=True)
    assert topic.tag == Tag("a", "A", "C.", parent=None, also=("b",))


class TestDate:
    def test_the_day_outweighs_the_year(self):
        assert Paper("T", year=2020, date="2019-12-31").issued == "2019-12-31"

    def test_the_year_stands_in_for_the_day(self):
        assert Paper("T", year=2020).issued == "2020"

    def test_neither_is_empty(self):
        assert Paper("T").issued == ""
