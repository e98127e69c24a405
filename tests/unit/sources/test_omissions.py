"""What is left out is reported, and what is missing is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.fields import Record, read_records
from sitegen.sources.people.authors import parse_authors, unread_authors
from sitegen.sources.people.placeholders import is_placeholder


def messages(**fields):
    result = read_records([Record(3, {"title": "On lakes and ice", **fields})], "a.json")
    return [diagnostic.message for diagnostic in result.diagnostics]


def test_an_author_among_others_that_was_not_understood_is_reported():
    value = [{"name": "Ada Lovelace"}, {"pseudonym": "Jo"}]
    assert messages(authors=value) == [
        "author “{'pseudonym': 'Jo'}” was not understood and was left out"
    ]
    assert messages(authors={"author": value}) == messages(authors=value)
    assert messages(authors=[value]) == messages(authors=value)
    assert messages(keywords=["lakes", {"foo": "ice"}]) == [
        "keyword “{'foo': 'ice'}” was not understood and was left out"
    ]


def test_authors_of_whom_none_was_understood_are_reported_once():
    assert messages(authors=[{"pseudonym": "Jo"}]) == [
        "authors “[{'pseudonym': 'Jo'}]” was not understood and was left out"
    ]


@pytest.mark.parametrize("value", ["Anonymous", "n.a.", "[s.n.]", "佚名", ["Unknown"], [{"name": "Anonymous", "type": "person"}], "Anonymous; et al.", 7, None, {}])  # fmt: skip
def test_an_unknown_author_is_no_fault(value):
    assert messages(authors=value) == []


@pytest.mark.parametrize("value", ["N/A", "none", "-", ["n/a"], "keine Angabe"])
def test_a_missing_value_is_no_fault(value):
    assert messages(doi=value, keywords=value) == []


def test_one_author_twice_is_no_fault():
    assert messages(authors=["Ada Lovelace", {"name": "Ada Lovelace"}, "", None]) == []


WORDS = st.from_regex(r"[A-Za-z]{2,9}(?: [A-Za-z]{2,9})?", fullmatch=True)
ITEMS = WORDS | st.dictionaries(
    st.sampled_from(["name", "Name", "given", "family", "foo", "affiliation"]), WORDS, min_size=1
)


@given(st.lists(ITEMS, max_size=4))
def test_each_item_names_an_author_or_is_reported_or_says_that_nobody_is_known(items):
    unread = list(unread_authors(items))
    assert not any(parse_authors([item, ""]) for item in unread)
    for item in items:
        texts = [item] if isinstance(item, str) else item.values()
        is_nobody = any(is_placeholder(text) for text in texts)
        assert parse_authors([item, ""]) or item in unread or is_nobody
