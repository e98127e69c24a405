"""CSV and TSV."""

import csv

import pytest

from sitegen.sources.csv_rows import iter_rows
from sitegen.sources.formats import table


def read(text, **columns):
    return table.read(text, "x.csv", columns)


def titles(text, **columns):
    return [p.title for p in read(text, **columns).papers]


@pytest.mark.parametrize(
    ("head", "title", "claimed"),
    [
        ("title,year\n", None, True), ("\n\nTitle;Year", None, True), ("a\tPaper Title\n", None, True),
        ("year|name", None, True), ("title\n", None, False), ("a,b\ntitle,year", None, False),
        ("Nom,An", "Nom", True), ("Nom,An", None, False), ("Nom", "Nom", False), ("", None, False),
        (",".join(["title"] * 99), None, True), (",".join(["title"] * 100), None, False),
        ('"title, year",x', None, False), ('"title",x', None, True),
    ],
)  # fmt: skip
def test_a_header_with_a_title_is_claimed(head, title, claimed):
    assert table.sniff(head, title) is claimed


@pytest.mark.parametrize("separator", ["\t", ",", ";", "|"])
def test_tables_may_have_any_of_four_separators(separator):
    text = "title,year\nA Title,2020\n".replace(",", separator)
    (only,) = read(text).papers
    assert (only.title, only.year, only.origins[0].line) == ("A Title", 2020, 2)


def test_of_two_separators_the_tab_comes_first():
    (only,) = read("title\tname,x\tjournal\tyear\nA,B\tC\tJ\t2020\n").papers
    assert (only.title, only.year) == ("A,B", 2020)


def test_cells_may_be_quoted_and_have_lines():
    reading = read('title,abstract\n"A ""B"", C","One\ntwo."\n\n , \nD,E\n')
    assert [(p.title, p.abstract, p.origins[0].line) for p in reading.papers] == [
        ('A "B", C', "One two.", 2), ("D", "E", 6),
    ]  # fmt: skip
    assert reading.diagnostics == ()


def test_a_row_may_be_shorter_than_the_header_but_not_longer():
    reading = read("title,year,venue\nA\nB,2020\nC,2020,V\nD,2020,V,W\nE,2020,,\n")
    assert [(p.title, p.year, p.venue) for p in reading.papers] == [
        ("A", None, None), ("B", 2020, None), ("C", 2020, "V"), ("E", 2020, None),
    ]  # fmt: skip
    assert [(d.line, d.record, d.message) for d in reading.diagnostics] == [
        (5, "D,2020,V,W", "has 4 cells and the header 3; quote cells with a ','"),
    ]  # fmt: skip


def test_a_row_without_a_title_is_quoted_up_to_200_characters():
    (diagnostic,) = read("title,abstract\n," + "x" * 300 + "\n").diagnostics
    assert (diagnostic.line, diagnostic.record) == (2, "," + "x" * 199)


def test_columns_have_the_user_s_names():
    text = "Nom;An;title\nA;2020;wrong\n"
    (only,) = read(text, title="Nom", year="An").papers
    assert (only.title, only.year) == ("A", 2020)


def test_a_forced_table_may_have_one_column():
    assert titles("title\nA\nB\n") == ["A", "B"]


def test_blank_lines_before_the_header_are_skipped():
    reading = read("\n\ntitle,year\nA,2020\n")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 4)]
    assert read("title,year\n") == table.ReadResult((), ())


def test_a_cell_has_at_most_a_million_characters():
    fits, too_long = "x" * 1_000_000, "x" * 1_000_001
    reading = read(f"title,abstract text of paper\nA,{fits}\nB,{too_long}\nC,\n")
    assert [p.title for p in reading.papers] == ["A", "C"]
    (diagnostic,) = reading.diagnostics
    assert diagnostic.line == 3
    assert diagnostic.message == "can't be read as a row: field larger than field limit (1000000)"


def test_the_limit_of_the_csv_module_stays_what_it_was():
    previous = csv.field_size_limit(777)
    try:
        text = "a,b\n" + "x" * 1_000 + ",d\n" + "y" * 1_000_001 + "\ne,f"
        for row in iter_rows(text.split("\n"), ",", 0, 2):
            assert row
            assert csv.field_size_limit() == 777
        titles("title,year\nA,2020\n")
        assert csv.field_size_limit() == 777
    finally:
        csv.field_size_limit(previous)


def test_the_name_and_the_rank_of_the_format():
    assert (table.NAME, table.RANK) == ("csv", 150)
    assert table.TAKES_COLUMNS is True


def test_rows_of_one_author_each_are_one_paper():
    reading = read(
        "paper,title,first,last,email,affiliation\n17,Felt,Jana,Roe,j@x,U\n17,Felt,Jon,Svart,s@x,V\n"
        "21,Straw,Taro,Morikawa,t@x,W\n"
    )
    assert [(p.title, [a.name for a in p.authors], p.origins[0].line) for p in reading.papers] == [
        ("Felt", ["Jana Roe", "Jon Svart"], 2), ("Straw", ["Taro Morikawa"], 4),
    ]  # fmt: skip
    assert reading.papers[0].authors[0].affiliations == ("U",)


def test_bars_part_authors_and_keywords_in_a_cell():
    [paper] = read("title,authors,keywords\nFelt,Jana Roe|Jon Svart,felt | hats\n").papers
    assert [author.name for author in paper.authors] == ["Jana Roe", "Jon Svart"]
    assert paper.keywords == ("felt", "hats")


HEADER = "title,authors,year,doi"
ROWS = [f"Paper {n},Jana Roe,2001,10.1234/{n}" for n in range(5)]


def test_rows_above_the_header_are_papers():
    reading = read("\n".join([ROWS[3], *ROWS[:3], HEADER, ROWS[4]]))
    assert [p.title for p in reading.papers] == [f"Paper {n}" for n in (3, 0, 1, 2, 4)]
    assert [p.origins[0].line for p in reading.papers] == [1, 2, 3, 4, 6]


def test_lines_about_the_export_are_no_rows():
    text = "\n".join(["My library,,,", "Export,of,four,columns", HEADER, *ROWS])
    assert len(read(text).papers) == len(ROWS)


@pytest.mark.parametrize("quote", ["", '"'])
def test_each_row_of_a_line_is_counted(quote):
    rows = [f"{row}{quote}" for row in ROWS]
    rows = [row.replace(",10.", f",{quote}10.") for row in rows]
    reading = read("\n".join([HEADER, f"{rows[0]}x{rows[1]}", *rows[2:]]))
    assert [p.title for p in reading.papers] == ["Paper 2", "Paper 3", "Paper 4"]
    assert [d.line for d in reading.diagnostics] == [2, 2]
    assert reading.record_count == len(ROWS)


def test_a_row_that_is_joined_to_the_header_is_counted():
    reading = read("\n".join([HEADER[:-3] + ROWS[0], *ROWS[1:]]))
    assert len(reading.papers) == 4
    assert (reading.diagnostics[0].line, reading.record_count) == (1, 5)
    assert "is the end of its line missing?" in reading.diagnostics[0].message


def test_rows_may_be_shorter_than_the_header():
    assert read("title,year,tags,notes\nA,2001\nB,2002\n").diagnostics == ()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("title\nLakes in winter\nIce, snow and rain\n", ["Lakes in winter", "Ice, snow and rain"]),
        ('"Titel"\r\n"Seen, zwei"\r\n"Der ""große"" See"\r\n', ["Seen, zwei", 'Der "große" See']),
        # Labels on lines of their own, prose, and one line that may be anything.
        ("Title\nLakes in winter\nAuthors\nJane Roe\n", None),
        ("Title\n\nThis is prose about lakes.\nThere is more of it.\n", None),
        ("Title\nLakes in winter\n", None),
        ("name\nJane Roe\nMax Foss\n", None),
    ],
)
def test_a_column_of_titles_alone_is_a_table(text, titles):
    assert table.sniff(text) is (titles is not None)
    if titles:
        assert [paper.title for paper in table.read(text, "x.csv").papers] == titles
