"""Zotero's own library, zotero.sqlite, also while Zotero has it open.

Source: https://github.com/zotero/zotero/blob/main/resource/schema/userdata.sql
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.fields import Record, read_records
from sitegen.sources.notes.html import note_text
from sitegen.sources.refusals import UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.sources.reading import ReadResult

NAME: Final = "zotero"
RANK: Final = 180
MAGIC: Final = b"SQLite format 3\0"

#: Tables that a library of Zotero 5 and later has.
_TABLES: Final = frozenset({
    "items", "itemTypes", "itemData", "itemDataValues", "fields", "creators", "itemCreators",
    "creatorTypes", "tags", "itemTags", "collections", "collectionItems", "itemNotes",
    "itemAttachments", "deletedItems",
})  # fmt: skip
#: Bytes of the header that say whether a write-ahead log is used (SQLite, section 1.3).
_JOURNAL_BYTES: Final = slice(18, 20)
_ROLLBACK_JOURNAL: Final = b"\1\1"
#: Item types that are parts of other items.
_PARTS: Final = frozenset({"note", "attachment", "annotation"})
#: Our field -> Zotero's, best first.
_FIELDS: Final = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "abstract": ("abstractNote",),
    "venue": ("publicationTitle", "proceedingsTitle", "bookTitle", "conferenceName",
              "encyclopediaTitle", "dictionaryTitle", "websiteTitle", "blogTitle", "forumTitle",
              "university", "institution", "repository", "publisher"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "publisher": ("publisher",),
    "series": ("series", "seriesTitle"),
    "edition": ("edition",),
    "institution": ("university", "institution"),
    "genre": ("thesisType", "reportType"),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "license": ("rights",),
    "date": ("date", "dateDecided", "issueDate", "dateEnacted"),
    "doi": ("DOI",),
    "language": ("language",),
    "id": ("citationKey",),
}  # fmt: skip
_VALUES: Final = """
    SELECT d.itemID, f.fieldName, v.value FROM itemData d
    JOIN fields f ON f.fieldID = d.fieldID JOIN itemDataValues v ON v.valueID = d.valueID
"""
_ITEMS: Final = """
    SELECT i.itemID, t.typeName, i.key FROM items i JOIN itemTypes t ON t.itemTypeID = i.itemTypeID
    WHERE i.itemID NOT IN (SELECT itemID FROM deletedItems) {feeds} ORDER BY i.itemID
"""
#: Items of the feeds that the user follows are no part of the library.
_NO_FEEDS: Final = "AND i.itemID NOT IN (SELECT itemID FROM feedItems)"
_CREATORS: Final = """
    SELECT ic.itemID, ct.creatorType, c.firstName, c.lastName, c.fieldMode FROM itemCreators ic
    JOIN creators c ON c.creatorID = ic.creatorID
    JOIN creatorTypes ct ON ct.creatorTypeID = ic.creatorTypeID ORDER BY ic.itemID, ic.orderIndex
"""
_KEYWORDS: Final = """
    SELECT it.itemID, t.name FROM itemTags it JOIN tags t ON t.tagID = it.tagID
    UNION ALL SELECT ci.itemID, c.collectionName FROM collectionItems ci
    JOIN collections c ON c.collectionID = ci.collectionID
"""
_NOTES: Final = """
    SELECT parentItemID, note FROM itemNotes WHERE parentItemID IS NOT NULL
    AND itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID
"""
_ATTACHMENTS: Final = """
    SELECT parentItemID, itemID, contentType FROM itemAttachments WHERE parentItemID IS NOT NULL
    AND itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID
"""
#: Items that Zotero marks as retracted, but those whose mark the user has taken off (its flag 1).
_RETRACTED: Final = "SELECT itemID FROM retractedItems WHERE coalesce({flag}, 0) <> 1"
#: Number of items that are left out, and why.
_OMISSIONS: Final = (
    ("{} in the bin of Zotero", """
        SELECT count(*) FROM deletedItems d JOIN items i ON i.itemID = d.itemID
        JOIN itemTypes t ON t.itemTypeID = i.itemTypeID
        WHERE t.typeName NOT IN ('note', 'attachment', 'annotation')
     """),
    ("{} that is a note or a file of no other item", """
        SELECT count(*) FROM (
            SELECT itemID FROM itemNotes WHERE parentItemID IS NULL
            UNION SELECT itemID FROM itemAttachments WHERE parentItemID IS NULL
        ) WHERE itemID NOT IN (SELECT itemID FROM deletedItems)
     """),
)  # fmt: skip
#: Who wrote the item, by its type: a thesis has an author, a talk a presenter.
_AUTHOR_TYPES: Final = frozenset({
    "author", "presenter", "podcaster", "inventor", "programmer", "director", "artist",
    "contributor", "cartographer", "interviewee", "sponsor", "performer",
})  # fmt: skip
#: "2019-05-00 May 2019": the sortable date with zeros for what is missing, then the text.
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: |$)")
#: Lines of the field "extra": "arXiv: 2407.00001 [cs]", "DOI: 10.1234/x".
_EXTRA: Final = re.compile(
    r"^(arXiv|DOI|Citation Key|Code|URL): *(\S+)", re.MULTILINE | re.IGNORECASE
)


def read_bytes(data: bytes, path: str) -> ReadResult:
    """Read a library's items but its bin; an item that is no paper is a diagnostic.

    Raises:
        UnknownFormatError: the database is another program's, or damaged.
    """
    try:
        content, is_complete = _with_log(data, path)
        with closing(_open(content)) as database:
            _check_tables(database, path)
            result = read_records(_iter_records(database), path).plus(*_omissions(database, path))
    except (sqlite3.Error, OverflowError, UnicodeDecodeError, MemoryError) as error:
        raise UnknownFormatError(
            f"{path}: can't be read as an SQLite database: {error}; close Zotero and copy it again"
        ) from error
    warnings = () if is_complete else (_log_warning(path),)
    return replace(result, diagnostics=(*warnings, *result.diagnostics))


def _with_log(data: bytes, path: str) -> tuple[bytes, bool]:
    """Return a library with the changes in the log beside it, and whether it has all of them.

    SQLite applies the log to a copy, as it would lock the library and change it.
    """
    try:
        log = Path(f"{path}-wal").read_bytes()
    except (OSError, ValueError):
        return data, True
    if not log:
        return data, True
    try:
        with TemporaryDirectory() as folder:
            copy = Path(folder, "zotero.sqlite")
            copy.write_bytes(data)
            Path(f"{copy}-wal").write_bytes(log)
            with closing(sqlite3.connect(copy)) as database:
                database.execute("PRAGMA trusted_schema = OFF")
                # The second is the number of frames that belong to the library; a log of another
                # library, or a damaged one, has none.
                ((_, frames, applied),) = database.execute("PRAGMA wal_checkpoint(PASSIVE)")
            return (copy.read_bytes(), True) if applied == frames > 0 else (data, False)
    except (OSError, sqlite3.Error):
        return data, False


def _open(data: bytes) -> sqlite3.Connection:
    """Return a database in memory, so that neither locks nor writes touch the library."""
    content = bytearray(data)
    # Memory has no place for a write-ahead log.
    content[_JOURNAL_BYTES] = _ROLLBACK_JOURNAL
    database = sqlite3.connect(":memory:")
    database.deserialize(bytes(content))
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return database


def _check_tables(database: sqlite3.Connection, path: str) -> None:
    """Refuse the databases of other programs.

    Raises:
        UnknownFormatError: a table of Zotero is missing.
    """
    if not _table_names(database) >= _TABLES:
        raise UnknownFormatError(
            f"{path}: is an SQLite database, but not Zotero's; export it as .bib or CSV"
        )


def _table_names(database: sqlite3.Connection) -> set[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}


def _log_warning(path: str) -> Diagnostic:
    message = f"changes that are still in {path}-wal were not read; close Zotero and read it again"
    return Diagnostic(path, 1, "", message, severity="warning")


def _iter_records(database: sqlite3.Connection) -> Iterator[Record]:
    """Yield the record of each item that is not a part of another one."""
    # Each table is read once; a query per item would take a hundred times as long.
    values: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for item, name, value in database.execute(_VALUES):
        values[item][str(name)] = str(value)
    creators = _group(database, _CREATORS)
    keywords = _group(database, _KEYWORDS)
    notes = _group(database, _NOTES)
    attachments = _group(database, _ATTACHMENTS)
    retracted = _retracted_items(database)
    feeds = _NO_FEEDS if "feedItems" in _table_names(database) else ""
    for item, kind, key in database.execute(_ITEMS.format(feeds=feeds)):
        if kind in _PARTS:
            continue
        fields = _named_fields(values[item])
        fields["id"] = fields["id"] or str(key)
        fields["authors"] = _authors(creators[item])
        fields["keywords"] = list(dict.fromkeys(str(name) for (name,) in keywords[item]))
        fields["curator_note"] = "\n\n".join(note_text(str(note or "")) for (note,) in notes[item])
        fields["status"] = "retracted" if item in retracted else None
        for attachment, content_type in attachments[item]:
            # Files on the user's disk have no address.
            url = values[attachment].get("url")
            name = "pdf" if content_type == "application/pdf" else "url"
            fields[name] = [*fields[name], *([url] if url else [])]
        # A database has no lines.
        yield Record(1, fields, str(fields["title"] or key))


def _retracted_items(database: sqlite3.Connection) -> set[int]:
    """Return the retracted items; libraries older than Zotero 5.0.67 have no table of them."""
    if "retractedItems" not in _table_names(database):
        return set()
    columns = {row[1] for row in database.execute("PRAGMA table_info(retractedItems)")}
    query = _RETRACTED.format(flag="flag" if "flag" in columns else "NULL")
    return {item for (item,) in database.execute(query)}


def _omissions(database: sqlite3.Connection, path: str) -> Iterator[Diagnostic]:
    """Yield a notice for each kind of items that are left out."""
    for text, query in _OMISSIONS:
        ((count,),) = database.execute(query)
        if count:
            items = text.format(count_of(count, "item")).replace(
                "that is a", "that are a" if count > 1 else "that is a"
            )
            message = f"{items}, not read"
            yield Diagnostic(path, 1, "", message, severity="notice", records=count)


def _group(database: sqlite3.Connection, query: str) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Return the rows of a query by their first column, the item's number."""
    groups: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for item, *row in database.execute(query):
        groups[item].append(tuple(row))
    return groups


def _named_fields(values: Mapping[str, str]) -> dict[str, Any]:
    """Return an item's fields under our names."""
    fields: dict[str, Any] = {
        name: next((values[key] for key in keys if values.get(key)), None)
        for name, keys in _FIELDS.items()
    }
    extra = {match[1].lower(): match[2] for match in _EXTRA.finditer(values.get("extra", ""))}
    fields["doi"] = fields["doi"] or extra.get("doi")
    fields["id"] = fields["id"] or extra.get("citation key")
    fields["code"] = extra.get("code")
    archive = values.get("archiveID", "")
    fields["arxiv_id"] = archive if archive.lower().startswith("arxiv") else extra.get("arxiv")
    fields["url"] = [url for url in (values.get("url"), extra.get("url")) if url]
    fields["pdf"] = []
    date = _DATE.match(fields["date"] or "")
    if date:
        year, month, day = date.groups()
        parts = [year] + [month] * (month != "00") + [day] * (month != "00" and day != "00")
        fields["date"], fields["year"] = "-".join(parts), year
    return fields


def _authors(creators: list[tuple[Any, ...]]) -> list[dict[str, str]]:
    """Return the authors in their order; the editors if no author is named."""
    chosen = [creator for creator in creators if creator[0] in _AUTHOR_TYPES] or creators
    authors = [creator for creator in chosen if creator[0] == "author"] or chosen
    return [
        # Names of organizations are in one field.
        {"name": str(last or "")}
        if mode == 1 or not first
        else {"given": str(first), "family": str(last or "")}
        for _, first, last, mode in authors
    ]
