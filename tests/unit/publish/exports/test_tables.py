"""CSV, SQLite and Parquet hold the same rows."""

import csv
import io
import re
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sitegen.paper import Author, Paper
from sitegen.publish import render_export
from tests.unit.citation.papers import papers
from tests.unit.publish.exports.builders import records_of


def rendered(name, records):
    return b"".join(render_export(name, records))


def cells(row):
    """Return a row as texts, its lists joined."""
    return {
        name: "; ".join(v) if isinstance(v, list) else "" if v is None else str(v)
        for name, v in row.items()
    }


def read_csv(text):
    # One apostrophe before what a spreadsheet takes for a formula.
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{n: re.sub(r"^'(?='*[=+\-@\t\r])", "", v) for n, v in row.items()} for row in rows]


@pytest.fixture
def database(tmp_path):
    connections = []

    def connect(records):
        path = tmp_path / "papers.sqlite"
        path.write_bytes(rendered("sqlite", records))
        connections.append(sqlite3.connect(path))
        connections[-1].row_factory = sqlite3.Row
        return connections[-1]

    yield connect
    for connection in connections:
        connection.close()


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(papers(), min_size=1, max_size=3))
def test_every_field_of_any_paper_is_in_each_table(database, papers_):
    records = records_of(papers_)
    rows = [records.row(paper) for paper in records]
    assert read_csv(rendered("csv", records).decode()) == list(map(cells, rows))
    stored = database(records).execute("SELECT * FROM papers ORDER BY rowid")
    assert [cells(dict(row)) for row in stored] == list(map(cells, rows))
    table = parquet.read_table(io.BytesIO(rendered("parquet", records)))
    assert table.to_pylist() == rows


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "-3", "+x", "'=1", "''@"])
def test_a_spreadsheet_takes_no_text_for_a_formula(title):
    text = rendered("csv", records_of([Paper(title)])).decode()
    assert f",'{title}," in text
    assert read_csv(text)[0]["title"] == title


def test_the_database_answers_full_text_queries_as_datasette_asks(database):
    connection = database(records_of([
        Paper("On grâphs", authors=(Author("Ada Lovelace", orcid="0000-0002-1825-0097"),)),
        Paper("Hats", abstract="Graphs of felt."),
    ]))  # fmt: skip
    # Datasette finds the index of a table by its "content".
    # Source: datasette/utils/__init__.py, detect_fts_sql
    detect = """
        SELECT name FROM sqlite_master WHERE rootpage = 0
        AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="papers"%'
    """
    assert [row[0] for row in connection.execute(detect)] == ["papers_fts"]
    query = """
        SELECT title FROM papers WHERE rowid IN
        (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?) ORDER BY rowid
    """
    assert [row[0] for row in connection.execute(query, ["graphs"])] == ["On grâphs", "Hats"]
    assert [row[0] for row in connection.execute(query, ['"lovelace"'])] == ["On grâphs"]
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    authors = connection.execute("SELECT name, orcid FROM authors").fetchall()
    assert list(map(tuple, authors)) == [("Ada Lovelace", "0000-0002-1825-0097")]
    topics = connection.execute("SELECT topic FROM paper_topics WHERE paper_id = 'p00001'")
    assert [row[0] for row in topics] == ["hats", "felt"]
    related = connection.execute("SELECT related_id, score FROM related WHERE paper_id = 'p00000'")
    assert list(map(tuple, related)) == [("p00001", 0.5)]
