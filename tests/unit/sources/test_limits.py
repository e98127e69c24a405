"""Fields over their limits are cut, and one message names each cut."""

import json

import pytest

from sitegen.paper import Author, Paper
from sitegen.sources import limits, read_text
from sitegen.sources.limits import apply_limits


def paper(**fields):
    return Paper(title="T", **fields)


def test_the_limits():
    assert (limits.MAX_TITLE_CHARS, limits.MAX_ABSTRACT_CHARS) == (1_000, 100_000)
    assert (limits.MAX_VENUE_CHARS, limits.MAX_KEYWORD_CHARS, limits.MAX_KEYWORDS) == (
        300,
        200,
        200,
    )
    assert (limits.MAX_AUTHOR_NAME_CHARS, limits.MAX_AFFILIATION_CHARS) == (300, 500)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"venue": "v" * 300},
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
        ({"venue": "v" * 1_301}, {"venue": "v" * 300},
         "the venue has 1,301 characters, over the limit of 300, and was cut"),
        ({"venue": "v" * 299 + " w"}, {"venue": "v" * 299},
         "the venue has 301 characters, over the limit of 300, and was cut"),
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
        "title": "A Title", "venue": "v" * 301, "keywords": ["k" * 201, *map(str, range(200))],
        "authors": [{"name": "n" * 301, "affiliation": "a" * 501}],
    }  # fmt: skip
    reading = read_text("\n" + json.dumps(record) + "\n", "x.jsonl")
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.record, diagnostic.severity) == (2, "A Title", "warning")
    assert diagnostic.message == (
        "the venue has 301 characters, over the limit of 300, and was cut; "
        "there are 201 keywords; those after the first 200 were left out; "
        "keywords with more than 200 characters were cut: 1; "
        "names of authors with more than 300 characters were cut: 1; "
        "affiliations with more than 500 characters were cut: 1"
    )
    (result,) = reading.papers
    assert result.venue == "v" * 300
    assert (len(result.keywords), result.keywords[0]) == (200, "k" * 200)
    assert result.authors == (Author("n" * 300, ("a" * 500,)),)
