"""Fields over their limits are cut, and one message names each cut."""

import json
from pathlib import Path

import pytest

from sitegen.paper import Author, Paper
from sitegen.sources import limits, read_text
from sitegen.sources.limits import apply_limits


def paper(**fields):
    return Paper(title="T", **fields)


def test_the_limits():
    assert (limits.MAX_TITLE_CHARS, limits.MAX_ABSTRACT_CHARS) == (1_000, 100_000)
    assert (limits.MAX_VENUE_CHARS, limits.MAX_KEYWORD_CHARS, limits.MAX_KEYWORDS) == (
        400,
        200,
        200,
    )
    assert (limits.MAX_AUTHOR_NAME_CHARS, limits.MAX_AFFILIATION_CHARS) == (300, 500)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"venue": "v" * 400},
        {"keywords": ("k" * 200,)},
        {"keywords": tuple(map(str, range(200)))},
        {"authors": (Author("n" * 300, ("a" * 500,)),)},
    ],
)
def test_at_its_limit_a_field_stays(fields):
    same = paper(**fields)
    result, message = apply_limits(same)
    assert result is same
    assert message == ""


@pytest.mark.parametrize(
    ("fields", "cut", "message"),
    [
        ({"venue": "v" * 1_401}, {"venue": "v" * 400},
         "the venue has 1,401 characters, over the limit of 400, and was cut"),
        ({"venue": "v" * 399 + " w"}, {"venue": "v" * 399},
         "the venue has 401 characters, over the limit of 400, and was cut"),
        ({"keywords": ("a", "k" * 201, "k" * 202)}, {"keywords": ("a", "k" * 200)},
         "keywords with more than 200 characters were cut: 2"),
        ({"keywords": tuple(map(str, range(1_201)))}, {"keywords": tuple(map(str, range(200)))},
         "there are 1,201 keywords; those after the first 200 were left out"),
        ({"authors": (Author("n" * 301, ("A",), "0000"), Author("Ada"))},
         {"authors": (Author("n" * 300, ("A",), "0000"), Author("Ada"))},
         "names of authors with more than 300 characters were cut: 1"),
        ({"authors": (Author("n" * 301), Author("n" * 302))}, {"authors": (Author("n" * 300),)},
         "names of authors with more than 300 characters were cut: 2"),
        ({"authors": (Author("Ada", ("a" * 501, "B", "a" * 502)),)},
         {"authors": (Author("Ada", ("a" * 500, "B")),)},
         "affiliations with more than 500 characters were cut: 2"),
    ],
)  # fmt: skip
def test_over_its_limit_a_field_is_cut(fields, cut, message):
    assert apply_limits(paper(**fields)) == (paper(**cut), message)


def test_a_keyword_that_is_left_out_is_not_counted_as_cut():
    keywords = (*map(str, range(200)), "k" * 201)
    assert apply_limits(paper(keywords=keywords))[1] == (
        "there are 201 keywords; those after the first 200 were left out"
    )


def test_a_record_has_one_warning_with_all_cuts():
    record = {
        "title": "A Title", "venue": "v" * 401, "keywords": ["k" * 201, *map(str, range(200))],
        "authors": [{"name": "n" * 301, "affiliation": "a" * 501}],
    }  # fmt: skip
    reading = read_text("\n" + json.dumps(record) + "\n", "x.jsonl")
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.record, diagnostic.severity) == (2, "A Title", "warning")
    assert diagnostic.message == (
        "the venue has 401 characters, over the limit of 400, and was cut; "
        "there are 201 keywords; those after the first 200 were left out; "
        "keywords with more than 200 characters were cut: 1; "
        "names of authors with more than 300 characters were cut: 1; "
        "affiliations with more than 500 characters were cut: 1"
    )
    (result,) = reading.papers
    assert result.venue == "v" * 400
    assert (len(result.keywords), result.keywords[0]) == (200, "k" * 200)
    assert result.authors == (Author("n" * 300, ("a" * 500,)),)


def test_the_documentation_has_the_table():
    text = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    section = text.partition("\n## Limits\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    assert rows == [
        f"| {limit.subject} | {limit.amount:,} {limit.unit} | {limit.effect} |"
        for limit in limits.LIMITS
    ]


def test_each_limit_is_in_the_table():
    amounts = sorted(
        value
        for name, value in vars(limits).items()
        if name.startswith("MAX_") and name != "MAX_EXCERPT_CHARS"
    )
    # A note is a file or a field.
    assert sorted(limit.amount for limit in limits.LIMITS) == sorted([*amounts, 100_000])


@pytest.mark.parametrize(
    ("fields", "cut", "message"),
    [
        ({"note": "n" * 100_001}, {"note": "n" * 100_000},
         "the note has 100,001 characters, over the limit of 100,000, and was cut"),
        ({"authors": tuple(Author(str(n)) for n in range(20_001))},
         {"authors": tuple(Author(str(n)) for n in range(20_000))},
         "there are 20,001 authors; those after the first 20,000 were left out"),
        ({"authors": (Author("Ada", tuple(map(str, range(51)))), Author("Bo", ("B",)))},
         {"authors": (Author("Ada", tuple(map(str, range(50)))), Author("Bo", ("B",)))},
         "affiliations after the first 50 of an author were left out: of 1 author"),
    ],
)  # fmt: skip
def test_lists_and_notes_have_limits(fields, cut, message):
    assert apply_limits(paper(**fields)) == (paper(**cut), message)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('"references": [' + ", ".join(['"A reference of a paper, 2020"'] * 5_001) + "]",
         "there are 5,001 references; those after the first 5,000 were left out"),
        ('"upvotes": ' + "9" * 5_000, "the number of upvotes is too large and was left out"),
        ('"upvotes": "' + "9" * 5_000 + '"', "the number of upvotes is too large and was left out"),
    ],
)  # fmt: skip
def test_what_readers_leave_out_is_reported(fields, message):
    reading = read_text('{"title": "A Title", ' + fields + "}", "x.jsonl")
    assert len(reading.papers) == 1
    assert [d.message for d in reading.diagnostics] == [message]
