"""Formatted bibliographies of LaTeX."""

import pytest

from sitegen.sources.formats import bbl
from tests.unit.sources.timing import assert_linear

BEGIN, END = "\\begin{thebibliography}{9}\n", "\\end{thebibliography}\n"
ITEM = (
    "\\bibitem{roe}\nJana Roe.\n\\newblock A study of lamps.\n\\newblock {\\em Mind}, 1(2), 2001.\n"
)
ENTRY = (
    "\\refsection{0}\n\\entry{roe}{article}{}{}\n\\name{author}{1}{}{%\n{{hash=a}{%\n"
    "family={Roe},\ngiven={Jana}}}%\n}\n\\field{title}{A {L}amp}\n\\field{year}{2001}\n"
)


def read(text):
    return bbl.read(text, "x.bbl")


@pytest.mark.parametrize(
    ("head", "is_bbl"),
    [
        (BEGIN + ITEM, True),
        (ITEM, True),
        ("% $ biblatex auxiliary file $\n", True),
        (ENTRY, True),
        ("\\documentclass{article}\n" + BEGIN + ITEM, False),
        ("\\section{References}\n" + BEGIN, False),
        ("In TeX, \\bibitem starts a reference.\n", False),
        ("", False),
    ],
)
def test_a_bibliography_alone_is_claimed(head, is_bbl):
    assert bbl.sniff(head) is is_bbl


def test_entries_have_their_lines_and_keys():
    reading = read(BEGIN + ITEM + ITEM.replace("roe", "poe").replace("lamps", "oil"))
    first, second = reading.papers
    assert (first.title, first.venue, first.volume, first.issue) == (
        "A study of lamps",
        "Mind",
        "1",
        "2",
    )
    assert [(p.source_id, p.origins[0].line) for p in (first, second)] == [("roe", 2), ("poe", 6)]
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    "label",
    ["[12]", "[Roe(2001)]", "[{Roe [a]}(2001)]", " [{\\cite {Roe}\\ a(2001)}]", "[Roe]%\n        "],
)
def test_a_label_is_no_part_of_the_reference(label):
    (only,) = read(BEGIN + ITEM.replace("\\bibitem", f"\\bibitem{label}") + END).papers
    assert (only.source_id, [a.name for a in only.authors]) == ("roe", ["Jana Roe"])


@pytest.mark.parametrize("head", ["Roe, J. (2001).", "Jana Roe. 2001.", "Jana Roe, 2001a."])
def test_the_year_may_follow_the_authors(head):
    (only,) = read(ITEM.replace("Jana Roe.", head).replace("(2), 2001", "(2)")).papers
    assert (only.year, only.title) == (2001, "A study of lamps")
    assert only.authors[0].name.endswith("Roe")


def test_an_entry_that_is_not_understood_is_a_diagnostic():
    reading = read(BEGIN + ITEM + "\\bibitem{b}\nSee there.\n\\bibitem damaged\n" + END)
    assert len(reading.papers) == 1
    assert [d.line for d in reading.diagnostics] == [6, 8]
    assert "give the .bib file" in reading.diagnostics[0].message


def test_several_bibliographies_may_follow_each_other():
    reading = read(BEGIN + ITEM + END + BEGIN + ITEM.replace("lamps", "oil") + END)
    assert [p.title for p in reading.papers] == ["A study of lamps", "A study of oil"]
    assert reading.diagnostics == ()


def test_an_entry_of_biblatex_is_read_once():
    reading = read(ENTRY + "\\endentry\n" + ENTRY + "\\endentry\n")
    (only,) = reading.papers
    assert (only.title, only.year, [a.name for a in only.authors]) == ("A Lamp", 2001, ["Jana Roe"])


def test_an_entry_without_an_end_has_a_warning():
    reading = read(ENTRY + ENTRY.replace("{roe}", "{poe}") + "\\endentry\n")
    assert len(reading.papers) == 2
    assert "does not end" in reading.diagnostics[0].message


@pytest.mark.parametrize(
    "part", ["\\bibitem[", "\\bibitem{a}{", "\\newblock ", "\\href{", "\\url{a} "]
)
def test_time_is_linear(part):
    assert_linear(lambda count: BEGIN + part * count, read_all_of, 500)


def read_all_of(text):
    return list(read(text).diagnostics)


@pytest.mark.parametrize("start", ["\\bibite{roe}", "{poe}", "x"])
def test_an_entry_without_its_start_is_counted(start):
    reading = read(BEGIN + ITEM + "\n" + ITEM.replace("\\bibitem{roe}", start) + END)
    assert (len(reading.papers), reading.record_count) == (1, 2)
    assert "is the line missing that starts one?" in reading.diagnostics[0].message
    headless = read(BEGIN + ITEM.replace("\\bibitem{roe}", start) + "\n" + ITEM + END)
    assert (len(headless.papers), headless.record_count) == (1, 2)


@pytest.mark.parametrize("end", ["\\endentry\n", ""])
def test_an_entry_of_biblatex_without_its_start_is_counted(end):
    rest = ENTRY.partition("\n\\name")[2]
    reading = read(ENTRY + end + rest + "\\endentry\n")
    assert (len(reading.papers), reading.record_count) == (1, 2)
    assert read(rest + "\\endentry\n" + ENTRY + end).record_count == 2


def test_an_emphasized_title_needs_no_year():
    text = (
        "\\begin{thebibliography}{9}\n"
        "\\bibitem{a} C. Roe and A. Ga\\'uss, \\emph{Threads: a {B}anach survey}, arXiv:2001.00001.\n"
        "\\bibitem{b} A. Roe and B. Poe, \\emph{Phys. Tea Lett.} \\textbf{12}, 45.\n"
        "\\end{thebibliography}\n"
    )
    result = bbl.read(text, "x.bbl")
    (only,) = result.papers
    assert (only.title, only.arxiv_id) == ("Threads: a Banach survey", "2001.00001")
    assert [author.name for author in only.authors] == ["C. Roe", "A. Gaúss"]
    assert len(result.diagnostics) == 1
