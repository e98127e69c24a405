"""Web of Science's tagged text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import wos


def paper(*lines):
    (only,) = wos.read("\n".join(["PT J", "TI T", *lines, "ER"]), "x.txt").papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("FN Clarivate\nVR 1.0\nPT J", True), ("FN ISI Export Format\nVR 1.0", True),
        ("PT J\nAU Roe, J", True), ("PT J\nx", False), ("PT\tAU\tTI", False), ("AU Roe", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_file_or_record_at_the_start_is_claimed(head, claimed):
    assert wos.sniff(head) is claimed
    assert (wos.NAME, wos.RANK) == ("wos", 86)


def names(*lines):
    return [author.name for author in paper(*lines).authors]


def test_full_names_are_preferred():
    assert names("AU Roe, J", "   Poe, MK", "AF Roe, Jana", "   Poe, Max K.") == [
        "Jana Roe",
        "Max K. Poe",
    ]
    assert names("AU Roe, J", "   Poe, MK", "CA The Group") == ["J Roe", "MK Poe", "The Group"]
    assert names("BE Roe, Jana") == ["Jana Roe"]
    # BF are the authors of the whole book.
    assert names("AU Roe, J", "BF Poe, Max") == ["J Roe"]
    assert names("AU Roe, J", "CA Felt Team", "   Hat Group") == ["J Roe", "Felt Team", "Hat Group"]


def test_long_fields_go_on_in_indented_lines():
    only = paper("AB It is", "   long.", "not indented", "DE one; two;", "   three", "ID FOUR")
    assert only.abstract == "It is long."
    assert only.keywords == ("one", "two", "three")
    assert paper("ID FOUR; FIVE").keywords == ("FOUR", "FIVE")


@pytest.mark.parametrize(
    ("day", "date"),
    [("JUN 8", "2004-06-08"), ("JUN", "2004-06"), ("MAY-JUN", None), ("XYZ 8", None)],
)
def test_days(day, date):
    only = paper(f"PD {day}", "PY 2004")
    assert (only.year, only.date) == (2004, date)


def test_other_fields():
    only = paper("SO ROPES", "DI 10.99333/a.1", "LA German", "UT WOS:1")
    assert (only.venue, only.doi, only.language) == ("ROPES", "10.99333/a.1", "de")
    assert only.source_id == "WOS:1"


def test_records_end_and_faults_have_their_line():
    text = "FN X\nVR 1.0\nPT J\nTI A\nER\n\nPT J\nAB B\nPT J\nTI C\nEF"
    reading = wos.read(text, "x")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 3), ("C", 9)]
    assert [(d.line, d.message) for d in reading.diagnostics] == [
        (7, "there is no title; give one")
    ]


@given(st.text(st.sampled_from("PTJERAUFN \n;,.1aé"), max_size=200))
def test_any_text_is_read(text):
    wos.sniff(text)
    wos.read(text, "x")


def test_a_record_has_its_place_in_the_journal():
    text = "PT J\nTI T\nVL 5\nIS 2\nBP 11\nEP 22\nER\n\nPT J\nTI U\nVL 6\nAR 104321\nER\n"
    papers = wos.read(text, "x").papers
    assert [(p.volume, p.issue, p.pages) for p in papers] == [
        ("5", "2", "11-22"), ("6", None, "104321"),
    ]  # fmt: skip


def test_authors_have_the_orcid_ids_of_their_field():
    entry = paper(
        "AF Lind, Karin A.", "   Osei, Tom",
        "OI Lind, Karin/0000-0002-1825-0097; Lee, Bo/0000-0001-5109-3700;",
    )  # fmt: skip
    assert [author.orcid for author in entry.authors] == ["0000-0002-1825-0097", None]


def test_medline_and_inspec_write_names_in_their_own_forms():
    medline = paper("AU Roe, Jana K; Poe, Max", "PS 24-71")
    assert [author.name for author in medline.authors] == ["Jana K Roe", "Max Poe"]
    assert medline.pages == "24-71"
    assert [a.name for a in paper("AU Roe, J.K.", "   Poe, MA").authors] == ["J.K. Roe", "MA Poe"]
