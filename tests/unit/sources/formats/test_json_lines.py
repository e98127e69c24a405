"""JSON Lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import json_lines
from sitegen.sources.formats.json_lines import parse_json, parse_line
from sitegen.sources.reading import RecordError

LONG_INTEGER = "1" * 5_000
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
FIELDS = st.sampled_from(
    ["title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id", "url", "pdf", "code",
     "keywords", "id", "issued", "paper", "authors_parsed", "externalIds", "pdf_parse", "versions"]
)  # fmt: skip


def read(*records):
    return json_lines.read("\n".join(map(json.dumps, records)), "x.jsonl")


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('{"title": "A"}\n{"title": "B"}', True),
        ('\n  {"title": "A"}  \n', True),
        ("{}\n{}", True),
        ('{"title": "A"}', True),
        ('{"title": "A', True),  # the head may end within the first line
        ('{"title": "A"\n{"title": "B"}', True),  # the second line decides
        ('{"title": "A"}\nnot JSON', True),
        ('{"title": "A",\n "year": 1}', False),
        ("{\n", False),
        ('{"papers": [{"title": "A"}]}', False),
        ('{"total": 1, "items" : [{"title": "A"} ]}\n\n', False),
        ('{"total": 1, "items" : [ ]}\n\n', False),
        ('{"data": [7]}\n{"title": "B"}', True),
        ('{"x": [{"title": "A"},\n{"title": "B"}]}', False),
        ('{"x": [{"title": "A"}]}\n{"title": "B"}', True),
        ("[1]\n{}", False),
        ("{title}", False),
        ("", False),
    ],
)
def test_objects_of_one_line_are_claimed(head, claimed):
    assert json_lines.sniff(head) is claimed


@pytest.mark.parametrize("key", ["papers", "dailyPapers", "data", "items", "results"])
def test_a_line_that_holds_many_papers_is_a_document(key):
    assert not json_lines.sniff(json.dumps({"total": 1, key: [{"title": "A"}]}))


def test_all_fields():
    paper = read(
        {"title": "T", "summary": "A", "authors": [{"name": "Ada Lovelace"}, "Alan Turing"],
         "year": "1950", "journal": "Mind", "arxiv": "arXiv:1706.03762v2", "url": "https://x.org/p",
         "doi": "https://doi.org/10.1093/MIND/LIX.236.433", "keywords": "logic; machines", "id": 7}
    ).papers[0]  # fmt: skip
    assert [a.name for a in paper.authors] == ["Ada Lovelace", "Alan Turing"]
    assert (paper.title, paper.abstract, paper.year, paper.venue) == ("T", "A", 1950, "Mind")
    assert (paper.arxiv_id, paper.doi) == ("1706.03762", "10.1093/mind/lix.236.433")
    assert paper.keywords == ("logic", "machines")
    assert paper.source_id == "7"
    assert [(link.url, link.kind) for link in paper.links] == [("https://x.org/p", "source")]


def test_lines_are_numbered_from_one_and_blank_ones_are_skipped():
    reading = json_lines.read('{"title": "A"}\n\n  \n{"title": "B"}\n', "x")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 1), ("B", 4)]
    assert reading.diagnostics == ()


def test_faults_have_line_and_remedy():
    text = (
        '{"title": "Good"}\nnot json\n{"abstract": "no title"}\n{"title": "T", "year": "MMXX"}\n[1]'
    )
    reading = json_lines.read(text, "x.jsonl")
    assert [(p.title, p.year) for p in reading.papers] == [("Good", None), ("T", None)]
    assert [(d.line, d.severity, d.record) for d in reading.diagnostics] == [
        (2, "error", "not json"), (3, "error", '{"abstract": "no title"}'), (4, "warning", "T"),
        (5, "error", "[1]"),
    ]  # fmt: skip
    assert [d.message for d in reading.diagnostics] == [
        "is not JSON: Expecting value at column 1",
        "there is no title; give one, or name its key in [columns]; the keys are abstract",
        "year 'MMXX' is not four digits and was left out; write \"year\": 2024",
        'is not a JSON object; write {"title": …, "abstract": …}',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a" 1}', "is not JSON: Expecting ':' delimiter at column 6"),
        ("[" * 100_000, "can't be read as JSON: it is nested too deeply"),
    ],
)
def test_what_can_not_be_parsed_is_an_error(text, message):
    with pytest.raises(RecordError) as caught:
        parse_json(text)
    assert str(caught.value) == message
    (record,) = parse_line(7, text, {})
    assert (record.line, record.excerpt) == (7, text)
    assert str(record.fields) == message


def test_an_integer_of_5000_digits_costs_only_its_field():
    text = f'{{"title": "A"}}\n{{"title": "B", "year": {LONG_INTEGER}}}\n{{"title": "C"}}'
    reading = json_lines.read(text, "x")
    assert [(p.title, p.year) for p in reading.papers] == [("A", None), ("B", None), ("C", None)]
    assert [d.line for d in reading.diagnostics] == [2]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "1" * 4_300])
@pytest.mark.parametrize("field", ["year", "upvotes", "id", "date", "venue", "authors", "title"])
def test_any_number_gives_a_paper_or_a_fault(field, number):
    reading = json_lines.read(f'{{"title": "T", "{field}": {number}}}', "x")
    assert len(reading.papers) + len(reading.diagnostics) >= 1
    assert all(paper.venue is None or paper.venue.isdigit() for paper in reading.papers)


def test_columns_and_shapes_apply():
    record = {"Nom": "A", "issued": {"date-parts": [[2020]]}, "DOI": "10.1000/x"}
    (paper,) = json_lines.read(json.dumps(record), "x", {"title": "Nom"}).papers
    assert (paper.title, paper.year, paper.doi) == ("A", 2020, "10.1000/x")


def test_a_link_that_runs_code_is_left_out():
    assert read({"title": "T", "url": "javascript:alert(1)"}).papers[0].links == ()


@given(st.dictionaries(FIELDS, JSON_VALUES))
def test_any_fields_give_a_paper_or_a_fault(record):
    reading = read(record)
    assert len(reading.papers) + sum(d.severity == "error" for d in reading.diagnostics) == 1
    for paper in reading.papers:
        assert paper.title
        assert all(author.name for author in paper.authors)
        assert all(link.url.startswith(("http://", "https://")) for link in paper.links)


def test_the_name_and_the_rank_of_the_format():
    assert (json_lines.NAME, json_lines.RANK) == ("jsonl", 70)
    assert json_lines.TAKES_COLUMNS is True
