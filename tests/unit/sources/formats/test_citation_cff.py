"""CITATION.cff."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import citation_cff


def paper(text):
    (only,) = citation_cff.read(f"cff-version: 1.2.0\ntitle: T\n{text}", "CITATION.cff").papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("cff-version: 1.2.0\ntitle: T", True), ("# A comment\n---\n\ntitle: T\ncff-version: 1", True),
        ("title: T", False), ("The line\ncff-version: 1", False), ("", False),
    ],
)  # fmt: skip
def test_yaml_with_a_version_of_the_format_is_claimed(head, claimed):
    assert citation_cff.sniff(head) is claimed
    assert (citation_cff.NAME, citation_cff.RANK) == ("cff", 88)


def test_a_file_without_an_article_is_its_software():
    only = paper(
        "authors:\n  - {given-names: Ann, family-names: Coder}\n  - {alias: nick}\n"
        "date-released: 2023-01-02\ndoi: 10.99555/a.1\nkeywords: [x]\nabstract: It runs.\n"
        "repository-code: https://github.com/a/b\n"
    )
    assert [a.name for a in only.authors] == ["Ann Coder", "nick"]
    assert (only.date, only.doi, only.keywords) == ("2023-01-02", "10.99555/a.1", ("x",))
    assert [(link.url, link.kind) for link in only.links] == [("https://github.com/a/b", "code")]


def test_an_article_is_preferred_with_its_line_and_its_identifiers():
    only = paper(
        "preferred-citation:\n  title: A\n  conference: {name: Conf}\n  year: 2020\n  identifiers:\n"
        "  - {type: doi, value: 10.99555/a.2}\n  - {type: other, value: arXiv:2407.00001}\n"
    )
    assert (only.title, only.venue, only.year) == ("A", "Conf", 2020)
    assert (only.doi, only.arxiv_id) == ("10.99555/a.2", "2407.00001")
    assert only.origins[0].line == 3


@pytest.mark.parametrize("text", ["cff-version: [", "- cff-version: 1", "", "cff-version: 1\n - x"])
def test_a_text_of_other_structure_is_a_fault(text):
    reading = citation_cff.read(text, "x")
    assert reading.papers == ()
    assert len(reading.diagnostics) == 1


@given(st.text(st.sampled_from("cff-version:title authors[]{}&*!\n \"'"), max_size=120))
def test_any_text_is_read(text):
    citation_cff.sniff(text)
    citation_cff.read(f"cff-version: 1\n{text}", "x")


@pytest.mark.parametrize("dash", ["- ", "  - "])
def test_a_notice_counts_the_references(dash):
    indent = " " * len(dash)
    item = f"{dash}title: A\n{indent}authors:\n{indent}  - name: B\n"
    text = f"cff-version: 1.2.0\ntitle: T\nreferences:\n{item}{item}version: 1\n"
    reading = citation_cff.read(text, "x")
    assert [p.title for p in reading.papers] == ["T"]
    assert [(d.line, d.severity, d.message) for d in reading.diagnostics] == [
        (3, "notice", "left out 2 references: only the work itself is a paper here")
    ]  # fmt: skip


def test_an_article_has_its_place_in_the_journal():
    only = paper("volume: 5\nissue: 2\nstart: 11\nend: 22\npages: 12\n")
    assert (only.volume, only.issue, only.pages) == ("5", "2", "11-22")
    assert paper("pages: 12\n").pages is None
