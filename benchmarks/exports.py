"""Write exports of a collection, read them back by other programs, and change the collection.

    python benchmarks/exports.py PAPERS.jsonl[.gz] [--papers 20000] [--changed 500]

Prints CPU seconds and megabytes of each format, and how many values another program reads equal and
not equal. Then some papers are added and removed again: printed is the number of keys of the other
papers that differ meanwhile, without a keys file and with lines by ``sitegen keys --all --write``.
Synthetic papers fill up a file that is too small; they share authors, years and first words with
real ones, so that more keys collide than usual (see growth.py).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sqlite3
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from growth import read_records, sample_papers, write_records

from sitegen.citation import citation_keys
from sitegen.citation.names import split_name
from sitegen.paper import EnrichedPaper, Entry
from sitegen.publish import Records, render_export
from sitegen.sources import read_sources, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    #: Yields pairs of the value that was written and the one that was read.
    Compare = Callable[[bytes, Records], Iterator[tuple[Any, Any]]]

_FIELD = re.compile(r"  (\w+) = \{(.*)\},?")
_FORMULA = re.compile(r"^'(?='*[=+\-@\t\r])")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=20000)
    parser.add_argument("--changed", type=int, default=500)
    arguments = parser.parse_args()
    papers = sample_papers(
        read_records(arguments.papers_file), arguments.papers + arguments.changed
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "papers.jsonl")
        write_records(source, papers)
        # Synthetic papers are near-duplicates of one another: they are not merged here.
        papers_read = read_sources([str(source)]).papers
    entries = [Entry(f"p{number:06}", paper) for number, paper in enumerate(papers_read)]
    first_count = len(entries) - arguments.changed
    records = Records.of([EnrichedPaper(entry, (), ()) for entry in entries[:first_count]])
    print(f"{first_count} papers")
    equal = [compare_format(name, by, compare, records) for name, by, compare in COMPARISONS]
    change_collection(entries, first_count)
    sys.exit(not all(equal))


def compare_format(name: str, program: str, compare: Compare, records: Records) -> bool:
    """Write a format, read it back, print a line, and return whether all values are equal."""
    start = time.process_time()
    data = b"".join(render_export(name, records))
    spent = time.process_time() - start
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pairs = list(compare(data, records))
    unequal = [pair for pair in pairs if pair[0] != pair[1]]
    print(
        f"  {name:8} {spent:6.2f} CPU s {len(data) / 1e6:7.1f} MB   {program}: "
        f"{len(pairs) - len(unequal)} values equal, {len(unequal)} not",
        flush=True,
    )
    for written, read in unequal[:3]:
        print(f"           {written!r} was read as {read!r}")
    return not unequal


def change_collection(entries: Iterable[Entry], first_count: int) -> None:
    """Print how many keys differ while further papers are in the collection."""
    every = list(entries)
    first = every[:first_count]
    keys = citation_keys(first, {})
    settled = {key: paper_id for paper_id, key in keys.items()}
    print(f"  keys: {len(set(keys.values()))} distinct ones of {len(keys)} papers")
    for lines, name in (({}, "no keys file"), (settled, "all keys settled")):
        more = citation_keys(every, lines)
        differing = sum(more[paper_id] != key for paper_id, key in keys.items())
        final = citation_keys(first, lines)
        print(
            f"  {name}: {differing} keys differ while {len(every) - first_count} papers are added, "
            f"{sum(final[paper_id] != key for paper_id, key in keys.items())} after their removal; "
            f"{len(set(more.values()))} distinct ones of {len(more)}"
        )


# ---- Programs ---------------------------------------------------------------------------------


def compare_bibtexparser(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    import bibtexparser

    library = bibtexparser.parse_string(data.decode())
    entries = list(written_entries(data))
    yield 0, len(library.failed_blocks)
    yield len(entries), len(library.entries)
    yield len(entries), len(records.papers)
    for (type_, key, fields), entry in zip(entries, library.entries, strict=False):
        yield (type_, key), (entry.entry_type, entry.key)
        yield from ((value, entry[name]) for name, value in fields.items())


def compare_pybtex(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    from pybtex.database import parse_bytes

    database = parse_bytes(data, "bibtex")
    yield len(records.papers), len(database.entries)
    names = {
        records.keys[enriched.entry.id]: len(enriched.entry.paper.authors) for enriched in records
    }
    for type_, key, fields in written_entries(data):
        entry = database.entries[key]
        yield type_, entry.type
        if "author" in fields:
            yield names[key], len(entry.persons["author"])
        for name, value in fields.items():
            if name not in {"author", "editor"}:
                yield " ".join(value.split()), entry.fields[name]


def written_entries(data: bytes) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield type, key and fields of entries that have one line per field."""
    for text in data.decode().strip().split("\n\n"):
        head, *lines = text.split("\n")
        type_, _, key = head.rstrip(",").removeprefix("@").partition("{")
        matches = (_FIELD.fullmatch(line) for line in lines[:-1])
        yield type_, key, {match[1]: match[2] for match in matches if match}


def compare_rispy(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    import rispy

    for record, enriched in zip(rispy.loads(data.decode()), records.newest_first(), strict=True):
        paper = enriched.entry.paper
        yield records.keys[enriched.entry.id], record["id"]
        yield paper.title, record["title"]
        yield paper.abstract, record.get("abstract", "")
        yield [split_name(a.name).inverted for a in paper.authors], record.get("authors", [])
        yield str(paper.year or ""), record.get("year", "")
        yield paper.venue or "", record.get("secondary_title", "")
        yield paper.doi, record.get("doi")


def compare_schema(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    import jsonschema

    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.unit.citation.csl_schema import ITEM

    validator = jsonschema.Draft202012Validator(ITEM)
    for item, enriched in zip(json.loads(data), records.newest_first(), strict=True):
        yield [], [error.message for error in validator.iter_errors(item)]
        yield enriched.entry.paper.title, item["title"]


def compare_csv(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    for row, enriched in zip(rows, records, strict=True):
        for name, value in cells(records.row(enriched)).items():
            yield value, _FORMULA.sub("", row[name])


def compare_sqlite(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.row_factory = sqlite3.Row
    yield "ok", connection.execute("PRAGMA integrity_check").fetchone()[0]
    rows = connection.execute("SELECT * FROM papers ORDER BY rowid")
    for row, enriched in zip(rows, records, strict=True):
        read = cells(dict(row))
        yield from ((value, read[name]) for name, value in cells(records.row(enriched)).items())


def cells(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as texts, its lists joined."""
    return {
        name: "; ".join(v) if isinstance(v, list) else "" if v is None else str(v)
        for name, v in row.items()
    }


def compare_sitegen(name: str, suffix: str) -> Compare:
    """Return the comparison of what sitegen wrote with what it reads."""

    def compare(data: bytes, records: Records) -> Iterator[tuple[Any, Any]]:
        papers = read_text(data.decode(), f"papers{suffix}").papers
        members = records.papers if name == "jsonl" else records.newest_first()
        for paper, enriched in zip(papers, members, strict=True):
            written = enriched.entry.paper
            for field in ("title", "authors", "year", "doi", "arxiv_id", "volume", "pages"):
                yield getattr(written, field), getattr(paper, field)

    return compare


COMPARISONS: list[tuple[str, str, Compare]] = [
    ("bibtex", "bibtexparser", compare_bibtexparser),
    ("bibtex", "pybtex", compare_pybtex),
    ("bibtex", "sitegen", compare_sitegen("bibtex", ".bib")),
    ("ris", "rispy", compare_rispy),
    ("ris", "sitegen", compare_sitegen("ris", ".ris")),
    ("csl", "jsonschema", compare_schema),
    ("csl", "sitegen", compare_sitegen("csl", ".csl.json")),
    ("jsonl", "sitegen", compare_sitegen("jsonl", ".jsonl")),
    ("csv", "csv", compare_csv),
    ("sqlite", "sqlite3", compare_sqlite),
]


if __name__ == "__main__":
    main()
