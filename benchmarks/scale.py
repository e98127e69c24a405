"""Measure each step of clean builds of growing collections, and what grows faster than its input.

    python benchmarks/scale.py PAPERS.jsonl[.gz] [--sizes 2000,20000] [--jobs 2]

Prints for each step its CPU seconds (user and system, all processes), those per 1,000 papers and
their ratio to the first size's, its wall seconds, and the peak memory of all processes. Synthetic
papers fill up a file that is too small (see growth.py). The step "neighbours" is the part of
"enrich" that compares all papers with all.

Peak memory is read as in whole.py; Linux only.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from growth import read_records, sample_papers, write_records
from whole import POLL_S, list_processes, read_memory

#: A step that costs more per paper, by this factor, grows faster than its input.
MAX_RATIO = 1.3
STEPS = ("start", "read", "merge", "enrich", "neighbours", "pages", "render", "search", "publish")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--sizes", default="2000,20000")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        build(*arguments.build, arguments.papers_file, arguments.jobs)
        return
    papers = read_records(arguments.papers_file)
    first: dict[str, float] = {}
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "papers.jsonl")
            write_records(source, sample_papers(papers, size))
            rates = print_steps(measure(source, arguments.jobs), size, first)
        first = first or rates


def measure(source: Path, jobs: int | None) -> dict[str, dict[str, float]]:
    """Build a site in a process; return step -> its CPU seconds, wall seconds and peak memory."""
    costs = source.with_name("costs.json")
    command = [sys.executable, __file__, source, "--build", source.with_name("site"), costs]
    command += ["--jobs", str(jobs)] if jobs else []
    process = subprocess.Popen(command)
    peaks: list[tuple[float, float]] = []
    while process.poll() is None:
        memory = sum(map(read_memory, list_processes(process.pid)))
        peaks.append((time.time(), memory))
        time.sleep(POLL_S)
    if process.returncode:
        sys.exit(f"{command}: failed")
    content = json.loads(costs.read_text("utf-8"))
    steps: dict[str, dict[str, float]] = content["steps"]
    for step, start, end in content["times"]:
        within = [memory for moment, memory in peaks if start <= moment <= end]
        steps[step]["peak"] = max([steps[step].get("peak", 0.0), *within])
    return steps


def print_steps(
    steps: dict[str, dict[str, float]], size: int, first: dict[str, float]
) -> dict[str, float]:
    """Print a table; return step -> CPU seconds per 1,000 papers."""
    print(f"{size} papers\n  step         CPU s  CPU s/1,000  ratio   wall s  peak MB")
    total = {
        "cpu": sum(step["cpu"] for step in steps.values()),
        "wall": sum(step["wall"] for step in steps.values()),
        "peak": max(step.get("peak", 0.0) for step in steps.values()),
    }
    rates = {}
    for name, step in [*steps.items(), ("all", total)]:
        rates[name] = 1000 * step["cpu"] / size
        ratio = rates[name] / first[name] if first.get(name) else 1.0
        # Steps of a fraction of a second are noise.
        mark = "  grows faster" if ratio > MAX_RATIO and step["cpu"] > 1 else ""
        print(
            f"  {name:10} {step['cpu']:7.1f} {rates[name]:12.2f} {ratio:6.2f} {step['wall']:8.1f}"
            f" {step.get('peak', 0.0):8.0f}{mark}",
            flush=True,
        )
    return rates


# ---- In the process that builds -----------------------------------------------------------------


class Meter:
    """Adds up what each step costs; a step may be left for one inside it."""

    def __init__(self) -> None:
        self.steps = {name: {"cpu": 0.0, "wall": 0.0} for name in STEPS}
        self.times: list[tuple[str, float, float]] = []
        self.step = STEPS[0]
        self._start = self._read_clocks()

    def enter(self, step: str) -> str:
        """Begin a step; return the one that it interrupts. Other texts are sentences."""
        previous = self.step
        if step in self.steps:
            moment, cpu = self._read_clocks()
            self.steps[previous]["cpu"] += cpu - self._start[1]
            self.steps[previous]["wall"] += moment - self._start[0]
            self.times.append((previous, self._start[0], moment))
            self.step, self._start = step, (moment, cpu)
        return previous

    def within(self, step: str, function: Any) -> Any:
        """Return a function that is measured as a step inside another."""

        @functools.wraps(function)
        def measured(*values: Any, **options: Any) -> Any:
            previous = self.enter(step)
            try:
                return function(*values, **options)
            finally:
                self.enter(previous)

        return measured

    @staticmethod
    def _read_clocks() -> tuple[float, float]:
        # With the children that have ended: each step waits for its processes.
        return time.time(), sum(os.times()[:4])


def build(site: Path, costs: Path, source: Path, jobs: int | None) -> None:
    """Build a site in this process, and write what each step has cost."""
    from sitegen.build import Request, build_site
    from sitegen.config import default_config
    from sitegen.enrich.related import space

    meter = Meter()
    space.rank_papers = meter.within("neighbours", space.rank_papers)
    request = Request([str(source)], jobs=jobs)
    build_site(request, default_config(source.parent), site, meter.enter)
    meter.enter(STEPS[-1])
    costs.write_text(json.dumps({"steps": meter.steps, "times": meter.times}), encoding="utf-8")


if __name__ == "__main__":
    main()
