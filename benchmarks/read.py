"""How many records a second each format is read at, on one core.

    python benchmarks/read.py [--records 5000]

Every file is made of tests/fixtures/sources: its record, repeated under other titles and ids.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from pathlib import Path

from sitegen.sources import read_text
from sitegen.workspace.runtime import gc_paused

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "sources"
ABSTRACT = "We study how readers find papers, and what a page of them should say. " * 17
#: Fixture, where the first record starts and ends, what stands around it, targets of the issue.
PARTS = {
    "arxiv-snapshot.jsonl": (r'\{"id"', r"\}\n", 20_000),
    "library.bib": (r"@inproceedings\{vaswani", r"\n\}\n", 2_000),
    "export.ris": (r"TY  -", r"ER  - \n", 2_000),
    "arxiv.atom": (r"  <entry>", r"</entry>\n", 2_000),
    "oai.xml": (r"<record>", r"</record>\n", 2_000),
    "arxiv-listing.html": (r"<dt>", r"</dd>\n", 2_000),
    "hf-visible.html": (r"<article", r"</article>\n", 2_000),
    "hf.md": (r"\[112\]\(https", r"arxiv.org/abs/2606.00683\)\n\n", 2_000),
    "hf.txt": (r"\[-\] 74", r"unilm\n", 2_000),
    "scopus.csv": (r'"LeCun', r'learning"\n', 2_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=5_000)
    count = parser.parse_args().records
    print(f"{count} records, median of 5 runs, records a CPU second; characters a record")
    for name, (first, last, target) in PARTS.items():
        text = repeated((FIXTURES / name).read_text("utf-8"), first, last, count)
        spent = []
        for _ in range(5):
            start = time.process_time()
            with gc_paused():  # as read_sources does
                reading = read_text(text, name)
            spent.append(time.process_time() - start)
            assert len(reading.papers) >= count, (
                name,
                len(reading.papers),
                reading.diagnostics[:3],
            )
        speed = count / statistics.median(spent)
        print(f"{name:<22} {speed:8,.0f}  target {target:7,}  {len(text) // count:6} characters")


def repeated(text: str, first: str, last: str, count: int) -> str:
    """Return a document with its first record so often, each with an id of its own."""
    start = re.search(first, text).start()
    end = start + re.search(last, text[start:]).end()
    record = lengthened(text[start:end])
    ids = sorted(set(re.findall(r"\d{4}\.\d{4,5}|vaswani2017", record)))
    copies = []
    for number in range(count):
        copy = record
        for old in ids:
            new = f"{20 + number // 100000}{1 + number // 10000 % 10:02}.{number % 10000:05}"
            copy = copy.replace(old, new if "." in old else f"key{number}")
        copies.append(copy)
    return text[:start] + "".join(copies) + text[end:]


def lengthened(record: str) -> str:
    """Make an abstract as long as abstracts are: 1,200 characters."""
    for sentence in ("The dominant", "Transformer tends", "Language models forget", "A fully diff",
                     "Deep learning allows", 'Deep learning, ""'):  # fmt: skip
        if sentence in record:
            return record.replace(sentence, ABSTRACT + sentence, 1)
    return record


if __name__ == "__main__":
    main()
