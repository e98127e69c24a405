"""MEDLINE, PubMed's tagged text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import medline


def paper(*lines):
    (only,) = medline.read("\n".join(["PMID- 7", "TI  - T.", *lines]), "x.nbib").papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("PMID- 25744111\nOWN - NLM", True), ("\n\nPMID- 2", True), ("1\nPMID- 2", True),
        ("STAT- MEDLINE", True), ("FAU - Roe, J", True), ("TY  - JOUR", False),
        ("PMIDs are numbers", False), ("x\nPMID- 2", False), ("", False),
    ],
)  # fmt: skip
def test_a_text_that_starts_with_a_tag_of_pubmed_is_claimed(head, claimed):
    assert medline.sniff(head) is claimed
    assert (medline.NAME, medline.RANK) == ("medline", 85)


def test_full_names_come_with_affiliations_and_orcid_ids():
    authors = paper(
        "FAU - Roe, Jana", "AU  - Roe J", "AD  - A, B", "AD  - C", "AUID- ORCID: 0000-0002-1825-0097",
        "CN  - The Group", "FAU - Poe, Max", "AU  - Poe M",
    ).authors  # fmt: skip
    assert [a.name for a in authors] == ["Jana Roe", "The Group", "Max Poe"]
    assert authors[0].affiliations == ("A, B", "C")
    assert authors[0].orcid == "0000-0002-1825-0097"


def test_abbreviated_names_have_their_initials_first():
    authors = paper("AU  - van Dam KR", "AU  - Weiß BC Jr", "AU  - Plato").authors
    assert [a.name for a in authors] == ["KR van Dam", "BC Weiß Jr", "Plato"]


@pytest.mark.parametrize(
    ("raw", "title"),
    [("A title.", "A title"), ("[A title].", "A title"), ("Why?", "Why?"), ("So...", "So...")],
)
def test_a_title_has_neither_its_full_stop_nor_brackets(raw, title):
    (only,) = medline.read(f"PMID- 7\nTI  - {raw}", "x").papers
    assert only.title == title


@pytest.mark.parametrize(
    ("lines", "year", "date"),
    [
        (["DP  - 2018 May 3"], 2018, "2018-05-03"), (["DP  - 2018 May"], 2018, "2018-05"),
        (["DEP - 20180503"], 2018, "2018-05-03"), (["DP  - 2018 May-Jun", "DEP - 20180101"], 2018, None),
        (["DP  - 1999 Spring"], 1999, None), ([], None, None),
    ],
)  # fmt: skip
def test_dates(lines, year, date):
    only = paper(*lines)
    assert (only.year, only.date) == (year, date)


@pytest.mark.parametrize(
    "line", ["LID - 10.99222/a.1 [doi]", "AID - 10.99222/a.1 [doi]", "SO  - X. doi: 10.99222/a.1"]
)
def test_the_doi_is_marked_as_one(line):
    assert paper("LID - S00 [pii]", line).doi == "10.99222/a.1"


def test_keywords_are_the_authors_or_else_headings():
    assert paper("MH  - *Fog/prevention & control", "MH  - Humans").keywords == ("Fog", "Humans")
    assert paper("MH  - Humans", "OT  - a", "OT  - b").keywords == ("a", "b")


def test_a_blank_line_ends_a_record():
    text = "PMID- 1\nTI  - A\n      title\n\n\nPMID- 2\nTI  - B\n\nPMID- 3\nAB  - C\n"
    reading = medline.read(text, "x")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A title", 1), ("B", 6)]
    assert [(d.line, d.record) for d in reading.diagnostics] == [(9, "3")]


@given(st.text(st.sampled_from("PMIDTAUF- \n[]./1aé"), max_size=200))
def test_any_text_is_read(text):
    medline.sniff(text)
    medline.read(text, "x")


def test_a_record_has_its_place_in_the_journal():
    text = "PMID- 1\nTI  - T\nVI  - 12\nIP  - 3 Suppl\nPG  - 101-9\n"
    (only,) = medline.read(text, "x").papers
    assert (only.volume, only.issue, only.pages) == ("12", "3 Suppl", "101-9")
