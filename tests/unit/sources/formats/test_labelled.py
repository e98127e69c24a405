"""Labelled text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import labelled
from tests.unit.sources.timing import assert_linear


def read(*lines):
    return labelled.read("\n".join(lines), "x.txt")


@pytest.mark.parametrize(
    "head",
    [
        "Title: A\nAuthors: B\n",
        "----\nTITLE: A\nPDF: https://x.org/a\n",
        "- **Title:** A\n- **Year:** 1\n",
        "arXiv: 2407.00001\nTitle: A\nAbstract: B\nmore\n",
        "1. Title: A\n   Authors: B\n",
        "Paper 1:\nTitle: A\nDate: B\n",
        "标题 x" and "title: A\nauthor: B\n",
        "title: A\nauthor: B\ndate: 2020\nurl: https://doi.org/10.1000/a\n",
    ],
)
def test_labels_with_a_title_are_claimed(head):
    assert labelled.sniff(head)
    assert (labelled.NAME, labelled.RANK) == ("labelled", 115)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Title: A\n",
        "Title: A\nNote: B\n",
        "From: a@b.org\nSubject: A\nDate: B\n",
        "# H\nTitle: A\nYear: 1",
        "Title: A\nAuthor: B\n\nOne line.\n\nTwo lines.\n\nThree.\n",
        "Text\nTitle: A\nYear: 1\n",
        "name: x\nversion: 1\nyear: 2\n",
        "title: My site\nauthor: A\ndescription: B\nurl: https://x.org\n",
        "title: My site\nemail: a@b.org\ndescription: >-\n  Text.\nbaseurl: ''\n",
        "---\ntitle: My trip\nauthor: A\ndate: 2020-01-01\n---\nWe went to https://x.org.\n",
    ],
)
def test_other_texts_are_not_claimed(head):
    assert not labelled.sniff(head)


def test_a_record_has_its_fields():
    (only,) = read(
        "Title: A: B", "Authors: Roe, Jana; Poe, Max", "Published: May 4, 2020", "Journal: Mind",
        "Abstract: It is", "long.", "", "Very.", "PDF: https://x.org/a.pdf", "Code: https://github.com/a/b",
        "Link: https://x.org/a", "URL: https://x.org/b", "Keywords: c; d", "Comments: 3 pages", "lost",
    ).papers  # fmt: skip
    assert (only.title, only.abstract, only.venue) == ("A: B", "It is long. Very.", "Mind")
    assert (only.date, only.keywords) == ("2020-05-04", ("c", "d"))
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe"]
    assert sorted(link.url for link in only.links) == [
        "https://github.com/a/b", "https://x.org/a", "https://x.org/a.pdf", "https://x.org/b",
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [[], [""], ["---"], ["", "==========", ""], ["Paper 2"]])
def test_records_are_parted_by_rulers_or_by_their_first_label(separator):
    lines = ["Year: 2001", "Title: A", *separator, "Year: 2002", "Title: B"]
    reading = read(*lines)
    assert [(p.title, p.year) for p in reading.papers] == [("A", 2001), ("B", 2002)]
    assert reading.papers[1].origins[0].line == 3 + len(separator)


def test_a_second_title_starts_a_record_too():
    reading = read("arXiv: 2407.00001", "Title: A", "Title: B", "Year: 2001", "---", "Year: 2002")
    assert [p.title for p in reading.papers] == ["A", "B"]
    assert [d.line for d in reading.diagnostics] == [6]


@pytest.mark.parametrize(
    "lines", [["Authors: Jana Roe", "  Max Poe"], ["Authors:", "- Jana Roe", "- Max Poe"],
              ["Author: Jana Roe", "Author: Max Poe"], ["Authors: Roe, Jana;", "Poe, Max"]]
)  # fmt: skip
def test_authors_may_have_several_lines(lines):
    (only,) = read("Title: A", *lines).papers
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe"]


@given(
    st.lists(
        st.sampled_from(["Title: A", "Authors: B", "text", "", "---", "URL:", "x: y", "arxiv:"])
    )
)
def test_any_lines_are_read(lines):
    labelled.sniff("\n".join(lines))
    read(*lines)


@pytest.mark.parametrize(
    ("pages", "expected"), [("11-22", "11-22"), ("e104", "e104"), ("12", None), ("12 pages", None)]
)
def test_a_paper_has_its_place_in_the_journal(pages, expected):
    text = f"Title: T\nJournal: Bridges\nVolume: 5\nNumber: 2\nPages: {pages}\n"
    (only,) = labelled.read(text, "x").papers
    assert (only.volume, only.issue, only.pages) == ("5", "2", expected)


@pytest.mark.parametrize(
    "text",
    [
        ("{Reference Type}: Thesis\n{Title}: A\n{Author}: Roe, Jana\n{Author}: Poe, Max\n"
        "{Author Address}: Rome\n{Journal}: Walls\n{Volume}: 5\n\n"
        "{Reference Type}: Thesis\n{Title}: B\n"),
        ("SrcDatabase-来源库: 期刊\nTitle-题名: A\nAuthor-作者: Jana Roe;Max Poe;\nOrgan-单位: X;\n"
        "Source-文献来源: Walls\nVolume-卷: 5\n\nSrcDatabase-来源库: 硕士\nTitle-题名: B\n"),
        ("START_RECORD\nFIELD Title:A\nFIELD Author:Roe, Jana; Poe, Max\nFIELD CAS:1\n"
        "FIELD Journal Title:Walls\nFIELD Volume:5\nEND_RECORD\nSTART_RECORD\nFIELD Title:B\nEND_RECORD\n"),
        ("Record: 1\nTitle: A\nAuthors: Roe, Jana, ORCID 0000-0001-0000-0001. Rome\n   Poe, Max\n"
        "Source: Walls, Vol 5(3), 2019.\n\nRecord: 2\nTitle: B\n"),
        ("<1>\nUnique Identifier\n  31\nTitle\n  A\nSource\n  Walls. 5(3):1-2, 2019 Mar.\n"
        "Authors\n  Roe Jana; Poe Max\n\n<2>\nTitle\n  B\n"),
    ],
)  # fmt: skip
def test_labels_of_databases_are_read(text):
    assert labelled.sniff(text)
    reading = labelled.read(text, "x")
    first, second = reading.papers
    assert (first.title, second.title) == ("A", "B")
    assert {a.name for a in first.authors} <= {"Jana Roe", "Max Poe", "Roe Jana", "Poe Max"}
    assert (len(first.authors), first.venue, first.volume) == (2, "Walls", "5")
    assert reading.diagnostics == ()


def test_abbreviated_names_have_their_family_names_first():
    (only,) = labelled.read("Title: A\nAuthors: Roe J; Poe MK\n", "x").papers
    assert [a.name for a in only.authors] == ["J Roe", "MK Poe"]


RECORD = (
    "Title: Paper {0}", "Authors: Jana Roe", "Year: 2001", "DOI: 10.1234/{0}", "Abstract: We look.",
)  # fmt: skip


def records(count):
    return [[line.format(number) for line in RECORD] for number in range(count)]


def test_a_record_whose_first_line_is_damaged_is_not_a_part_of_the_one_above():
    first, second = records(2)
    reading = read(*first, f"J{second[0]}", *second[1:])
    assert [p.title for p in reading.papers] == ["Paper 0"]
    assert (reading.papers[0].year, reading.papers[0].doi) == (2001, "10.1234/0")
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, reading.record_count) == (7, 2)


def test_a_label_that_is_written_twice_starts_no_record():
    (only,) = read("Title: A", "Year: 2001", "Venue: Mind", "Venue: Mind", "DOI: 10.1/a").papers
    assert only.year == 2001


@pytest.mark.parametrize(
    ("rest", "count"), [("ct: more of it.", 1), (": more.", 1), ("We look again.", 0)]
)
def test_what_is_left_of_a_record_is_reported(rest, count):
    lines = [line for record in records(6) for line in [*record, ""]]
    reading = read(*lines, rest, "")
    assert len(reading.papers) == 6
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.record_count) == (37, count)
    assert "is the line missing that starts a record?" in diagnostic.message


def test_abstracts_have_paragraphs_where_others_have_some():
    lines = [line for record in records(6) for line in [*record, "", "and so on.", ""]]
    reading = read(*lines)
    assert reading.diagnostics == ()
    assert {p.abstract for p in reading.papers} == {"We look. and so on."}


@pytest.mark.parametrize(
    "lines", [("Year: 1", "Venue: 2"), ("URL: x",), ("Authors: a", "Year: 1", "")]
)
def test_time_is_linear_in_fields(lines):
    assert_linear(lambda count: ["Title: A", *(lines * count)], lambda text: read(*text), 500)


@pytest.mark.parametrize(
    "source",
    [
        "Hat Medicine.   28(2):103-106, April 2015.",
        "Hat Medicine. Vol.28(2), Apr 2015, pp. 103-106.",
    ],
)
def test_ovids_values_are_read_without_degrees_and_types(source):
    reading = read(
        "<1>", "Author", "  Roe, Jana K. MD, PhD *;  Poe, Max RN +;  Ng, A.", "Title",
        "  Lamps and light.[Article]", "Source", f"  {source}", "Language", "  English.", "DOI Number",
        "  10.1234/a.1",
    )  # fmt: skip
    (paper,) = reading.papers
    assert [author.name for author in paper.authors] == ["Jana K. Roe", "Max Poe", "A. Ng"]
    assert (paper.title, paper.venue, paper.date) == ("Lamps and light", "Hat Medicine", "2015-04")
    assert (paper.volume, paper.issue, paper.pages) == ("28", "2", "103-106")
    assert (paper.language, reading.diagnostics) == ("en", ())
