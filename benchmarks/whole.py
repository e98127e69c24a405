"""Time whole builds: clean, with new papers, with one abstract edited, and with nothing new.

    python benchmarks/whole.py PAPERS.jsonl[.gz] [--papers 20000] [--new 50] [--any-year] [--check]

Prints wall seconds, CPU seconds (user and system) and peak memory of all processes, the ratio to
the clean build, and the wall seconds of each stage. Synthetic papers fill up a file that is too
small (see growth.py). New papers are the latest of the collection, as papers that come are, or
papers of any year. ``--check`` compares each site with that of a clean build, byte for byte.

Peak memory is the largest sum of the processes' proportional set sizes (memory that processes
share counts once), read four times a second; Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from growth import read_records, sample_papers, write_records

#: Seconds between two readings of the memory.
POLL_S = 0.25
SENTENCE = " The code and all results are available for later comparison."


@dataclass(frozen=True)
class Cost:
    """The cost of one build: seconds, megabytes, and stage -> wall seconds."""

    wall: float
    cpu: float
    peak: float
    stages: dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=20000)
    parser.add_argument("--new", type=int, default=50)
    parser.add_argument("--any-year", action="store_true", help="new papers are of any year")
    parser.add_argument("--check", action="store_true", help="compare with clean builds")
    parser.add_argument("--work", type=Path, help="a folder that stays; default: a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        measure_builds(arguments, work)


def measure_builds(arguments: argparse.Namespace, work: Path) -> None:
    source, site = work / "papers.jsonl", work / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(work / ".sitegen", ignore_errors=True)
    first_cost = None
    print(f"{arguments.papers} papers, {arguments.new} new", flush=True)
    for name, papers in list_states(arguments):
        write_records(source, papers)
        cost = build(source, site)
        first_cost = first_cost or cost
        print_cost(name, cost, first_cost)
        if arguments.check and cost is not first_cost:
            print(f"{'':20} {compare_with_clean(source, site, work)}", flush=True)


def list_states(arguments: argparse.Namespace) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the name and the papers of each build, in order."""
    total = arguments.papers + arguments.new
    papers = sample_papers(read_records(arguments.papers_file), total)
    if not arguments.any_year:
        # Stable: the papers of one year stay in their order.
        papers.sort(key=lambda paper: int(paper.get("year") or 0))
    edited = [dict(paper) for paper in papers]
    number = random.Random(total).randrange(len(papers))
    edited[number]["abstract"] = f"{edited[number]['abstract']}{SENTENCE}"
    return [
        ("clean", papers[: arguments.papers]),
        (f"{arguments.new} new", papers),
        ("one abstract edited", edited),
        ("nothing new", edited),
    ]


def build(source: Path, site: Path) -> Cost:
    """Build a site and return what it cost."""
    command = [sys.executable, "-m", "sitegen", "build", source, "-o", site, "-q"]
    started, start = time.time(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks = [0.0]
    is_over = threading.Event()
    watcher = threading.Thread(target=watch_memory, args=(process.pid, peaks, is_over))
    watcher.start()
    # The usage of the process includes that of its children that have ended.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    is_over.set()
    watcher.join()
    if status:
        sys.exit(f"{command}: failed")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peaks), read_stages(site, started))


def read_stages(site: Path, started: float) -> dict[str, float]:
    """Return the wall seconds of each stage of a build; none if it left the site as it was."""
    record = site.parent / ".sitegen" / site.name / "built.json"
    if record.stat().st_mtime < started:
        return {}
    content = json.loads(record.read_text("utf-8").partition("\n")[2])
    seconds: dict[str, float] = content["report"]["seconds"]
    return seconds


def watch_memory(pid: int, peaks: list[float], is_over: threading.Event) -> None:
    """Add the memory of a process and its descendants, in MB, until the event is set."""
    while not is_over.wait(POLL_S):
        peaks.append(sum(map(read_memory, list_processes(pid))))


def list_processes(pid: int) -> list[int]:
    """Return a process and all of its descendants that run."""
    processes = [pid]
    for parent in processes:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                processes += map(int, (task / "children").read_text().split())
    return processes


def read_memory(pid: int) -> float:
    """Return the proportional set size of a process in MB; 0 if it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def print_cost(name: str, cost: Cost, clean: Cost) -> None:
    stages = "  ".join(f"{stage} {seconds:.2f}" for stage, seconds in cost.stages.items())
    print(
        f"{name:20} {cost.wall:7.2f} s wall {cost.wall / clean.wall:5.1%}  {cost.cpu:7.2f} CPU s "
        f"{cost.cpu / clean.cpu:5.1%}  peak {cost.peak:5.0f} MB\n{'':20} {stages}",
        flush=True,
    )


def compare_with_clean(source: Path, site: Path, work: Path) -> str:
    """Build the same papers in another folder, and say whether the sites are equal."""
    reference = work / "clean" / "site"
    shutil.rmtree(reference.parent, ignore_errors=True)
    reference.parent.mkdir()
    build(source, reference)
    first, second = hash_files(site), hash_files(reference)
    shutil.rmtree(reference.parent)
    different = sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )
    if different:
        return f"differs from a clean build in {len(different)} files, such as {different[0]}"
    return "equals a clean build, byte for byte"


def hash_files(folder: Path) -> dict[str, bytes]:
    """Return the hash of each file of a folder, by its relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()
