"""Tables and objects of other trades."""

import json

import pytest

from sitegen.sources import read_text
from sitegen.sources.formats import table
from sitegen.sources.other_kinds import other_kind, table_fault


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        ("Title,Artist,Year", "Blue,Joni Mitchell,1971", "is a table of music"),
        ("Title,Director,Year,Genre", "Alien,Ridley Scott,1979,SF", "is a table of films"),
        ("Handle,Title,Vendor,Price", "hat,Felt hat,Hats,9", "is a table of products"),
        ("Id,Title,Author,Status,Assignee", "7,Crash,jroe,open,jsvart", "is a table of tasks"),
        ("Title,Channel,Views", "How to,Chan,100", "is a table whose columns (Title, Channel"),
        ("Title,Year,Colour", "Hat,2019,red", "is a table whose columns (Title, Year, Colour)"),
        ("Title,URL", "A page,https://example.org/page", "is a table whose columns (Title, URL)"),
    ],
)
def test_a_table_of_another_trade_is_refused_with_one_sentence(header, row, message):
    reading = table.read(f"{header}\n{row}\n{row}\n", "x.csv")
    assert reading.papers == ()
    [diagnostic] = reading.diagnostics
    assert diagnostic.message.startswith(message)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Title,Authors,Year", "Felt,Jana Roe,2019"),
        ("Title,Year,Journal,Price", "Felt,2019,Hats,9"),
        ("Paper Title,Year,Colour", "Felt,2019,red"),
        ("Title,Year,Citations", "Felt,2019,7"),
        ("Title,Year,Notes", "Felt,2019,good"),
        ("Title,Link,Colour", "Felt,https://doi.org/10.1000/felt,red"),
        ("Title,Author,Publisher,ISBN", "Felt,Jana Roe,Hat Press,1"),
    ],
)
def test_a_table_that_speaks_of_papers_is_read(header, row):
    [paper] = table.read(f"{header}\n{row}\n", "x.csv").papers
    assert paper.title == "Felt"


def test_the_columns_that_the_user_names_make_papers_of_any_rows():
    columns = {"title": "Title", "authors": "Artist"}
    [paper] = table.read("Title,Artist,Year\nBlue,Joni Mitchell,1971\n", "x.csv", columns).papers
    assert [author.name for author in paper.authors] == ["Joni Mitchell"]


def test_objects_of_another_trade_are_no_papers():
    reading = read_text(
        json.dumps([{"title": "Blue", "artist": "Joni Mitchell", "year": 1971}]), "x"
    )
    assert reading.papers == ()
    assert "is a record of music, not a paper" in reading.diagnostics[0].message


def test_an_abstract_outweighs_a_price():
    assert other_kind(["title", "price"]) == "products"
    assert other_kind(["title", "price", "abstract"]) == ""
    assert table_fault(["title", "price", "abstract"], "") == ""
