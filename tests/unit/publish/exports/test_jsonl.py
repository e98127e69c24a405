"""JSON lines: exact records, which sitegen reads again."""

import json

from sitegen.paper import (
    Author,
    EnrichedPaper,
    Entry,
    Link,
    Paper,
    Reference,
    Related,
    Section,
    Tag,
)  # fmt: skip
from sitegen.publish.exports.jsonl import NAME, render
from sitegen.sources import read_text

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
        (Related("plain", 0.5, ("trees",), ("deep words",), ("Ada Lovelace",)),),
    ),
    EnrichedPaper(
        Entry("plain", Paper("Plain")), (), (Related("on-graphs", 0.25, ("graphs", "trees"), ()),)
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
        "related": [{"id": "plain", "score": 0.5, "why": ["Trees", "deep words"],
                     "authors": ["Ada Lovelace"]}],
    }  # fmt: skip
    assert plain == {
        "id": "plain", "page": "papers/plain.html", "title": "Plain", "abstract": "",
        "authors": [], "year": None, "date": None, "venue": None, "doi": None, "arxiv_id": None,
        "keywords": [], "upvotes": None, "urls": [], "tags": [],
        "related": [{"id": "source-1", "score": 0.25, "why": ["Graphs", "Trees"], "authors": []}],
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


def test_the_export_is_read_again():
    again, plain = read_text("".join(render(PAPERS)), "out.jsonl").papers
    for name in ("title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id",
                 "keywords", "upvotes", "source_id"):  # fmt: skip
        assert getattr(again, name) == getattr(FULL, name), name
    assert {link.url for link in FULL.links} <= {link.url for link in again.links}
    assert (plain.title, plain.source_id) == ("Plain", "plain")
