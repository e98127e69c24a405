"""Bibliographies as text: which texts are claimed, how they are cut, and what is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.formats import references

APA = "Roe, J. (2020). Sand on glass. Sand Letters, 3(4), 5-6.\n"
IEEE = '[1] J. Roe and M. Poe, "Glass on sand," in Proc. ICSAND, 2019, pp. 5-6.\n'
PLAIN = "A. Smith, B. Jones. Learning to fold paper. In Proc. NeurIPS, 2021.\n"

OTHERS = {
    "licence": "Copyright (c) 2020, Jane Roe\nAll rights reserved.\n\nRedistribution and use in "
    "source and binary forms are permitted. See Roe (2020) for details.\n",
    "changelog": "# Changelog\n\n- 1.2.0 (2020-03-04). Jane Roe. Fixed the reader. Faster.\n"
    "- 1.1.0 (2019-01-02). John Poe. Added a page. Removed 3 bugs.\n",
    "changelog of people": "- Jane Roe (2020). Added the reader. Fixed a page.\n"
    "- John Poe (2019). Removed the button. Renamed it.\n",
    "recipe": "Pancakes\n\n1. Mix 200 g flour, 3 eggs and milk. Rest it for 10 minutes.\n"
    "2. Fry, turn, serve. From Grandma Roe, 1954.\n",
    "shopping list": "- Milk, eggs, bread\n- Flour (2020 harvest). Two bags.\n- Apples\n",
    "minutes": "Present: J. Roe, M. Poe, A. Coe\n\nJ. Roe, M. Poe. Budget approved. Next meeting "
    "in May 2020.\n\nA. Coe. Room booked. Done by 12 June 2020.\n",
    "course schedule": "Week 1 (2020). Introduction. Read chapters 1-3.\n"
    "Week 2 (2020). Sand. Read Roe (2019), pp. 5-6.\nWeek 3 (2020). Glass. No class.\n",
    "prose that cites": "Sand was long thought to be inert (Roe, 2019). Smith, J. (2020) showed "
    "that it is not. In Proc. NeurIPS 2020, A. Smith and B. Jones disagreed.\n\nWe follow Roe and "
    "Poe (2018), whose results were confirmed by many. It is known since 1999.\n",
    "letter": "Dear Jane Roe,\n\nThank you for your letter of 3 May 2020. We met John Poe in "
    "Paris. He sends his regards.\n\nYours, Ann Coe\n",
    "authors": "Jane Roe <jane@example.org> 2020\nJohn Poe <john@example.org> 2019\n",
    "biographies": "Jane Roe, born 1954 in Oslo. She wrote books. She lives in Paris.\n"
    "John Poe, 1955. He paints. He has two children.\n",
    "films": "The Glass Castle (2017). Drama. 127 minutes.\nSand (2015). Horror. 84 minutes.\n",
    "quotes": '"Sand is patient." Jane Roe, 2001\n"Glass is not." John Poe\n',
    "calendar": "3 May 2020: Jane Roe and John Poe. Talk on sand. Room 3.\n"
    "10 May 2020: Ann Coe. Talk on glass. Room 4.\n",
    "results": "1. Jane Roe, Norway, 2:03:14 (2020)\n2. Ann Coe, Kenya, 2:04:01 (2020)\n",
    "invoice": "Invoice 2020-17\n\nRoe, J. 3 x glass, 45.00\nPoe, M. 1 x sand, 5.00\nTotal 50.00\n",
    "verses": "Sand, Ann, and sea. John, the glass is low. In 1999, we sang.\nRoe, row. Row on.\n",
    "addresses": "Roe, Jane. 5 Sand Street. Oslo, 0150.\nPoe, John. 12 Glass Lane. Bergen, 5003.\n",
    "news": "- May 2020. Jane Roe joined us. Welcome!\n- June 2020. John Poe left. Thanks!\n",
    "to do": "- [ ] Write to A. Smith. Ask for sand. By March 2020.\n- [x] Call B. Jones. Done.\n",
    "quiz": 'Who wrote "Sand and Glass" in 1999? A. Jane Roe. B. John Poe. C. Ann Coe.\n',
    "physics without titles": "[1] J. Roe and M. Poe, Phys. Rev. Lett. 3, 5 (2020).\n"
    "[2] A. Coe, Sand Lett. 12, 7 (2019).\n",
    "code": "# Copyright 2020 J. Roe, M. Poe. See LICENSE.\nx = [1, 2]\nprint(x)\n",
    "genealogy": "Roe, John (1820-1890). Farmer. Born in Oslo.\nRoe, Ann (1825-1899). Baker.\n",
}


def titles(text):
    return [paper.title for paper in references.read(text, "x").papers]


def test_name_and_rank():
    assert (references.NAME, references.RANK) == ("references", 138)


@pytest.mark.parametrize("text", [APA, IEEE, PLAIN, APA + IEEE, f"References\n\n{PLAIN}\n{APA}"])
def test_a_bibliography_is_claimed(text):
    assert references.sniff(text)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_a_text_of_another_kind_gives_no_paper(kind, name):
    assert not references.sniff(OTHERS[kind])
    with pytest.raises(SourceError):
        read_text(OTHERS[kind], name)


def test_a_text_that_is_mostly_prose_is_not_claimed():
    assert not references.sniff("Sand is a granular material. " * 30 + "\n\n" + APA)


@pytest.mark.parametrize(
    "text",
    [
        APA + IEEE + PLAIN,
        f"References\n\n{APA}\n{IEEE}\n{PLAIN}",
        f"# Publications\n\n## 2020\n\n- {APA}- {IEEE[4:]}- {PLAIN}",
        f"1. {APA}2. {IEEE[4:]}3. {PLAIN}",
        f"[1]\t{APA}[2]\t{IEEE[4:]}[3]\t{PLAIN}",
        f"\\[1\\] {APA}\\[2\\] {IEEE[4:]}\\[3\\] {PLAIN}",
        APA.replace("glass. ", "glass.\n    ")
        + IEEE[4:].replace(" in Proc", "\n    in Proc")
        + PLAIN.replace("to fold", "to\n    fold"),
        APA.replace("Letters, ", "Letters,\n") + IEEE[4:].replace("on sand", "on\nsand") + PLAIN,
    ],
)
def test_entries_are_cut_by_numbers_bullets_blank_lines_indents_or_their_starts(text):
    assert references.sniff(text)
    expected = ["Sand on glass", "Glass on sand", "Learning to fold paper"]
    assert titles(text) == expected
    assert not references.read(text, "x").diagnostics


def test_an_entry_that_is_not_understood_is_told():
    reading = read_text(APA + PLAIN + IEEE[4:] + "Roe, J. Personal communication.\n", "x.txt")
    assert len(reading.papers) == 3
    (fault,) = reading.diagnostics
    assert (fault.line, fault.record, fault.severity) == (
        4, "Roe, J. Personal communication.", "error",
    )  # fmt: skip
    assert fault.message.startswith("not understood as a reference")


def test_links_in_entries_are_kept_and_a_linked_list_stays_a_reading_list():
    text = f"- {APA.strip()} [PDF](https://example.org/a.pdf)\n- {PLAIN}"
    assert references.sniff(text)
    papers = references.read(text, "x.md").papers
    assert [[link.url for link in paper.links] for paper in papers] == [
        ["https://example.org/a.pdf"], [],
    ]  # fmt: skip
    assert not references.sniff("- Jane Roe, Ann Poe. [Sand](https://x.org/a.pdf). ICML 2020.\n")


PIECES = st.sampled_from(
    [APA, IEEE, PLAIN, "Roe, J.", " & ", "et al. ", "(2020). ", "2020", ". ", ", ", '"', "\n", "\n\n",
     "    ", "[1] ", "- ", "In Proc. ", "pp. 5-6", "Sand on glass", ": ", "[J]", "*", "doi:10.1/x", "李明"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_papers_or_faults_on_its_lines(text):
    reading = references.read(text, "x")
    lines = text.count("\n") + 1
    assert all(paper.title and 1 <= paper.origins[0].line <= lines for paper in reading.papers)
    assert all(1 <= fault.line <= lines for fault in reading.diagnostics)


def test_the_header_of_a_table_is_no_reference():
    text = (
        "Authors,Author(s) ID,Title,Year,Source title,Volume,Art. No.,Page start,EID\n"
        '"Li, X., Wang, Y., de Vries, G.-J.","1;2","Old hats",2015,"Hats and Caps",8,,"12",2-s2.0-2\n'
    )
    (paper,) = read_text(text, "x.csv").papers
    assert (paper.title, paper.venue) == ("Old hats", "Hats and Caps")
    assert [author.name for author in paper.authors] == ["X. Li", "Y. Wang", "G.-J. de Vries"]
