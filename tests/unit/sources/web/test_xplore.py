"""Saved pages of single papers on IEEE Xplore."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.xplore import read_xplore

PAPER = {"title": "Hats", "contentType": "periodicals", "startPage": "3", "endPage": "9"}
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


def read(value):
    text = json.dumps(value).replace("<", "\\u003c")
    script = f"<script>xplGlobal.document.metadata={text};\nx=1</script>"
    return [record.fields for record in read_xplore(parse_page(f"<html>{script}<p>x</p></html>"))]


@pytest.mark.parametrize(
    ("values", "field", "expected"),
    [
        ({}, "pages", "3-9"), ({}, "kind", "article"), ({}, "url", ""),
        ({"contentType": "Early Access"}, "kind", "article"), ({"contentType": 3}, "kind", ""),
        ({"htmlLink": "/document/7/"}, "url", "https://ieeexplore.ieee.org/document/7/"),
        ({"issn": [{"format": "Print ISSN", "value": "1"}]}, "issn", "1"),
        ({"issn": [{"format": "Print ISSN", "value": "1"},
                   {"format": "Electronic ISSN", "value": "2"}]}, "issn", "2"),
        ({"keywords": [{"type": "IEEE Keywords", "kwd": ["a"]}]}, "keywords", ["a"]),
        ({"keywords": [{"type": "IEEE Keywords", "kwd": ["a"]},
                       {"type": "Author Keywords ", "kwd": ["b"]}]}, "keywords", ["b"]),
    ],
)  # fmt: skip
def test_fields(values, field, expected):
    (fields,) = read(PAPER | values)
    assert fields[field] == expected


def test_a_page_without_a_title_or_with_damaged_json_has_no_paper():
    assert read({}) == []
    assert list(read_xplore(parse_page("<script>xplGlobal.document.metadata={</script>"))) == []


@given(st.fixed_dictionaries({"title": st.just("Hats")}, optional=dict.fromkeys(
    ["authors", "keywords", "issn", "startPage", "htmlLink", "contentType", "abstract"], JSON
)))  # fmt: skip
def test_any_values_give_a_record(value):
    assert [fields["title"] for fields in read(value)] == ["Hats"]
