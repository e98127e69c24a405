"""Measure how many records per second are read from each format, on one core.

    python benchmarks/read.py [--records 5000]

Each input repeats a record of a file in tests/fixtures/sources, with new identifiers. Where Python
or lxml has a parser of the syntax, the time of reading is printed as a multiple of the parser's.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import sys
import time
from pathlib import Path

import lxml.etree
import lxml.html

from sitegen.sources import read_text
from sitegen.workspace.runtime import gc_paused

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "sources"
ABSTRACT = "We study how readers find papers, and what a page of them should say. " * 17
#: Fixture -> patterns of the repeated record's start and end, target in records per second.
FIXTURE_RECORDS = {
    "arxiv-snapshot.jsonl": (r'\{"id"', r"\}\n", 20_000),
    "library.bib": (r"@inproceedings\{vaswani", r"\n\}\n", 3_000),
    "export.ris": (r"TY  -", r"ER  - \n", 3_000),
    "arxiv.atom": (r"  <entry>", r"</entry>\n", 3_000),
    "oai.xml": (r"<record>", r"</record>\n", 3_000),
    "arxiv-listing.html": (r"<dt>", r"</dd>\n", 3_000),
    "hf-visible.html": (r"<article", r"</article>\n", 3_000),
    "hf.md": (r"\[112\]\(https", r"arxiv.org/abs/2606.00683\)\n\n", 3_000),
    "hf.txt": (r"\[-\] 74", r"unilm\n", 3_000),
    "scopus.csv": (r'"LeCun', r'learning"\n', 3_000),
    "csl.json": (r'  \{"id": "http', r'"networks; learning"\},\n', 3_000),
    "pubmed.nbib": (r"PMID-", r"OT  - timetable\n\n", 3_000),
    "pubmed.xml": (r"<PubmedArticle><", r"</PubmedArticle>\n", 3_000),
    "article.jats.xml": (r"<article xmlns", r"</article>\n", 3_000),
    "grobid.tei.xml": (r"<TEI xml", r"</TEI>\n?", 3_000),
    "hal.tei.xml": (r"<biblFull", r"</biblFull>", 3_000),
    "person.xml": (r"<r><inproceedings", r"</r>\n", 3_000),
    "savedrecs.txt": (r"PT J", r"ER\n\n", 3_000),
    "daily-table.md": (r"\|\*\*2024-07-01", r"\n", 3_000),
    "labelled-links.md": (r"\* LantNet", r"\n", 3_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=5_000)
    count = parser.parse_args().records
    print(f"{count} records, median of 5 runs, records per CPU second; characters per record")
    for name, (first, last, target) in FIXTURE_RECORDS.items():
        text = repeat_record(
            next(FIXTURES.glob(f"*/{name}")).read_text("utf-8"), first, last, count
        )
        spent = []
        for _ in range(5):
            start = time.process_time()
            with gc_paused():  # as read_sources does
                reading = read_text(text, name)
            spent.append(time.process_time() - start)
            if len(reading.papers) < count:
                sys.exit(f"{name}: {len(reading.papers)} papers, {reading.diagnostics[:3]}")
        speed = count / statistics.median(spent)
        parse_time = time_parser(name, text)
        ratio = statistics.median(spent) / parse_time if parse_time else 0
        peer = f"  {ratio:5.1f} times the parser's time" if ratio else ""
        size = f"{len(text) // count:6} characters"
        print(f"{name:<22} {speed:8,.0f}  target {target:7,}  {size}{peer}")


def time_parser(name: str, text: str) -> float:
    """Return the CPU seconds of a plain pass of the standard parser, or 0."""
    parsers = {
        ".jsonl": lambda: list(map(json.loads, text.splitlines())),
        ".json": lambda: json.loads(text),
        ".csv": lambda: list(csv.reader(text.splitlines(keepends=True))),
        ".xml": lambda: lxml.etree.fromstring(text.encode(), lxml.etree.XMLParser(recover=True)),
        ".html": lambda: lxml.html.fromstring(text),
    }
    parse = parsers.get(Path(name).suffix.replace(".atom", ".xml"))
    if parse is None:
        return 0
    spent = []
    for _ in range(5):
        start = time.process_time()
        parse()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def repeat_record(text: str, first: str, last: str, count: int) -> str:
    """Return a document in which one record occurs ``count`` times, with different ids."""
    start = re.search(first, text).start()
    end = start + re.search(last, text[start:]).end()
    record = lengthen_abstract(text[start:end])
    ids = sorted(set(re.findall(r"\d{4}\.\d{4,5}|vaswani2017", record)))
    copies = []
    # arXiv numbers are YYMM.NNNNN: the count is spread over years, months and numbers.
    for number in range(count):
        copy = record
        for old in ids:
            new = f"{20 + number // 100000}{1 + number // 10000 % 10:02}.{number % 10000:05}"
            copy = copy.replace(old, new if "." in old else f"key{number}")
        copies.append(copy)
    return text[:start] + "".join(copies) + text[end:]


def lengthen_abstract(record: str) -> str:
    """Make a record's abstract about 1,200 characters longer, to a usual length."""
    for sentence in ("The dominant", "Transformer tends", "Language models forget", "A fully diff",
                     "Deep learning allows", 'Deep learning, ""',
                     "Genes matter", "Ropes in English", "They go (p", "Ropes remember.",
                     "OBJECTIVES: Ferries"):  # fmt: skip
        if sentence in record:
            return record.replace(sentence, ABSTRACT + sentence, 1)
    return record


if __name__ == "__main__":
    main()
