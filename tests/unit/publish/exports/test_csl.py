"""CSL-JSON as a file."""

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish import render_export
from tests.unit.citation.csl_schema import SCHEMA
from tests.unit.citation.papers import papers
from tests.unit.publish.exports.builders import records_of


@given(st.lists(papers(), max_size=3))
def test_the_file_is_a_valid_list_with_one_item_per_paper(papers_):
    records = records_of(papers_)
    items = json.loads(b"".join(render_export("csl", records)))
    jsonschema.Draft202012Validator(SCHEMA).validate(items)
    assert {item["id"]: item["title"] for item in items} == {
        paper.entry.id: paper.entry.paper.title for paper in records
    }
    assert {item["id"]: item["citation-key"] for item in items} == records.keys
