"""JSON lines."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import json_lines as jsonlines

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
fields = st.sampled_from(
    [
        "title",
        "abstract",
        "authors",
        "year",
        "date",
        "venue",
        "doi",
        "arxiv_id",
        "url",
        "pdf",
        "code",
        "keywords",
        "id",
    ]
)


def read(*records):
    return jsonlines.read("\n".join(map(json.dumps, records)), "x.jsonl")


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


def test_a_date_gives_the_year():
    assert read({"title": "T", "published": "2024-10-07T00:00:00Z"}).papers[0].year == 2024


def test_faults_name_line_and_remedy():
    text = (
        '{"title": "Good"}\nnot json\n{"abstract": "no title"}\n{"title": "T", "year": "MMXX"}\n[1]'
    )
    reading = jsonlines.read(text, "x.jsonl")
    assert [(p.title, p.year) for p in reading.papers] == [("Good", None), ("T", None)]
    told = [str(d) for d in reading.diagnostics]
    assert told[0].startswith("x.jsonl:2:")
    assert "is not JSON" in told[0]
    assert "there is no title" in told[1]
    assert "year 'MMXX' is not four digits and was left out; write \"year\": 2024" in told[2]
    assert [d.severity for d in reading.diagnostics] == ["error", "error", "warning", "error"]
    assert "is no JSON object" in told[3]


def test_a_year_is_told_wherever_it_may_stand():
    for record in (
        {"title": "T", "publication_year": "MMXX"},
        {"title": "T", "year": "MMXX", "date": "2020-01-02"},
        {"title": "T", "year": [2020]},
    ):
        told = read(record).diagnostics
        assert [d.severity for d in told] == ["warning"]
        assert "is not four digits and was left out" in str(told[0])


def test_deep_json_is_a_fault_not_a_crash():
    deep = '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert "is not JSON that can be read" in str(jsonlines.read(deep, "x").diagnostics[0])


def test_a_link_that_runs_code_is_left_out():
    assert read({"title": "T", "url": "javascript:alert(1)"}).papers[0].links == ()


@given(st.dictionaries(fields, json_values))
def test_any_fields_give_a_paper_or_a_fault(record):
    reading = read(record)
    assert len(reading.papers) + sum(d.severity == "error" for d in reading.diagnostics) == 1
    for paper in reading.papers:
        assert paper.title
        assert all(author.name for author in paper.authors)
        assert all(link.url.startswith(("http://", "https://")) for link in paper.links)
