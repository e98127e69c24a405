"""JSON lines: exact records, which sitegen reads again."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.paper import (
    Author,
    EnrichedPaper,
    Entry,
    Link,
    Paper,
    Reason,
    Reference,
    Related,
    Section,
    Tag,
)  # fmt: skip
from sitegen.publish.exports.jsonl import NAME, render
from sitegen.sources import read_sources, read_text

GRAPHS, TREES = Tag("graphs", "Graphs"), Tag("trees", "Trees")
FULL = Paper(
    "On grâphs", "About graphs.", (Author("Ada Lovelace"), Author("Alan Turing")), 2020,
    "2020-03-04", "Nature", "10.1000/xyz", "2003.01234",
    (Link("https://e.org/code", "code"), Link("https://e.org/a.pdf", "pdf")),
    ("graphs", "nets"), 7, source_id="source-1",
)  # fmt: skip
PAPERS = [
    EnrichedPaper(
        Entry("on-graphs", FULL), (TREES, GRAPHS),
        (Related("plain", 0.5, (Reason("method", "deep words"),), ("Ada Lovelace",)),),
    ),
    EnrichedPaper(
        Entry("plain", Paper("Plain")), (), (Related("on-graphs", 0.25),)
    ),
]  # fmt: skip


def records(papers):
    return [json.loads(line) for line in render(papers)]


def test_exact_records():
    assert NAME == "jsonl"
    full, plain = records(PAPERS)
    assert full == {
        "id": "source-1", "page": "papers/on-graphs.html", "title": "On grâphs",
        "abstract": "About graphs.", "authors": ["Ada Lovelace", "Alan Turing"], "year": 2020,
        "date": "2020-03-04", "venue": "Nature", "doi": "10.1000/xyz", "arxiv_id": "2003.01234",
        "keywords": ["graphs", "nets"], "upvotes": 7,
        "urls": ["https://e.org/code", "https://e.org/a.pdf"], "tags": ["Trees", "Graphs"],
        "link_kinds": {"https://e.org/code": "code"},
        "related": [{"id": "plain", "score": 0.5, "why": [
                         {"kind": "method", "text": "deep words"},
                         {"kind": "authors", "text": "Ada Lovelace"},
                     ], "authors": ["Ada Lovelace"]}],
    }  # fmt: skip
    assert plain == {
        "id": "plain", "page": "papers/plain.html", "title": "Plain", "abstract": "",
        "authors": [], "year": None, "date": None, "venue": None, "doi": None, "arxiv_id": None,
        "keywords": [], "upvotes": None, "urls": [], "tags": [],
        "related": [{"id": "source-1", "score": 0.25, "why": [], "authors": []}],
    }  # fmt: skip


def test_one_line_per_paper_with_letters_as_they_are():
    lines = list(render(PAPERS))
    assert [line.count("\n") for line in lines] == [1, 1]
    assert all(line.endswith("}\n") for line in lines)
    assert "grâphs" in lines[0]
    assert list(render([])) == []


def test_optional_fields_are_there_if_the_source_has_them():
    paper = Paper(
        "T", authors=(Author("A", ("MIT",)), Author("B", orcid="0000-0002-1825-0097")),
        language="de", sections=(Section("Intro", 1, ("One.", "Two.")), Section("End", 2)),
        references=(Reference("Whole", "Part", doi="10.1/x"), Reference("Other")), note="A *note*.",
    )  # fmt: skip
    (record,) = records([EnrichedPaper(Entry("t", paper), (), ())])
    assert list(record)[15:] == [
        "author_details", "language", "sections", "references", "curator_note",
    ]  # fmt: skip
    assert record["author_details"] == [
        {"name": "A", "affiliations": ["MIT"]}, {"name": "B", "orcid": "0000-0002-1825-0097"},
    ]  # fmt: skip
    assert record["language"] == "de"
    assert record["sections"] == [
        {"heading": "Intro", "level": 1, "text": ["One.", "Two."]},
        {"heading": "End", "level": 2, "text": []},
    ]
    assert record["references"] == [
        {"text": "Whole", "title": "Part", "doi": "10.1/x"}, {"text": "Other"},
    ]  # fmt: skip
    assert record["curator_note"] == "A *note*."


def test_an_orcid_or_an_affiliation_alone_is_a_detail():
    for author in (Author("A", ("MIT",)), Author("A", orcid="0000-0002-1825-0097")):
        (record,) = records([EnrichedPaper(Entry("t", Paper("T", authors=(author,))), (), ())])
        assert "author_details" in record


def export(papers):
    return "".join(render([EnrichedPaper(Entry(f"p{i}", p), (), ()) for i, p in enumerate(papers)]))


def test_the_export_is_read_as_the_same_papers():
    papers = read_text("".join(render(PAPERS)), "out.jsonl").papers
    for paper, enriched in zip(papers, PAPERS, strict=True):
        expected = enriched.entry.paper
        for name in ("title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id",
                     "keywords", "upvotes", "links", "pages"):  # fmt: skip
            assert getattr(paper, name) == getattr(expected, name), name
    assert [paper.source_id for paper in papers] == ["source-1", "plain"]


def test_computed_tags_are_no_keywords_of_the_source():
    line = "".join(render([EnrichedPaper(Entry("t", Paper("T")), (TREES,), ())]))
    assert read_text(line, "out.jsonl").papers[0].keywords == ()


@pytest.mark.parametrize(
    "name", ["Roe, Poe & Doe", "Barns and Nobel, Inc.", "Roe; Poe", "The Hat, Coat, and Tie Group"]
)
def test_names_with_separators_are_read_as_they_are(name):
    for author in (Author(name), Author(name, ("MIT",))):
        paper = Paper("T", authors=(author,))
        assert read_text(export([paper]), "out.jsonl").papers[0].authors == (author,)


SOURCES = sorted(
    path
    for path in Path("tests/fixtures/sources").rglob("*")
    if path.is_file() and ".expected." not in path.name and ".diagnostics." not in path.name
)


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_the_export_of_the_export_of_a_fixture_equals_it(path):
    try:
        exported = export(read_sources([path]).papers)
    except SourceError:
        pytest.skip("no source alone")
    assert export(read_text(exported, "out.jsonl").papers) == exported


TEXTS = st.lists(
    st.sampled_from([
        "a", "Roe", "Jana", "T. J.", " ", ",", ", ", ";", " and ", " & ", "&lt;", "<b>", "</b>", "<",
        "$", "x^2", "{", "}", "%", "(1)", "*", "Jr.", "van der", "山田", "太郎", "-", "\n", "&amp;",
        "Inc.", "https://e.org/a", "é", "\\'e", "[", "]", "0001", "2020", "|", "·", "cs.CL", "for",
    ]), max_size=6,
).map("".join)  # fmt: skip
PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS, "given": TEXTS, "family": TEXTS, "suffix": TEXTS,
        "affiliations": st.lists(TEXTS, max_size=2), "orcid": st.just("0000-0002-1825-0097"),
    },
)  # fmt: skip
URLS = st.sampled_from([
    "https://e.org/a", "https://e.org/b", "https://arxiv.org/abs/2003.01234",
    "https://github.com/a/b", "https://doi.org/10.1000/xyz", "https://e.org/c.pdf",
])  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {"title": TEXTS.map("T{}".format)},
    optional={
        "abstract": TEXTS, "authors": TEXTS | st.lists(TEXTS | PEOPLE, max_size=3),
        "year": st.integers(1500, 2199), "date": st.dates().map(str), "venue": TEXTS,
        "doi": st.just("10.1002/(sici)1097-0258(19990130)18:2<1::aid-sim1>3.0.co;2-p"),
        "arxiv_id": st.sampled_from(["2003.01234", "math/0309136"]), "volume": TEXTS,
        "issue": TEXTS, "pages": TEXTS, "keywords": TEXTS | st.lists(TEXTS, max_size=3),
        "language": st.sampled_from(["en", "german"]), "url": st.lists(URLS, max_size=2),
        "pdf": URLS, "code": URLS, "curator_note": TEXTS, "tags": st.lists(TEXTS, max_size=2),
        "id": TEXTS, "upvotes": st.integers(0, 99),
        "sections": st.lists(
            st.fixed_dictionaries({
                "heading": TEXTS, "level": st.integers(0, 5), "text": st.lists(TEXTS, max_size=2),
            }), max_size=2,
        ),
        "references": st.lists(
            st.fixed_dictionaries({"text": TEXTS.map("A reference {}".format), "title": TEXTS}),
            max_size=2,
        ),
    },
)  # fmt: skip


@settings(suppress_health_check=list(HealthCheck))
@given(RECORDS)
def test_the_export_of_the_export_of_any_record_equals_it(record):
    exported = export(read_text(json.dumps(record), "a.jsonl").papers)
    assert export(read_text(exported, "out.jsonl").papers) == exported
