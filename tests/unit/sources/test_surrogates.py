"""Halves of characters in texts."""

import pytest

from sitegen.collection import collect
from sitegen.sources import read_text
from sitegen.sources.surrogates import has_escape, replace_surrogates


def test_pairs_are_joined_and_lone_ones_replaced():
    value = {"a\ud800": ["\ud83d\ude00", ("x\udc00", 1)]}
    assert replace_surrogates(value) == {"a\ufffd": ["😀", ("x\ufffd", 1)]}


def test_escapes():
    assert has_escape(r'"\uD800"')
    assert not has_escape(r'"\u00e9"')
    assert not has_escape(r"\ud800 x", 3)


@pytest.mark.parametrize("field", ["id", "url", "pdf", "code", "curator_note", "venue", "title"])
@pytest.mark.parametrize("form", ["%s\n", "[\n%s]"])
def test_no_field_of_json_keeps_one(field, form):
    values = {"title": "T", "year": "2001"} | {field: r"http://a.com/x\ud800y"}
    record = "{" + ", ".join(f'"{key}": "{value}"' for key, value in values.items()) + "}"
    (paper,) = read_text(form % record, "x").papers
    collect([paper])
    repr(paper).encode()
