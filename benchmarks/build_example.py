"""Time a whole build of the example, 119 papers, and each of its stages.

    python benchmarks/build_example.py [--runs 5] [--source FILE]

Prints medians of CPU seconds (user and system, all processes) and of wall seconds, the wall seconds
of each stage, and the ratio to plain ``mkdocs build`` of the same generated project, which only
renders. The two commands alternate, and so does their order: a busy machine slows both down.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--source", default=str(ROOT / "examples" / "hf-papers-transformers.txt"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs, stages = time_builds(folder, arguments.source, arguments.runs)
        size = sum(p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file())
        pages = len(list((folder / "site" / "papers").glob("*.html")))
    cpu, wall = (statistics.median(column) for column in zip(*costs["sitegen"], strict=True))
    plain_cpu = statistics.median(plain for plain, _ in costs["mkdocs"])
    print(f"{pages} papers, {arguments.runs} runs, medians, site of {size / 1e6:.1f} MB")
    print(f"whole build           {cpu:6.2f} CPU s  {wall:6.2f} s wall")
    print(f"plain mkdocs build    {plain_cpu:6.2f} CPU s  (renders only)")
    print(f"ratio                 {cpu / plain_cpu:6.2f}")
    medians = {stage: statistics.median(seconds) for stage, seconds in stages.items()}
    for stage, seconds in medians.items():
        print(f"  {stage:<18}  {seconds:6.2f} s wall")
    # The stages are timed by sitegen; the rest of the wall time passes before the first of them.
    print(f"  {'start and imports':<18}  {wall - sum(medians.values()):6.2f} s wall")


def time_builds(
    folder: Path, source: str, runs: int
) -> tuple[dict[str, list[tuple[float, float]]], dict[str, list[float]]]:
    """Build with sitegen and with MkDocs in turns.

    Returns (CPU, wall) seconds of each run by program, and wall seconds of each run by stage.
    """
    build = [sys.executable, "-m", "sitegen", "build", source, "-o", "site"]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain")]
    measure(build, folder)  # compiles Python's files, and writes the project that MkDocs renders
    project = folder / ".sitegen" / "site" / "project"
    commands = [("sitegen", build, folder), ("mkdocs", mkdocs, project)]
    costs, stages = defaultdict(list), defaultdict(list)
    for run in range(runs):
        for program, command, cwd in commands if run % 2 else reversed(commands):
            if program == "sitegen":
                # A clean build: nothing is reused from the previous run.
                shutil.rmtree(folder / "site")
                shutil.rmtree(folder / ".sitegen")
            cpu, wall, log = measure(command, cwd)
            costs[program].append((cpu, wall))
            # The log of a build ends with its stages: "read 0.12 s, enrich 0.84 s, ..."
            for stage, seconds in re.findall(r"(\w+) ([\d.]+) s", log):
                stages[stage].append(float(seconds))
    return costs, stages


def measure(command: list[str], cwd: Path) -> tuple[float, float, str]:
    """Run a command; return its CPU seconds, its wall seconds and its standard error."""
    start_usage, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    wall, usage = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime - start_usage.ru_utime + usage.ru_stime - start_usage.ru_stime
    return cpu, wall, process.stderr


if __name__ == "__main__":
    main()
