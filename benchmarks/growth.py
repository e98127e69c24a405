"""How the cost of tags and related papers grows with the collection.

    python benchmarks/growth.py PAPERS.jsonl[.gz] [--sizes 1000,5000,20000,50000,87000]

Where the file has fewer papers than a size, more are made of two papers each: half of each
title, half of the sentences of both abstracts: words and phrases keep their frequencies.
Each size is a process of its own, ``sitegen export``; printed are its CPU seconds (user and
system), wall seconds, CPU seconds per 1,000 papers, the ratio of those to the smallest size's,
and the peak memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("--sizes", default="1000,5000,20000,50000,87000")
    parser.add_argument("--method", default="static")
    arguments = parser.parse_args()
    papers = read_records(arguments.papers)
    print(" papers   CPU s  wall s  CPU s/1,000  ratio  peak MB")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, arguments.sizes.split(",")):
            cpu, wall, peak = measure(enough(papers, size), Path(folder), arguments.method)
            rate = 1000 * cpu / size
            first = first or rate
            print(f"{size:7} {cpu:7.1f} {wall:7.1f} {rate:12.2f} {rate / first:6.2f} {peak:8.0f}")


def read_records(path: Path) -> list[dict]:
    """Read JSON lines, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_records(path: Path, papers: list[dict]) -> None:
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")


def enough(papers: list[dict], size: int) -> list[dict]:
    """Return ``size`` papers: a sample, or all and as many as are missing made of two each."""
    rng = random.Random(size)
    if size <= len(papers):
        return rng.sample(papers, size)
    made = list(papers)
    while len(made) < size:
        one = rng.randrange(len(papers))
        other = papers[min(len(papers) - 1, one + rng.randrange(1, 4))]
        made.append(mixed(papers[one], other, rng, len(made)))
    return made


def mixed(one: dict, other: dict, rng: random.Random, number: int) -> dict:
    words, more = one["title"].split(), other["title"].split()
    sentences = SENTENCE.split(one["abstract"]) + SENTENCE.split(other["abstract"])
    chosen = sorted(rng.sample(range(len(sentences)), max(1, len(sentences) // 2)))
    return {
        "id": f"made-{number}",
        "title": " ".join(words[: (len(words) + 1) // 2] + more[len(more) // 2 :]),
        "abstract": " ".join(sentences[i] for i in chosen),
        "authors": one.get("authors", []),
        "year": one.get("year"),
    }


def measure(papers: list[dict], folder: Path, method: str) -> tuple[float, float, float]:
    source, settings = folder / "papers.jsonl", folder / "sitegen.toml"
    write_records(source, papers)
    settings.write_text(f'[related]\nmethod = "{method}"\n', encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sitegen",
        "export",
        source,
        "-c",
        settings,
        "-q",
        "-o",
        os.devnull,
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: failed")
    wall = time.perf_counter() - start
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
