"""Named fields to papers: synonyms, the user's columns, links, ids, and diagnostics."""

import json

import pytest

from sitegen.errors import Diagnostic
from sitegen.paper import Author, Link, Origin, Paper
from sitegen.sources import ReadOptions, omissions, read_text
from sitegen.sources.field_values import parse_fields
from sitegen.sources.fields import (
    Record,
    canonical_fields,
    has_title,
    map_columns,
    read_records,
)
from sitegen.sources.reading import RecordError

ORIGIN = Origin("x", 7)


def parse(**known_fields):
    return parse_fields({"title": "T", **known_fields}, ORIGIN)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Title", "title"), ("paper_title", "title"), ("Document Title", "title"),
        ("abstractNote", "abstract"), ("TLDR", "abstract"), ("Author Full Names", "authors"),
        ("creators", "authors"), ("PY", "year"), ("publishedAt", "date"),
        ("submittedOnDailyAt", "date"), ("Source Title", "venue"), ("DOI", "doi"),
        ("arXiv", "arxiv_id"), ("eprint", "arxiv_id"), ("Manual Tags", "keywords"),
        ("html_url", "url"), ("PDF Link", "pdf"), ("githubRepo", "code"), ("votes", "upvotes"),
        ("langid", "language"), ("sections", "sections"), ("references", "references"),
        ("curator_note", "note"), ("paperId", "id"), ("Key", "id"),
    ],
)  # fmt: skip
def test_synonyms_whatever_their_case_and_separators(key, name):
    assert canonical_fields({key: "value"}) == {name: "value"}


def test_the_best_synonym_with_a_value_wins_in_any_order():
    record = {"name": "C", "Article Title": "B", "title": ""}
    assert canonical_fields(record) == {"title": "B"}
    assert canonical_fields(dict(reversed(record.items()))) == {"title": "B"}
    assert canonical_fields({"Title": "A", "title": "B"}) == {"title": "A"}


def test_unknown_fields_and_empty_values_are_left_out():
    record = {"weight": 1, "title": None, "abstract": "", "authors": [], "year": 0, "doi": False}
    assert canonical_fields(record) == {"year": 0, "doi": False}


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["x", "Paper Title"], True), (["name"], True), (["x", "abstract"], False), ([], False)],
)
def test_a_title_by_any_name(names, expected):
    assert has_title(names) is expected


def test_columns_take_the_place_of_the_usual_names():
    record = {"Name of paper": "A", "Title": "wrong", "meta": {"text": {"en": "It is."}}, "Year": 1}
    columns = {"title": "Name of paper", "abstract": "meta.text.en"}
    assert map_columns(record, columns) == {
        "Name of paper": "A", "title": "A", "abstract": "It is.", "meta": record["meta"], "Year": 1,
    }  # fmt: skip
    assert map_columns(record, {}) is record


@pytest.mark.parametrize(
    ("record", "value"),
    [
        ({"a.b": 1, "a": {"b": 2}}, 1), ({"a": {"b": 2}}, 2), ({"a": {"c": 2}}, None),
        ({"a": "b"}, None), ({"a": ["b"]}, None), ({}, None),
    ],
)  # fmt: skip
def test_a_column_may_be_a_path(record, value):
    assert map_columns(record, {"title": "a.b"})["title"] == value


COLUMNS = {"title": "Name of paper", "abstract": "meta.text", "year": "When"}
RECORD = {"Name of paper": "A Paper", "meta": {"text": "It is."}, "When": 2020, "Title": "wrong"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", json.dumps(RECORD) + "\n"),
        ("a.json", json.dumps([RECORD], indent=1)),
        ("a.csv", "Name of paper,meta.text,When,Title\nA Paper,It is.,2020,wrong\n"),
    ],
)  # fmt: skip
def test_columns_apply_to_tables_and_json(name, text):
    (paper,) = read_text(text, name, ReadOptions(columns=COLUMNS)).papers
    assert (paper.title, paper.abstract, paper.year) == ("A Paper", "It is.", 2020)


def test_all_fields_of_a_paper():
    paper = parse(
        abstract="It is {\\'e}lan.", authors=["Ada"], year="1950", date="1950-10-01",
        venue=" Mind ", doi="https://doi.org/10.1093/MIND/LIX", arxiv_id="arXiv:1706.03762v2",
        keywords="cs.CL, logic, cs.CL", upvotes="1.2k", language="en", note=" Good. ", id=7,
        sections=[{"heading": "One"}], references=["A reference to a work"],
    )  # fmt: skip
    assert (paper.title, paper.abstract, paper.authors) == ("T", "It is élan.", (Author("Ada"),))
    assert (paper.year, paper.date, paper.venue) == (1950, "1950-10-01", "Mind")
    assert (paper.doi, paper.arxiv_id) == ("10.1093/mind/lix", "1706.03762")
    assert paper.keywords == ("Computation and Language", "logic")
    assert (paper.upvotes, paper.language, paper.note) == (1_200, "en", "Good.")
    assert (paper.source_id, paper.origins) == ("7", (ORIGIN,))
    assert paper.sections[0].heading == "One"
    assert paper.references[0].text == "A reference to a work"


def test_a_title_alone_is_a_paper():
    assert parse() == Paper("T", origins=(ORIGIN,))
    assert parse(venue=" ", id="  ", doi="none", keywords=7) == Paper("T", origins=(ORIGIN,))


@pytest.mark.parametrize("value", [None, "", [], {}, ["T"], True])
def test_a_paper_has_a_title(value):
    with pytest.raises(RecordError, match="there is no title"):
        parse_fields({"title": value}, ORIGIN)


@pytest.mark.parametrize(
    ("known_fields", "arxiv_id"),
    [
        ({"arxiv_id": "2401.00001", "doi": "10.48550/arXiv.2402.00002"}, "2401.00001"),
        ({"doi": "10.48550/arXiv.2402.00002", "url": "https://arxiv.org/abs/2403.00003"},
         "2402.00002"),
        ({"doi": "10.1000/x", "url": "https://arxiv.org/abs/2403.00003"}, "2403.00003"),
        ({"url": ["https://arxiv.org/list", "https://huggingface.co/papers/2403.00003"]},
         "2403.00003"),
        ({"url": "https://example.org/2403.00003"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_an_arxiv_id_comes_from_its_field_the_doi_or_a_link(known_fields, arxiv_id):
    assert parse(**known_fields).arxiv_id == arxiv_id


@pytest.mark.parametrize(
    ("known_fields", "year"),
    [
        ({"year": 2019, "date": "2020-01-02", "arxiv_id": "2401.00001"}, 2019),
        ({"year": "MMXX", "date": "May 2020", "arxiv_id": "2401.00001"}, 2020),
        ({"date": "yesterday", "arxiv_id": "2401.00001"}, 2024),
        ({"arxiv_id": "hep-th/9901001"}, 1999),
    ],
)
def test_a_year_comes_from_its_field_the_date_or_the_arxiv_id(known_fields, year):
    assert parse(**known_fields).year == year


def test_links_have_kinds():
    paper = parse(
        url=["https://example.org/p", "https://github.com/a/b", "javascript:alert(1)", 7],
        pdf="https://example.org/p.pdf?x", code=("https://example.org/c",),
        abstract="See https://github.com/c/d and https://example.org/data.",
    )  # fmt: skip
    assert paper.links == (
        Link("https://example.org/p", "source"),
        Link("https://github.com/a/b", "code"),
        Link("https://example.org/p.pdf?x", "pdf"),
        Link("https://example.org/c", "code"),
        Link("https://github.com/c/d", "code"),
    )


def test_an_empty_link_hides_no_other():
    paper = parse(url="", pdf=None, code="https://example.org/c")
    assert paper.links == (Link("https://example.org/c", "code"),)


def test_a_faulty_record_costs_only_itself():
    records = [
        Record(1, {"title": "One"}),
        Record(2, RecordError("has\n a  fault"), "some\n  text"),
        Record(4, {"abstract": "A."}, "x" * 201),
        Record(5, {"Title": "Two"}),
    ]
    result = read_records(records, "x")
    assert [(p.title, p.origins) for p in result.papers] == [
        ("One", (Origin("x", 1),)), ("Two", (Origin("x", 5),)),
    ]  # fmt: skip
    assert result.diagnostics == (
        Diagnostic("x", 2, "some text", "has a fault"),
        Diagnostic("x", 4, "x" * 200, "there is no title; give one"),
    )


@pytest.mark.parametrize(
    ("year", "excerpt"),
    [
        ("MMXX", "MMXX"), ([2020], "[2020]"), ("a\n b", "a b"), ("x" * 21, "x" * 20),
        (0, "0"), (float("inf"), "inf"), (1499, "1499"),
    ],
)  # fmt: skip
def test_a_bad_year_is_left_out_with_a_warning(year, excerpt):
    result = read_records([Record(3, {"title": "T", "publication_year": year})], "x")
    assert result.papers[0].year is None
    message = f"year '{excerpt}' is not four digits and was left out; write \"year\": 2024"
    assert result.diagnostics == (Diagnostic("x", 3, "T", message, severity="warning"),)


def test_a_good_year_or_none_has_no_warning():
    records = [Record(1, {"title": "T", "year": y}) for y in (2020, "2020.0", "", None)]
    assert read_records(records, "x").diagnostics == ()


def test_a_text_over_the_limit_is_cut_with_a_warning(monkeypatch):
    monkeypatch.setattr(omissions, "MAX_TEXT_CHARS", 5)
    records = [
        Record(1, {"title": "T", "sections": [{"text": ["12345"]}]}),
        Record(2, {"title": "T", "sections": [{"text": ["123456"]}]}),
    ]
    message = "the text has 6 characters; those after 5 were left out"
    assert read_records(records, "x").diagnostics == (
        Diagnostic("x", 2, "T", message, severity="warning"),
    )


def test_the_warnings_of_a_record_are_those_of_each_fault():
    record = {"title": "T", "year": "MMXX", "venue": "v" * 401}
    result = read_records([Record(1, record)], "x")
    assert [d.message[:5] for d in result.diagnostics] == ["year ", "the v"]


def test_a_record_without_an_excerpt_has_none():
    assert Record(1, {}).excerpt == ""


def test_a_date_that_is_no_certain_day_gives_its_year_and_one_warning_per_kind():
    days = ["2024-02-31", "03/04/2024", "2023-13-01", "05/04/2022", "2024-02", "2024-02-29"]
    records = [{"title": f"Paper {day}", "authors": ["A. Roe"], "date": day} for day in days]
    reading = read_text(json.dumps(records), "a.json")
    assert [(paper.year, paper.date) for paper in reading.papers] == [
        (2024, None), (2024, None), (2023, None), (2022, None), (2024, "2024-02"),
        (2024, "2024-02-29"),
    ]  # fmt: skip
    impossible, ambiguous = (str(item) for item in reading.diagnostics)
    end = "; its year alone was taken (in 2 records)"
    assert impossible.endswith(f"date “2024-02-31” is in no calendar{end}")
    assert ambiguous.endswith(f"date “03/04/2024” has no certain order of day and month{end}")


@pytest.mark.parametrize(
    ("fields", "year", "date"),
    [
        ({"date": [2024, 10, 7]}, 2024, "2024-10-07"),
        ({"published": {"year": 2024, "month": 10, "day": 7}}, 2024, "2024-10-07"),
        ({"published": {"year": 2024, "month": 10}}, 2024, "2024-10"),
        ({"year": 2024, "month": "October", "day": "7"}, 2024, "2024-10-07"),
        ({"year": 2024, "month": 10}, 2024, "2024-10"),
        ({"year": 2024, "month": 10, "day": 7, "date": "2024-10-08"}, 2024, "2024-10-08"),
    ],
)
def test_a_date_in_parts_is_read_whole(fields, year, date):
    text = json.dumps({"title": "A title", "authors": ["A. Roe"], **fields})
    [paper] = read_text(text, "a.json").papers
    assert (paper.year, paper.date) == (year, date)


def test_columns_of_year_month_and_day_are_one_date():
    text = "Title,Authors,Year,Month,Day\nA title,A. Roe,2024,Oct,7\nB title,A. Roe,2024,,\n"
    assert [paper.date for paper in read_text(text, "a.csv").papers] == ["2024-10-07", None]


def test_an_empty_page_of_a_program_is_no_paper():
    with pytest.raises(RecordError, match="there is no title"):
        parse(title="Untitled", keywords=["hats"])
    assert parse(title="Untitled", authors=["Jana Roe"]).title == "Untitled"


def test_the_subseries_of_a_series_are_no_part_of_its_name():
    series = "Notes on Hats (including subseries Notes on Caps and Notes on Bonnets)"
    assert parse(venue=series).venue == "Notes on Hats"
    assert parse(venue="Hats (Oslo)").venue == "Hats (Oslo)"
