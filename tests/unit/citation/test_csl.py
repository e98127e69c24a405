"""Items of CSL-JSON."""

import json

import jsonschema
import pytest
from hypothesis import given

from sitegen.citation.csl import csl_item, csl_record
from sitegen.paper import Author, Entry, Link, Paper
from tests.unit.citation.csl_schema import SCHEMA
from tests.unit.citation.papers import KINDS, entry, papers

_VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_an_item_has_what_a_citation_needs():
    paper = Paper(
        "Attention", authors=(Author("Ashish Vaswani"), Author("Google Brain Team")), year=2017,
        date="2017-06-12", venue="NeurIPS", kind="conference", doi="10.1/a", arxiv_id="1706.03762",
        pages="7-12", editors=("Ulrike von Luxburg",), abstract="Not part of it.",
        links=(Link("https://example.org/a.pdf", "pdf"),),
    )  # fmt: skip
    assert csl_item(Entry("1706.03762", paper), "vaswani2017attention") == {
        "id": "1706.03762",
        "type": "paper-conference",
        "citation-key": "vaswani2017attention",
        "title": "Attention",
        "author": [{"family": "Vaswani", "given": "Ashish"}, {"literal": "Google Brain Team"}],
        "editor": [{"family": "von Luxburg", "given": "Ulrike"}],
        "issued": {"date-parts": [[2017, 6, 12]]},
        "container-title": "NeurIPS",
        "page": "7-12",
        "archive": "arXiv",
        "archive_location": "arXiv:1706.03762",
        "DOI": "10.1/a",
        "URL": "https://arxiv.org/abs/1706.03762",
        "custom": {
            "url": "papers/1706.03762.html", "kind": "conference", "arxiv": "1706.03762",
            "pdf": "https://example.org/a.pdf",
        },
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_type_of_the_specification(kind):
    _VALIDATOR.validate([csl_item(entry(Paper("T", kind=kind)), "t")])


@pytest.mark.parametrize(
    ("paper", "date"),
    [
        (Paper("T", year=2018), [[2018]]),
        (Paper("T", date="2018-05"), [[2018, 5]]),
        (Paper("T", year=2019, date="2018-05-01"), [[2019]]),
        (Paper("T"), None),
    ],
)
def test_a_date_is_as_precise_as_the_source(paper, date):
    assert csl_item(entry(paper), "t").get("issued", {}).get("date-parts") == date


def test_the_publisher_of_a_thesis_is_its_institution():
    paper = Paper("T", kind="thesis", institution="Hat University", venue="Hat University")
    item = csl_item(entry(paper), "t")
    assert item["publisher"] == "Hat University"
    assert "container-title" not in item


@given(papers())
def test_any_paper_is_a_valid_item(paper):
    items = [csl_record(entry(paper), "key", ("Hats",))]
    _VALIDATOR.validate(items)
    assert json.loads(json.dumps(items)) == items
