"""Entries that break the grammar and are read all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources import read_text
from sitegen.sources.bibtex.grammar import Fault, parse

LAST = "\n@misc{last, title = {Last}, author = {Zoe Zed}, year = 2001}\n"
#: The fault, the lines of the entry, its key, and the start of each warning with its line.
BROKEN = [
    ("no comma after the key", "@article{k\n title={A Title},\n author={Ann Roe},\n year=2020\n}",
     "k", [(1, "the comma after the key is missing")]),
    ("a colon after the key", "@article{k:\n title={A Title},\n author={Ann Roe},\n year=2020\n}",
     "k", [(1, "the comma after the key is missing")]),
    ("a comma in the key", "@article{Roe, 2020,\n title={A Title}, author={Ann Roe}, year=2020}",
     "Roe, 2020", [(1, "the key has a comma")]),
    ("no comma between fields", "@article{k,\n title={A Title}\n author={Ann Roe}\n year=2020}",
     "k", []),
    ("no last brace", "@article{k,\n title={A Title},\n author={Ann Roe},\n year=2020\n",
     "k", [(5, "the last brace is missing")]),
    ("semicolons", "@article{k;\n title={A Title};\n author={Ann Roe};\n year=2020;\n}",
     "k", [(1, "the comma after the key"), (2, "a semicolon stands")]),
    ("quotes in quotes", '@article{k,\n title="A "Title"",\n author="Ann Roe",\n year="2020"\n}',
     "k", [(2, "quotes in the quotes of title")]),
    ("no equals sign", "@article{k,\n title {A Title},\n author={Ann Roe},\n year 2020\n}",
     "k", [(2, "the equals sign after title"), (4, "the equals sign after year")]),
    ("colons", '@article{k,\n title: "A Title",\n author: {Ann Roe},\n year: 2020}',
     "k", [(2, "the equals sign after title"), (3, "the equals sign after author"),
           (4, "the equals sign after year")]),
    ("a blank before the parenthesis", "@article (k,\n title={A Title},author={Ann Roe},year=2020)",
     "k", []),
    ("an open brace", "@article{k,\n title={A Title,\n author={Ann Roe},\n year=2020\n}",
     "k", [(2, "the brace of title is not closed")]),
    ("an open brace that another one closes",
     "@article{k,\n title={A Title,\n author={Ann Roe},\n year=2020\n}}",
     "k", [(2, "the brace of title is not closed")]),
    ("an open inner brace", "@article{k,\n title={{A Title},\n author={Ann Roe},\n year=2020\n}",
     "k", [(2, "the brace of title is not closed")]),
    ("an open quote", '@article{k,\n title="A Title,\n author="Ann Roe",\n year=2020\n}',
     "k", [(2, "the quote of title is not closed")]),
    ("no opening brace", "@article{k,\n title=A Title},\n author={Ann Roe},\n year=2020\n}",
     "k", [(2, "the value of title is not in braces")]),
    ("no braces", "@article{k,\n year=2020,\n author=Ann Roe,\n title=A Title\n}",
     "k", [(3, "the value of author"), (4, "the value of title")]),
    ("single quotes", "@article{k,\n title='A Title',\n author='Ann Roe',\n year='2020'\n}",
     "k", [(2, "the value of title"), (3, "the value of author"), (4, "the value of year")]),
    ("typographic quotes", "@article{k,\n title=“A Title”,\n author=“Ann Roe”,\n year=2020\n}",
     "k", [(2, "the value of title"), (3, "the value of author")]),
    ("text between fields", "@article{k,\n title={A Title},\n ???\n author={Ann Roe},\n year=2020}",
     "k", [(3, "“???” is no field")]),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "entry", "key", "faults"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_entry_loses_nothing(_name, entry, key, faults):
    reading = read_text(entry + LAST, "a.bib")
    first, last = reading.papers
    assert first.title.replace('"', "") == "A Title"
    assert [author.name for author in first.authors] == ["Ann Roe"]
    assert (first.year, first.source_id, last.title) == (2020, key, "Last")
    assert [(item.line, item.message[: len(fault)]) for item, (_, fault) in zip(
        reading.diagnostics, faults, strict=True)] == faults  # fmt: skip


def test_a_file_that_was_cut_gives_what_it_has():
    reading = read_text("@misc{k, title={T},\n author={Ann Roe},\n abstract={It was cut o", "a.bib")
    [paper] = reading.papers
    assert (paper.title, paper.abstract) == ("T", "It was cut o")
    assert {item.line for item in reading.diagnostics} == {3}


@pytest.mark.parametrize("text", ["@misc{k, what is {this}?}", "@misc{a b c", "@misc{k, x {y}"])
def test_text_without_fields_is_a_fault(text):
    assert [type(item) for item in parse(text).items] == [Fault]


ENTRY = "@article{k,\n  title = {A-Title},\n  author = {Ann-Roe},\n  year = 2020,\n}\n"
SIGNS = [i for i, c in enumerate(ENTRY) if not c.isalnum() and c not in "@\n-"]


# Without its "@" or its brace it is text between entries.
@given(st.sampled_from(SIGNS[1:]))
def test_any_sign_that_is_missing_costs_nothing(position):
    reading = read_text(ENTRY[:position] + ENTRY[position + 1 :] + LAST, "a.bib")
    assert [paper.title for paper in reading.papers] == ["A-Title", "Last"]
    assert [author.name for author in reading.papers[0].authors] == ["Ann-Roe"]
    assert reading.papers[0].year == 2020


@given(st.lists(st.sampled_from(["{", "}", '"', ",", ";", "=", ":", "\n", " ", "title", "year",
                                 "author", "a", "7", "#", "'"]), max_size=30))  # fmt: skip
def test_any_entry_gives_an_entry_or_a_fault(parts):
    items = parse("@misc{" + "".join(parts) + LAST).items
    assert items[-1].key == "last"
    assert len(items) == 2
