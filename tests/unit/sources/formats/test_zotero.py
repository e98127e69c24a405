"""Zotero's library, in tables as Zotero 6 and 7 create them."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources import read_sources
from sitegen.sources.formats import zotero

SCHEMA = """
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT NOT NULL);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT, display INT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT, fieldFormatID INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, dateAdded TIMESTAMP,
    libraryID INT NOT NULL, key TEXT NOT NULL, version INT DEFAULT 0, synced INT DEFAULT 0);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT,
    contentType TEXT, charsetID INT, path TEXT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE itemTags (itemID INT NOT NULL, tagID INT NOT NULL, type INT NOT NULL);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT NOT NULL, creatorID INT NOT NULL,
    creatorTypeID INT NOT NULL DEFAULT 1, orderIndex INT NOT NULL DEFAULT 0);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL,
    parentCollectionID INT, libraryID INT NOT NULL, key TEXT NOT NULL);
CREATE TABLE collectionItems (collectionID INT NOT NULL, itemID INT NOT NULL, orderIndex INT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted DEFAULT CURRENT_TIMESTAMP);
INSERT INTO itemTypes (itemTypeID, typeName) VALUES
    (1, 'annotation'), (3, 'attachment'), (22, 'journalArticle'), (28, 'note'), (7, 'book'), (31, 'preprint');
INSERT INTO creatorTypes VALUES (8, 'author'), (10, 'editor'), (2, 'contributor');
"""


@pytest.fixture
def library():
    """Return an empty library of Zotero."""
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    yield database
    database.close()


def add_item(database, kind, creators=(), tags=(), **values):
    """Add an item with (type, first name, last name, mode) of creators; return its number."""
    rows = database.execute
    (type_id,) = rows("SELECT itemTypeID FROM itemTypes WHERE typeName = ?", (kind,)).fetchone()
    number = (rows("SELECT max(itemID) FROM items").fetchone()[0] or 0) + 1
    rows("INSERT INTO items (itemID, itemTypeID, libraryID, key) VALUES (?, ?, 1, ?)",
         (number, type_id, f"KEY{number}"))  # fmt: skip
    for name, value in values.items():
        field = rows("INSERT INTO fields (fieldName) VALUES (?)", (name,)).lastrowid
        value_id = rows("INSERT INTO itemDataValues (value) VALUES (?)", (value,)).lastrowid
        rows("INSERT INTO itemData VALUES (?, ?, ?)", (number, field, value_id))
    for index, (creator_type, *name) in enumerate(creators):
        sql = "INSERT INTO creators (firstName, lastName, fieldMode) VALUES (?, ?, ?)"
        creator = rows(sql, name).lastrowid
        sql = "INSERT INTO itemCreators SELECT ?, ?, creatorTypeID, ? FROM creatorTypes WHERE creatorType = ?"
        rows(sql, (number, creator, index, creator_type))
    for name in tags:
        tag = rows("INSERT INTO tags (name) VALUES (?)", (name,)).lastrowid
        rows("INSERT INTO itemTags VALUES (?, ?, 0)", (number, tag))
    return number


def read(database, path="zotero.sqlite"):
    database.commit()
    return zotero.read_bytes(database.serialize(), path)


def test_an_item_has_its_fields(library):
    number = add_item(
        library, "journalArticle",
        [("editor", "Eva", "Editor", 0), ("author", "Jana", "Roe", 0), ("author", None, "The Group", 1)],
        ["hats", "horses"],
        title="Hats for horses", abstractNote="They wear them.", publicationTitle="Hats",
        date="2019-05-04 May 4, 2019", DOI="10.99234/hat", language="en-US", url="https://x.org/hat",
        extra="arXiv: 2407.00001 [cs]\nCitation Key: roe2019",
    )  # fmt: skip
    library.execute("INSERT INTO collections VALUES (1, 'Reading', NULL, 1, 'C')")
    library.execute("INSERT INTO collectionItems VALUES (1, ?, 0)", (number,))
    (only,) = read(library).papers
    assert (only.title, only.abstract, only.venue) == ("Hats for horses", "They wear them.", "Hats")
    assert [a.name for a in only.authors] == ["Jana Roe", "The Group"]
    assert (only.date, only.year, only.doi) == ("2019-05-04", 2019, "10.99234/hat")
    assert (only.language, only.arxiv_id, only.source_id) == ("en", "2407.00001", "roe2019")
    assert only.keywords == ("hats", "horses", "Reading")
    assert [link.url for link in only.links] == ["https://x.org/hat"]


def test_an_item_has_its_licence(library):
    add_item(
        library, "preprint", title="Hats", rights="https://creativecommons.org/licenses/by/4.0/"
    )
    (only,) = read(library).papers
    assert only.license == "https://creativecommons.org/licenses/by/4.0/"


def test_notes_and_attachments_belong_to_their_item(library):
    number = add_item(library, "book", [("editor", "Eva", "Editor", 0)], title="A book")
    note, trashed = add_item(library, "note"), add_item(library, "note")
    pdf = add_item(library, "attachment", url="https://x.org/a.pdf", title="PDF")
    file = add_item(library, "attachment", filename="a.pdf")
    add_item(library, "annotation")
    html = "<div><h1>My view</h1><p>It is <b>good</b> &amp; short.</p><ul><li>one</li><li>two</li></ul></div>"
    library.executemany(
        "INSERT INTO itemNotes VALUES (?, ?, ?, '')", [(note, number, html), (trashed, number, "x")]
    )
    library.executemany(
        "INSERT INTO itemAttachments VALUES (?, ?, ?, 'application/pdf', NULL, ?)",
        [(pdf, number, 1, "storage:a.pdf"), (file, number, 0, "storage:b.pdf")],
    )
    library.execute("INSERT INTO deletedItems (itemID) VALUES (?)", (trashed,))
    (only,) = read(library).papers
    assert only.note == "## My view\n\nIt is good & short.\n\n- one\n- two"
    assert [(link.url, link.kind) for link in only.links] == [("https://x.org/a.pdf", "pdf")]
    assert [a.name for a in only.authors] == ["Eva Editor"]


@pytest.mark.parametrize(
    ("raw", "year", "date"),
    [("2019-05-00 May 2019", 2019, "2019-05"), ("2019-00-00 2019", 2019, None), ("2019", 2019, None),
     ("0000-00-00 in press", None, None), ("2019-05-04", 2019, "2019-05-04")],
)  # fmt: skip
def test_dates_may_lack_their_end(library, raw, year, date):
    add_item(library, "preprint", title="T", date=raw)
    (only,) = read(library).papers
    assert (only.year, only.date) == (year, date)


def test_the_bin_is_left_out_and_an_item_without_a_title_is_a_fault(library):
    number = add_item(library, "book", title="Thrown away")
    library.execute("INSERT INTO deletedItems (itemID) VALUES (?)", (number,))
    add_item(library, "book", abstractNote="A")
    reading = read(library)
    assert reading.papers == ()
    assert [(d.severity, d.record, d.message) for d in reading.diagnostics] == [
        ("error", "KEY2", "there is no title; give one"),
        ("notice", "", "1 item in the bin of Zotero, not read"),
    ]
    assert (reading.record_count, reading.missing_count) == (2, 0)


def test_a_library_with_a_log_is_read_with_a_warning(library, tmp_path):
    add_item(library, "book", title="T")
    library.commit()
    data = bytearray(library.serialize())
    data[18:20] = b"\2\2"
    path = tmp_path / "zotero.sqlite"
    path.write_bytes(data)
    assert read_sources([str(path)]).diagnostics == ()
    (tmp_path / "zotero.sqlite-wal").write_bytes(b"x")
    reading = read_sources([str(path)])
    assert [p.title for p in reading.papers] == ["T"]
    assert [d.severity for d in reading.diagnostics] == ["warning"]


def test_another_database_is_refused():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE items (itemID)")
    with pytest.raises(SourceError, match="is an SQLite database, but not Zotero's"):
        read(database)
    database.close()


def test_an_empty_library_is_named(library, tmp_path):
    path = tmp_path / "zotero.sqlite"
    library.commit()
    path.write_bytes(library.serialize())
    with pytest.raises(SourceError, match=r"zotero\.sqlite:1: holds no paper: it has no record"):
        read_sources([str(path)])


def test_a_schema_that_is_no_text_is_damage(library):
    add_item(library, "book", title="T")
    library.commit()
    content = library.serialize().replace(b"CREATE TABLE itemData", b"CREATE TABLE \xd9temData", 1)
    with pytest.raises(SourceError, match=r"can't be read as an SQLite database|not Zotero's"):
        zotero.read_bytes(content, "x")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_library_is_read_or_refused(data):
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    add_item(database, "book", title="T")
    database.commit()
    content = bytearray(database.serialize())
    database.close()
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(20, len(content)))
    try:
        zotero.read_bytes(bytes(content[:end]), "x")
    except SourceError as error:
        assert str(error).startswith("x: ")


def test_the_name_and_the_rank_of_the_format():
    assert (zotero.NAME, zotero.RANK, zotero.MAGIC) == ("zotero", 180, b"SQLite format 3\0")


def test_items_of_feeds_are_no_part_of_the_library(library):
    add_item(library, "journalArticle", title="T", volume="5", issue="2", pages="11-22")
    feed = add_item(library, "journalArticle", titleOfFeed="x")
    library.execute("CREATE TABLE feedItems (itemID INTEGER PRIMARY KEY, guid TEXT)")
    library.execute("INSERT INTO feedItems VALUES (?, 'g')", (feed,))
    reading = zotero.read_bytes(library.serialize(), "x")
    assert [(p.title, p.volume, p.issue, p.pages) for p in reading.papers] == [
        ("T", "5", "2", "11-22")
    ]  # fmt: skip
    assert reading.diagnostics == ()


@pytest.mark.parametrize("columns", ["data TEXT, flag INT DEFAULT 0", "data TEXT"])
def test_retracted_items_are_those_that_the_user_has_not_cleared(library, columns):
    numbers = [add_item(library, "journalArticle", title=f"Paper {n}") for n in range(4)]
    library.execute(f"CREATE TABLE retractedItems (itemID INTEGER PRIMARY KEY, {columns})")
    has_flag = "flag" in columns
    # Zotero's flags: 0 marked, 1 cleared by the user, 2 marked without a warning when it is cited.
    for number, flag in zip(numbers, (0, 1, 2), strict=False):
        names, marks = ("itemID, flag", "?, ?") if has_flag else ("itemID", "?")
        values = (number, flag) if has_flag else (number,)
        library.execute(f"INSERT INTO retractedItems ({names}) VALUES ({marks})", values)
    statuses = [paper.status for paper in read(library).papers]
    assert statuses == ["retracted", None if has_flag else "retracted", "retracted", None]


def test_changes_in_the_log_of_an_open_library_are_read_and_nothing_is_written(tmp_path):
    path = tmp_path / "zotero.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(SCHEMA)
    database.execute("CREATE TABLE version (schema TEXT PRIMARY KEY, version INT NOT NULL)")
    database.execute("INSERT INTO version VALUES ('userdata', 123)")
    add_item(database, "book", title="First")
    database.execute("PRAGMA journal_mode = WAL")
    add_item(database, "book", title="Second")
    # Zotero holds a lock while it writes.
    database.execute("BEGIN EXCLUSIVE")
    add_item(database, "book", title="Not committed")
    content = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    reading = read_sources([str(path)])
    assert ([p.title for p in reading.papers], reading.diagnostics) == (["First", "Second"], ())
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == content
    database.close()
