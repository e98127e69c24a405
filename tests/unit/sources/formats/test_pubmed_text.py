"""PubMed's plain text."""

import pytest

from sitegen.sources.formats import pubmed_text
from tests.unit.sources.timing import assert_linear

SUMMARY = (
    "1: Roe J, Poe MK. A study of lamps. Mind. 2001 May 4;1(2):3-4. doi: 10.1234/a. PMID: 31.\n"
)
ABSTRACT = (
    "1. Mind. 2001 May 4;1(2):3-4.\n\nA study of lamps.\n\nRoe J(1), Poe MK(1)(2).\n\n"
    "Author information:\n(1)Rome.\n\nWe look.\n\nThey burn.\n\nDOI: 10.1234/a\nPMID: 31\n"
)


def read(text):
    return pubmed_text.read(text, "x.txt")


@pytest.mark.parametrize(
    ("head", "is_pubmed"),
    [
        (SUMMARY, True),
        ("\n" + ABSTRACT, True),
        (SUMMARY.replace("PMID: 31.", ""), False),
        ("1. Roe J. Lamps. PMID: 31\n", False),
        ("PMID- 31\nTI  - A\n", False),
        ("", False),
    ],
)
def test_numbered_records_with_an_id_are_claimed(head, is_pubmed):
    assert pubmed_text.sniff(head) is is_pubmed


@pytest.mark.parametrize("text", [SUMMARY, ABSTRACT])
def test_a_record_has_its_fields(text):
    (only,) = read(text).papers
    assert (only.title, only.venue, only.date) == ("A study of lamps", "Mind", "2001-05-04")
    assert (only.volume, only.issue, only.pages, only.doi) == ("1", "2", "3-4", "10.1234/a")
    assert [author.name for author in only.authors] == ["J Roe", "MK Poe"]
    assert only.source_id == "31"
    assert only.abstract in {"", "We look. They burn."}


def test_a_numbered_line_of_an_abstract_starts_no_record():
    reading = read(ABSTRACT.replace("We look.", "We look at\n2. Mind. 2001 and\nother years."))
    (only,) = reading.papers
    assert only.abstract == "We look at 2. Mind. 2001 and other years. They burn."


def test_records_have_their_lines():
    reading = read(ABSTRACT + "\n\n" + ABSTRACT.replace("1.", "2.", 1).replace("lamps", "oil"))
    assert [p.origins[0].line for p in reading.papers] == [1, 18]


def test_text_without_a_number_is_a_diagnostic():
    reading = read("x " + SUMMARY + "\n" + SUMMARY.replace("1:", "2:"))
    assert (len(reading.papers), len(reading.diagnostics)) == (1, 1)


def test_a_record_that_is_not_understood_is_a_diagnostic():
    reading = read(SUMMARY + "\n2: Lamps\n\n" + SUMMARY.replace("1:", "3:"))
    assert (len(reading.papers), reading.record_count) == (2, 3)
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.record) == (3, "Lamps")


@pytest.mark.parametrize("part", ["a. ", "Roe J, ", "1: ", "\n\n1. A. 2001", "Mind. 2001;"])
def test_time_is_linear(part):
    assert_linear(lambda count: SUMMARY + "\n" + part * count, read_all_of, 1_000)


def read_all_of(text):
    return list(read(text).diagnostics)


@pytest.mark.parametrize("text", [SUMMARY, ABSTRACT])
def test_a_record_without_its_number_is_counted(text):
    reading = read(text + "\n\n" + text[3:] + "\n\n" + text.replace("1", "3", 1))
    assert (len(reading.papers), reading.record_count) == (2, 3)
    assert "is the number missing that starts one?" in reading.diagnostics[0].message


def test_an_abstract_inside_of_a_line_is_told():
    """The end of the one before it is missing, up to the number."""
    text = (
        "1. Mind. 2014;3(4):5-6.\n\nA Study of Looms.\n\nRoe J.\n\nWe look at looms. The "
        "2. Mind. 2015;3(4):5-6.\n\nA Study of Hats.\n\nPoe J.\n\nHats.\n\nPMID: 32014\n\n\n"
        "3. Mind. 2016;3(4):5-6.\n\nA Study of Bells.\n\nLee J.\n\nIn part 4. Bells ring.\n\nPMID: 32015\n"
    )
    reading = read(text)
    assert [paper.title for paper in reading.papers] == ["A Study of Looms", "A Study of Bells"]
    assert [d.line for d in reading.diagnostics] == [1]
