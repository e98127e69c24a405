"""Measure how the cost of tags and related papers grows with the collection.

    python benchmarks/growth.py PAPERS.jsonl[.gz] [--sizes 1000,5000,20000,50000,87000]

A size beyond that of the file is reached with synthetic papers: each has half of the titles and
half of the sentences of two papers, so that words and phrases keep their frequencies. Each size
runs in a separate process, ``sitegen export``. Prints its CPU seconds (user and system), its wall
seconds, CPU seconds per 1,000 papers, the ratio of those to the first size's, and the peak memory.
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

#: Lines between the two papers of a synthetic one; 20,000 papers give 600,000 pairs.
MAX_DISTANCE = 31
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("--sizes", default="1000,5000,20000,50000,87000")
    parser.add_argument("--method", default="static")
    arguments = parser.parse_args()
    papers = read_records(arguments.papers)
    print(" papers   CPU s  wall s  CPU s/1,000  ratio  peak MB")
    first_rate = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, arguments.sizes.split(",")):
            sample = sample_papers(papers, size)
            cpu, wall, peak = measure(sample, Path(folder), arguments.method)
            rate = 1000 * cpu / size
            first_rate = first_rate or rate
            ratio = rate / first_rate
            print(
                f"{size:7} {cpu:7.1f} {wall:7.1f} {rate:12.2f} {ratio:6.2f} {peak:8.0f}", flush=True
            )


def read_records(path: Path) -> list[dict]:
    """Read a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_records(path: Path, papers: list[dict]) -> None:
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")


def sample_papers(papers: list[dict], size: int) -> list[dict]:
    """Return ``size`` papers: a sample, or all of them and synthetic ones."""
    rng = random.Random(size)
    if size <= len(papers):
        return rng.sample(papers, size)
    sample = list(papers)
    # Two papers of one pair would have one title, and be merged.
    pairs = set()
    while len(sample) < size:
        # The second paper stands close to the first in the file, as papers of a field often do.
        first = rng.randrange(len(papers))
        second = (first + rng.randrange(1, MAX_DISTANCE)) % len(papers)
        if (first, second) not in pairs:
            pairs.add((first, second))
            sample.append(mix_papers(papers[first], papers[second], rng, len(sample)))
    return sample


def mix_papers(first: dict, second: dict, rng: random.Random, number: int) -> dict:
    """Return a synthetic paper of two; its title starts as the first's and ends as the second's."""
    start, end = first["title"].split(), second["title"].split()
    sentences = SENTENCE.split(first["abstract"]) + SENTENCE.split(second["abstract"])
    chosen = sorted(rng.sample(range(len(sentences)), max(1, len(sentences) // 2)))
    return {
        "id": f"made-{number}",
        "title": " ".join(start[: (len(start) + 1) // 2] + end[len(end) // 2 :]),
        "abstract": " ".join(sentences[i] for i in chosen),
        "authors": first.get("authors", []),
        "year": first.get("year"),
    }


def measure(papers: list[dict], folder: Path, method: str) -> tuple[float, float, float]:
    """Export papers; return CPU seconds, wall seconds and peak memory in MB."""
    source, settings = folder / "papers.jsonl", folder / "sitegen.toml"
    write_records(source, papers)
    settings.write_text(f'[related]\nmethod = "{method}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "sitegen", "export", source]
    command += ["-c", settings, "-q", "-o", os.devnull]
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    # wait4 gives the usage of this process alone, unlike RUSAGE_CHILDREN, whose peak is that of
    # the largest size so far.
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: failed")
    wall = time.perf_counter() - start
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
