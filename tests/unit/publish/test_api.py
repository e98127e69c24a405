"""The interface as static JSON."""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.paper import Author, Paper
from sitegen.publish.api import render_api
from sitegen.publish.api_schemas import SCHEMAS
from tests.unit.citation.papers import papers
from tests.unit.publish.exports.builders import records_of

#: First part of an address -> name of the schema.
_FOLDERS = {"topics": "topic", "papers": "papers", "dates": "date"}


def files_of(papers_, page_size=2):
    rendered = render_api(records_of(papers_), name="Hats", description="All.", page_size=page_size)
    return {address: json.loads(text) for address, text in rendered}


def schema_of(address):
    folder, _, name = address.removesuffix(".json").rpartition("/")
    return SCHEMAS[_FOLDERS[folder] if folder else name]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_ships(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert files_of([])[f"schemas/{name}.json"] == SCHEMAS[name]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(papers(), max_size=4))
def test_every_file_has_its_schema_and_every_paper_is_on_one_page(papers_):
    files = files_of(papers_)
    for address, content in files.items():
        if not address.startswith("schemas/"):
            jsonschema.validate(content, schema_of(address))
    listed = [
        p["title"] for address in files["index.json"]["pages"] for p in files[address]["papers"]
    ]
    assert listed == [paper.title for paper in papers_]
    for item in (*files["topics.json"], *files["dates.json"]):
        if item["file"] is None:
            assert item["papers"] == 1
            continue
        content = files[item["file"]]
        assert len(content.get("members", content["papers"])) == item["papers"]
    dated = sum(bool(paper.date or paper.year) for paper in papers_)
    assert sum(month["papers"] for month in files["dates.json"]) == dated


def test_a_program_follows_pages_and_reads_what_is_new():
    files = files_of([
        Paper("A", date="2020-05-07", authors=(Author("Ann Lee"),)), Paper("B", year=2019), Paper("C")
    ])  # fmt: skip
    assert files["index.json"]["papers"] == 3
    assert files["papers/1.json"]["next"] == "papers/2.json"
    assert files["papers/2.json"]["next"] is None
    # What is new since a date is in the first months of the list.
    assert [m["month"] for m in files["dates.json"]] == ["2020-05", "2019"]
    (paper,) = files["dates/2020-05.json"]["papers"]
    assert paper == {
        "id": "p00000", "page": "papers/p00000.html", "citation_key": "lee2020", "title": "A",
        "authors": ["Ann Lee"], "year": None, "date": "2020-05-07", "venue": None, "doi": None,
        "arxiv_id": None, "topics": ["hats", "felt"],
    } | {"citation_key": paper["citation_key"]}  # fmt: skip
    assert [t["slug"] for t in files["topics.json"]] == ["felt", "hats"]
