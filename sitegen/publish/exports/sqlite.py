"""SQLite: tables of papers, authors, topics and related papers, with a full-text index.

Datasette shows the file, with its search, as it is: ``datasette papers.sqlite``. The bytes depend
on the records and on the release of SQLite alone.
Source: https://www.sqlite.org/fts5.html, https://docs.datasette.io/en/stable/full_text_search.html
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import SitegenError
from sitegen.locale import N_
from sitegen.publish.records import encodable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import EnrichedPaper
    from sitegen.publish.records import Records

NAME: Final = "sqlite"
SUFFIX: Final = ".sqlite"
MEDIA_TYPE: Final = "application/vnd.sqlite3"
TITLE: Final = N_("SQLite with full-text search, for Datasette")
_SCHEMA: Final = """
    PRAGMA page_size = 4096;
    CREATE TABLE papers (
        id TEXT PRIMARY KEY, page TEXT NOT NULL, citation_key TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL, authors TEXT, year INTEGER, date TEXT, venue TEXT, kind TEXT,
        status TEXT,
        volume TEXT, issue TEXT, pages TEXT, publisher TEXT, editors TEXT, series TEXT,
        edition TEXT, institution TEXT, genre TEXT, isbn TEXT, issn TEXT, license TEXT,
        doi TEXT, arxiv_id TEXT, url TEXT, pdf TEXT, language TEXT, keywords TEXT, topics TEXT,
        abstract TEXT
    );
    CREATE TABLE authors (
        paper_id TEXT NOT NULL REFERENCES papers(id), position INTEGER NOT NULL,
        name TEXT NOT NULL, orcid TEXT, PRIMARY KEY (paper_id, position)
    );
    CREATE INDEX authors_by_name ON authors(name);
    CREATE TABLE topics (
        slug TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, parent TEXT
    );
    CREATE TABLE paper_topics (
        paper_id TEXT NOT NULL REFERENCES papers(id), position INTEGER NOT NULL,
        topic TEXT NOT NULL REFERENCES topics(slug), PRIMARY KEY (paper_id, position)
    );
    CREATE INDEX papers_by_topic ON paper_topics(topic);
    CREATE TABLE related (
        paper_id TEXT NOT NULL REFERENCES papers(id), position INTEGER NOT NULL,
        related_id TEXT NOT NULL REFERENCES papers(id), score REAL NOT NULL,
        PRIMARY KEY (paper_id, position)
    );
    CREATE VIRTUAL TABLE papers_fts USING fts5(
        title, authors, venue, keywords, topics, abstract, content="papers",
        tokenize="unicode61 remove_diacritics 2"
    );
"""


def render(records: Records) -> Iterator[bytes]:
    """Yield the whole file.

    Raises:
        SitegenError: Python's SQLite has no full-text search.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise SitegenError(
                f"SQLite {sqlite3.sqlite_version} can't index text: {error}"
            ) from error
        for enriched in records:
            _insert(database, records.row(enriched), enriched)
        database.execute("INSERT INTO papers_fts(papers_fts) VALUES ('rebuild')")
        database.execute("INSERT INTO papers_fts(papers_fts) VALUES ('optimize')")
        database.commit()
        yield database.serialize()


def _insert(database: sqlite3.Connection, row: dict[str, Any], enriched: EnrichedPaper) -> None:
    """Add a paper to all tables."""
    values = tuple(map(_value, row.values()))
    paper_id = values[0]
    database.execute(f"INSERT INTO papers VALUES ({_marks(len(values))})", values)  # noqa: S608
    database.executemany(
        "INSERT INTO authors VALUES (?, ?, ?, ?)",
        (
            (paper_id, position, encodable(author.name), author.orcid)
            for position, author in enumerate(enriched.entry.paper.authors, start=1)
        ),
    )
    for position, tag in enumerate(enriched.tags, start=1):
        topic = tuple(map(_value, (tag.slug, tag.name, tag.description or None, tag.parent)))
        database.execute("INSERT OR IGNORE INTO topics VALUES (?, ?, ?, ?)", topic)
        database.execute(
            "INSERT INTO paper_topics VALUES (?, ?, ?)", (paper_id, position, topic[0])
        )
    database.executemany(
        "INSERT INTO related VALUES (?, ?, ?, ?)",
        (
            (paper_id, position, encodable(related.id), related.score)
            for position, related in enumerate(enriched.related, start=1)
        ),
    )


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _value(value: Any) -> Any:
    """Return a value as a column holds it; a list is a text with "; " between its items."""
    if isinstance(value, list):
        value = "; ".join(value) or None
    return encodable(value) if isinstance(value, str) else value
